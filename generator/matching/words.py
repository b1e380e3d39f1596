"""
Texts as arXiv's index has them: words in lower case, and what stands between them.
"""

import re
import unicodedata
from functools import lru_cache

import Stemmer
from msgspec import Struct

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
