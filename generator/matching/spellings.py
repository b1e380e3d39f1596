"""
The ways in which arXiv may spell a text before it looks for words in it.
"""

import re
import unicodedata
from collections.abc import Callable

from generator.matching.verdict import Verdict

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
