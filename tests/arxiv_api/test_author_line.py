import signal
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.arxiv_api.author_line import names


@pytest.fixture
def processor_time() -> Iterator[None]:
    """
    A test that keeps the processor busy for 20 s fails.
    """

    def fail(*_: object) -> None:
        raise AssertionError("takes too long")

    before = signal.signal(signal.SIGPROF, fail)
    signal.setitimer(signal.ITIMER_PROF, 20)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("A. Lovelace, C. Babbage and M. Somerville", "A. Lovelace|C. Babbage|M. Somerville"),
        ("A. Lovelace, C. Babbage, and M. Somerville", "A. Lovelace|C. Babbage|M. Somerville"),
        ("Ada Lovelace (London), Alexandra Rand", "Ada Lovelace|Alexandra Rand"),
        ("A. One (1 and 2), B. Two (2) ((1) Here, (2) There)", "A. One|B. Two"),
        ("Paul Erd\\H{o}s, J\\'anos Pach", "Paul Erdős|János Pach"),
        ('M{\\"u}ller, \\O. {\\AA}s', "Müller|Ø. Ås"),
        ("J. Smith, Jr., H. Tudor, VIII and J. Roe III", "J. Smith Jr.|H. Tudor VIII|J. Roe III"),
        ("D0 Collaboration: V. Abazov, et al.", "D0 Collaboration|V. Abazov"),
        ("Andrea Anderson, Sandy Band", "Andrea Anderson|Sandy Band"),
        ("A. One (Inst. (Dept. (Group)), Town), B. Two", "A. One|B. Two"),
        ("A. One), B. Two", "A. One|B. Two"),
        ("A. One ((Inst., Town), B. Two", "A. One"),
        ("A. One (Here, B. Two", "A. One"),
        ("A. One (Nickname) Two", "A. One|Two"),
        ("", ""),
        ("(nobody)", ""),
    ],
)
def test_names_are_told_apart(line: str, expected: str) -> None:
    """
    By commas, "and" or a colon; affiliations are left out and TeX's letters become letters.
    """
    assert expected == "|".join(names(line))


@pytest.mark.parametrize(
    "line",
    [
        "(" * 299_999,
        "(" * 149_999 + ")" * 149_999,
        "(a" * 149_999,
        "(a)" * 99_999,
        "Ada, " + "Jr, " * 49_000,
        "$" * 29_999,
        "{" * 29_999,
        "Ada and " * 37_000,
    ],
    ids=lambda line: line[:8],
)
def test_no_line_takes_long(line: str, processor_time: None) -> None:
    """
    The time to read a line grows with its length, whatever the line holds.
    """
    names(line)


@pytest.mark.parametrize(
    ("line", "reason"),
    [("a" * 300_001, "more than 300000 characters"), ("a," * 50_001, "more than 50000 authors")],
    ids=["long", "many"],
)
def test_a_line_beyond_all_real_ones_is_refused(line: str, reason: str) -> None:
    """
    The longest one at arXiv names 5,000 authors.
    """
    with pytest.raises(ValueError, match=reason):
        names(line)


@given(st.text("ab(),:;.&$\\{}^~ and Jr", max_size=80))
@settings(max_examples=400, deadline=None)
def test_any_line_gives_names_with_single_blanks(line: str) -> None:
    """
    Whatever a line holds, each name is a text, and no name is empty.
    """
    assert all(one and one == " ".join(one.split()) for one in names(line))
