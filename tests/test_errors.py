import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import errors
from generator.errors import (
    AnswerError,
    ArxivError,
    BuildError,
    ConfigError,
    ExitCode,
    GeneratorError,
    StoreError,
    TransportError,
)

STORED = Path("papers/2512.jsonl")


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ConfigError("keywords.yaml:7", "bad slug"), "keywords.yaml:7: bad slug"),
        (TransportError("https://arxiv", "429"), "https://arxiv: 429"),
        (AnswerError("https://arxiv", "cut off"), "https://arxiv: cut off"),
        (StoreError(STORED, "broken"), f"{STORED}: broken"),
        (BuildError("mkdocs", "no theme"), "mkdocs: no theme"),
    ],
)
def test_every_error_says_where_and_why(error: GeneratorError, text: str) -> None:
    """
    One line, one form; one base catches all that goes wrong on purpose.
    """
    assert text == str(error)
    assert text.endswith(error.reason)


def test_errors_carry_what_their_readers_need() -> None:
    """
    The place is an attribute, not only a part of the sentence.
    """
    assert "keywords.yaml:7" == ConfigError("keywords.yaml:7", "bad slug").where
    assert "https://arxiv" == ArxivError("https://arxiv", "429").url
    assert STORED == StoreError(STORED, "broken").path
    assert "mkdocs" == BuildError("mkdocs", "no theme").step


def test_both_failures_of_a_request_are_caught_as_one() -> None:
    """
    No answer and a bad answer both mean: the keyword keeps what it had.
    """
    assert issubclass(TransportError, ArxivError)
    assert issubclass(AnswerError, ArxivError)


def test_messages_hold_no_secret_and_no_query() -> None:
    """
    They are published on the status page: neither password nor key, and nothing too long to read.
    """
    error = AnswerError("https://me:s3cret@arxiv.example/api/query?key=s3cret&q=x", "cut off")

    assert "https://arxiv.example/api/query: cut off" == str(error)
    assert "https://arxiv.example/api/query" == error.url


def tree(error: type[GeneratorError], depth: int = 0) -> Iterator[tuple[str, int, int]]:
    """
    The names of *error* and its subclasses, how deep each is in the tree, and their exit codes.
    """
    yield error.__name__, depth, error.exit_code
    for one in error.__subclasses__():
        yield from tree(one, depth + 1)


def test_the_table_of_errors_is_the_tree_of_errors() -> None:
    """
    The docstring names each error below its base, with the exit code of a command that ends so.
    """
    rows = re.findall(
        r"^    ( *)(\w+Error)\S*(?: \w+\))? +(\d+)  ", str(errors.__doc__), re.MULTILINE
    )

    assert list(tree(GeneratorError)) == [
        (name, len(indent) // 2, int(code)) for indent, name, code in rows
    ]


def test_the_readme_lists_the_exit_codes() -> None:
    """
    Whoever writes a script around a command reads there what its exit code means.
    """
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    section = re.search(r"^Exit codes: (.*?)\n\n", readme, re.MULTILINE | re.DOTALL)

    assert section
    assert list(map(int, ExitCode)) == [int(one.split()[0]) for one in section[1].split(" · ")]
