"""
A paper's texts as arXiv's index has them: spellings, words, stems.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache

import Stemmer
from msgspec import Struct

from generator.matching.verdict import Verdict
from generator.papers.paper import Paper

# Another spelling of a text, and what a match in it proves at most.
Spelling = tuple[Callable[[str], str], Verdict]

_POSSESSIVE = re.compile(r"['’＇]s\b", re.IGNORECASE)  # noqa: RUF001 - these very signs

# What makes \"{u} and \v{c} of letters.
_ACCENT = re.compile(r"""\\(?:[`'^"~=.]|[bcdHkrtuv](?=\{))|[{}$]""")

_ABBREVIATION = re.compile(r"[.,;'’]")

_FOREIGN = str.maketrans(
    {"ß": "ss", "æ": "a", "ø": "o", "œ": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)


def as_written(text: str) -> str:
    """
    *text* itself.
    """
    return text


def unaccented(text: str) -> str:
    """
    *text* without marks on its letters.
    """
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFKD", text)
    return "".join(one for one in letters if not unicodedata.combining(one))


def without_possessives(text: str) -> str:
    """
    *text* without the ``'s`` at the end of words.
    """
    return _POSSESSIVE.sub("", text)


def _plain_letters(text: str) -> str:
    return unaccented(_ACCENT.sub("", text) if "\\" in text or "$" in text else text)


def _without_dots(name: str) -> str:
    return _ABBREVIATION.sub("", unaccented(name))


def _international(name: str) -> str:
    letters = unaccented(_plain_letters(name).lower().translate(_FOREIGN))
    return re.sub(r"([aou])e", r"\1", letters)


def _initialled(name: str) -> str:
    words = _international(name).split()
    return f"{words[0][0]} {words[-1]}" if len(words) > 1 else name


# arXiv's analysers: english takes possessives off; marks on letters count, TeX's are unknown.
IN_TEXT: tuple[Spelling, ...] = (
    (as_written, Verdict.SURE),
    (without_possessives, Verdict.LIKELY),
    (_plain_letters, Verdict.UNLIKELY),
)

# Names are folded, dots and commas dropped, German and Scandinavian letters made alike. They are
# looked for among the paper's owners, too, whom nobody is told; mostly an author by another name.
IN_NAMES: tuple[Spelling, ...] = (
    (unaccented, Verdict.SURE),
    (_without_dots, Verdict.LIKELY),
    (_international, Verdict.UNLIKELY),
    (_initialled, Verdict.UNLIKELY),
)

# https://lucene.apache.org: the stop words of EnglishAnalyzer. They are not in the index, but
# their places are: between others, any word fits where one was sought.
STOP_WORDS = frozenset(
    "a an and are as at be but by for if in into is it no not of on or such that the their then "
    "there these they this to was will with".split()
)

_WORD = re.compile(r"[^\W_]+")

# Unicode's word boundaries (UAX 29), by which arXiv's index is split, see one word in 3.5,
# don't, foo_bar, 1,000 and perhaps in a:b.
_JOINERS = frozenset(".,;:'_·‧․’＇")  # noqa: RUF001 - these very signs

_INSIDE = frozenset(("Mn", "Mc", "Me", "Cf"))

_porter = Stemmer.Stemmer("porter")


class Words(Struct, frozen=True):
    """
    The *words* of a text.

    *joints* has what stands before each word, and after the last, where it may join instead of
    separate; otherwise nothing.
    """

    words: tuple[str, ...]
    joints: tuple[str, ...]

    @classmethod
    def of(cls, text: str, *, names: bool = False) -> "Words":
        """
        The words of *text*; between *names* white space alone surely separates.
        """
        lower = unicodedata.normalize("NFC", text).lower()
        gaps = _WORD.split(lower)
        inner = map(_joint_of_names if names else _joint, gaps[1:-1])
        joints = (_edge(gaps[0]), *inner, _edge(gaps[-1])) if len(gaps) > 1 else ("",)
        return cls(tuple(_WORD.findall(lower)), joints)


@lru_cache(maxsize=2**18)
def stem(word: str) -> str:
    """
    *word* without its English ending, by the rules of Porter.
    """
    stemmed: str = _porter.stemWord(word)
    return stemmed


def singular(word: str) -> str:
    """
    *word* without an s at its end.
    """
    return word.removesuffix("s")


@lru_cache(maxsize=2**18)
def keys(word: str) -> tuple[str, str]:
    """
    What words that may match each other have in common, one of these at least.
    """
    return stem(word), f"{singular(word)}+s"


@lru_cache(maxsize=2**12)
def _joint(gap: str) -> str:
    if gap in _JOINERS or set(gap) == {"_"}:
        return gap
    # A mark or an invisible sign within a word.
    return gap if any(unicodedata.category(one) in _INSIDE for one in gap) else ""


def _joint_of_names(gap: str) -> str:
    return "" if any(map(str.isspace, gap)) else gap


def _edge(gap: str) -> str:
    return gap if "_" in gap else ""


# Where a field of the query language looks.
TEXTS: dict[str, Callable[[Paper], Sequence[str]]] = {
    "ti": lambda paper: (paper.title,),
    "abs": lambda paper: (paper.abstract,),
    "au": lambda paper: paper.authors,
    "co": lambda paper: (paper.comment or "",),
    "jr": lambda paper: (paper.journal_ref or "",),
}

# The fields with words in them, and how these may be spelled.
SPELLINGS: dict[str, tuple[Spelling, ...]] = {
    field: IN_NAMES if field == "au" else IN_TEXT for field in TEXTS
}


class IndexedText:
    """
    The *words* of a text and their *joints*, and at which *places* to look for a word.
    """

    def __init__(self, text: str, *, names: bool = False) -> None:
        found = Words.of(text, names=names)
        self.words, self.joints = found.words, found.joints

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """
        Where words stand, by their keys: those that may match each other share one.
        """
        # Only now: few texts are looked at so closely.
        places: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            for key in keys(word):
                places.setdefault(key, []).append(place)
        return places


class IndexedPaper:
    """
    *paper*, its words made ready as far as somebody looks for them.
    """

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self._texts: dict[tuple[str, int], tuple[IndexedText, ...]] = {}

    def texts(self, field: str, spelling: int) -> tuple[IndexedText, ...]:
        """
        The texts of *field*, in this of its SPELLINGS: the very same where there is no difference.
        """
        found = self._texts.get((field, spelling))
        if found is None:
            found = self._texts[field, spelling] = self._spelled(field, spelling)
        return found

    def _spelled(self, field: str, spelling: int) -> tuple[IndexedText, ...]:
        plain, other = SPELLINGS[field][0][0], SPELLINGS[field][spelling][0]
        texts = TEXTS[field](self.paper)
        if spelling and all(other(text) == plain(text) for text in texts):
            return self.texts(field, 0)
        return tuple(IndexedText(other(text), names=field == "au") for text in texts)
