"""
The year that a text gives beside the name of a venue.
"""

import re

from generator.papers.remarks.venue_names import PLACEHOLDER

_YEAR = r"(?:19|20)\d\d"

_DASH = r"[\u2010-\u2015-]"

_QUOTE = r"['\u2018\u2019`\u00b4]"

# ICCV 2025, ICCV'2025, "… (ICCV), 2025"; not the beginning of pages "2025-2031".
_BEHIND = re.compile(
    rf"(?: Workshops?)?(?:[\s()',:/]|{_QUOTE}|{_DASH}){{,4}}(?P<year>{_YEAR})"
    rf"(?!\w|\s?{_DASH}\s?\d|\.\d)"
)

# AAAI26, AAAI-26, AAAI'26, AAAI 26; not "AAAI 26 pages".
_SHORT = re.compile(
    rf"(?: Workshops?)?(?:\s?{_QUOTE}\s?|\s|{_DASH})?(?P<year>[0-4]\d)"
    rf"(?!\w|[.,]\d|{_DASH}\d|\s?-?(?:page|pp|fig|tab))"
)

_SHORT_QUOTED = re.compile(rf"\s?{_QUOTE}\s?(?P<year>[0-4]\d)(?!\w)")

_ANYWHERE = re.compile(rf"(?<![\w.:\u2010-\u2015-])(?P<year>{_YEAR})(?!\w|\s?{_DASH}\s?\d|\.\d)")

_IN_PARENTHESES = re.compile(rf"\((?:[^()]{{,40}}[^\w()])?(?P<year>{_YEAR})\)")

# Town, day, volume and pages may stand between the name and the year.
_BY_THE_WAY = re.compile(
    rf"(?:[^\w.;{PLACEHOLDER}]|\.(?!\s+[A-Z])|[A-Z]\w*|[a-z]?\d\w*"
    r"|\b(?:accepted|and|article|at|held|in|no|number|of|on|p|part|pages?|pp|the|to|track|vol|volume)\b)*+"
)


def year_of_journal(after: str) -> int | None:
    """
    Return the year in the text *after* a journal's name; None if there is none.

    Volume and pages may stand before the year.
    """
    words = _near(after)
    enclosed = _IN_PARENTHESES.findall(words)
    found = enclosed or _ANYWHERE.findall(words) or _SHORT_QUOTED.findall(after[:5])
    return _number(found[-1]) if found else None


def year_of_conference(before: str, after: str, *, abbreviated: bool) -> int | None:
    """
    Return the year in the text *after* the name of a conference, or *before* it; None if unknown.

    *abbreviated* says that the name is an abbreviation: then two digits after it are a year.
    """
    behind = _BEHIND.match(after) or (_SHORT if abbreviated else _SHORT_QUOTED).match(after)
    if behind:
        return _number(behind["year"])
    found = (*_ANYWHERE.findall(before)[-1:], *_ANYWHERE.findall(_near(after)))
    return _number(found[0]) if found else None


def dated(text: str) -> bool:
    """
    Return whether there is a year in *text*.
    """
    return bool(_ANYWHERE.search(text) or re.search(rf"{_QUOTE}\d\d\b", text))


def _near(after: str) -> str:
    words = _BY_THE_WAY.match(after)
    return words[0] if words else ""


def _number(year: str) -> int:
    return int(year) if len(year) > 2 else 2000 + int(year)  # noqa: PLR2004  (digits)
