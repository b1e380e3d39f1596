"""
The parts of a formula that stand side by side, and what one may say beside another.
"""

import re
from xml.etree.ElementTree import Element

from generator.tex.mathml import NAME

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
