import re
from pathlib import Path

from generator.build.assets import documents

SOURCE = Path(__file__).parents[2] / "site_src"
SHEETS = sorted((SOURCE / "assets/css").glob("*.css"))


def naming(pattern: str) -> list[str]:
    """
    The style sheets that have *pattern*.
    """
    return [one.name for one in SHEETS if re.search(pattern, one.read_text("utf-8"))]


def test_one_style_sheet_knows_the_classes_of_the_theme() -> None:
    """
    Another version of the theme concerns one file.
    """
    assert ["frame.css"] == naming(r"\.md-")


def test_one_style_sheet_knows_the_variables_of_the_theme() -> None:
    """
    All others use names of our own for colours and fonts.
    """
    assert ["tokens.css"] == naming("--md-")


def test_style_sheets_come_as_one() -> None:
    """
    Each of them, colours first: of rules that weigh the same, the later one wins.
    """
    ((path, content),) = documents(SOURCE)
    text = content.decode()
    order = sorted(SHEETS, key=lambda one: text.index(one.read_text("utf-8")))

    assert "site.css" == path
    assert len(text) == len(SHEETS) - 1 + sum(len(one.read_text("utf-8")) for one in SHEETS)
    assert ["tokens", "frame", "papers", "lists", "dialogs", "print"] == [one.stem for one in order]


def test_a_site_without_style_sheets_has_none(tmp_path: Path) -> None:
    """
    Nor an empty one.
    """
    assert [] == list(documents(tmp_path))
