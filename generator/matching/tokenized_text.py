"""
A paper's texts cut into words, in the spellings that arXiv's index may have.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache

import Stemmer
from msgspec import Struct

from generator.matching.verdict import Verdict
from generator.papers.paper import Paper

# A function that spells a text in another way, and the highest verdict a match in it may give.
Spelling = tuple[Callable[[str], str], Verdict]

# https://lucene.apache.org: the stop words of EnglishAnalyzer. They are not in the index, but
# their positions are: between two other words of a phrase, a stop word matches any word.
STOP_WORDS = frozenset(
    "a an and are as at be but by for if in into is it no not of on or such that the their then "
    "there these they this to was will with".split()
)

WORD = re.compile(r"[^\W_]+")

# The texts of a paper in which each field of the query language searches.
TEXTS: dict[str, Callable[[Paper], Sequence[str]]] = {
    "ti": lambda paper: (paper.title,),
    "abs": lambda paper: (paper.abstract,),
    "au": lambda paper: paper.authors,
    "co": lambda paper: (paper.comment or "",),
    "jr": lambda paper: (paper.journal_ref or "",),
}

_POSSESSIVE = re.compile(r"['’＇]s\b", re.IGNORECASE)  # noqa: RUF001 - these very signs

# TeX's accents, as in \"{u} and \v{c}.
_TEX_ACCENT = re.compile(r"""\\(?:[`'^"~=.]|[bcdHkrtuv](?=\{))|[{}$]""")

_ABBREVIATION = re.compile(r"[.,;'’]")

_FOREIGN = str.maketrans(
    {"ß": "ss", "æ": "a", "ø": "o", "œ": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)

# arXiv's index is split at Unicode's word boundaries (UAX 29), which see one word in 3.5, don't,
# foo_bar, 1,000 and perhaps in a:b.
_JOINERS = frozenset(".,;:'_·‧․’＇")  # noqa: RUF001 - these very signs

# Unicode's categories of accents and of invisible signs: they do not end a word.
_INSIDE = frozenset(("Mn", "Mc", "Me", "Cf"))

_porter = Stemmer.Stemmer("porter")


def unaccented(text: str) -> str:
    """
    Return *text* without accents: ``Erdos`` for ``Erdős``.
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(one for one in decomposed if not unicodedata.combining(one))


def without_possessives(text: str) -> str:
    """
    Return *text* without the ``'s`` at the end of words.
    """
    return _POSSESSIVE.sub("", text)


def _as_written(text: str) -> str:
    return text


def _without_tex_accents(text: str) -> str:
    return unaccented(_TEX_ACCENT.sub("", text) if "\\" in text or "$" in text else text)


def _without_dots(name: str) -> str:
    return _ABBREVIATION.sub("", unaccented(name))


def _transliterated(name: str) -> str:
    latin = unaccented(_without_tex_accents(name).lower().translate(_FOREIGN))
    return re.sub(r"([aou])e", r"\1", latin)


def _with_initial(name: str) -> str:
    words = _transliterated(name).split()
    return f"{words[0][0]} {words[-1]}" if len(words) > 1 else name


# arXiv analyses titles and abstracts with Lucene's EnglishAnalyzer: it removes possessives, keeps
# accents, and does not know TeX's accents.
_SPELLINGS_OF_TEXT: tuple[Spelling, ...] = (
    (_as_written, Verdict.SURE),
    (without_possessives, Verdict.LIKELY),
    (_without_tex_accents, Verdict.UNLIKELY),
)

# arXiv folds names: it drops dots and commas and transliterates German and Scandinavian letters.
# It also searches the names of a paper's owners, which it does not publish; an owner is mostly an
# author whose name is written in another way.
_SPELLINGS_OF_NAMES: tuple[Spelling, ...] = (
    (unaccented, Verdict.SURE),
    (_without_dots, Verdict.LIKELY),
    (_transliterated, Verdict.UNLIKELY),
    (_with_initial, Verdict.UNLIKELY),
)

# The spellings to compare in each field that holds words; the first is the usual spelling.
SPELLINGS: dict[str, tuple[Spelling, ...]] = {
    field: _SPELLINGS_OF_NAMES if field == "au" else _SPELLINGS_OF_TEXT for field in TEXTS
}


@lru_cache(maxsize=2**18)
def stem(word: str) -> str:
    """
    Return *word*, in lower case, without its English ending: Porter's ``studi`` for ``studies``.
    """
    stemmed: str = _porter.stemWord(word)
    return stemmed


def singular(word: str) -> str:
    """
    Return *word* without an ``s`` at its end.
    """
    return word.removesuffix("s")


@lru_cache(maxsize=2**18)
def match_keys(word: str) -> tuple[str, str]:
    """
    Return the two keys of *word*; two words may match each other only if they share a key.
    """
    return stem(word), f"{singular(word)}+s"


class Words(Struct, frozen=True):
    """
    The words of a text in lower case, and what stands between them.
    """

    words: tuple[str, ...]

    joints: tuple[str, ...]
    """
    For each word the text before it, and at the end the text after the last word; but only text
    that arXiv's index may take for a part of a word, such as the dot in 3.5, otherwise "".
    """

    @classmethod
    def of(cls, text: str, *, names: bool = False) -> "Words":
        """
        Return the words of *text*; if *text* holds *names*, only white space surely ends a word.
        """
        lower = unicodedata.normalize("NFC", text).lower()
        gaps = WORD.split(lower)
        inner = map(_joint_of_names if names else _joint, gaps[1:-1])
        joints = (_edge(gaps[0]), *inner, _edge(gaps[-1])) if len(gaps) > 1 else ("",)
        return cls(tuple(WORD.findall(lower)), joints)


@lru_cache(maxsize=2**12)
def _joint(gap: str) -> str:
    if gap in _JOINERS or set(gap) == {"_"}:
        return gap
    return gap if any(unicodedata.category(one) in _INSIDE for one in gap) else ""


def _joint_of_names(gap: str) -> str:
    return "" if any(map(str.isspace, gap)) else gap


def _edge(gap: str) -> str:
    return gap if "_" in gap else ""


class TokenizedText:
    """
    The words of one text, with an index of their positions that is built when it is first needed.

    *words* and *joints* are those of ``Words``.
    """

    def __init__(self, text: str, *, names: bool = False) -> None:
        found = Words.of(text, names=names)
        self.words, self.joints = found.words, found.joints

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """
        For each key of a word (``match_keys``) the positions of the words with this key.
        """
        # Few texts are compared with a phrase word by word, so this is computed on demand.
        positions: dict[str, list[int]] = {}
        for position, word in enumerate(self.words):
            for key in match_keys(word):
                positions.setdefault(key, []).append(position)
        return positions


class TokenizedPaper:
    """
    A *paper* whose texts are cut into words on demand, each text once.
    """

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self._texts: dict[tuple[str, int], tuple[TokenizedText, ...]] = {}

    def texts(self, field: str, spelling: int) -> tuple[TokenizedText, ...]:
        """
        Return the texts of *field* in the spelling with this number in ``SPELLINGS[field]``.

        If that spelling changes nothing, the result is the very object of spelling 0.
        """
        found = self._texts.get((field, spelling))
        if found is None:
            found = self._texts[field, spelling] = self._spelled(field, spelling)
        return found

    def _spelled(self, field: str, spelling: int) -> tuple[TokenizedText, ...]:
        plain, other = SPELLINGS[field][0][0], SPELLINGS[field][spelling][0]
        texts = TEXTS[field](self.paper)
        if spelling and all(other(text) == plain(text) for text in texts):
            return self.texts(field, 0)
        return tuple(TokenizedText(other(text), names=field == "au") for text in texts)
