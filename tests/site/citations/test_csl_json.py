import json

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
