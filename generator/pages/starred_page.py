"""
The page of starred papers; a script fills it, for only the reader's browser knows them.
"""

from generator import site_map
from generator.batch import Document
from generator.edition import Edition
from generator.pages.page import document


def starred_page(edition: Edition) -> Document:
    """
    The frame of the list, and what can be done with it.
    """
    _ = edition.language.gettext
    return document(
        site_map.STARRED,
        "starred.md",
        language=edition.language,
        title=_("Starred"),
        description=_("The papers you starred. They are kept in your browser, and sent nowhere."),
        feeds_of=edition.overall.keyword,
        meta={"hide": ["toc"]},
        context={},
    )
