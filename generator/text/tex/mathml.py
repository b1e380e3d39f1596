"""
Formulas as MathML, which every browser sets by itself.

latex2mathml is believed only where its output holds all that went in and nothing that MathML
Core has no meaning for; a formula it cannot do is None, and is shown as its source.
"""

import re
from functools import lru_cache
from itertools import pairwise
from xml.etree import ElementTree as ET

from latex2mathml.converter import convert_to_element

from generator.text.tex.alphabets import in_variant
from generator.text.tex.formula_source import UnreadableError, check, repaired

_CHILDREN = {
    **dict.fromkeys(("math", "mrow", "mstyle", "mtable", "mtr", "mtd", "msqrt")),
    **dict.fromkeys(("mi", "mn", "mo", "mtext", "mspace"), 0),
    **dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}

_ATTRIBUTES = frozenset(
    (
        *("accent", "columnalign", "displaystyle", "fence", "form", "linethickness", "lspace"),
        *("maxsize", "minsize", "movablelimits", "rspace", "scriptlevel", "stretchy", "width"),
    )
)

_VALUE = re.compile(r"[a-z0-9.+-]{1,25}")

# Lengths that had names in earlier MathML.
_LENGTHS = {
    "thinmathspace": "0.167em",
    "mediummathspace": "0.222em",
    "thickmathspace": "0.278em",
    "negativethinmathspace": "-0.167em",
    "negativemediummathspace": "-0.222em",
    "negativethickmathspace": "-0.278em",
}

_ENTITY = re.compile(r"&#x([0-9A-Fa-f]{1,6});")

# TeX in the output was not understood; U+29F8 is a \not that found nothing to strike through.
_REMAINS = re.compile(r"[\\{}$&]")

# Of \big\{ it forgets to translate the brace.
_DELIMITERS = {r"\{": "&#x7B;", r"\}": "&#x7D;", r"\|": "‖"}

# latex2mathml takes these for identifiers, or for operators; it makes a difference in spacing.
_OPERATOR = re.compile(r"[±∓¬;:⌈⌉⌊⌋⟦-⟫‖⟂⟰-⟿⤀-⥿⨀-⫿]")

_IDENTIFIER = re.compile(r"[∞∅⊤]")

_SIGNS = frozenset("+−±∓")

_BEFORE_A_SIGN = frozenset("([{⟨|,;:=≠<>≤≥≈∼∈→×⋅/")

# A function's or an operation's name.
NAME = re.compile(r"[A-Za-z]{2,}(?:[\u2006\u2009][a-z]+)?")

# The marks latex2mathml puts above a letter.
ACCENTS = {
    "^": "\u0302",
    "~": "\u0303",
    "¯": "\u0304",
    "―": "\u0304",
    "‾": "\u0304",
    "→": "\u20d7",
    "˙": "\u0307",
    "¨": "\u0308",
    "⃛": "\u20db",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "˚": "\u030a",
    "´": "\u0301",
    "`": "\u0300",
}


def mathml(tex: str, *, display: bool) -> str | None:
    """
    Formula *tex* as a ``math`` element.
    """
    tree = formula_tree(tex, display=display)
    if tree is None:
        return None
    return ET.tostring(tree, encoding="unicode", short_empty_elements=False)


@lru_cache(maxsize=100)
def formula_tree(tex: str, *, display: bool = False) -> ET.Element | None:
    """
    Formula *tex* as a tree of MathML elements, not to be changed.
    """
    try:
        meant = repaired(tex)
        tree = _tidied(convert_to_element(meant, display="block" if display else "inline"))
        check(meant, "".join(tree.itertext()))
    except Exception:  # noqa: BLE001  latex2mathml raises whatever its parser stumbles over
        return None
    return tree


def _tidied(element: ET.Element) -> ET.Element:
    tag = _tag(element)
    if tag not in _CHILDREN or _CHILDREN[tag] not in {None, len(element)}:
        raise UnreadableError(tag)
    tidy = ET.Element(tag, _attributes(element))
    tidy.extend(map(_tidied, element))
    _set_text(tidy, element.text or "", element.get("mathvariant", ""))
    if tag in {"mover", "munder"}:
        _set_accent(tidy)
    for before, sign in pairwise(tidy):
        if sign.text in _SIGNS and before.tag == "mo" and before.text in _BEFORE_A_SIGN:
            # (-1, not ( - 1.
            sign.set("form", "prefix")
    return tidy


def _tag(element: ET.Element) -> str:
    # \mathop{\rm lim} is an operator made of elements, which MathML has not.
    if element.tag == "mpadded" or (element.tag == "mo" and len(element)):
        return "mrow"
    return element.tag


def _attributes(element: ET.Element) -> dict[str, str]:
    if element.tag == "math":
        return {"display": "block"} if element.get("display") == "block" else {}
    if element.get("linebreak"):
        # Browsers do not break lines in formulas.
        return {"width": "1em"}
    if element.tag == "mpadded":
        return {}
    return {
        name: _LENGTHS.get(value, value)
        for name, value in element.items()
        if name in _ATTRIBUTES and _VALUE.fullmatch(value)
    }


def _set_text(tidy: ET.Element, text: str, variant: str) -> None:
    text = _DELIMITERS.get(text, text)
    shown = _ENTITY.sub(lambda match: chr(int(match[1], 16)), text)
    if _REMAINS.search(_ENTITY.sub("", text)) or "\u29f8" in shown:
        raise UnreadableError(text)
    if tidy.tag in {"mi", "mn"}:
        shown = in_variant(shown, variant)
    tidy.text = shown
    if tidy.tag in {"mi", "mo"} and shown:
        _set_role(tidy, shown, variant)


def _set_role(tidy: ET.Element, shown: str, variant: str) -> None:
    if tidy.tag == "mi" and shown == "~":
        tidy.tag, tidy.text = "mo", "∼"
    elif NAME.fullmatch(shown):
        tidy.tag = "mo"
        tidy.set("lspace", "0.167em")
        tidy.set("rspace", "0.167em")
    elif _OPERATOR.fullmatch(shown):
        tidy.tag = "mo"
    elif _IDENTIFIER.fullmatch(shown):
        tidy.tag = "mi"
    elif tidy.tag == "mi" and variant == "normal":
        tidy.set("mathvariant", "normal")


def _set_accent(stack: ET.Element) -> None:
    mark = stack[1]
    if stack.tag == "mover" and mark.tag == "mo" and mark.text in ACCENTS:
        stack.set("accent", "true")
    if mark.text == "―":
        # Of all bars these are the ones that grow with what they belong to.
        mark.text = "‾" if stack.tag == "mover" else "_"
