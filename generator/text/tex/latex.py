"""
Nodes written as LaTeX for BibTeX, which counts braces and does not know that some are escaped.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from pylatexenc.latexencode import UnicodeToLatexEncoder

from generator.text.tex.formula_source import FormulaError, repaired
from generator.text.tex.mathml import mathml
from generator.text.tex.nodes import Break, Formula, Hyperlink, Node, Nodes, Source, Text
from generator.text.tex.plain_text import CACHED_FORMULAS, plain

_STYLES = {
    "em": r"\emph",
    "strong": r"\textbf",
    "code": r"\texttt",
    "sup": r"\textsuperscript",
    "sub": r"\textsubscript",
}

# Characters to encode: all but ASCII, and TeX's own signs.
_ENCODED = re.compile(r"[^ !()*+,./0-9:;=?@A-Z\[\]a-z|'`-]")

# BibTeX counts braces whether or not a backslash stands before them.
_BRACES = {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}

_FORMULA_BRACES = {r"\{": r"\lbrace ", r"\}": r"\rbrace "}

_ESCAPED_BRACE = re.compile(r"(?<!\\)(?:\\\\)*\\[{}]")

# Signs that mean something only inside an array, or in the definition of a command.
_MISPLACED = re.compile(r"[$#]|(?<!\\)&(?!.*\\end\{)")

# LaTeX's accents by Unicode's, for letters that the encoder's table lacks. The Vietnamese hook is
# missing: LaTeX has a command for it only in fonts for Vietnamese.
_ACCENTS = dict(
    zip(
        "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0327\u0328\u0331",
        "`'^~=u.\"rHvdckb",
        strict=True,
    )
)

_WORD = re.compile(r"\S+")

_ALPHABETIC = re.compile(r"[^\W\d_]+")

# If this share of words is capitalised, the title is in title case: capitals do not mark names.
_TITLE_CASE = 0.5

_LONG_WORD = 4


def latex(nodes: Nodes) -> str:
    """
    Return *nodes* as LaTeX with balanced braces, on one line.
    """
    return "".join(_latex(node) for node in nodes)


def latex_title(nodes: Nodes) -> str:
    """
    Return *nodes* as LaTeX for a title: ``{NeRF} in Two Pages``.

    A word with capitals that a bibliography style must keep stands in braces. A capital at the
    beginning of a word must be kept if the title has few of them: it then marks a name.
    """
    names = not _in_title_case(plain(nodes))
    return "".join(_kept(nodes, names=names))


def _kept(nodes: Nodes, *, names: bool) -> Iterator[str]:
    first = True
    for node in nodes:
        if isinstance(node, Text):
            yield _title_text(node.text, names=names, first=first)
        else:
            yield _latex(node)
        first = False


def _title_text(text: str, *, names: bool, first: bool) -> str:
    begin = len(text) - len(text.lstrip()) if first else -1

    def word(match: re.Match[str]) -> str:
        encoded = encode(match[0])
        kept = _has_inner_capital(match[0]) or (
            names and match.start() != begin and match[0][:1].isupper()
        )
        return f"{{{encoded}}}" if kept else encoded

    return re.sub(r"\s+", " ", _WORD.sub(word, text))


def _has_inner_capital(word: str) -> bool:
    parts = _ALPHABETIC.findall(word)
    if any(one[1:] != one[1:].lower() for one in parts):
        return True
    # 3D, and the C of C++; but neither the article A nor I.
    return any(len(one) == 1 and one.isupper() and one not in "AI" for one in parts)


def _in_title_case(text: str) -> bool:
    words: list[str] = [word for word in _ALPHABETIC.findall(text) if len(word) >= _LONG_WORD][1:]
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= _TITLE_CASE * len(words) > 0


def _latex(node: Node) -> str:
    match node:
        case Text(text):
            return encode(text)
        case Break():
            return " "
        case Formula():
            return _formula(node)
        case Source(source):
            return encode(source)
        case Hyperlink(url, inner):
            label = plain(inner)
            return encode(label if url in label else f"{label} ({url})")
    return f"{_STYLES[node.tag]}{{{latex(node.nodes)}}}"


@lru_cache(maxsize=CACHED_FORMULAS)
def _formula(node: Formula) -> str:
    try:
        tex = _ESCAPED_BRACE.sub(_named_brace, repaired(node.tex)).strip()
    except FormulaError:
        tex = ""
    usable = tex and not _MISPLACED.search(tex) and _balanced(tex)
    # latex2mathml knows LaTeX's own commands. Any other command would stop LaTeX with an error, so
    # a formula that has one becomes text.
    if usable and mathml(node.tex, display=False) is not None:
        return f"${_ascii_formula(tex)}$"
    return encode(plain((node,)))


def _ascii_formula(tex: str) -> str:
    return "".join(one if one.isascii() else encode(one) for one in tex)


def _named_brace(match: re.Match[str]) -> str:
    return match[0][:-2] + _FORMULA_BRACES[match[0][-2:]]


def _balanced(tex: str) -> bool:
    depth = 0
    for brace in re.findall(r"[{}]", tex):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return not depth


def encode(text: str) -> str:
    """
    Return plain *text* as LaTeX; a character without a LaTeX command, such as 视, stays as it is.
    """
    return _ENCODED.sub(lambda match: _sign(match[0]), unicodedata.normalize("NFC", text))


@cache
def _encoder() -> UnicodeToLatexEncoder:
    return UnicodeToLatexEncoder(
        unknown_char_policy="keep",
        unknown_char_warning=False,
        replacement_latex_protection="braces-all",
    )


@lru_cache(maxsize=CACHED_FORMULAS)
def _sign(one: str) -> str:
    if one.isspace():
        return " "
    if not one.isprintable() and unicodedata.category(one) != "Cf":
        return "\N{REPLACEMENT CHARACTER}"
    known = _BRACES.get(one) or str(_encoder().unicode_to_latex(one))
    return _accented(one) if known == one else known


def _accented(one: str) -> str:
    letter, *marks = tuple(unicodedata.normalize("NFD", one))
    # A mark below the letter must be the outer command: TeX cannot put an accent on a box.
    outer = min(marks, key=unicodedata.combining, default="")
    accent = _ACCENTS.get(outer)
    if accent is None:
        return one
    marks.remove(outer)
    return f"{{\\{accent}{{{encode(letter + ''.join(marks))}}}}}"
