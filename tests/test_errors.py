from pathlib import Path

import pytest

from generator.errors import (
    AnswerError,
    ArxivError,
    BuildError,
    ConfigError,
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
