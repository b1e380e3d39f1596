r"""
Tokens that mean something by themselves: marks, accents, addresses, references.
"""

import re
from collections.abc import Callable

from generator.tex.addresses import bare_address, web_address
from generator.tex.nodes import Break, Link, Nodes, Source, Text
from generator.tex.symbols import LETTERS, LISTS, accented
from generator.tex.tokens import Token

_REFERENCE = re.compile(r"[^\[{]*(?:\[([^\]]*)\])?[^{]*\{(.*)\}")
_ACCENT = re.compile(r"\\(.)[\s{]*\\?(\w)")
_ENVIRONMENT = re.compile(r"\{([A-Za-z]+)")
_MARKS = {"``": "“", "''": "”", "--": "–", "---": "—"}


def word(token: Token, before: str, after: str) -> Nodes:
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
