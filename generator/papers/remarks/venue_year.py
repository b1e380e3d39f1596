"""
The year that a text gives beside the name of a venue.
"""

import re

from generator.papers.remarks.venue_names import PLACEHOLDER

_YEAR = r"(?:19|20)\d\d"

_DASH = r"[\u2010-\u2015-]"

_QUOTE = r"['\u2018\u2019`\u00b4]"

# A track may stand between the name and the year: "SIGGRAPH Conference Papers '25".
_TRACK = (
    r"(?:[\s(),:]{1,3}(?:(?:Student )?(?:Research )?Workshops?|Findings|Main|Industry|Conference"
    r"|Papers?|Demos?|SRW|Track|Research|Proceedings|Oral)\b){,3}"
)

# ICCV 2025, ICCV'2025, "… (ICCV), 2025"; not the beginning of pages "2025-2031".
_BEHIND = re.compile(
    rf"{_TRACK}(?:[\s()',:/_]|{_QUOTE}|{_DASH}){{,4}}(?P<year>{_YEAR})"
    rf"(?![^\W_]|\s?{_DASH}\s?\d|\.\d)",
    re.IGNORECASE,
)

# AAAI26, AAAI-26, AAAI'26, AAAI 26; not "AAAI 26 pages".
_SHORT = re.compile(
    rf"{_TRACK}(?:\s?{_QUOTE}\s?|\s|{_DASH})?(?P<year>[0-4]\d)"
    rf"(?!\w|[.,]\d|{_DASH}\d|\s?-?(?:page|pp|fig|tab))",
    re.IGNORECASE,
)

_SHORT_QUOTED = re.compile(rf"{_TRACK}\s?{_QUOTE}\s?(?P<year>[0-4]\d)(?!\w)", re.IGNORECASE)

_ANYWHERE = re.compile(rf"(?<![\w.:\u2010-\u2015-])(?P<year>{_YEAR})(?!\w|\s?{_DASH}\s?\d|\.\d)")

_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
        " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
        " twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60}

_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}

# The number of an edition, at the end of the words before a name: "the 64th Annual".
_EDITION = re.compile(
    rf"\b(?P<number>\d{{1,2}}(?:st|nd|rd|th)|(?:(?:{'|'.join(_TENS)})[\s-])?(?:{'|'.join(_ORDINALS)}))"
    r"(?:\W{1,3}(?:annual|international|IEEE|ACM|CVF|RSJ|AAAI|SIAM|SIG[A-Z]+))*\W{,3}\Z",
    re.IGNORECASE,
)

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


def year_of_edition(before: str, edition_zero: int | None) -> int | None:
    """
    Return the year of the edition that the words *before* a conference's name number: "the 64th".

    *edition_zero* is the year minus the number, None if unknown. The result is None if unknown.
    """
    found = _EDITION.search(before) if edition_zero else None
    if found is None or edition_zero is None:
        return None
    *tens, last = found["number"].casefold().replace("-", " ").split()
    if last[0].isdigit():
        return edition_zero + int(last[:-2])
    return edition_zero + _ORDINALS[last] + sum(_TENS[ten] for ten in tens)


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
