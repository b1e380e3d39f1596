r"""
Words inside formulas, such as ``\text{if $x$}``, for latex2mathml, which reads them literally.

Signs that latex2mathml would not take for words travel as private characters.
"""

import re
from collections.abc import Iterator, Sequence

from generator.text.tex.arguments import Unfinished
from generator.text.tex.macros import Macro, calls_of, expanded
from generator.text.tex.nodes import Text
from generator.text.tex.symbols import ESCAPES, STYLES, SWITCHES, text_command
from generator.text.tex.tokens import Token, nodes_of, tokens

_SIGNS = "\\{}$&%#^_~'\"`"

_PRIVATE = {ord(sign): chr(0xE000 + number) for number, sign in enumerate(_SIGNS)}

_PUBLIC = {ord(private): chr(sign) for sign, private in _PRIVATE.items()}

# Unicode's private characters in a source itself would be taken for the signs.
_FOREIGN = re.compile("[\ue000-\ue0ff]")

_BOLD = re.compile(r"\\(?:boldmath|bf|bfseries)(?![A-Za-z])")


def with_literal_text(tex: str) -> str:
    r"""
    Return *tex* with each ``\text{…}`` as characters that stand for themselves.

    Raises Unfinished if a text holds what no text may hold.
    """
    if _FOREIGN.search(tex):
        raise Unfinished(tex)
    return expanded(tex, _MACROS, _CALLS)


def revealed(text: str) -> str:
    """
    Return *text* of a MathML element with the signs that private characters stood for.
    """
    return text.translate(_PUBLIC)


def _written(command: str) -> Macro:
    def write(found: Sequence[str]) -> str:
        bold = command == "textbf" or _BOLD.search(found[0]) is not None
        pieces = tuple(filter(None, _pieces(list(tokens(found[0])), bold=bold)))
        # In braces, so that a script belongs to all of it.
        return pieces[0] if len(pieces) == 1 else f"{{{''.join(pieces)}}}"

    return Macro(1, write, braced=True, raw=True)


def _script(mark: str) -> Macro:
    return Macro(
        1, lambda found: mark + "{" + "".join(_pieces(list(tokens(found[0])), bold=False)) + "}"
    )


def _pieces(pieces: Sequence[Token], *, bold: bool) -> Iterator[str]:
    command = r"\textbf" if bold else r"\text"
    words = formula = ""
    is_formula = False
    for number, piece in enumerate(pieces):
        if piece.text in {"$", r"\(", r"\)"}:
            yield _formula(formula, bold=bold) if is_formula else _words(command, words)
            words = formula = ""
            is_formula = not is_formula
        elif is_formula:
            formula += piece.text
        elif piece.kind == "command" and text_command(piece.text[1:]) is None:
            yield _words(command, words) + _sign(piece, pieces[number + 1 : number + 2])
            words = ""
        else:
            literal = _literal(piece)
            # A blank after a command only ends it.
            is_after = number > 0 and pieces[number - 1].kind == "command"
            words += literal.lstrip() if is_after else literal
    if is_formula:
        raise Unfinished(formula)
    yield _words(command, words)


def _words(command: str, text: str) -> str:
    literal = text.translate(_PRIVATE).replace(" ", "\xa0")
    return f"{command}{{{literal}}}" if literal else ""


def _formula(tex: str, *, bold: bool) -> str:
    inner = with_literal_text(tex)
    return rf"{{\boldsymbol{{{inner}}}}}" if bold else f"{{{inner}}}"


def _sign(piece: Token, following: Sequence[Token]) -> str:
    # A command for formulas between words: \alpha. Styles go, and their arguments stay.
    if piece.text in {r"\textsuperscript", r"\textsubscript"}:
        raise Unfinished(piece.text)
    if piece.text[1:] in STYLES or piece.text[1:] in SWITCHES:
        return ""
    if following and following[0].text == "{":
        raise Unfinished(piece.text)
    return piece.text + " "


def _literal(piece: Token) -> str:
    if piece.text in {"{", "}"}:
        return ""
    if piece.text in {"~", "\n"}:
        return " "
    if piece.kind == "command":
        return text_command(piece.text[1:]) or ""
    if piece.kind == "escape":
        if piece.text[1:] not in ESCAPES:
            raise Unfinished(piece.text)
        return ESCAPES[piece.text[1:]]
    nodes = nodes_of(piece, "", "")
    if not all(isinstance(node, Text) for node in nodes):
        raise Unfinished(piece.text)
    return "".join(node.text for node in nodes if isinstance(node, Text))


_MACROS = {
    "textsuperscript": _script("^"),
    "textsubscript": _script("_"),
    **{
        name: _written(name)
        for name in (
            *("text", "textbf", "textit", "textrm", "textsf", "texttt", "textsc", "textup"),
            *("textmd", "textsl", "textnormal", "emph", "mbox", "hbox"),
        )
    },
}

_CALLS = calls_of(_MACROS)
