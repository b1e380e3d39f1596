"""
The context of a venue's name in a comment: what the words before and after it say.

For example that the paper was accepted, or only submitted, or that the name goes on and is another
venue's. In all functions *before* and *after* are the text beside the name within its sentence;
``PLACEHOLDER`` stands in it for the names of other venues.
"""

import re
from collections.abc import Iterable

from generator.papers.remarks.venue_names import PLACEHOLDER
from generator.papers.remarks.venue_track import WORKSHOP

# A word of this list may stand between "accepted" and the name.
_FILLER_WORD = (
    r"(?:to|at|by|in|into|for|as|the|a|an|on|with|of|our|be|under|part|publication|presentation"
    r"|presenation|inclusion|edition|oral|poster|spotlight|highlight|(?:in)?pro+ce+dings|proc|main|tracks?|research"
    r"|industry|technical|conferences?|journals?|papers?|articles?|full|short|long|regular|resource"
    r"|findings?|annual|joint|international|upcoming|special|issue|volume|program|camera|ready|venue"
    r"|accepted|published|presented|best|award|candidate|nominee|finalist|and|datasets?|benchmarks?"
    r"|(?<=full )version|(?<=long )version|(?<=final )version|final|systems?|demos?"
    r"|demonstrations?|student|abstracts?"
    r"|late|breaking|works?|doctoral|consortium|top|IEEE|ACM|CVF|RSJ|SIAM|IFIP|AAAI"
    r"|USENIX|Elsevier|Springer"
    r"|SIG(?:SOFT|PLAN|KDD|MOD|APP|ACT|ARCH|CHI|MM|OPS|SAC|SPATIAL|GRAPH))"
)

_ORDINAL = (
    r"(?:\w*(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|teenth|tieth)|twenty|thirty|forty|fifty|sixty|seventy|\d+(?:st|nd|rd|th)?)"
)

# The name of a track: "Applications Track", "AI for Social Impact Track".
_NAMED_TRACK = r"(?-i:(?:[A-Z&][\w&-]*|for|of|and|on) ){1,6}tracks?"

# What may stand between "accepted" and the name.
_FILLER = (
    r"(?:as an? (?:[\w-]+ ){,3}(?:paper|article|poster)"
    rf"|{_NAMED_TRACK}|{_FILLER_WORD}|{_ORDINAL})"
)

_FILLERS = rf"(?:[^\w{PLACEHOLDER};]{{,4}}\b{_FILLER}\b)*+[^\w{PLACEHOLDER};]{{,4}}"

# The words that say that a paper was accepted, with the usual slips of the pen.
_ACCEPTED = (
    r"(?:accepted,? (?:but|though) not (?:yet )?published"
    r"|ac{1,3}(?:ept{1,2}|epet|pet|pt|etp|epte)(?:ed|d|ance)?|ap{1,2}(?:ear|er)(?:s|ed|ing)?"
    r"|pub(?:lish|ish|lis|lsih)(?:ed|ing)?|publication|present(?:ed|ing|ation)|forthcoming|in press"
    r"|selected|camera[ -]?ready(?: version)?)"
)

# What was accepted, or another word that may stand before "accepted".
_THIS = (
    r"(?:\A\W*|[,:;(\[|\"]\s*|\s[\u2010-\u2015-]+\s+"
    r"|\b(?:paper|article|(?:the|this|our|my) work|manuscript|version|chapter|study|report"
    r"|preprint|pages?|figures?|figs?|tables?|columns?|appendix|oral|poster|spotlight|full|long|short|be|been|being|was|were"
    r"|is|are|to|will|and|also|now|just|got|has|have|early|recently|officially|finally|already|yet|it"
    r"|this)\s+)"
)

_FRAME = re.compile(rf"{_THIS}(?P<verb>{_ACCEPTED})\b(?P<lead>{_FILLERS})\Z", re.IGNORECASE)

# The paper was not accepted, not yet, or another paper was.
_NOT_THIS_PAPER = re.compile(
    r"\b(?:not|never|if|unless|whether|would|may|might|hop(?:e|es|ing)|plan(?:s|ned)?"
    r"|intend(?:s|ed)?|aim(?:s|ed)?|conditionally|provisionally|extended|extends?|extending"
    r"|extension|expanded|previous(?:ly)?|earlier|preliminary|prior|initial|abridged|abbreviated"
    r"|condensed|(?:short(?:er|ened)?|conference|journal|workshop) version|parts? of|portions? of"
    r"|companion|follow-?up|sequel|based on|builds? (?:up)?on|another|supersed\w+|overlap\w*"
    r"|(?:code|datasets?|supplement\w*(?: \w+)?|appendi(?:x|ces)) (?:of|for|from|to)"
    r"|reviews? of|comments? on|reply to|erratum|corrigendum|correction|which|whose"
    r"|(?:datasets?|data|methods?|models?|benchmarks?|algorithms?|baselines?|codes?|results?|tools?)"
    r" (?:was|were|is|are|has|have|had))\b|n['\u2019]t\b",
    re.IGNORECASE,
)

# The venue of the other paper stands there too: "extension of our ICCV 2023 paper, accepted by".
_OTHER_PAPER = re.compile(rf"[^{PLACEHOLDER}]*{PLACEHOLDER}[^,;({PLACEHOLDER}]{{,20}}[,)]\s*")

# With these words a name that stands alone does not mean that the paper was accepted.
_NO_ACCEPTANCE = re.compile(
    r"\b(?:(?:re)?submi\w+"
    r"|under(?=\W+(?:[\w-]+ )?(?:peer|review|revis|consider|evaluat|prepar|subm))"
    r"|target|(?:re)?review\w*|in prep\w+|prepared|plan(?:s|ned)?|rebuttal|reject\w*"
    r"|withdr\w+|templates?|formats?|style"
    r"|(?<!full )(?<!long )(?<!ready )(?<!accepted )(?<!final )version"
    r"|challenge|competition|winn\w+"
    r"|places?|rank\w*|solutions?|(?<!-)based|overlap|compar\w+|proposal|tutorial|talk|summary|overview"
    r"|courses?)\b",
    re.IGNORECASE,
)

# The acceptance did not last: "accepted at ICML 2025 but withdrawn".
_TAKEN_BACK = re.compile(
    r"[^;]*\b(?:but|however|yet|then|later|subsequently|though|although|and)\b[^;]{,40}?"
    r"\b(?:reject|withdr|retract|declined)\w*(?! from the (?:main|proceedings))",
    re.IGNORECASE,
)

_BREAK_BEFORE_CLAUSE = re.compile(r"[,:;|(\[+]\s*|\s[\u2010-\u2015-]\s")

# Counts such as "12 pages, 3 figures" may stand before a name.
_COUNT = re.compile(
    r"\b(?:v\d|pages?|pgs?|pp|figures?|figs?|tables?|appendix|appendices|references|supplement\w*"
    r"|columns?)\b|\A\W*\d+\s?[a-z]+\W*\Z",
    re.IGNORECASE,
)

_COUNT_AT_START = re.compile(r"\A.*\d+\s?(?:pages?|figures?|figs?|tables?)\b", re.IGNORECASE)

_LEAD = re.compile(_FILLERS, re.IGNORECASE)

# The title of a workshop: "At the 2nd Workshop on Windmills, in conjunction with".
_WORKSHOP_TITLE = (
    rf"(?:(?!(?i:{WORKSHOP})\b)"
    r"(?:[A-Z\d(][\w'&-]*|of|in|on|for|and|the|to|&)\W{1,3})*+"
)

# What may stand before the title: "Short paper at", "12 pages".
_BEFORE_TITLE = (
    r"(?:(?:[^;]*[,:|]\s*)?(?:[\w-]+ ){,5}?"
    r"(?:papers?|posters?|orals?|spotlights?|in|at|pages|figures|tables)\b)?\W*"
)

# "TideML@ICML 2026", "TideML @ ICML 2026": a workshop of the conference.
_AT_SIGN = re.compile(
    rf"(?:\A|[\s,;|(])(?:[\w&-]+ ){{,3}}(?!(?i:{_FILLER_WORD}) ?@)[\w&-]+ ?@"
    r"(?: ?(?:the|IEEE|ACM))* ?\Z"
)

_AT_WORKSHOP = re.compile(
    rf"(?:{_THIS}(?P<verb>{_ACCEPTED})\b[^;{PLACEHOLDER}]{{,200}}?\b"
    rf"|\A\W*{_BEFORE_TITLE}(?:(?-i:{_WORKSHOP_TITLE})|\w+ )){WORKSHOP}\b"
    rf"(?P<rest>[^;{PLACEHOLDER}]{{,150}}?)"
    rf"(?:\b(?:at|in|of|with|during)\b|[\s@,(\u2010-\u2015-]){_FILLERS}\Z",
    re.IGNORECASE,
)

_ENDS_IN_AND = re.compile(
    r"\b(?:and|as well as)\W+(?:(?:also|at|in|to|by|the)\W+)*\Z", re.IGNORECASE
)

# After the workshop the text turns to another acceptance: "workshop; full version accepted at".
_OTHER_PAPER_TOO = re.compile(rf"\b(?:{_ACCEPTED}|version|extended|extension)\b", re.IGNORECASE)

_SAYS_ACCEPTED = re.compile(
    r"\b(?:ac+ep|(?:published|presented|to appear|in press|main|industry track|final version"
    r"|proceedings)\b|camera[ -]?ready)",
    re.IGNORECASE,
)

# The name of the workshop stands between "accepted" and "ICML 2025 Workshop".
_LOOSE_FRAME = re.compile(
    rf"{_THIS}{_ACCEPTED}\b[^;{PLACEHOLDER}]{{,60}}?\b(?:at|to|in|by|for)\b"
    rf"[^;{PLACEHOLDER}]{{,150}}\Z",
    re.IGNORECASE,
)

# What may stand after a name and its year.
_TRACK = (
    r"(?:(?:paper )?(?:with|including|and)(?: \w+)?"
    rf" (?:supplement\w*(?: materials?)?|appendi\w+)|{_NAMED_TRACK}"
    r"|orals?|posters?|spotlights?|highlights?|main|tracks?|conference|proceedings|findings?"
    r"|papers?|long|short|full|regular|research|industry|industrial|applied|science|demos?"
    r"|demonstrations?|systems?|datasets?|and|benchmarks?|journal|volume|vol|issue|special"
    rf"|{_ACCEPTED}|camera|ready|version|early|honou?rable|mention|best|award|awarded|candidate"
    r"|finalist|technical|program|student|abstracts?|as|an?|in|the|at|to|presentation|publication"
    r"|published|presented|press|top|notable|late|breaking|works?|doctoral|consortium|survey"
    r"|work-?shops?|IEEE|ACM|CVF|DB|D|B|Jan\w*|Feb\w*|Mar\w*|Apr\w*"
    r"|May|June?|July?|Aug\w*|Sep\w*|Oct\w*|Nov\w*|Dec\w*|\d+(?:st|nd|rd|th)?)"
)

_ONLY_TRACK = re.compile(rf"(?:[\W_]*(?<![^\W_]){_TRACK}\b|\W*{PLACEHOLDER})*+\W*", re.IGNORECASE)

_BREAK_AFTER_CLAUSE = re.compile(
    r"[],:;|]|(?<=\w)\)|\W(?=(?i:project|code|github|website|homepage) )|\s[\u2010-\u2015-]\s"
)

# The name goes on and is another venue's: "CHI PLAY", "Conference on Machine Learning and Data
# Engineering", "Conference on Machine Learning, Optimization, and Data Science", "… (ICMLC".
_CONTINUED_NAME = re.compile(
    rf"\s+{PLACEHOLDER}|\s+(?i:conference on)\s"
    rf"|\s+[\u2010-\u2015-]\s+(?!(?i:{_TRACK}|{WORKSHOP})\b)[A-Z]"
    rf"|(?:\s+|[\u2010-\u2015/-])(?!(?i:{_TRACK}|{WORKSHOP})\b)[A-Z]\w"
)

_CONTINUED_FULL_NAME = re.compile(
    r",?\s+(?:and|&|of|for|on)\s+[A-Z]|,\s+[A-Z][\w ,-]{,80}?\b(?:and|&)\s+[A-Z]"
    r"|\s+(?:Systems?|Science|Technology)\b(?! (?i:tracks?|demo))"
    r"|\s+in (?:Design|Industry|Medicine|Education|Practice|Engineering|Science)\b"
    rf"|\s*\(\W*(?:(?:IEEE|ACM|CVF)\W)*(?!(?i:{_TRACK}|{WORKSHOP})\b)[A-Z][A-Za-z-]*[A-Z]"
)

# An event beside the conference that has only a name: "ICLR 2026 (TideML)".
_NAMED_EVENT = re.compile(
    r"\W{,3}(?:\d\d)?\d\d\s*\((?!(?:USA|UK|UAE|PMLR|LN\w+|CC\w+|CORE|ARR|DOI|ISBN|ADS|AISI"
    r"|IEEE|ACM|CVF|D&B)\b)"
    r"\w*[A-Z]\w*[A-Z]\w*\)"
)

_CONTINUED_SENTENCE = re.compile(r"\s+(?!(?i:in|as|with|journal|special|on|for)\b)[a-z&]")

# Events and texts beside a conference.
_SIDE_EVENT = re.compile(
    r"[^,;:]{,100}?\b(?:challenges?|competitions?|cup|submissions?|templates?|styles?|formats?"
    r"|reviewers?|symposi\w+|companion|adjunct|(?<!doctoral )consortium|tutorials?"
    r"|blog ?(?:post)?s?|tiny|courses?|bridge"
    r"|open data|extended abstracts?|(?-i:EA)|forum|rolling review)\b",
    re.IGNORECASE,
)

# The text goes on with the workshop that accepted the paper.
_ACCEPTED_THERE = re.compile(
    rf"(?!.*\balso\b)[^;]*\b{_ACCEPTED} (?:at|to|in|by|for) [^;{PLACEHOLDER}]*\b{WORKSHOP}\b",
    re.IGNORECASE,
)


def words_since_accepted(before: str) -> str | None:
    """
    Return the words between "accepted" and the name; None if the text does not say "accepted".

    The words lead from "accepted" to the name, and the text is not about another paper.
    """
    frame = _FRAME.search(before)
    if frame is None:
        return None
    other = _OTHER_PAPER.match(before, 0, frame.start("verb"))
    start = other.end() if other else 0
    return None if _NOT_THIS_PAPER.search(before, start, frame.start("verb")) else frame["lead"]


def words_before_sole_name(before: str, after: str) -> str | None:
    """
    Return the words before the name within its clause; None if the clause has other words too.

    Before the clause only counts such as "12 pages" and tracks such as "oral" may stand.
    """
    *clauses, lead = _BREAK_BEFORE_CLAUSE.split(before)
    lead = _COUNT_AT_START.sub("", lead)
    if (
        not _are_counts(clauses)
        or not _LEAD.fullmatch(lead)
        or _NO_ACCEPTANCE.search(f"{before} {after}")
    ):
        return None
    return lead


def _are_counts(clauses: Iterable[str]) -> bool:
    return all(_COUNT.search(clause) or is_only_track(clause) for clause in clauses)


def words_since_loosely_accepted(before: str) -> str | None:
    """
    Return the words between "accepted" and the name, whatever they are; else None.
    """
    frame = _LOOSE_FRAME.search(before)
    return frame[0] if frame and not _NOT_THIS_PAPER.search(before) else None


def words_since_accepted_at_workshop(before: str) -> str | None:
    """
    Return the words from "accepted at the workshop" to the name, which is that of its conference.

    None says that the text does not say so. Without "accepted", the words name the workshop only.
    """
    found = _AT_WORKSHOP.search(before)
    if found is None or _ENDS_IN_AND.search(before) or _OTHER_PAPER_TOO.search(found["rest"]):
        return None
    words = before if found["verb"] is None else before[: found.start("verb")]
    return None if _NOT_THIS_PAPER.search(words) else found[0]


def words_since_event(before: str) -> str | None:
    """
    Return the words before the name if an event and an at sign stand there: "TideML@ICML 2026".

    None says that there is no such event, or that the text may be about another paper.
    """
    event = _AT_SIGN.search(before) if "@" in before else None
    if event is None or _FRAME.search(before) or _NOT_THIS_PAPER.search(before):
        return None
    alone = _are_counts(_BREAK_BEFORE_CLAUSE.split(before[: event.start()]))
    return before if alone or _LOOSE_FRAME.search(before) else None


def is_doubtful(before: str, after: str) -> bool:
    """
    Return whether the sentence of a name has a word such as "submitted".
    """
    return _NO_ACCEPTANCE.search(f"{before} {after}") is not None


def is_taken_back(after: str) -> bool:
    """
    Return whether the acceptance did not last: "accepted at ICML 2025 but withdrawn".
    """
    return _TAKEN_BACK.match(after) is not None


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
    return (_SIDE_EVENT.match(after) or _NAMED_EVENT.match(after)) is not None


def rest_of_clause(after: str) -> str:
    """
    Return the rest of the clause in which the name stands.
    """
    return _BREAK_AFTER_CLAUSE.split(after)[0]


def says_accepted(words: str) -> bool:
    """
    Return whether *words* have "accepted", "in press" or the like.
    """
    return _SAYS_ACCEPTED.search(words) is not None


def is_only_track(words: str) -> bool:
    """
    Return whether *words* are at most a year, a track and honours such as "oral".
    """
    return _ONLY_TRACK.fullmatch(words) is not None


def accepted_at_workshop(after: str) -> bool:
    """
    Return whether the text *after* a name says that a workshop accepted the paper.
    """
    return _ACCEPTED_THERE.match(after) is not None
