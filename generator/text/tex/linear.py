"""
Formulas in one line of Unicode, where one line says the same.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

from msgspec import Struct

from generator.text.tex.formula_source import UnreadableError
from generator.text.tex.mathml import ACCENTS, NAME, formula_tree

OPENING = frozenset("([{⟨⌊⌈|‖")

CLOSING = frozenset(")]}⟩⌋⌉|‖")

SCRIPTS = frozenset(("msub", "msup", "msubsup", "munder", "mover", "munderover"))

_BETWEEN = frozenset("+−±∓,;:")

_RELATIONS = frozenset("=≠<>≤≥⩽⩾≦≧≪≫≈∼≃≅≡≢∝∈∉∋⊂⊄⊆⊈⊊⊃⊇⊋≺≻⪯⪰≼≽⊢⊨≜≔≐≲≳")

_ARROW = re.compile(r"[←-⇿⟰-⟿]")

_LARGE = frozenset("∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂⨀⨄⨆")

_VARIABLE = re.compile(r"[A-Za-zα-ω]")


def atoms(element: Element) -> tuple[Element, ...]:
    """
    The parts of *element*, whatever rows they are in.
    """
    if element.tag not in {"math", "mrow", "mstyle"}:
        return (element,)
    return tuple(atom for child in element for atom in atoms(child))


def is_relation(text: str) -> bool:
    """
    Whether operator *text* is set with blanks around it.
    """
    return text in _RELATIONS or _ARROW.fullmatch(text) is not None


def is_variable(atom: Element) -> bool:
    """
    Whether TeX sets *atom* in italics; it sets capital Greek letters upright.
    """
    if atom.tag != "mi" or atom.get("mathvariant"):
        return False
    return _VARIABLE.fullmatch(atom.text or "") is not None


def is_word(atom: Element) -> bool:
    """
    Whether what follows would run into *atom*: the name of a function, or a sum.
    """
    if atom.tag in SCRIPTS:
        return is_word(atom[0])
    text = atom.text or ""
    return atom.tag == "mo" and (text in _LARGE or NAME.fullmatch(text) is not None)


def is_apart(atom: Element | None, brackets: frozenset[str]) -> bool:
    """
    Whether nothing is beside a place, or an *atom* that no product goes on with.

    That is a blank, a sign, a relation, or one of *brackets*.
    """
    if atom is None or atom.tag == "mspace":
        return True
    text = atom.text or ""
    return atom.tag == "mo" and (text in brackets | _BETWEEN or is_relation(text))


def is_fenced(element: Element) -> bool:
    """
    Whether brackets are around all of *element*: ``(a+b)``, but not ``(a+b)(c+d)``.
    """
    depths = []
    depth = 0
    for atom in atoms(element):
        depth += (atom.text in {"(", "[", "{"}) - (atom.text in {")", "]", "}"})
        depths.append(depth)
    return len(depths) > 1 and depths[-1] == 0 and all(depths[:-1])


def is_product(element: Element) -> bool:
    """
    Whether *element* is of letters and numbers only, such as ``2x²``.
    """
    return all(is_simple(atom) for atom in atoms(element))


def is_simple(atom: Element) -> bool:
    """
    Whether *atom* is a letter or a number, perhaps with scripts.
    """
    return (atom[0] if atom.tag in SCRIPTS else atom).tag in {"mi", "mn"}


class Run(Struct, frozen=True):
    """
    Characters on the line; *variable* where TeX would set them in italics.
    """

    text: str
    variable: bool = False


class Script(Struct, frozen=True):
    """
    Pieces above the line, or below it.
    """

    raised: bool
    pieces: "tuple[Run | Script, ...]"


Piece = Run | Script

Pieces = tuple[Piece, ...]

# Signs that stand close to the names of functions, too.
_TIGHT = frozenset("/⋅·×∘")

# Written after a letter, these need no sign that says they are raised.
_SUFFIXES = frozenset(("′", "″", "‴", "⁗", "†", "‡", "*", "°"))

_ROOTS = {"2": "√", "3": "∛", "4": "∜"}

_ROOTED = frozenset(("msqrt", "mroot"))

_BUILT = _ROOTED | {"mfrac"}

_STACKED = frozenset(("munder", "mover", "munderover"))

_LEAVES = frozenset(("mi", "mn", "mo", "mtext", "mspace"))


@lru_cache(maxsize=100)
def linear(tex: str) -> Pieces | None:
    """
    Formula *tex* in one line, or None.
    """
    tree = formula_tree(tex)
    if tree is None:
        return None
    try:
        return _trimmed(tuple(_row(tree, tight=False)))
    except UnreadableError:
        return None


class _Setting(Struct, frozen=True):
    # In a script there are no blanks; where no product goes on, there need be no parentheses.
    tight: bool
    free_before: bool = False
    free_after: bool = False


def _row(element: Element, *, tight: bool) -> Iterator[Piece]:
    row = atoms(element)
    for place, atom in enumerate(row):
        before = row[place - 1] if place else None
        after = row[place + 1] if place + 1 < len(row) else None
        if is_word(atom) and not _touches(before, OPENING):
            yield Run(" ")
        setting = _Setting(tight, is_apart(before, OPENING), is_apart(after, CLOSING))
        yield from _pieces(atom, setting)
        if is_word(atom) and not _touches(after, OPENING | CLOSING):
            yield Run(" ")


def _touches(neighbour: Element | None, brackets: frozenset[str]) -> bool:
    return is_apart(neighbour, brackets) or (neighbour is not None and neighbour.text in _TIGHT)


def _pieces(element: Element, setting: _Setting) -> Iterator[Piece]:
    tag = element.tag
    if tag in _LEAVES:
        yield _leaf(element, setting)
    elif tag in SCRIPTS:
        yield from _scripted(element, tight=setting.tight)
    elif tag == "mfrac":
        yield from _fraction(element, setting)
    elif tag in _ROOTED:
        yield from _root(element, setting)
    else:
        raise UnreadableError(tag)


def _leaf(element: Element, setting: _Setting) -> Run:
    text = element.text or ""
    if element.tag == "mspace":
        negative = element.get("width", "").startswith("-")
        return Run("" if setting.tight or negative else " ")
    if element.tag == "mo" and not setting.tight and is_relation(text):
        return Run(f" {text} ")
    return Run(text.replace("\xa0", " "), variable=is_variable(element))


def _scripted(element: Element, *, tight: bool) -> Iterator[Piece]:
    base, *scripts = element
    if element.tag == "mover" and element.get("accent"):
        yield _accented(base, scripts[0].text or "")
        return
    if element.tag in _STACKED and not is_word(base):
        raise UnreadableError(element.tag)
    yield from _factor(base, tight=tight)
    raised = (element.tag in {"msup", "mover"},) if len(scripts) == 1 else (False, True)
    for script, is_raised in zip(scripts, raised, strict=True):
        yield _script(base, script, raised=is_raised)


def _accented(base: Element, mark: str) -> Run:
    letters = atoms(base)
    letter = letters[0].text or "" if len(letters) == 1 else ""
    if len(letter) != 1:
        raise UnreadableError(mark)
    text = unicodedata.normalize("NFC", letter + ACCENTS[mark])
    return Run(text, variable=is_variable(letters[0]))


def _script(base: Element, element: Element, *, raised: bool) -> Piece:
    pieces = tuple(_row(element, tight=True))
    match pieces:
        case (Run("∘"),) if raised and (base.tag == "mn" or not base.text):
            return Run("°")
        case (Run(text),) if raised and text in _SUFFIXES:
            return Run(text)
    return Script(raised, pieces)


def _factor(element: Element, *, tight: bool) -> Iterator[Piece]:
    # What scripts apply to; after a fraction they would seem to apply to its end only.
    linear_already = _BUILT.isdisjoint(atom.tag for atom in atoms(element))
    enclosed = not linear_already and not is_fenced(element)
    yield from _parenthesised(element, tight=tight, enclosed=enclosed)


def _fraction(element: Element, setting: _Setting) -> Iterator[Piece]:
    if element.get("linethickness") or len(tuple(element.iter("mfrac"))) > 1:
        raise UnreadableError(element.tag)
    over, under = element
    bare = setting.free_before and setting.free_after
    over_bare = is_product(over) or is_fenced(over)
    under_bare = is_fenced(under) or _is_one_factor(under)
    yield Run("" if bare else "(")
    yield from _parenthesised(over, tight=setting.tight, enclosed=not over_bare)
    yield Run("/")
    yield from _parenthesised(under, tight=setting.tight, enclosed=not under_bare)
    yield Run("" if bare else ")")


def _is_one_factor(element: Element) -> bool:
    factors = atoms(element)
    return len(factors) == 1 and (is_simple(factors[0]) or factors[0].tag in _ROOTED)


def _root(element: Element, setting: _Setting) -> Iterator[Piece]:
    radicand = Element("mrow")
    radicand.extend(element if element.tag == "msqrt" else element[:1])
    index = "".join(element[1].itertext()) if element.tag == "mroot" else "2"
    if index not in _ROOTS:
        raise UnreadableError(index)
    factors = atoms(radicand)
    bare = setting.free_after and len(factors) == 1 and factors[0].tag in {"mi", "mn"}
    yield Run(_ROOTS[index])
    yield from _parenthesised(radicand, tight=setting.tight, enclosed=not bare)


def _parenthesised(element: Element, *, tight: bool, enclosed: bool) -> Iterator[Piece]:
    yield Run("(" if enclosed else "")
    yield from _row(element, tight=tight)
    yield Run(")" if enclosed else "")


def _trimmed(pieces: Pieces) -> Pieces:
    kept = [piece for piece in pieces if isinstance(piece, Script) or piece.text]
    for end in {0, len(kept) - 1} if kept else ():
        piece = kept[end]
        if isinstance(piece, Run):
            text = piece.text.lstrip() if end == 0 else piece.text.rstrip()
            kept[end] = Run(text, variable=piece.variable)
    return tuple(kept)
