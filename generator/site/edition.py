"""
Everything that one rendering of the site shows, and the documents that are made together.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from generator.keywords.keyword import Keyword
from generator.papers.freshness import Freshness
from generator.papers.listing import Listing
from generator.papers.paper import Paper
from generator.text.language import ENGLISH, Language

S = TypeVar("S", bound=Struct)

# A path below the source tree, and what the file there holds.
Document = tuple[str, bytes]


class Batch(Struct, Generic[S], frozen=True):
    """
    The documents that *make* makes of *source*, and of nothing else.

    So whoever has them, and remembers of what source, need not make them again: *make* is a
    function of a module, without anything bound to it.
    """

    make: Callable[[S], Iterable[Document]]
    source: S

    def documents(self) -> Iterable[Document]:
        """
        Make them.
        """
        return self.make(self.source)


# Characters of each text, and names and categories of a paper.
LONGEST = {"title": 1000, "abstract": 4000, "comment": 2000, "journal_ref": 1000}

LONGEST_NAME = 300

MOST_AUTHORS, MOST_CATEGORIES = 10_000, 30

# Cut, it would name something else.
LONGEST_DOI = 1000

_SIGN = " …"


def abridged(paper: Paper) -> Paper:
    """
    *paper* itself, or with its longest texts cut after a word; arXiv's page has the whole.
    """
    texts = {name: getattr(paper, name) or "" for name in LONGEST}
    changes: dict[str, Any] = {
        name: _cut(text, LONGEST[name]) for name, text in texts.items() if len(text) > LONGEST[name]
    }
    if len(paper.doi or "") > LONGEST_DOI:
        changes["doi"] = None
    if len(paper.authors) > MOST_AUTHORS or any(len(one) > LONGEST_NAME for one in paper.authors):
        changes["authors"] = tuple(_cut(one, LONGEST_NAME) for one in paper.authors[:MOST_AUTHORS])
    if len(paper.categories) > MOST_CATEGORIES:
        changes["categories"] = paper.categories[:MOST_CATEGORIES]
    return replace(paper, **changes) if changes else paper


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    head = text[: length - len(_SIGN)]
    return (head.rpartition(" ")[0] or head) + _SIGN


class Section(Struct, frozen=True):
    """
    A keyword and all papers it ever announced.
    """

    keyword: Keyword
    listing: Listing

    @property
    def newest(self) -> Listing:
        """
        The papers on the keyword's page.
        """
        return self.listing.newest(self.keyword.max_papers)


class Group(Struct, frozen=True):
    """
    Keywords that stand together, under a *name* or before all that have one.
    """

    name: str | None
    sections: tuple[Section, ...]


class Edition(Struct, frozen=True, kw_only=True):
    """
    The site at one moment: its name and address, a section a keyword, and all of them as one.

    *sections* stand in the keeper's order; *overall* is the section of all keywords without
    repeats. *freshness* is by slug; a keyword that was never asked about is missing there.
    *notice* is a sentence every page shows, such as the demo's; None for ordinary sites. A site
    with one shows a sample, whose age is no fault. *language* is that of its texts.
    *modules* are the addresses of the scripts that every page loads.
    *related* names up to five papers for each, by identifier; it is empty where the keeper does not
    want them.
    """

    site_name: str
    site_url: str
    sections: tuple[Section, ...]
    overall: Section
    freshness: Mapping[str, Freshness]
    notice: str | None = None
    language: Language = ENGLISH
    modules: tuple[str, ...] = ()
    related: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)

    @property
    def names(self) -> Mapping[str, str]:
        """
        Keyword names by slug, in the keeper's order.
        """
        return {section.keyword.slug: section.keyword.name for section in self.sections}

    @property
    def groups(self) -> tuple[Group, ...]:
        """
        The sections as they stand on the site: first those without a group, then each group at
        the place of its first keyword.
        """
        found: dict[str | None, list[Section]] = {None: []}
        for section in self.sections:
            found.setdefault(section.keyword.group, []).append(section)
        return tuple(Group(name, tuple(sections)) for name, sections in found.items() if sections)
