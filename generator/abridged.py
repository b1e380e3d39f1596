"""
Texts of a length that no page can show, cut where the site shows them.

The store keeps what arXiv has. arXiv itself takes abstracts of 1,920 characters; the longest text
of 21,443 papers had 2,479. What is longer by far is somebody's mistake or mischief.
"""

from typing import Any

from msgspec.structs import replace

from generator.paper import Paper

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
