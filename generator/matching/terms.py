"""
What a single term of a query finds.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from generator.matching.phrase import Beginning, Phrase
from generator.matching.query import Term
from generator.matching.searchable import SPELLINGS, Searchable
from generator.matching.verdict import Verdict
from generator.matching.words import STOP_WORDS, Words

Judge = Callable[[Searchable], Verdict]

# Scripts whose words arXiv's index splits as we do.
_SCRIPTS = frozenset(("LATIN", "GREEK", "CYRILLIC", "DIGIT"))
_RANGE = re.compile(r"\[(\d{8}|\d{12}) TO (\d{8}|\d{12})\]", re.ASCII)
_CATEGORY = re.compile(r"[A-Za-z-]+(?:\.(?:\*|[A-Za-z-]+))?")


def judge_of(term: Term) -> Judge:
    """
    What tells papers that *term* finds from others.
    """
    if term.field == "all":
        return _anywhere(term)
    if term.field == "cat":
        return _in_category(term.text)
    if term.field == "submittedDate":
        return _submitted(term.text)
    if term.field in {"id", "doi"}:
        return _identified(term)
    return _in_words(term)


def decides(term: Term) -> bool:
    """
    Whether verdicts about *term* can be certain, or most of arXiv's rules for it are unknown.

    arXiv searches in more than it tells: submitters and owners, report numbers, classes.
    """
    if term.field == "cat":
        return _CATEGORY.fullmatch(term.text) is not None
    if term.field == "submittedDate":
        return _RANGE.fullmatch(term.text) is not None
    if term.field not in SPELLINGS or set(term.text) & set("$\\;"):
        return False
    words = Words.of(term.text).words
    plain = term.quoted or re.fullmatch(r"[^\W_]+\*?", term.text) is not None
    ordinary = any(word not in STOP_WORDS for word in words) and all(map(_is_readable, words))
    return plain and ordinary and not (term.field == "au" and set(term.text) & set("*?_,"))


def _is_readable(word: str) -> bool:
    return all(unicodedata.name(one, "?").split()[0] in _SCRIPTS for one in word)


def _anywhere(term: Term) -> Judge:
    judges = [_in_words(Term(field, term.text, term.quoted)) for field in SPELLINGS]
    judges += [_in_category(term.text), _identified(Term("id", term.text))]

    def judge(searchable: Searchable) -> Verdict:
        return max(Verdict.UNLIKELY, *(one(searchable) for one in judges))

    return judge


def _in_words(term: Term) -> Judge:
    if term.field not in SPELLINGS:
        return lambda _: Verdict.UNLIKELY
    if not term.quoted and term.text.endswith("*"):
        return Beginning(term.field, term.text).verdict
    return Phrase(term.field, term.text).verdict


def _in_category(text: str) -> Judge:
    pattern = re.escape(text).replace(r"\*", ".*").replace(r"\?", ".")
    exact, any_case = re.compile(pattern), re.compile(pattern, re.IGNORECASE)

    def judge(searchable: Searchable) -> Verdict:
        categories = searchable.paper.categories
        if any(map(exact.fullmatch, categories)):
            return Verdict.SURE
        return Verdict.UNLIKELY if any(map(any_case.fullmatch, categories)) else Verdict.NO

    return judge


def _identified(term: Term) -> Judge:
    def judge(searchable: Searchable) -> Verdict:
        paper = searchable.paper
        known = {paper.arxiv_id.base, str(paper.arxiv_id)} if term.field == "id" else {paper.doi}
        return Verdict.SURE if term.text in known else Verdict.UNLIKELY

    return judge


def _submitted(text: str) -> Judge:
    ends = _RANGE.fullmatch(text)
    if ends is None:
        return lambda _: Verdict.UNLIKELY
    try:
        first, last = _moment(ends[1], "0000"), _moment(ends[2], "2359")
    except ValueError:
        return lambda _: Verdict.UNLIKELY
    # The minute in which a range ends belongs to it, or not.
    minute = timedelta(minutes=1)

    def judge(searchable: Searchable) -> Verdict:
        published = searchable.paper.published
        if first <= published <= last:
            return Verdict.SURE
        return Verdict.UNLIKELY if last < published < last + minute else Verdict.NO

    return judge


def _moment(text: str, rest: str) -> datetime:
    return datetime.strptime((text + rest)[:12], "%Y%m%d%H%M").replace(tzinfo=UTC)
