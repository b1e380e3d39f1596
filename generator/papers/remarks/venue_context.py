"""
What a comment says before and after the name of a venue.

For example that the paper was accepted, submitted, shown at a workshop, or that it is longer there.
"""

import re

from generator.papers.remarks.venue_names import SIGN
from generator.papers.remarks.venue_year import dated

_ORDINAL = (
    r"(?:\w*(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|teenth|tieth)|twenty|thirty|forty|fifty|sixty|seventy|\d+(?:st|nd|rd|th)?)"
)

# What may stand between "accepted" and the name.
_FILLER = (
    r"(?:to|at|by|in|for|as|the|a|an|on|with|of|our|be|publication|presentation|inclusion|oral"
    r"|poster|spotlight|highlight|(?:in)?proceedings|proc|main|tracks?|research|industry|technical"
    r"|conferences?|journals?|papers?|articles?|full|short|long|regular|findings|annual|joint"
    r"|international|upcoming|special|issue|volume|program|camera|ready|venue|accepted|published"
    r"|presented|best|award|and|datasets?|benchmarks?|(?<=full )version|(?<=long )version|IEEE|ACM"
    r"|CVF|RSJ|SIAM|IFIP|AAAI|USENIX|Elsevier|Springer"
    r"|SIG(?:SOFT|PLAN|KDD|MOD|APP|ACT|ARCH|CHI|MM|OPS|SAC|SPATIAL|GRAPH)"
    rf"|{_ORDINAL})"
)

_FILLERS = rf"(?:[^\w{SIGN};]{{,4}}\b{_FILLER}\b)*+[^\w{SIGN};]{{,4}}"

_ACCEPTED = (
    r"(?:accept(?:ed|ance)?|appear(?:s|ed|ing)?|published|publication|presented|forthcoming"
    r"|in press)"
)

# What was accepted, and what may stand before the word.
_THIS = (
    r"(?:\A\W*|[,:;(\[|\"]\s*|\s[\u2010-\u2015-]+\s+"
    r"|\b(?:paper|article|(?:the|this|our|my) work|manuscript|version|chapter|study|report"
    r"|preprint|pages?|figures?|figs?|tables?|columns?|appendix|oral|poster|spotlight|full|long|short|be|been|being|was|were"
    r"|is|are|to|will|and|also|now|just|got|has|have|early|recently|officially|finally|already|it"
    r"|this)\s+)"
)

_FRAME = re.compile(rf"{_THIS}(?P<verb>{_ACCEPTED})\b(?P<lead>{_FILLERS})\Z", re.IGNORECASE)

# Not, not yet, or not this paper.
_DOUBT = re.compile(
    r"\b(?:not|never|if|unless|whether|would|may|might|hop(?:e|es|ing)|plan(?:s|ned)?"
    r"|intend(?:s|ed)?|aim(?:s|ed)?|conditionally|provisionally|extended|extends?|extending"
    r"|extension|expanded|previous(?:ly)?|earlier|preliminary|prior|initial|abridged|abbreviated"
    r"|condensed|(?:short(?:er)?|conference|journal|workshop) version|parts? of|portions? of"
    r"|companion|follow-?up|sequel|based on|builds? (?:up)?on|another|supersed\w+|overlap\w*"
    r"|(?:code|datasets?|supplement\w*(?: \w+)?|appendi(?:x|ces)) (?:of|for|from|to)"
    r"|reviews? of|comments? on|reply to|erratum|corrigendum|correction|which|whose"
    r"|(?:datasets?|data|methods?|models?|benchmarks?|algorithms?|baselines?|codes?|results?|tools?)"
    r" (?:was|were|is|are|has|have|had))\b|n['\u2019]t\b",
    re.IGNORECASE,
)

# What makes a name that stands alone no acceptance.
_OTHERWISE = re.compile(
    r"\b(?:submi\w+|under|review\w*|in preparation|reject\w*|withdr\w+|templates?|formats?|style"
    r"|(?<!full )(?<!long )version|challenge|competition|winn\w+|places?|rank\w*|solutions?|based"
    r"|overlap|compar\w+|proposal|tutorial|talk)\b",
    re.IGNORECASE,
)

_CLAUSE_END = re.compile(r"[,:;|(\[+]\s*|\s[\u2010-\u2015-]\s")

# "12 pages, 3 figures" may stand before it.
_COUNT = re.compile(
    r"\b(?:v\d|pages?|pgs?|pp|figures?|figs?|tables?|appendix|appendices|references|supplement\w*"
    r"|columns?)\b",
    re.IGNORECASE,
)

_LEAD = re.compile(_FILLERS, re.IGNORECASE)

# At the 2nd Workshop on Windmills, in conjunction with
_TITLE = r"(?:(?:[A-Z\d][\w'-]*|of|in|on|for|and|the|to|&)\W{1,3})*+"

_AT_WORKSHOP = re.compile(
    rf"(?:{_THIS}(?P<verb>{_ACCEPTED})\b[^;{SIGN}]{{,200}}?\b|\A\W*(?-i:{_TITLE}))workshops?\b"
    rf"[^;{SIGN}]{{,150}}?(?:\b(?:at|in|of|with|during)\b|[@,(\u2010-\u2015-]){_FILLERS}\Z",
    re.IGNORECASE,
)

_FINDINGS = re.compile(r"\bfindings(?: of)?(?: the)?\W*\Z", re.IGNORECASE)


def accepted(before: str) -> str | None:
    """
    The words between "accepted" and the name, if that leads up to it and means this paper.
    """
    frame = _FRAME.search(before)
    if frame is None or _DOUBT.search(before, 0, frame.start("verb")):
        return None
    return frame["lead"]


def names_only(before: str, after: str) -> str | None:
    """
    The words before a name that begins a clause of its own, if nothing is doubtful around it.
    """
    *counts, lead = _CLAUSE_END.split(before)
    counted = all(_COUNT.search(count) for count in counts if count.strip())
    if not counted or not _LEAD.fullmatch(lead) or _OTHERWISE.search(f"{before} {after}"):
        return None
    return lead


def at_workshop(before: str, after: str) -> bool:
    """
    Whether it was accepted at a workshop, and the name is that of the conference around it.
    """
    found = _AT_WORKSHOP.search(before)
    if found is None:
        return False
    if found["verb"] is None:
        return dated(before + after) and not _OTHERWISE.search(f"{before} {after}")
    return not _DOUBT.search(before, 0, found.start("verb"))


def among_findings(before: str) -> bool:
    """
    Whether it is the findings of the conference.
    """
    return _FINDINGS.search(before) is not None


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

_END_OF_CLAUSE = re.compile(r"[],:;|]|\s[\u2010-\u2015-]\s")

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
    return _END_OF_CLAUSE.split(after)[0]


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
