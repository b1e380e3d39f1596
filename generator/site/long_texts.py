"""
How long a paper's texts may be on the site, and the paper with longer texts cut.

The limits bound what one unusual paper adds to every page, feed and index that has it.
"""

from typing import Any

from msgspec.structs import replace

from generator.papers.paper import Paper

# Characters of each text.
LONGEST = {"title": 1000, "abstract": 4000, "comment": 2000, "journal_ref": 1000}

# Characters of an author's name.
LONGEST_NAME = 300

MOST_AUTHORS = 10_000

MOST_CATEGORIES = 30

# Characters. A longer DOI is left out: a part of it would name another document.
LONGEST_DOI = 1000

_ELLIPSIS = " …"


def abridged(paper: Paper) -> Paper:
    """
    Return *paper* with every text over its limit cut after a word; *paper* itself if none is.
    """
    texts = {name: getattr(paper, name) or "" for name in LONGEST}
    changes: dict[str, Any] = {
        name: _cut(text, LONGEST[name]) for name, text in texts.items() if len(text) > LONGEST[name]
    }
    if len(paper.doi or "") > LONGEST_DOI:
        changes["doi"] = None
    names = paper.authors
    if len(names) > MOST_AUTHORS or any(len(name) > LONGEST_NAME for name in names):
        changes["authors"] = tuple(_cut(name, LONGEST_NAME) for name in names[:MOST_AUTHORS])
    if len(paper.categories) > MOST_CATEGORIES:
        changes["categories"] = paper.categories[:MOST_CATEGORIES]
    return replace(paper, **changes) if changes else paper


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    head = text[: length - len(_ELLIPSIS)]
    return (head.rpartition(" ")[0] or head) + _ELLIPSIS
