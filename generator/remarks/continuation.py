"""
What is said behind the name of a venue: that it is longer, or what happened there.
"""

import re

from generator.remarks.mentions import SIGN

# What may stand behind a name and its year.
_MORE = (
    r"(?:orals?|posters?|spotlights?|highlights?|main|tracks?|conference|proceedings|findings"
    r"|papers?|long|short|full|regular|research|industry|industrial|applied|science|demos?"
    r"|demonstrations?|systems?|datasets?|and|benchmarks?|journal|volume|vol|issue|special"
    r"|accept(?:ed|ance)?|camera|ready|early|honou?rable|mention|best|award|awarded|candidate"
    r"|finalist|technical|program|student|abstract|as|an?|in|the|at|to|presentation|publication"
    r"|published|presented|press|workshops?|top|notable|IEEE|ACM|CVF|DB|D|B|Jan\w*|Feb\w*|Mar\w*|Apr\w*"
    r"|May|June?|July?|Aug\w*|Sep\w*|Oct\w*|Nov\w*|Dec\w*|\d+(?:st|nd|rd|th)?)"
)
_ONLY_MORE = re.compile(rf"(?:\W*\b{_MORE}\b|\W*{SIGN})*+\W*", re.IGNORECASE)

_CLAUSE_END = re.compile(r"[],:;|]|\s[\u2010-\u2015-]\s")

# The name goes on, so it is another's: "CHI PLAY", "Conference on Machine Learning and Data
# Engineering", "Conference on Machine Learning, Optimization, and Data Science", "… (ICMLC".
_LONGER = re.compile(rf"\s+{SIGN}|(?:\s+|[\u2010-\u2015/-])(?!(?i:{_MORE})\b)[A-Z]\w")
_LONGER_TITLE = re.compile(
    r",?\s+(?:and|&|of|for|on)\s+[A-Z]|,\s+[A-Z][\w ,-]{,80}?\b(?:and|&)\s+[A-Z]"
    rf"|\s*\(\W*(?:(?:IEEE|ACM|CVF)\W)*(?!(?i:{_MORE})\b)[A-Z][A-Za-z-]*[A-Z]"
)
_LONGER_PHRASE = re.compile(r"\s+(?!(?i:in|as|with|journal|special|on|for)\b)[a-z&]")
# What happens beside a conference.
_BESIDE = re.compile(
    r"[^,;:]{,60}?\b(?:challenges?|competitions?|cup|submissions?|templates?|styles?|formats?"
    r"|reviewers?|symposi\w+|companion|adjunct|consortium|tutorials?|blog ?(?:post)?s?|tiny"
    r"|extended abstracts?|forum|rolling review)\b",
    re.IGNORECASE,
)

_WORKSHOP_BEHIND = re.compile(
    r"(?:[^\w;]{1,4}(?!(?:accepted|version|also|presented|previous|earlier|extended|from|code)\b)"
    rf"[\w&/'{SIGN}]+){{,10}}?[^\w;]{{1,4}}workshops?\b",
    re.IGNORECASE,
)
_FINDINGS_BEHIND = re.compile(r"[^\w;]*(?:\d+[^\w;]+)?findings\b", re.IGNORECASE)


def longer(after: str) -> bool:
    """
    Whether a name goes on, so that it is another's: "CHI PLAY".
    """
    return _LONGER.match(after) is not None


def longer_title(after: str) -> bool:
    """
    Whether a name in full goes on.
    """
    return _LONGER_TITLE.match(after) is not None


def longer_phrase(after: str) -> bool:
    """
    Whether what looks like a name is a part of a sentence: "Science is".
    """
    return _LONGER_PHRASE.match(after) is not None


def beside(after: str) -> bool:
    """
    Whether it is about something beside the conference, such as a challenge.
    """
    return _BESIDE.match(after) is not None


def clause(after: str) -> str:
    """
    The rest of the clause in which the name stands.
    """
    return _CLAUSE_END.split(after)[0]


def says_accepted(words: str) -> bool:
    """
    Whether "accepted" or "in press" stands behind the name.
    """
    return re.search(r"\baccept|\bin press\b", words, re.IGNORECASE) is not None


def only_track(words: str) -> bool:
    """
    Whether the words are at most a year, a track and honours.
    """
    return _ONLY_MORE.fullmatch(words) is not None


def workshop_behind(after: str) -> bool:
    """
    Whether it is about a workshop of the conference.
    """
    return _WORKSHOP_BEHIND.match(after) is not None


def findings_behind(after: str) -> bool:
    """
    Whether it is about the conference's findings.
    """
    return _FINDINGS_BEHIND.match(after) is not None
