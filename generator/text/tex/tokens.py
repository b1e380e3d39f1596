"""
Tokens of TeX source: how it is cut into them, and what each stands for by itself.

Tokens are marks, accents, letters' commands, web addresses, references, other commands, and text.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.text.tex.nodes import Break, Formula, Hyperlink, Nodes, Source, Styled, Text
from generator.text.tex.symbols import LAYOUT_ENVIRONMENTS, LETTER_COMMANDS, accented

# The kinds of tokens; the first pattern that matches wins.
_PATTERNS = {
    # First and possessive, because most of a text is plain.
    "plain": r"(?:[^\\$~{}\n`'h-]++|h(?!ttps?://)|-(?!-)|'(?!'))++",
    # With its argument: an address may hold any character.
    "link": r"\\(?:href|url|nolinkurl|path|hyperlink|doi)\s*\{[^{}\n]*\}",
    "verbatim": r"\\(?:verb|lstinline)\*?(?P<bar>[^\w\s*{])[^\n]*?(?P=bar)",
    "reference": r"\\(?:(?:paren|text|auto|foot|super|full|no)?[cC]ite[A-Za-z]*"
    r"|(?:auto|eq|[cC]|page|name|v)?ref)\*?"
    r"(?:\[[^\]{}\n]{0,200}\]){0,2}\s*\{[^{}\n]*\}",
    "layout": r"\\(?:(?:label|color|[vh]space|pagestyle|thispagestyle|vskip|hskip|deleted)\*?"
    r"|(?:includegraphics|bibliographystyle)\*?(?:\[[^\]{}\n]*\])?)\s*\{[^{}\n]*\}",
    "environment": r"\\(?:begin|end)\s*\{[A-Za-z]+\*?\}",
    "accent": r"\\(?:['`^\"~=.]|[uvHckrdb](?=[\s{])\s*)"
    r"(?:\{\s*(?:\\[ij]|[^\W\d_])\s*\}|\\[ij](?![A-Za-z])|[^\W\d_])",
    # A blank after a letter's command only ends it: Stra\ss e.
    "letter": rf"\\(?:{'|'.join(LETTER_COMMANDS)})(?![A-Za-z])(?:\{{\}}| )?",
    "command": r"\\[A-Za-z]+",
    "escape": r"\\.",
    "address": r"https?://(?:[^\s\\<>{}\"'`^|$，。；：）】」》\ufffd]|\\[_%#&~])+",
    # A pair of single quotes; `this` with two backticks is code, and stays.
    "quoted": r"(?<![\w`])`[^\s`'\\${}][^`'\n\\${}]{0,80}'(?![\w'])",
    "mark": r"``|''|-{2,}",
    "single": r".",
}

_TOKEN = re.compile("|".join(f"(?P<{kind}>{one})" for kind, one in _PATTERNS.items()), re.DOTALL)

# Without a user name: https://arxiv.org@elsewhere.example leads to elsewhere.example.
_WEB = re.compile(r"https?://(?![^/?#]*@)[^\W_][^\s\x00-\x1f\x7f<>\"`\\^{|}\ufffd]*", re.IGNORECASE)

_ESCAPED = re.compile(r"\\([%#&_~$])")

_PUNCTUATION = ".,;:!?*"

_REFERENCE = re.compile(r"[^\[{]*(?:\[([^\]]*)\])?[^{]*\{(.*)\}")

_ACCENT = re.compile(r"\\(.)[\s{]*\\?(\w)")

_ENVIRONMENT = re.compile(r"\{([A-Za-z]+)")

_MARKS = {"``": "“", "''": "”", "--": "–", "---": "—"}


class Token(NamedTuple):
    r"""
    A piece of source with its *kind*, a key of ``_PATTERNS``: ``Token("accent", r"\'e")``.

    *text* is the piece as it stands in the source. Only the kind ``formula`` has a *formula*; it is
    no key of ``_PATTERNS``, see ``folded_formulas``.
    """

    kind: str
    text: str
    formula: Formula | None = None


def tokens(source: str) -> Iterator[Token]:
    """
    Yield the tokens of *source*: ``mark`` and ``plain`` for ``--x``. Formulas are not recognised.

    The texts of the tokens together are *source*.
    """
    for match in _TOKEN.finditer(source):
        # Every match is one of the named alternatives.
        yield Token(str(match.lastgroup), match[0])


def source_of(pieces: list[Token]) -> str:
    """
    Return the source that *pieces* were cut from.
    """
    return "".join(piece.text for piece in pieces)


def nodes_of(token: Token, before: str, after: str) -> Nodes:
    r"""
    Return the nodes that *token* stands for: a dash for ``--``, ``é`` for ``\'e``.

    *before* and *after* are the characters beside it, or "". A command without a meaning of its own
    gives its text.
    """
    if token.kind in _SIMPLE:
        return _SIMPLE[token.kind](token.text)
    if token.text == "\n":
        return (Break(),)
    if token.text == "~":
        return (Text("\xa0" if _is_tie(before, after) else "~"),)
    if token.text == "''" and not before.strip(" ([\n") and after.isalnum():
        # Some authors write closing quotation marks where opening ones belong.
        return (Text("“"),)
    if token.kind == "mark" and not _is_option(token.text, before, after):
        return (Text(_MARKS.get(token.text, token.text)),)
    return (Text(token.text),)


def unescaped(address: str) -> str:
    r"""
    Return *address* without the backslashes that TeX needs: ``a_b`` for ``a\_b``.
    """
    return _ESCAPED.sub(r"\1", address).strip()


def web_address(text: str) -> str | None:
    r"""
    Return the argument of a ``\href`` or ``\url`` unescaped; None if it is no web address.
    """
    address = unescaped(text)
    return address if _WEB.fullmatch(address) else None


def bare_address(text: str) -> tuple[str, str]:
    """
    Return *text* as a web address and the punctuation after it: ``https://a.example`` and ``).``.
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


def _is_tie(before: str, after: str) -> bool:
    # In Fig.~5 it is a space; in ~5 and 10~20 it means "about" and "to".
    if not before.strip(" ([\n") or not after.strip():
        return False
    return not (before.isdigit() and after.isdigit())


def _is_option(mark: str, before: str, after: str) -> bool:
    # In --verbose it is no dash.
    return mark == "--" and not before.strip() and after.isalpha()


def _accent(text: str) -> Nodes:
    mark, letter = _ACCENT.findall(text)[0]
    if mark == '"' and letter.lower() not in "aeiouyij":
        # An escaped quotation mark.
        return (Text(mark + text[2:]),)
    return (Text(accented(mark, letter)),)


def _letter(text: str) -> Nodes:
    return (Text(LETTER_COMMANDS[text.strip("\\{} ")]),)


def _address(text: str) -> Nodes:
    address, punctuation = bare_address(text)
    if web_address(address) is None:
        return (Text(text),)
    return Hyperlink(address, (Text(address),)), Text(punctuation)


def _reference(text: str) -> Nodes:
    option, keys = _REFERENCE.findall(text)[0]
    label = f"[{keys}, {option}]" if option else f"[{keys}]"
    return (Text(label.replace("~", "\xa0")),)


def _verbatim(text: str) -> Nodes:
    start = re.search(r"[^\w\\*]", text)
    return (Styled("code", (Text(text[start.end() : -1] if start else text),)),)


def _environment(text: str) -> Nodes:
    name = _ENVIRONMENT.findall(text)[0]
    return (Text(" ") if name in LAYOUT_ENVIRONMENTS else Source(text),)


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
    "verbatim": _verbatim,
}
