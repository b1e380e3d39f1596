from datetime import date

from generator.store import HarvestBookmark

DAY = date(2025, 12, 19)

BOOKMARK = HarvestBookmark(since=DAY, subset="cs", keywords=("a", "b"), reached=DAY, token="t")  # noqa: S106 - no secret


def test_what_is_left_of_a_harvest_is_enough_for_keywords_that_were_in_it() -> None:
    """
    Since the same day or later, in the same part of arXiv.
    """
    assert BOOKMARK.continues(DAY, "cs", frozenset("ab"))
    assert BOOKMARK.continues(date(2025, 12, 20), "cs", frozenset("a"))


def test_it_is_not_enough_for_others() -> None:
    """
    Nobody looked for them on the pages before.
    """
    assert not BOOKMARK.continues(DAY, "cs", frozenset("ac"))
    assert not BOOKMARK.continues(DAY, None, frozenset("a"))
    assert not BOOKMARK.continues(date(2025, 12, 18), "cs", frozenset("a"))
