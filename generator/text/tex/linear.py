"""
Formulas in one line of Unicode, if one line says the same: ``a/(b+c)`` for a fraction.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

from msgspec import Struct

from generator.text.tex.alphabets import ordinary
from generator.text.tex.formula_source import FormulaError
from generator.text.tex.mathml import ACCENTS, NAME, formula_tree

_OPENING = frozenset("([{⟨⌊⌈|‖")

_CLOSING = frozenset(")]}⟩⌋⌉|‖")

_SCRIPTS = frozenset(("msub", "msup", "msubsup", "munder", "mover", "munderover"))

# Signs after which, and before which, no product goes on.
_SEPARATORS = frozenset("+−±∓,;:")

_RELATIONS = frozenset("=≠<>≤≥⩽⩾≦≧≪≫≈∼≃≅≡≢∝∈∉∋⊂⊄⊆⊈⊊⊃⊇⊋≺≻⪯⪰≼≽⊢⊨≜≔≐≲≳")

_ARROW = re.compile(r"[←-⇿⟰-⟿]")

_LARGE = frozenset("∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂⨀⨄⨆")

_VARIABLE = re.compile(r"[A-Za-zα-ω]")

# Signs without a blank between them and the name of a function.
_TIGHT = frozenset("/⋅·×∘")

# Superscripts that are written as they are: f′, not f^′.
_SUFFIXES = frozenset(("′", "″", "‴", "⁗", "†", "‡", "*", "°"))

_ROOTS = {"2": "√", "3": "∛", "4": "∜"}

_ROOTED = frozenset(("msqrt", "mroot"))

_BUILT = _ROOTED | {"mfrac"}

_STACKED = frozenset(("munder", "mover", "munderover"))

_LEAVES = frozenset(("mi", "mn", "mo", "mtext", "mspace"))


class Run(Struct, frozen=True):
    """
    Characters on the line. *variable* says that TeX would set them in italics.
    """

    text: str
    variable: bool = False


class Script(Struct, frozen=True):
    """
    Pieces above the line if *raised*, else below it.
    """

    raised: bool
    pieces: "tuple[Run | Script, ...]"


Piece = Run | Script

Pieces = tuple[Piece, ...]


@lru_cache(maxsize=100)
def linear(tex: str) -> Pieces | None:
    """
    Return the pieces of formula *tex* in one line; None if one line cannot say the same.

    ``x_i = 2`` gives the run ``x`` (a variable), the script ``i`` and the runs `` = `` and ``2``.
    """
    tree = formula_tree(tex)
    if tree is None:
        return None
    try:
        return _trimmed(tuple(_row(tree, tight=False)))
    except FormulaError:
        return None


class _Surroundings(Struct, frozen=True):
    # *tight*: no blanks, as in a script. *free_before* and *free_after*: nothing that a product
    # could go on with stands there, so that a fraction or a root needs no parentheses.
    tight: bool
    free_before: bool = False
    free_after: bool = False


def _row(element: Element, *, tight: bool) -> Iterator[Piece]:
    row = _atoms(element)
    for number, atom in enumerate(row):
        before = row[number - 1] if number else None
        after = row[number + 1] if number + 1 < len(row) else None
        if _is_word(atom) and not _touches(before, _OPENING):
            yield Run(" ")
        surroundings = _Surroundings(tight, _is_apart(before, _OPENING), _is_apart(after, _CLOSING))
        yield from _pieces(atom, surroundings)
        if _is_word(atom) and not _touches(after, _OPENING | _CLOSING):
            yield Run(" ")


def _touches(neighbour: Element | None, brackets: frozenset[str]) -> bool:
    return _is_apart(neighbour, brackets) or (neighbour is not None and neighbour.text in _TIGHT)


def _pieces(element: Element, surroundings: _Surroundings) -> Iterator[Piece]:
    tag = element.tag
    if tag in _LEAVES:
        yield _leaf(element, surroundings)
    elif tag in _SCRIPTS:
        yield from _scripted(element, tight=surroundings.tight)
    elif tag == "mfrac":
        yield from _fraction(element, surroundings)
    elif tag in _ROOTED:
        yield from _root(element, surroundings)
    else:
        raise FormulaError(tag)


def _leaf(element: Element, surroundings: _Surroundings) -> Run:
    text = element.text or ""
    if element.tag == "mtext":
        # In words, bold letters only decorate.
        return Run(ordinary(text).replace("\xa0", " "))
    if element.tag == "mspace":
        negative = element.get("width", "").startswith("-")
        return Run("" if surroundings.tight or negative else " ")
    if element.tag == "mo" and not surroundings.tight and _is_relation(text):
        return Run(f" {text} ")
    return Run(text.replace("\xa0", " "), variable=_is_variable(element))


def _scripted(element: Element, *, tight: bool) -> Iterator[Piece]:
    base, *scripts = element
    if element.tag == "mover" and element.get("accent"):
        yield _accented(base, scripts[0].text or "")
        return
    if element.tag in _STACKED and not _is_word(base):
        raise FormulaError(element.tag)
    yield from _factor(base, tight=tight)
    raised = (element.tag in {"msup", "mover"},) if len(scripts) == 1 else (False, True)
    for script, is_raised in zip(scripts, raised, strict=True):
        yield _script(base, script, raised=is_raised)


def _accented(base: Element, mark: str) -> Run:
    row = _atoms(base)
    letter = row[0].text or "" if len(row) == 1 else ""
    if len(letter) != 1:
        raise FormulaError(mark)
    text = unicodedata.normalize("NFC", letter + ACCENTS[mark])
    return Run(text, variable=_is_variable(row[0]))


def _script(base: Element, element: Element, *, raised: bool) -> Piece:
    pieces = tuple(_row(element, tight=True))
    match pieces:
        case (Run("∘"),) if raised and (base.tag == "mn" or not base.text):
            return Run("°")
        case (Run(text),) if raised and text in _SUFFIXES:
            return Run(text)
    return Script(raised, pieces)


def _factor(element: Element, *, tight: bool) -> Iterator[Piece]:
    # The base of scripts. After a fraction a script would seem to belong to the denominator only.
    is_linear = _BUILT.isdisjoint(atom.tag for atom in _atoms(element))
    enclosed = not is_linear and not _is_fenced(element)
    yield from _parenthesised(element, tight=tight, enclosed=enclosed)


def _fraction(element: Element, surroundings: _Surroundings) -> Iterator[Piece]:
    if element.get("linethickness") or len(tuple(element.iter("mfrac"))) > 1:
        raise FormulaError(element.tag)
    over, under = element
    bare = surroundings.free_before and surroundings.free_after
    over_bare = _is_product(over) or _is_fenced(over)
    under_bare = _is_fenced(under) or _is_one_factor(under)
    yield Run("" if bare else "(")
    yield from _parenthesised(over, tight=surroundings.tight, enclosed=not over_bare)
    yield Run("/")
    yield from _parenthesised(under, tight=surroundings.tight, enclosed=not under_bare)
    yield Run("" if bare else ")")


def _is_one_factor(element: Element) -> bool:
    factors = _atoms(element)
    return len(factors) == 1 and (_is_simple(factors[0]) or factors[0].tag in _ROOTED)


def _root(element: Element, surroundings: _Surroundings) -> Iterator[Piece]:
    radicand = Element("mrow")
    radicand.extend(element if element.tag == "msqrt" else element[:1])
    index = "".join(element[1].itertext()) if element.tag == "mroot" else "2"
    if index not in _ROOTS:
        raise FormulaError(index)
    factors = _atoms(radicand)
    bare = surroundings.free_after and len(factors) == 1 and factors[0].tag in {"mi", "mn"}
    yield Run(_ROOTS[index])
    yield from _parenthesised(radicand, tight=surroundings.tight, enclosed=not bare)


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


def _atoms(element: Element) -> tuple[Element, ...]:
    # TeX's atoms: the elements of a formula without the rows that only group them.
    if element.tag not in {"math", "mrow", "mstyle"}:
        return (element,)
    return tuple(atom for child in element for atom in _atoms(child))


def _is_relation(text: str) -> bool:
    # Whether operator *text* has a blank before and after it.
    return text in _RELATIONS or _ARROW.fullmatch(text) is not None


def _is_variable(atom: Element) -> bool:
    # Whether TeX sets *atom* in italics; capital Greek letters are upright.
    if atom.tag != "mi" or atom.get("mathvariant"):
        return False
    return _VARIABLE.fullmatch(atom.text or "") is not None


def _is_word(atom: Element) -> bool:
    # Whether *atom* needs a blank before the next one: the name of a function, or a sum.
    if atom.tag in _SCRIPTS:
        return _is_word(atom[0])
    text = atom.text or ""
    return atom.tag == "mo" and (text in _LARGE or NAME.fullmatch(text) is not None)


def _is_apart(atom: Element | None, brackets: frozenset[str]) -> bool:
    # Whether no product goes on with *atom*: it is None (nothing stands there), a blank, a sign, a
    # relation, or one of *brackets*.
    if atom is None or atom.tag == "mspace":
        return True
    text = atom.text or ""
    return atom.tag == "mo" and (text in brackets | _SEPARATORS or _is_relation(text))


def _is_fenced(element: Element) -> bool:
    # Whether one pair of brackets encloses all of *element*: (a+b), but not (a+b)(c+d).
    depths = []
    depth = 0
    for atom in _atoms(element):
        depth += (atom.text in {"(", "[", "{"}) - (atom.text in {")", "]", "}"})
        depths.append(depth)
    return len(depths) > 1 and depths[-1] == 0 and all(depths[:-1])


def _is_product(element: Element) -> bool:
    # Whether *element* consists of letters and numbers, such as 2x².
    return all(_is_simple(atom) for atom in _atoms(element))


def _is_simple(atom: Element) -> bool:
    # Whether *atom* is a letter or a number, perhaps with scripts.
    return (atom[0] if atom.tag in _SCRIPTS else atom).tag in {"mi", "mn"}
