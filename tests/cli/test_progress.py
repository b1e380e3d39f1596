import io

from rich.console import Console
from samples.making import make_keyword

from generator.arxiv_api import Unreadable
from generator.cli.progress import FetchProgress
from generator.fetch.update import Update

NAMES = (":smile: a:b", "::error::x", "##[error]x", "%s {0} {task}", "[/red] and [bold]")


def said(*, is_terminal: bool) -> str:
    """
    What is written about keywords with these names.
    """
    keywords = [make_keyword(name) for name in NAMES]
    written = io.StringIO()
    console = Console(file=written, force_terminal=is_terminal, width=200, color_system=None)
    with FetchProgress(keywords, console) as progress:
        for keyword in keywords:
            progress.asking(keyword)
            bad = Unreadable(None, "no date", keyword.name)
            progress.done(Update(keyword=keyword, dropped=(bad,)))
    return written.getvalue()


def test_names_are_shown_as_they_are() -> None:
    """
    Brackets are no markup and colons no emoji, neither in the bar of a terminal nor in a log.
    """
    for is_terminal in (True, False):
        text = said(is_terminal=is_terminal)

        assert "[/red] and [bold]: nothing new" in text
        assert ":smile: a:b: nothing new" in text
        assert "%s {0} {task}: nothing new" in text
    assert "Asking for [/red] and [bold]" in said(is_terminal=True)


def test_a_log_commands_nobody() -> None:
    """
    GitHub's runner obeys lines that begin with two colons, and ##[ anywhere.
    """
    text = said(is_terminal=False)

    assert [] == [line for line in text.splitlines() if line.lstrip().startswith("::")]
    assert "##[" not in text
