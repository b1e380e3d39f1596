"""
TeX source cut into tokens, and what a token means by itself.

That is a mark, an accent, a web address, or a reference.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.text.tex.nodes import Break, Formula, Link, Nodes, Source, Text
from generator.text.tex.symbols import LETTERS, LISTS, accented

# Not with a user name: https://arxiv.org@elsewhere.example leads elsewhere.
_WEB = re.compile(r"https?://(?![^/?#]*@)[^\W_][^\s\x00-\x1f\x7f<>\"`\\^{|}\ufffd]*", re.IGNORECASE)

_ESCAPED = re.compile(r"\\([%#&_~$])")

_PUNCTUATION = ".,;:!?*"


def unescaped(address: str) -> str:
    r"""
    *address* as browsers know it: ``a_b`` for ``a\_b``.
    """
    return _ESCAPED.sub(r"\1", address).strip()


def web_address(text: str) -> str | None:
    r"""
    The address that the argument of a ``\href`` or ``\url`` gives, if it is one of the web.
    """
    address = unescaped(text)
    return address if _WEB.fullmatch(address) else None


def bare_address(text: str) -> tuple[str, str]:
    """
    *text*, which began like an address, as the address and the punctuation after it.
    """
    address = unescaped(text)
    end = len(address)
    surplus = {")": _surplus(address, "()"), "]": _surplus(address, "[]")}
    while end and (address[end - 1] in _PUNCTUATION or surplus.get(address[end - 1], 0) > 0):
        end -= 1
        if address[end] in surplus:
            surplus[address[end]] -= 1
    return address[:end], address[end:]


def _surplus(address: str, pair: str) -> int:
    return address.count(pair[1]) - address.count(pair[0])


_PATTERNS = {
    # First and possessive, for most of a text is this.
    "plain": r"(?:[^\\$~{}\n`'h-]++|h(?!ttps?://)|-(?!-)|'(?!'))++",
    # Their arguments are taken whole: an address may hold any character.
    "link": r"\\(?:href|url|nolinkurl|path)\s*\{[^{}\n]*\}",
    "reference": r"\\(?:[cC]ite[A-Za-z]*|(?:auto|eq|[cC]|page)?ref)\*?"
    r"(?:\[[^\]{}\n]{0,200}\]){0,2}\s*\{[^{}\n]*\}",
    "layout": r"\\(?:label|color|[vh]space)\*?\s*\{[^{}\n]*\}",
    "environment": r"\\(?:begin|end)\s*\{[A-Za-z]+\*?\}",
    "accent": r"\\(?:['`^\"~=.]|[uvHckrdb](?=[\s{])\s*)"
    r"(?:\{\s*(?:\\[ij]|[^\W\d_])\s*\}|\\[ij](?![A-Za-z])|[^\W\d_])",
    # A blank after a letter's command only ends it: Stra\ss e.
    "letter": rf"\\(?:{'|'.join(LETTERS)})(?![A-Za-z])(?:\{{\}}| )?",
    "command": r"\\[A-Za-z]+",
    "escape": r"\\.",
    "address": r"https?://(?:[^\s\\<>{}\"'`^|$，。；：）】」》\ufffd]|\\[_%#&~])+",
    # A pair of single quotes; but `this` is how programmers write code, and stays.
    "quoted": r"(?<![\w`])`[^\s`'\\${}][^`'\n\\${}]{0,80}'(?![\w'])",
    "mark": r"``|''|-{2,}",
    "single": r".",
}

_TOKEN = re.compile("|".join(f"(?P<{kind}>{one})" for kind, one in _PATTERNS.items()), re.DOTALL)


class Token(NamedTuple):
    """
    A piece of source: what *kind* of token, or ``plain``, and its *text*, nothing left out.
    """

    kind: str
    text: str
    formula: Formula | None = None


def tokens(source: str) -> Iterator[Token]:
    """
    The tokens of *source*; joined, their texts are *source* again.
    """
    for match in _TOKEN.finditer(source):
        # Every match is one of the named alternatives.
        yield Token(str(match.lastgroup), match[0])


def joined(pieces: list[Token]) -> str:
    """
    The source that *pieces* were cut from.
    """
    return "".join(piece.text for piece in pieces)


_REFERENCE = re.compile(r"[^\[{]*(?:\[([^\]]*)\])?[^{]*\{(.*)\}")

_ACCENT = re.compile(r"\\(.)[\s{]*\\?(\w)")

_ENVIRONMENT = re.compile(r"\{([A-Za-z]+)")

_MARKS = {"``": "“", "''": "”", "--": "–", "---": "—"}


def meaning(token: Token, before: str, after: str) -> Nodes:
    """
    The nodes of *token*, which stands between the characters *before* and *after*.
    """
    if token.kind in _SIMPLE:
        return _SIMPLE[token.kind](token.text)
    if token.text == "\n":
        return (Break(),)
    if token.text == "~":
        return (Text("\xa0" if _is_tie(before, after) else "~"),)
    if token.text == "''" and not before.strip(" ([\n") and after.isalnum():
        # Some authors open with the closing marks.
        return (Text("“"),)
    if token.kind == "mark" and not _is_option(token.text, before, after):
        return (Text(_MARKS.get(token.text, token.text)),)
    return (Text(token.text),)


def _is_tie(before: str, after: str) -> bool:
    # Fig.~5 is tied; ~5 and 10~20 say "about" and "to".
    if not before.strip(" ([\n") or not after.strip():
        return False
    return not (before.isdigit() and after.isdigit())


def _is_option(mark: str, before: str, after: str) -> bool:
    # --verbose is no dash.
    return mark == "--" and not before.strip() and after.isalpha()


def _accent(text: str) -> Nodes:
    mark, letter = _ACCENT.findall(text)[0]
    if mark == '"' and letter.lower() not in "aeiouyij":
        # A quotation mark that somebody escaped.
        return (Text(mark + text[2:]),)
    return (Text(accented(mark, letter)),)


def _letter(text: str) -> Nodes:
    return (Text(LETTERS[text.strip("\\{} ")]),)


def _address(text: str) -> Nodes:
    address, rest = bare_address(text)
    if web_address(address) is None:
        return (Text(text),)
    return Link(address, (Text(address),)), Text(rest)


def _reference(text: str) -> Nodes:
    option, keys = _REFERENCE.findall(text)[0]
    label = f"[{keys}, {option}]" if option else f"[{keys}]"
    return (Text(label.replace("~", "\xa0")),)


def _environment(text: str) -> Nodes:
    name = _ENVIRONMENT.findall(text)[0]
    return (Text(" ") if name in LISTS else Source(text),)


def _quoted(text: str) -> Nodes:
    return (Text(f"‘{text[1:-1]}’"),)


def _layout(_: str) -> Nodes:
    return ()


_SIMPLE: dict[str, Callable[[str], Nodes]] = {
    "accent": _accent,
    "letter": _letter,
    "address": _address,
    "reference": _reference,
    "environment": _environment,
    "quoted": _quoted,
    "layout": _layout,
}
