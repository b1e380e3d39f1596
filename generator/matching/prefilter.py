"""
A first look at texts that are not read yet: most papers are of no interest to any query.
"""

import unicodedata
from collections.abc import Iterable, Sequence

import ahocorasick_rs

from generator.matching.indexed_text import SPELLINGS, singular, stem
from generator.matching.matcher import Matcher


class Prefilter:
    """
    Lets all papers pass that *matchers* may find, and of the rest few.

    *names* tells whether one of them looks for authors.
    """

    def __init__(self, matchers: Iterable[Matcher]) -> None:
        traces = [one.traces for one in matchers]
        found = {trace for some in traces for trace in some or ()}
        self.names = any(trace.field == "au" for trace in found)
        self._categories = tuple(
            one.words[0].rstrip("*") for one in found if one.kind == "category"
        )
        rows: dict[str, list[list[str]]] = {}
        for trace in found:
            if trace.kind != "category":
                # A long beginning of a word is a rare one.
                longest, *others = sorted(map(_needle, trace.words), key=len, reverse=True)
                rows.setdefault(longest, []).append(others)
        self._all = None in traces or rows.pop("", None) is not None
        self._rows = list(rows.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(rows), store_patterns=False)

    def passes(self, text: str, *, names: str, categories: Sequence[str]) -> bool:
        """
        Whether a paper may be found that holds *text*, in any field, has authors with these
        *names* (all in one text) and is in *categories*.
        """
        if self._all or self._in_category(categories):
            return True
        seen = _spelled(text, "ti") + (_spelled(names, "au") if self.names else "")
        hits = self._automaton.find_matches_as_indexes(seen, overlapping=True)
        return any(
            all(needle in seen for needle in others)
            for place in {hit[0] for hit in hits}
            for others in self._rows[place]
        )

    def _in_category(self, categories: Sequence[str]) -> bool:
        begins = self._categories
        return bool(begins) and any(one.casefold().startswith(begins) for one in categories)


def _needle(word: str) -> str:
    """
    What all words begin with that may match *word*, or begin with it.
    """
    # Porter's rules take endings off, and write anew at most the last letter of what stays:
    # study is studi, filing is file, probability is probabl.
    stemmed = stem(word)
    shared = stemmed[:-1] if stemmed.endswith(("i", "e", "l")) else stemmed
    return min(shared, singular(word), key=len)


def _spelled(text: str, field: str) -> str:
    if field == "ti" and text.isascii() and "\\" not in text and "$" not in text:
        # Other spellings would take words off, and put none there.
        return text.lower()
    texts = {spell(text) for spell, _ in SPELLINGS[field]}
    return "\n".join(unicodedata.normalize("NFC", one).lower() for one in texts)
