"""
Withdrawal of a paper, as arXiv's OAI-PMH, the comment or the abstract states it.
"""

import re

from generator.papers.paper import Paper

# The longest comment among 21,000 papers had 421 characters.
_LENGTH = 4000

_NOUN = (
    r"(?:paper|submission|manuscript|article|pre-?print|e-?print|work|report|note|thesis"
    r"|draft|version)\b"
)

_WORK = rf"{_NOUN}(?!['\u2019])"

_TEXT = r"(?:paper|submission|manuscript|article|pre-?print|e-?print|version)\b(?!['\u2019])"

_AUTHORS = r"(?:authors?|arxiv|admin(?:istrator)?s?|moderators?)"

_WITHDRAWN = r"(?P<verb>(?:withdrawn|with-drawn|withdrawed|withdrew|retracted|taken down))\b"

_REMOVED = r"(?P<verb>removed|deleted|pulled)\b"

_WITHDRAW = r"(?P<verb>withdr(?:aw|ew|awn|awing|aws)|retract(?:ed|ing|s)?|tak(?:e|en|ing) down)"

_WITHDRAWAL = r"(?P<verb>withdrawa?l|retraction)\b"

_THIS = r"(?:this|the|our|my|these|both|current|present)"

# "This paper", "our revised manuscript"; without an article only where a clause begins.
_BEGIN = (
    rf"(?:\b{_THIS} (?-i:[a-z][\w-]* )?"
    r"|(?:^|[,:(\u2010-\u2015-]|\b(?:and|so|hence|therefore|thus|but|because|as|since|that"
    r"|v\d))\s*)"
)

# "has been", "is now being", "was therefore voluntarily", "needs to be".
_BE = (
    r"(?:(?:has|have|had|is|are|was|were|will|should|must|shall|needs?|ought|can)(?: to)?\b"
    r"(?: (?:\w+ly|now|hereby|thus|therefore|hence|be|been|being|also|all))*)"
)

_BEHIND_AT_START = (
    r"(?=\W*$|[\])]| ?[:,(\u2010-\u2015-]| (?:by|due|because|as|since|for|until|pending|owing|per"
    r"|upon|to|temporarily|voluntarily|on request|at the|at our|in favou?r"
    r"|in order|and|while|with|so)\b)"
)

_STATEMENTS = (
    # This submission (v2) has been withdrawn; our paper is now withdrawn; paper will be withdrawn
    (
        rf"(?P<subject>{_BEGIN}{_WORK})(?: ?\([^)]{{,40}}\)|,[^,]{{,40}},)?"
        rf" {_BE}(?: by [\w ]{{,20}})? {_WITHDRAWN}"
    ),
    # This version has been removed by arXiv administrators
    (
        rf"(?P<subject>(?:\b{_THIS} (?:current )?|^\W*(?:arxiv admin note\W+)?){_TEXT})"
        rf" {_BE} {_REMOVED}"
    ),
    # The paper contains an error and should be withdrawn
    rf"(?:^|\b{_THIS} ){_NOUN}[^:]{{,150}} (?:(?:need|ha)s to|should|must|will) be {_WITHDRAWN}",
    # This submission is a duplicate and has been withdrawn; we ask that this paper be withdrawn
    rf"\b{_THIS} (?:\w+ )?{_WORK}[^;]{{,100}} and {_BE} {_WITHDRAWN}",
    rf"\b(?:request|ask)\w*[^:]{{,40}} {_WORK} be {_WITHDRAWN}",
    # There is an error, so it is being withdrawn
    (
        rf"\b(?:it|this) (?:is|has|will|should|must|needs to)(?: \w+ly| now| to| be| been|"
        rf" being)* {_WITHDRAWN}"
    ),
    # Withdrawn; paper withdrawn due to an error; v2: retracted by the authors
    (
        r"^\W*(?:(?:arxiv admin note|comments?|note|update|status|v(?:ersion )?\d+)\b\W*)*"
        rf"(?:(?:this |the |our )?{_WORK} )?(?:to be |temporarily |hereby |voluntarily )?"
        rf"{_WITHDRAWN}"
        rf"{_BEHIND_AT_START}"
    ),
    # 5 pages, withdrawn due to an error; duplicate submission, withdrawn
    (
        r"(?:[,:\u2010-\u2015]|and|but|therefore|hence|thus|so|\s-)\s(?:now |hereby )?"
        rf"{_WITHDRAWN}(?=\W*$| (?:due|because)\b)"
    ),
    # Superseded by the journal version, withdrawn by all the authors
    (
        r"^(?!.*\b(?:submi\w+ (?:to|at) (?!arxiv)|under review))"
        r".*?(?P<subject>)\b(?<!been )(?<!was )(?<!were )(?<!are )(?<!is )(?<!s )"
        r"(?P<verb>withdrawn|retracted|taken down)"
        rf" by (?:(?:all|both|one|of|the|its|first|second|corresponding)"
        rf" ){{,3}}{_AUTHORS}\b(?! of\b)"
    ),
    r"\b(?P<verb>removed) by (?:the )?arxiv\b",
    rf"^\W*(?:arxiv admin note\W+)?{_TEXT} {_REMOVED} (?:by|due|because|at)\b",
    # The authors would like to withdraw this paper; we have withdrawn it; to withdraw the paper
    (
        rf"(?:\b(?:authors?|we|i|us|please)\b[^:]{{,100}} |^\W*(?:please |to |hereby "
        rf"|needs? to |must |wants? to )?){_WITHDRAW}"
        rf" (?:it\b|(?:this|the|our|my|both)(?-i: [a-z][\w-]*){{,2}}? {_WORK})"
    ),
    rf"\b(?:we|i)\b(?: [\w']+){{,5}} {_WITHDRAW}(?:\W*$| (?:due|because)\b)",
    (
        rf"^\W*(?:please )?(?P<verb>remove|delete) (?:this|the|our|my) {_TEXT}(?=\W*$|\W+"
        rf"(?:due|becau|as\b))"
    ),
    # We request withdrawal of the current submission; necessitating its withdrawal
    rf"^\W*(?:the )?reasons? (?:for|of) (?:the |this )?{_WITHDRAWAL}(?=\W*:| is\b| of this)",
    (
        rf"{_WITHDRAWAL} of (?:this|the|our|my)(?! (?:first|previous|prior|earlier|old"
        rf"|original))(?-i: [a-z][\w-]*){{,2}}? {_WORK}"
    ),
    (
        r"\b(?:request\w*|necessitat\w+|requir(?:es|ed|ing)|warrant\w*|hence|thus"
        r"|therefore|leading|led|forc\w+|seek\w*|ask\w*|prompt\w*|result\w*|justif\w+)"
        rf"(?: (?:for|to|of|in|us|a|an|the|this|its|their|our|formal|full|immediate|complete|paper"
        rf"|authors['\u2019]))* {_WITHDRAWAL}(?! of\b(?! {_THIS}))"
    ),
    (
        rf"^\W*(?:(?:paper|authors?['\u2019]?) )?{_WITHDRAWAL}(?=\W*$|:| (?:due|because|request\w*"
        rf"|by|reason|notice|in progress|pending)\b)"
    ),
)

_PATTERNS = tuple(re.compile(statement, re.IGNORECASE) for statement in _STATEMENTS)

# A sentence without these words is not read further.
_WORDS = re.compile(r"with-?dr|retract|remov|delet|\bpulled\b|\btak\w+ down", re.IGNORECASE)

_SAME_CLAUSE = r"(?:(?!\b(?:and|so|but|hence|therefore|thus|we|i)\b)[^,;:]){,25}\Z"

# Right before the verb: the statement is denied, or only possible.
_DENIED = re.compile(
    r"\b(?:not|never|no longer|nor|if|unless|whether|would(?: have)? be(?:en)?|may|might"
    r"|could|can)\b"
    rf"{_SAME_CLAUSE}|n['\u2019]t\b{_SAME_CLAUSE}",
    re.IGNORECASE,
)

# Another paper or version was withdrawn: "an earlier version, which has been withdrawn".
_ANOTHER = re.compile(
    r"\b(?:previous(?:ly)?|earlier|prior|old|older|former|formerly|first|original|other"
    r"|another|second"
    rf"|companion|published|conference|journal|workshop|erroneous|anonymous|preliminary"
    rf"|extended|short|long) (?:\w+ )?(?:{_WORK}|v\d|one)"
    rf"(?: ?\([^)]*\))?(?: of (?:this|the|our|my) (?:\w+ )?{_WORK})?(?:,? \S+){{,5}}\s*\Z"
    r"|\b(?:supersedes|replaces|replacing|replacement|previously|formerly|once)\b.*\Z"
    r"|\b(?:which(?! is why)|whose)\b[^,]*\Z",
    re.IGNORECASE,
)

# A part of the paper was withdrawn: "Section 4 of this paper has been removed".
_PART = re.compile(r"(?<!\bversions )\b(?:of|to|in|from|for|about|on|by|with)\s+\Z", re.IGNORECASE)

_WHOLE = r"(?:the )?(?:arxiv|public\b|circulation|posting|this (?:site|server|repository))"

# The paper was withdrawn from a conference, and the e-print stands.
_ELSEWHERE = re.compile(
    r"(?:(?!\b(?:due|because|as|since|for|owing|in)\b)[^,;:.]){,30}\bfrom"
    rf" (?!(?i:{_WHOLE}))(?:(?:the )?(?-i:[A-Z][A-Za-z]*[A-Z])|\w+ (?:\w+ )?(?:dataset|database)"
    r"|(?:the |a |its |our |an |that |this )?(?:\w+ ){,2}?(?:conference|workshop|journal"
    r"|proceedings"
    r"|review|submission|competition|consideration|publication|peer|track|venue|program))"
    r"|,? (?:after|during|before|following) (?:(?:the|a|our|its|initial|first|peer) )*"
    r"(?:reviews?|rebuttal|acceptance|decision|conference|(?-i:[A-Z]{3,}))"
    r"|,? and (?:then )?(?:re-?)?submitted (?:to|at) (?!arxiv)"
    r"|[^,;:.]{,5}\b(?:if|unless)\b|[^;.]{,60}\b(?:restored|reinstated)\b"
    r"|[^;.]{,40}\b(?:was|is) (?:an? )?(?:error|mistake)\b",
    re.IGNORECASE,
)

# The paper was submitted to a conference, and withdrawn there.
_SUBMITTED = re.compile(
    r"\b(?:submi\w+ (?:to|at) (?!arxiv)|under review|accepted (?:at|to|by|for)\b)", re.IGNORECASE
)

_SENTENCE_END = re.compile(r"[.;!?]\s+|\n")

# Before arXiv had a form for withdrawals, authors replaced the abstract.
_ABSTRACT = re.compile(
    rf"\W*this {_TEXT} (?:has been|is|was)(?: being| temporarily)? withdrawn\b(?! from\b)",
    re.IGNORECASE,
)


def withdrawn(paper: Paper) -> bool:
    """
    Return whether arXiv or the authors say that *paper* is, or should be, withdrawn.

    A comment that can be read in another way does not count, because a wrong mark harms more than
    a missing one. An abstract counts if it begins with the statement.
    """
    comment = (paper.comment or "")[:_LENGTH]
    said = _WORDS.search(comment) and any(map(_states_withdrawal, _SENTENCE_END.split(comment)))
    return paper.withdrawn or bool(said) or _ABSTRACT.match(paper.abstract) is not None


def _states_withdrawal(sentence: str) -> bool:
    if not _WORDS.search(sentence):
        return False
    return any(
        _is_about_this_paper(found) for pattern in _PATTERNS for found in pattern.finditer(sentence)
    )


def _is_about_this_paper(found: re.Match[str]) -> bool:
    sentence, begin = found.string, found.start("verb")
    if _ELSEWHERE.match(sentence, found.end("verb")) or _ELSEWHERE.match(sentence, found.end()):
        return False
    before = sentence[:begin]
    if "subject" in found.re.groupindex:
        elsewhere = _PART.search(sentence[: found.start("subject")])
    else:
        elsewhere = _SUBMITTED.search(before)
    return not (elsewhere or _DENIED.search(before) or _ANOTHER.search(before))
