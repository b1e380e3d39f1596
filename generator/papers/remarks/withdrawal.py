"""
Withdrawal of a paper: arXiv's API has no flag for it, only the comment states it.
"""

import re

from generator.papers.paper import Paper

# The longest comment among 21,000 papers had 421 characters.
_LENGTH = 4000

_WORK = r"(?:paper|submission|manuscript|article|preprint|e-?print|work|report|note|thesis|version)"

_AUTHORS = r"(?:authors?|arxiv|admin(?:istrator)?s?)"

# A paper withdrawn from a conference or a data set is still on arXiv.
_NOT_ELSEWHERE = r"\b(?! from\b(?! (?:the )?arxiv\b))"

_WITHDRAWN = rf"withdrawn{_NOT_ELSEWHERE}"

_STATEMENTS = (
    # This submission (v2) has been withdrawn; our paper is now withdrawn
    (
        rf"\b(?:this|the|our|my) (?:\w+ )?{_WORK}(?: ?\([^)]{{,40}}\)|,[^,]{{,40}},)?"
        rf" (?:has|is|was)(?: \w+ly| now)?(?: been| being)? {_WITHDRAWN}"
    ),
    # The paper contains an error and should be withdrawn
    rf"\b{_WORK}\b[^:]{{,150}} (?:(?:need|ha)s to|should|must|will) be {_WITHDRAWN}",
    # Withdrawn; paper withdrawn due to an error
    (
        rf"^\W*(?:(?:this )?{_WORK} )?(?:temporarily )?{_WITHDRAWN}"
        r"(?=\W*$| ?[:,(-]| (?:by|due|because|as|since|for|until|pending|owing|in favou?r)\b)"
    ),
    # Superseded by the journal version, withdrawn by all the authors
    (
        r"\bwithdrawn by (?:(?:all|both|one|of|the|its|first|second|corresponding) ){,3}"
        rf"{_AUTHORS}\b"
    ),
    # The authors would like to withdraw this paper; we have withdrawn the manuscript
    (
        r"\b(?:authors?|we|i)\b[^:]{,60} withdr(?:aw|ew|awn|awing|aws)"
        rf" (?:this|the|our|my) {_WORK}{_NOT_ELSEWHERE}"
    ),
)

_STATEMENT = re.compile("|".join(_STATEMENTS), re.IGNORECASE)

# The statement is denied, only possible, or about another paper: "an earlier version, which has
# been withdrawn".
_OTHERWISE = re.compile(
    rf"\b(?:(?:first|original|other) (?:\w+ )?{_WORK}|not|never|no longer|previous(?:ly)?|earlier"
    r"|prior|old(?:er)?|former(?:ly)?|another|companion|supersedes|replaces|which|if|unless"
    r"|would be|may|might|could)\b|n't\b",
    re.IGNORECASE,
)

_SENTENCE_END = re.compile(r"[.;!?]\s+|\n")


def withdrawn(paper: Paper) -> bool:
    """
    Return whether the comment says that *paper* is, or should be, withdrawn.

    A comment that can be read in another way does not count, because a wrong mark harms more than
    a missing one.
    """
    return any(map(_states_withdrawal, _SENTENCE_END.split((paper.comment or "")[:_LENGTH])))


def _states_withdrawal(sentence: str) -> bool:
    statement = _STATEMENT.search(sentence)
    if statement is None:
        return False
    before = sentence[: statement.end()].lower().rpartition("withdr")[0]
    return _OTHERWISE.search(before) is None
