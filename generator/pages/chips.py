"""
The filters offered above a list of papers.
"""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from generator.language import Language
from generator.listing import Entry
from generator.pages.card import card

# Of the categories, only those most papers carry.
_CATEGORIES = 5


class Chip(Struct, frozen=True):
    """
    A filter: what it is called, what it lets through, how many papers that are.
    """

    label: str
    value: str
    count: int


def chips(entries: Sequence[Entry], language: Language) -> tuple[Chip, ...]:
    """
    The filters that divide *entries*: one that would hide nothing, or all, is left out.
    """
    _ = language.gettext
    kinds = Counter(entry.kind for entry in entries)
    cards = [card(entry.paper) for entry in entries]
    categories = Counter(code for entry in entries for code in entry.paper.categories)
    found = (
        Chip(_("New"), "new", kinds["new"]),
        Chip(_("Revised"), "revised", kinds["revised"]),
        Chip(_("Code"), "code", sum(one.has_code for one in cards)),
        Chip(_("Accepted"), "accepted", sum(one.venue is not None for one in cards)),
        Chip(_("Withdrawn"), "withdrawn", sum(one.withdrawn for one in cards)),
        *(Chip(code, code, many) for code, many in categories.most_common(_CATEGORIES)),
    )
    return tuple(chip for chip in found if 0 < chip.count < len(entries))
