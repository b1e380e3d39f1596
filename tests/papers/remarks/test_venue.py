from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from samples.goldens import DATA

from generator.papers.paper import ArxivId, Paper
from generator.papers.remarks import Venue, venue
from generator.papers.remarks.venue_track import Track

DAY = datetime(2025, 12, 19, tzinfo=UTC)


class Judged(Struct, frozen=True):
    """
    What a comment and a journal reference tell a reader.
    """

    comment: str
    journal_ref: str
    expected: str
    missed: bool


def paper(comment: str | None, journal_ref: str | None = None) -> Paper:
    return Paper(
        arxiv_id=ArxivId("2512.17601"),
        title="A title",
        authors=("An Author",),
        abstract="Accepted at CVPR 2025.",
        categories=("cs.CV",),
        published=DAY,
        updated=DAY,
        comment=comment,
        journal_ref=journal_ref,
    )


def shown(comment: str | None, journal_ref: str | None = None) -> str:
    """
    The venue as readers see it; nothing if none is known.
    """
    return str(venue(paper(comment, journal_ref)) or "")


def judged() -> Iterator[Judged]:
    for line in (DATA / "remarks/venues.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            comment, journal_ref, expected, *missed = line.split("\t")
            yield Judged(comment, journal_ref, expected, missed == ["missed"])


def test_venue_shown_is_the_venue_a_reader_would_name() -> None:
    """
    Of 547 papers judged by hand none shows a wrong venue, and 19 of 20 known venues are found.
    """
    cases = tuple(judged())
    found = [shown(case.comment, case.journal_ref) for case in cases]

    assert 547 == len(cases)
    told = sum(map(bool, found))
    right = sum(bool(one) and one == case.expected for one, case in zip(found, cases, strict=True))
    known = sum(bool(case.expected) for case in cases)
    assert (324, 324, 347) == (told, right, known)
    assert [case.missed for case in cases] == [
        one != case.expected for one, case in zip(found, cases, strict=True)
    ]


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("Accepted at NIPS 2016", Venue("NeurIPS", 2016)),
        ("Accepted to ICCVW 2025", Venue("ICCV", 2025, "Workshop")),
        ("Findings of ACL 2025", Venue("ACL", 2025, "Findings")),
        ("Demo at ACL 2026", Venue("ACL", 2026, "Demo")),
        ("Accepted to AAAI-26 Student Abstracts", Venue("AAAI", 2026, "Student Abstract")),
        ("The Fortieth AAAI Conference on Artificial Intelligence", Venue("AAAI", 2026)),
        ("64th Annual Meeting of the ACL", Venue("ACL", 2026)),
        ("Accepted by TPAMI", Venue("TPAMI", None)),
        ("Accepted to Int'l Conf. on Machine Learning, 2025", Venue("ICML", 2025)),
        ("Published in JHEP 05 (2025) 012, 30 pages", Venue("JHEP", 2025)),
        ("Published in Neurocomputing '25", Venue("Neurocomputing", 2025)),
        ("MNRAS in press", Venue("MNRAS", None)),
        ("Accepted at ICML 2025 Workshop and at NeurIPS 2025", Venue("ICML", 2025, "Workshop")),
        ("Workshop paper at ICML 2025. Accepted at NeurIPS 2025", Venue("NeurIPS", 2025)),
    ],
)
def test_venue_has_name_year_and_track(comment: str, expected: Venue) -> None:
    """
    Whatever it is called in the comment, a venue has one name; its year only if it is given.
    """
    assert expected == venue(paper(comment))


@pytest.mark.parametrize(
    ("track", "expected"),
    [
        (None, "ACL 2026"),
        ("Findings", "Findings of ACL 2026"),
        ("Workshop", "ACL 2026 Workshop"),
        ("Demo", "ACL 2026 Demo"),
    ],
)
def test_track_is_part_of_the_shown_name(track: Track | None, expected: str) -> None:
    """
    A paper of the Findings or of a workshop never shows the bare name of the conference.
    """
    assert expected == str(Venue("ACL", 2026, track))


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("Accepted by SC", ""),
        ("Accepted by sc 2025", ""),
        ("SC 2025", ""),
        ("Accepted by SC 2025", "SC 2025"),
        ("Accepted by PR", ""),
        ("Accepted by PRL", ""),
        ("Accepted by ATC 2025", ""),
        ("Accepted by USENIX ATC 2025", "USENIX ATC 2025"),
        ("MM 2025", ""),
        ("ACM MM 2025", "ACM MM 2025"),
        ("RSS 2025", ""),
        ("Robotics: Science and Systems (RSS) 2025", "RSS 2025"),
        ("Published in nature", ""),
        ("Published in Science & Sails", ""),
        ("Published in Science", "Science"),
        ("Accepted by TIP", "TIP"),
    ],
)
def test_ambiguous_names_need_more_evidence(comment: str, expected: str) -> None:
    """
    RSS is a feed, SC a space craft, MM a millimetre, PRL two journals: alone they tell nothing.
    """
    assert expected == shown(comment)


def test_comment_comes_before_the_journal_reference() -> None:
    """
    Authors keep comments up to date; a journal reference stands where the comment tells nothing.
    """
    assert "ICML 2025" == shown("Accepted at ICML 2025", "JMLR 26 (2025)")
    assert "JMLR 2025" == shown("Submitted to ICML 2025", "JMLR 26 (2025)")


def test_withdrawn_paper_has_no_venue() -> None:
    """
    An acceptance does not outlive its paper.
    """
    assert not shown("This paper has been withdrawn. Accepted at ICML 2025", "Proc. ICML 2025")


def test_abstract_and_absent_remarks_tell_nothing() -> None:
    """
    An abstract speaks of other papers too.
    """
    assert venue(paper(None)) is None


def test_addresses_name_no_venue() -> None:
    """
    A conference's site is linked for many reasons.
    """
    assert not shown("Accepted at https://cvpr2025.example.org/CVPR-2025")


@pytest.mark.parametrize(
    "piece", ["accepted at ", "CVPR ", "(", "workshop at ICML ", "a, 1 page, "]
)
def test_only_the_beginning_of_a_huge_comment_is_read(piece: str) -> None:
    """
    Megabytes are no comment, and cost no more than one.
    """
    assert not shown(piece * 500_000 + "Accepted at CVPR 2025")


WORDS = st.sampled_from(
    "accepted|Accepted to|at|the|CVPR|CVPRW|2025|'25|26|ICML 2025|SC|Nature|(|)|,|.|;|-|Workshop"
    "|on|Conference on Computer Vision|and|Phys. Rev. Lett.|Findings of|not|submitted|12 pages"
    "|\ue000|\u0661\u0662|\u00b2".split("|")
)


@settings(max_examples=200)
@given(st.lists(WORDS | st.text(max_size=8)).map(" ".join))
def test_any_comment_is_read(text: str) -> None:
    """
    Whatever authors write, a venue is one of the table's, in a year that a person can have seen.
    """
    found = venue(paper(text, text))

    assert found is None or found.year is None or 1900 <= found.year < 2100
