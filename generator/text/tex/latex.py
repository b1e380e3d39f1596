"""
Nodes as LaTeX that any document can hold: for BibTeX, which counts braces and knows no escapes.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from pylatexenc.latexencode import UnicodeToLatexEncoder

from generator.text.tex.formula_source import UnreadableError, repaired
from generator.text.tex.mathml import mathml
from generator.text.tex.nodes import Break, Formula, Link, Node, Nodes, Source, Text
from generator.text.tex.plain_text import FORMULAS, plain

_STYLES = {
    "em": r"\emph",
    "strong": r"\textbf",
    "code": r"\texttt",
    "sup": r"\textsuperscript",
    "sub": r"\textsubscript",
}

# What no text may hold as it is: all but ASCII, and TeX's own signs.
_ENCODED = re.compile(r"[^ !()*+,./0-9:;=?@A-Z\[\]a-z|'`-]")

# BibTeX counts braces whether or not a backslash stands before them.
_BRACES = {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}

_FORMULA_BRACES = {r"\{": r"\lbrace ", r"\}": r"\rbrace "}

_ESCAPED_BRACE = re.compile(r"(?<!\\)(?:\\\\)*\\[{}]")

# Signs that mean something only inside an array, or in the definition of a command.
_MISPLACED = re.compile(r"[$#]|(?<!\\)&(?!.*\\end\{)")

# Marks on letters, for the letters that have no entry of their own in the encoder's table. The
# Vietnamese hook is missing: LaTeX has a command for it only in fonts for Vietnamese.
_ACCENTS = dict(
    zip(
        "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0327\u0328\u0331",
        "`'^~=u.\"rHvdckb",
        strict=True,
    )
)

_WORD = re.compile(r"\S+")

_LETTERS = re.compile(r"[^\W\d_]+")

# From this share of capitalised words on, a title is in title case, where capitals tell nothing.
_TITLE_CASE = 0.5

_LONG_WORD = 4


def latex(nodes: Nodes) -> str:
    """
    *nodes* as LaTeX with balanced braces, on one line.
    """
    return "".join(_latex(node) for node in nodes)


def latex_title(nodes: Nodes) -> str:
    """
    The same, with words in braces whose capitals a bibliography style must keep: ``{NeRF}``.

    Capitals at the beginning of words are kept where the title has few of them: then they
    belong to names.
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
    letters = _LETTERS.findall(word)
    if any(one[1:] != one[1:].lower() for one in letters):
        return True
    # 3D, and the C of C++; but neither the article A nor I.
    return any(len(one) == 1 and one.isupper() and one not in "AI" for one in letters)


def _in_title_case(text: str) -> bool:
    words: list[str] = [word for word in _LETTERS.findall(text) if len(word) >= _LONG_WORD][1:]
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
        case Link(url, inner):
            label = plain(inner)
            return encode(label if url in label else f"{label} ({url})")
    return f"{_STYLES[node.tag]}{{{latex(node.nodes)}}}"


@lru_cache(maxsize=FORMULAS)
def _formula(node: Formula) -> str:
    """
    A formula as LaTeX has it, if it can be sure of it; else as text.
    """
    try:
        tex = _ESCAPED_BRACE.sub(_named_brace, repaired(node.tex)).strip()
    except UnreadableError:
        tex = ""
    sure = tex and not _MISPLACED.search(tex) and _balanced(tex)
    # latex2mathml knows LaTeX's own commands; whatever it does not know would stop a document.
    if sure and mathml(node.tex, display=False) is not None:
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
    Plain *text* as LaTeX; letters that LaTeX has no name for, such as 视, stay as they are.
    """
    return _ENCODED.sub(lambda match: _sign(match[0]), unicodedata.normalize("NFC", text))


@cache
def _encoder() -> UnicodeToLatexEncoder:
    return UnicodeToLatexEncoder(
        unknown_char_policy="keep",
        unknown_char_warning=False,
        replacement_latex_protection="braces-all",
    )


@lru_cache(maxsize=FORMULAS)
def _sign(one: str) -> str:
    if one.isspace():
        return " "
    if not one.isprintable() and unicodedata.category(one) != "Cf":
        return "\N{REPLACEMENT CHARACTER}"
    known = _BRACES.get(one) or str(_encoder().unicode_to_latex(one))
    return _accented(one) if known == one else known


def _accented(one: str) -> str:
    letter, *marks = tuple(unicodedata.normalize("NFD", one))
    # A mark below goes around one above: TeX cannot put an accent on what already is a box.
    outer = min(marks, key=unicodedata.combining, default="")
    accent = _ACCENTS.get(outer)
    if accent is None:
        return one
    marks.remove(outer)
    return f"{{\\{accent}{{{encode(letter + ''.join(marks))}}}}}"
