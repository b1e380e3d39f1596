"""
A quick test of texts that are not read into papers yet: most papers match no query.
"""

import unicodedata
from collections.abc import Iterable, Sequence

import ahocorasick_rs

from generator.matching.matcher import Matcher
from generator.matching.tokenized_text import SPELLINGS, singular, stem


class Prefilter:
    """
    Passes each paper that one of *matchers* may find, and few other papers.

    *needs_names* says whether a matcher looks for authors; if not, ``passes`` ignores names.
    """

    def __init__(self, matchers: Iterable[Matcher]) -> None:
        required = [matcher.required_terms for matcher in matchers]
        terms = {term for some in required for term in some or ()}
        self.needs_names = any(term.field == "au" for term in terms)
        self._categories = tuple(
            term.words[0].rstrip("*") for term in terms if term.kind == "category"
        )
        rows: dict[str, list[list[str]]] = {}
        for term in terms:
            if term.kind != "category":
                # Few texts hold a long beginning of a word: the automaton looks for the longest.
                longest, *rest = sorted(map(_beginning, term.words), key=len, reverse=True)
                rows.setdefault(longest, []).append(rest)
        self._all = None in required or rows.pop("", None) is not None
        self._rows = list(rows.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(rows), store_patterns=False)

    def passes(self, text: str, *, names: str, categories: Sequence[str]) -> bool:
        """
        Return whether a matcher may find a paper with this *text*, *names* and *categories*.

        *text* is title, abstract and all other texts but the authors' *names*, in any order.
        """
        if self._all or self._in_category(categories):
            return True
        seen = _spelled(text, "ti") + (_spelled(names, "au") if self.needs_names else "")
        hits = self._automaton.find_matches_as_indexes(seen, overlapping=True)
        return any(
            all(beginning in seen for beginning in rest)
            for number in {hit[0] for hit in hits}
            for rest in self._rows[number]
        )

    def _in_category(self, categories: Sequence[str]) -> bool:
        begins = self._categories
        return bool(begins) and any(one.casefold().startswith(begins) for one in categories)


def _beginning(word: str) -> str:
    # With this begins each word that may match *word*, or that has *word* as a prefix. Porter's
    # rules take endings off and change at most the last letter of the rest: study is studi,
    # filing is file, probability is probabl.
    stemmed = stem(word)
    shared = stemmed[:-1] if stemmed.endswith(("i", "e", "l")) else stemmed
    return min(shared, singular(word), key=len)


def _spelled(text: str, field: str) -> str:
    if field == "ti" and text.isascii() and "\\" not in text and "$" not in text:
        # The other spellings of such a text only take words away.
        return text.lower()
    texts = {spell(text) for spell, _ in SPELLINGS[field]}
    return "\n".join(unicodedata.normalize("NFC", one).lower() for one in texts)
