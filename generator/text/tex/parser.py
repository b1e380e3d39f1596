"""
The parser: TeX source in, nodes out, the same for every kind of output.
"""

import re
from typing import NamedTuple

from generator.text.tex.arguments import Unfinished, group_end
from generator.text.tex.code_points import without_code_points
from generator.text.tex.formulas import folded_formulas
from generator.text.tex.nodes import (
    Break,
    Formula,
    Hyperlink,
    Nodes,
    Source,
    Styled,
    Tag,
    Text,
    unlinked,
)
from generator.text.tex.quantities import SIUNITX, quantity
from generator.text.tex.symbols import (
    CHOSEN,
    ESCAPES,
    FORMULA_COMMANDS,
    STYLES,
    SURROUNDED,
    SWITCHES,
    mended,
    text_command,
)
from generator.text.tex.tokens import Token, nodes_of, source_of, unescaped, web_address

# No abstract nests braces deeper.
_DEPTH = 20

# TeX and web addresses have one of these signs.
_SIGNS = ("\\", "$", "~", "{", "}", "`", "--", "''", "://")

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_BLANK = re.compile(r"[\t\r\x0b\x0c]")

# ``word" is what an editor with only one quotation mark makes of ``word''.
_HALF_QUOTED = re.compile(r"``([^`'\"$\\{}]{1,200})\"")

# Commands for text, and signs, that authors write as a whole formula.
_TEXT_IN_FORMULA = re.compile(
    r"\\(?:text(?!color|style)[a-z]*|emph|mbox|href|url|hyperlink|SI|si|num|ang)(?![A-Za-z])|[\s,.;:()/-]+"
)

_DASH = re.compile(r"\\rule(?:\[[^\]]*\])?\{\.?\d+\.?\d*e[mx]\}\{0?\.\d+(?:pt|e[mx])\}")

_PUNCTUATION = re.compile(r"[‐-‧]+")

_PUNCTUATION_GROUP = re.compile(r"[-,.:/=+*–]|--")

_OPTION = re.compile(r"\s*\[[^\[\]]*\]\s*")

# An unknown command with such arguments may belong in a formula: \alpha, \mathcal{O}.
_FORMULA_LIKE = re.compile(r"\\[A-Za-z]+(?:\{[^\s{}]{0,20}\}){0,3}")

_LINK = re.compile(r"\\([a-z]+)\s*\{(.*)\}")

_ALPHABETIC = re.compile(r"[^\W\d_]+")

_WITH_ARGUMENT = frozenset((*STYLES, *SURROUNDED, *CHOSEN))

_ACCENTS = frozenset("'`^\"~=.")

_VANISHING = frozenset(("command", "accent", "letter", "link", "reference", "formula"))


def parsed(source: str) -> Nodes:
    r"""
    Return the nodes of *source*, in which a line break separates paragraphs.

    ``\emph{a} b`` gives ``(Styled("em", (Text("a"),)), Text(" b"))``. TeX that is not understood
    becomes ``Source`` nodes; no input is an error.
    """
    clean = _BLANK.sub(" ", _UNPRINTABLE.sub("\ufffd", source))
    if "\\" in clean:
        clean = mended(without_code_points(clean))
    return _parsed(_HALF_QUOTED.sub(r"``\1''", clean), 0)


def is_plain(source: str) -> bool:
    """
    Return whether *source* holds no TeX and no web address, so that it need not be parsed.
    """
    if any(sign in source for sign in _SIGNS):
        return False
    # isprintable() is false for all these characters, and much quicker than a search.
    return source.isprintable() or not _CONTROL.search(source)


def _parsed(source: str, depth: int) -> Nodes:
    pieces = folded_formulas(source)
    parser = _Parser(pieces)
    nodes = parser.nodes(_Scope(0, len(pieces), depth))
    return (*nodes, Text(parser.unclosed)) if parser.unclosed else nodes


class _Scope(NamedTuple):
    # The tokens that one step may read, and in how many groups they lie.
    at: int
    end: int
    depth: int


# The nodes that one step read, and the position of the next token.
_Step = tuple[Nodes, int]


class _Parser:
    def __init__(self, pieces: list[Token]) -> None:
        self._pieces = pieces
        self._partners = _partners(pieces)
        # What closes at the end of the text, because its brace never does.
        self.unclosed = ""

    def nodes(self, scope: _Scope) -> Nodes:
        found: list[Nodes] = []
        at = scope.at
        while at < scope.end:
            nodes, at = self._step(scope._replace(at=at))
            found.append(nodes)
        return tuple(node for nodes in found for node in nodes)

    def _step(self, scope: _Scope) -> _Step:
        piece = self._pieces[scope.at]
        if piece.formula:
            return _formula(piece.formula, scope.depth), scope.at + 1
        if piece.kind == "link":
            return self._link(scope)
        if piece.kind == "escape":
            return self._escape(scope)
        if piece.kind == "command":
            return self._command(scope, piece.text[1:])
        if scope.at in self._partners:
            return self._braces(scope)
        before, after = self._text(scope.at - 1)[-1:], self._text(scope.at + 1)[:1]
        return nodes_of(piece, before, after), scope.at + 1

    def _text(self, at: int) -> str:
        return self._pieces[at].text if 0 <= at < len(self._pieces) else ""

    def _group(self, scope: _Scope) -> tuple[Nodes | None, int]:
        # The nodes in the braces that open here (None: no braces do), and the position after them.
        partner = self._partners.get(scope.at)
        if partner is None:
            return None, scope.at
        if scope.depth >= _DEPTH:
            inside: Nodes = (Source(source_of(self._pieces[scope.at : partner + 1])),)
        else:
            inside = self.nodes(_Scope(scope.at + 1, partner, scope.depth + 1))
        return inside, partner + 1

    def _braces(self, scope: _Scope) -> _Step:
        inside, end = self._group(scope)
        nodes = inside or ()
        if scope.depth >= _DEPTH or self._only_groups(scope.at, end - 1):
            return nodes, end
        if self._is_joint(scope.at, end):
            # 6{,}000 and GPT{-}4: the braces only take the space from around the sign.
            return nodes, end
        return (Text("{"), *nodes, Text("}")), end

    def _only_groups(self, at: int, partner: int) -> bool:
        # {\it this}, {G}raph and {\"o}, but neither {0, 1} nor x_{max}.
        first = self._pieces[at + 1]
        if first.kind in _VANISHING or self._partners.get(at + 1) == partner - 1:
            return True
        is_script = self._text(at - 1).endswith(("_", "^"))
        return partner == at + 2 and not is_script and bool(_ALPHABETIC.fullmatch(first.text))

    def _is_joint(self, at: int, end: int) -> bool:
        beside = self._text(at - 1)[-1:] + self._text(end)[:1]
        inside = source_of(self._pieces[at + 1 : end - 1])
        return beside.isalnum() and len(beside) > 1 and bool(_PUNCTUATION_GROUP.fullmatch(inside))

    def _link(self, scope: _Scope) -> _Step:
        command, address = _LINK.findall(self._text(scope.at))[0]
        label, end = None, scope.at + 1
        if command in {"href", "hyperlink"}:
            label, end = self._group(scope._replace(at=end))
        if command == "doi":
            return _link(f"https://doi.org/{address}", ()), end
        if command == "hyperlink" and label and web_address(address) is None:
            # The name of a place in the document says nothing here.
            return label, end
        return _link(address, unlinked(label or ())), end

    def _escape(self, scope: _Scope) -> _Step:
        text, after = self._text(scope.at), scope.at + 1
        if self._is_empty_group(after):
            # \~{} is the tilde itself.
            after += 2
        if text[1:] not in ESCAPES or (after in self._partners and text[1:] in _ACCENTS):
            return self._unknown(scope)
        return (Text(ESCAPES[text[1:]]),), after

    def _command(self, scope: _Scope, name: str) -> _Step:
        after = scope._replace(at=scope.at + 1)
        text = text_command(name)
        if text is not None:
            return (Text(text),), after.at + 2 * self._is_empty_group(after.at)
        if name in SWITCHES:
            return self._switch(after, SWITCHES[name])
        if name == "par":
            return (Break(),), after.at
        if name in SIUNITX or name == "qty":
            return self._quantity(scope, name)
        if name in _WITH_ARGUMENT:
            return self._with_argument(after, name)
        return self._unknown(scope, is_formula=name in FORMULA_COMMANDS)

    def _with_argument(self, after: _Scope, name: str) -> _Step:
        if _OPTION.fullmatch(self._text(after.at)) and self._text(after.at + 1) == "{":
            after = after._replace(at=after.at + 1)
        if after.at in self._partners:
            return self._styled(after, name)
        if self._text(after.at) == "{":
            # A brace that never closes: where the style ends is unknown.
            before, behind = SURROUNDED.get(name, ("", ""))
            self.unclosed += behind
            return (Text(before),), after.at + 1
        return self._unknown(after._replace(at=after.at - 1))

    def _quantity(self, scope: _Scope, name: str) -> _Step:
        sources: list[str] = []
        at = scope.at + 1
        if _OPTION.fullmatch(self._text(at)):
            at += 1
        while at in self._partners and len(sources) < SIUNITX.get(name, 2):
            sources.append(source_of(self._pieces[at + 1 : self._partners[at]]))
            at = self._partners[at] + 1
        text = None
        if len(sources) == SIUNITX.get(name, 2):
            text = quantity(name, sources)
        return self._unknown(scope) if text is None else ((Text(text),), at)

    def _is_empty_group(self, at: int) -> bool:
        return self._partners.get(at) == at + 1

    def _switch(self, scope: _Scope, tag: Tag | None) -> _Step:
        # Outside of a group the end of the style is unknown.
        if scope.depth == 0 or scope.depth >= _DEPTH or tag is None:
            return (), scope.at
        nodes = self.nodes(scope._replace(depth=scope.depth + 1))
        return (Styled(tag, _without_first_blank(nodes)),), scope.end

    def _styled(self, scope: _Scope, name: str) -> _Step:
        count, chosen = CHOSEN.get(name, (1, 0))
        groups: list[Nodes] = []
        end = scope.at
        while len(groups) < count and end in self._partners:
            inside, end = self._group(scope._replace(at=end))
            groups.append(inside or ())
        if len(groups) <= chosen and self._text(end) == "{":
            # The brace of the text never closes.
            return (), end + 1
        nodes = groups[min(chosen, len(groups) - 1)]
        if name in SURROUNDED:
            before, behind = SURROUNDED[name]
            return (Text(before), *nodes, Text(behind)), end
        tag = STYLES.get(name)
        return ((Styled(tag, nodes),) if tag else nodes), end

    def _unknown(self, scope: _Scope, *, is_formula: bool = False) -> _Step:
        end = scope.at + 1
        while end in self._partners:
            end = self._partners[end] + 1
        source = source_of(self._pieces[scope.at : end])
        if is_formula or _FORMULA_LIKE.fullmatch(source):
            return (Formula(source, source),), end
        return (Source(source),), end


def _partners(pieces: list[Token]) -> dict[int, int]:
    # The position of each closing brace, by the position of its opening brace.
    partners: dict[int, int] = {}
    opened: list[int] = []
    for at, piece in enumerate(pieces):
        if piece.text == "{":
            opened.append(at)
        elif piece.text == "}" and opened:
            partners[opened.pop()] = at
    return partners


def _formula(formula: Formula, depth: int) -> Nodes:
    # On arXiv, authors can set words in bold, or a link, only inside a formula: $\textbf{words}$.
    if depth < _DEPTH and _is_text(formula.tex):
        return _parsed(formula.tex.strip(), depth + 1)
    # Authors who had no dash on their keyboard drew one, or gave its number.
    if _DASH.fullmatch(formula.tex):
        return (Text("—"),)
    return (Text(formula.tex),) if _PUNCTUATION.fullmatch(formula.tex) else (formula,)


def _is_text(tex: str) -> bool:
    # Whether *tex* consists of commands for text, their arguments, and punctuation.
    if tex.lstrip().startswith((r"\text{", r"\mbox{")) and "$" in tex:
        return False
    at, commands = 0, 0
    while at < len(tex):
        match = _TEXT_IN_FORMULA.match(tex, at)
        if match is None:
            return False
        at = match.end()
        if match[0].startswith("\\"):
            commands += 1
            try:
                while tex[at : at + 1] == "{":
                    at = group_end(tex, at)
            except Unfinished:
                return False
    return commands > 0


def _link(argument: str, label: Nodes) -> Nodes:
    address, text = web_address(argument), unescaped(argument)
    if address:
        return (Hyperlink(address, label or (Text(text),)),)
    return (*label, Text(f" ({text})")) if label else (Text(text),)


def _without_first_blank(nodes: Nodes) -> Nodes:
    match nodes:
        case (Text(text), *rest):
            return Text(text.lstrip()), *rest
    return nodes
