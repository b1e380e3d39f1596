"""
The context of a venue's name in a comment: what the words before and after it say.

For example that the paper was accepted, or only submitted, or that the name goes on and is another
venue's. In all functions *before* and *after* are the text beside the name within its sentence;
``PLACEHOLDER`` stands in it for the names of other venues.
"""

import re

from generator.papers.remarks.venue_names import PLACEHOLDER
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

_FILLERS = rf"(?:[^\w{PLACEHOLDER};]{{,4}}\b{_FILLER}\b)*+[^\w{PLACEHOLDER};]{{,4}}"

_ACCEPTED = (
    r"(?:accept(?:ed|ance)?|appear(?:s|ed|ing)?|published|publication|presented|forthcoming"
    r"|in press)"
)

# What was accepted, or another word that may stand before "accepted".
_THIS = (
    r"(?:\A\W*|[,:;(\[|\"]\s*|\s[\u2010-\u2015-]+\s+"
    r"|\b(?:paper|article|(?:the|this|our|my) work|manuscript|version|chapter|study|report"
    r"|preprint|pages?|figures?|figs?|tables?|columns?|appendix|oral|poster|spotlight|full|long|short|be|been|being|was|were"
    r"|is|are|to|will|and|also|now|just|got|has|have|early|recently|officially|finally|already|it"
    r"|this)\s+)"
)

_FRAME = re.compile(rf"{_THIS}(?P<verb>{_ACCEPTED})\b(?P<lead>{_FILLERS})\Z", re.IGNORECASE)

# The paper was not accepted, not yet, or another paper was.
_NOT_THIS_PAPER = re.compile(
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

# With these words a name that stands alone does not mean that the paper was accepted.
_NO_ACCEPTANCE = re.compile(
    r"\b(?:submi\w+|under|review\w*|in preparation|reject\w*|withdr\w+|templates?|formats?|style"
    r"|(?<!full )(?<!long )version|challenge|competition|winn\w+|places?|rank\w*|solutions?|based"
    r"|overlap|compar\w+|proposal|tutorial|talk)\b",
    re.IGNORECASE,
)

_BREAK_BEFORE_CLAUSE = re.compile(r"[,:;|(\[+]\s*|\s[\u2010-\u2015-]\s")

# Counts such as "12 pages, 3 figures" may stand before a name.
_COUNT = re.compile(
    r"\b(?:v\d|pages?|pgs?|pp|figures?|figs?|tables?|appendix|appendices|references|supplement\w*"
    r"|columns?)\b",
    re.IGNORECASE,
)

_LEAD = re.compile(_FILLERS, re.IGNORECASE)

# The title of a workshop: "At the 2nd Workshop on Windmills, in conjunction with".
_WORKSHOP_TITLE = r"(?:(?:[A-Z\d][\w'-]*|of|in|on|for|and|the|to|&)\W{1,3})*+"

_AT_WORKSHOP = re.compile(
    rf"(?:{_THIS}(?P<verb>{_ACCEPTED})\b[^;{PLACEHOLDER}]{{,200}}?\b|\A\W*(?-i:{_WORKSHOP_TITLE}))workshops?\b"
    rf"[^;{PLACEHOLDER}]{{,150}}?(?:\b(?:at|in|of|with|during)\b|[@,(\u2010-\u2015-]){_FILLERS}\Z",
    re.IGNORECASE,
)

_FINDINGS = re.compile(r"\bfindings(?: of)?(?: the)?\W*\Z", re.IGNORECASE)

# What may stand after a name and its year.
_TRACK = (
    r"(?:orals?|posters?|spotlights?|highlights?|main|tracks?|conference|proceedings|findings"
    r"|papers?|long|short|full|regular|research|industry|industrial|applied|science|demos?"
    r"|demonstrations?|systems?|datasets?|and|benchmarks?|journal|volume|vol|issue|special"
    r"|accept(?:ed|ance)?|camera|ready|early|honou?rable|mention|best|award|awarded|candidate"
    r"|finalist|technical|program|student|abstract|as|an?|in|the|at|to|presentation|publication"
    r"|published|presented|press|workshops?|top|notable|IEEE|ACM|CVF|DB|D|B|Jan\w*|Feb\w*|Mar\w*|Apr\w*"
    r"|May|June?|July?|Aug\w*|Sep\w*|Oct\w*|Nov\w*|Dec\w*|\d+(?:st|nd|rd|th)?)"
)

_ONLY_TRACK = re.compile(rf"(?:\W*\b{_TRACK}\b|\W*{PLACEHOLDER})*+\W*", re.IGNORECASE)

_BREAK_AFTER_CLAUSE = re.compile(r"[],:;|]|\s[\u2010-\u2015-]\s")

# The name goes on and is another venue's: "CHI PLAY", "Conference on Machine Learning and Data
# Engineering", "Conference on Machine Learning, Optimization, and Data Science", "… (ICMLC".
_CONTINUED_NAME = re.compile(
    rf"\s+{PLACEHOLDER}|(?:\s+|[\u2010-\u2015/-])(?!(?i:{_TRACK})\b)[A-Z]\w"
)

_CONTINUED_FULL_NAME = re.compile(
    r",?\s+(?:and|&|of|for|on)\s+[A-Z]|,\s+[A-Z][\w ,-]{,80}?\b(?:and|&)\s+[A-Z]"
    rf"|\s*\(\W*(?:(?:IEEE|ACM|CVF)\W)*(?!(?i:{_TRACK})\b)[A-Z][A-Za-z-]*[A-Z]"
)

_CONTINUED_SENTENCE = re.compile(r"\s+(?!(?i:in|as|with|journal|special|on|for)\b)[a-z&]")

# Events and texts beside a conference.
_SIDE_EVENT = re.compile(
    r"[^,;:]{,60}?\b(?:challenges?|competitions?|cup|submissions?|templates?|styles?|formats?"
    r"|reviewers?|symposi\w+|companion|adjunct|consortium|tutorials?|blog ?(?:post)?s?|tiny"
    r"|extended abstracts?|forum|rolling review)\b",
    re.IGNORECASE,
)

_WORKSHOP_FOLLOWS = re.compile(
    r"(?:[^\w;]{1,4}(?!(?:accepted|version|also|presented|previous|earlier|extended|from|code)\b)"
    rf"[\w&/'{PLACEHOLDER}]+){{,10}}?[^\w;]{{1,4}}workshops?\b",
    re.IGNORECASE,
)

_FINDINGS_FOLLOW = re.compile(r"[^\w;]*(?:\d+[^\w;]+)?findings\b", re.IGNORECASE)


def words_since_accepted(before: str) -> str | None:
    """
    Return the words between "accepted" and the name; None if the text does not say "accepted".

    The words lead from "accepted" to the name, and the text is not about another paper.
    """
    frame = _FRAME.search(before)
    if frame is None or _NOT_THIS_PAPER.search(before, 0, frame.start("verb")):
        return None
    return frame["lead"]


def words_before_sole_name(before: str, after: str) -> str | None:
    """
    Return the words before the name within its clause; None if the clause has other words too.

    Before the clause only counts such as "12 pages" may stand.
    """
    *counts, lead = _BREAK_BEFORE_CLAUSE.split(before)
    counted = all(_COUNT.search(count) for count in counts if count.strip())
    if not counted or not _LEAD.fullmatch(lead) or _NO_ACCEPTANCE.search(f"{before} {after}"):
        return None
    return lead


def at_workshop(before: str, after: str) -> bool:
    """
    Return whether the paper was accepted at a workshop, and the name is that of its conference.
    """
    found = _AT_WORKSHOP.search(before)
    if found is None:
        return False
    if found["verb"] is None:
        return dated(before + after) and not _NO_ACCEPTANCE.search(f"{before} {after}")
    return not _NOT_THIS_PAPER.search(before, 0, found.start("verb"))


def among_findings(before: str) -> bool:
    """
    Return whether "findings of" stands before the name.
    """
    return _FINDINGS.search(before) is not None


def continues_name(after: str) -> bool:
    """
    Return whether the name goes on and is another venue's: "CHI PLAY".
    """
    return _CONTINUED_NAME.match(after) is not None


def continues_full_name(after: str) -> bool:
    """
    Return whether the name, which is written in full, goes on and is another venue's.
    """
    return _CONTINUED_FULL_NAME.match(after) is not None


def continues_sentence(after: str) -> bool:
    """
    Return whether the name is an ordinary word of a sentence: "Science is".
    """
    return _CONTINUED_SENTENCE.match(after) is not None


def is_side_event(after: str) -> bool:
    """
    Return whether the text is about an event beside the conference, such as a challenge.
    """
    return _SIDE_EVENT.match(after) is not None


def rest_of_clause(after: str) -> str:
    """
    Return the rest of the clause in which the name stands.
    """
    return _BREAK_AFTER_CLAUSE.split(after)[0]


def says_accepted(words: str) -> bool:
    """
    Return whether *words* have "accepted" or "in press".
    """
    return re.search(r"\baccept|\bin press\b", words, re.IGNORECASE) is not None


def is_only_track(words: str) -> bool:
    """
    Return whether *words* are at most a year, a track and honours such as "oral".
    """
    return _ONLY_TRACK.fullmatch(words) is not None


def workshop_follows(after: str) -> bool:
    """
    Return whether "workshop" follows the name, as in "ICML 2025 Workshop on Windmills".
    """
    return _WORKSHOP_FOLLOWS.match(after) is not None


def findings_follow(after: str) -> bool:
    """
    Return whether "findings" follows the name.
    """
    return _FINDINGS_FOLLOW.match(after) is not None
