import json
from datetime import UTC, datetime

from msgspec.structs import replace
from samples.bibliographies import CHINESE, HARD, sample
from samples.goldens import Golden
from samples.making import make_paper

from generator.site.citations import csl_json

# https://github.com/citation-style-language/schema: what an object may have, of what we write.
KNOWN = set(
    "id type title author abstract issued container-title publisher number DOI URL note".split()
)


def test_objects_are_as_reviewed(golden: Golden) -> None:
    """
    A journal article, an e-print, a Chinese name.
    """
    golden("citation/hard.json", csl_json((*HARD[:2], CHINESE)))


def test_objects_have_members_of_csl_and_none_is_empty() -> None:
    """
    A member that is not known is left out, and none is of our own making.
    """
    found = json.loads(csl_json((*sample(), *HARD)))

    assert all(set(one) <= KNOWN and all(one.values()) for one in found)
    assert [[2025, 12, 19]] == json.loads(csl_json([make_paper()]))[0]["issued"]["date-parts"]


def test_an_object_has_the_date_of_its_version() -> None:
    """
    The day of a preprint's version; the year of a journal.
    """
    revised = make_paper("2512.17601v3", updated=datetime(2026, 3, 5, tzinfo=UTC))
    papers = (revised, replace(revised, journal_ref="J. Wind 7 (2027)"))

    assert [[[2026, 3, 5]], [[2027]]] == [
        one["issued"]["date-parts"] for one in json.loads(csl_json(papers))
    ]
