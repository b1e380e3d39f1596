"""
Formulas as MathML, which every browser can show.

latex2mathml converts TeX. Its output is used only if it holds every sign of the formula and
nothing that MathML Core does not define; any other formula gives None.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from xml.etree import ElementTree as ET

from latex2mathml.converter import convert_to_element
from latex2mathml.symbols_parser import SYMBOLS

from generator.text.tex.alphabets import in_variant
from generator.text.tex.formula_source import (
    FormulaError,
    check_complete,
    for_latex2mathml,
    repaired,
)
from generator.text.tex.formula_text import revealed

# The elements of MathML Core that may occur, and how many children each has; None for any number.
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

# A combining character without the letter that it belongs to.
_MARK = re.compile("[\u0300-\u036f]")

# TeX that latex2mathml did not understand.
_REMAINS = re.compile(r"[\\{}$&]")

# latex2mathml takes these operators for identifiers, and the next ones the other way round. The
# element decides the space around the sign.
_OPERATOR = re.compile(r"[±∓¬;:⌈⌉⌊⌋⟦-⟫‖⟂⟰-⟿⤀-⥿⨀-⫿]")

_IDENTIFIER = re.compile(r"[∞∅⊤]")

_SIGNS = frozenset("+−±∓")

_BEFORE_A_SIGN = frozenset("([{⟨|,;:=≠<>≤≥≈∼∈→×⋅/")

# The name of a function or an operation: sin, lim, arg max.
NAME = re.compile(r"[A-Za-z]{2,}(?:[\u2006\u2009][a-z]+)?")

# Unicode's combining accents by the signs that latex2mathml puts above a letter.
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
    Return formula *tex* as a ``math`` element: ``<math><mrow><mi>x</mi></mrow></math>``.

    *display* asks for the form that stands on a line of its own. None says that latex2mathml
    cannot convert *tex* faithfully.
    """
    tree = formula_tree(tex, display=display)
    if tree is None:
        return None
    return ET.tostring(tree, encoding="unicode", short_empty_elements=False)


@lru_cache(maxsize=100)
def formula_tree(tex: str, *, display: bool = False) -> ET.Element | None:
    """
    Return formula *tex* as a tree of MathML elements, or None as ``mathml`` does.

    The tree is cached: the caller must not change it.
    """
    try:
        literal = for_latex2mathml(repaired(tex))
        tree = _tidied(convert_to_element(literal, display="block" if display else "inline"))
        check_complete(literal, "".join(tree.itertext()))
    except Exception:  # noqa: BLE001  latex2mathml raises whatever its parser stumbles over
        return None
    return tree


def _tidied(element: ET.Element) -> ET.Element:
    tag = _tag(element)
    if tag not in _CHILDREN or _CHILDREN[tag] not in {None, len(element)}:
        raise FormulaError(tag)
    tidy = ET.Element(tag, _attributes(element))
    tidy.extend(map(_tidied, element))
    _set_text(tidy, element.text or "", element.get("mathvariant", ""))
    if tag in {"mover", "munder"}:
        _set_accent(tidy)
    for before, sign in pairwise(tidy):
        if sign.text in _SIGNS and before.tag == "mo" and before.text in _BEFORE_A_SIGN:
            # A minus after a bracket is a sign without space behind it: (-1, not ( - 1.
            sign.set("form", "prefix")
    return tidy


def _tag(element: ET.Element) -> str:
    # \mathop{\rm lim} gives an operator with child elements, which MathML does not allow.
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


def _delimiter(command: str) -> str:
    # latex2mathml does not translate the command after \big.
    symbol = SYMBOLS.get(command)
    return f"&#x{symbol};" if symbol else command


def _set_text(tidy: ET.Element, text: str, variant: str) -> None:
    if text.startswith("\\"):
        text = _delimiter(text)
    content = _ENTITY.sub(lambda match: chr(int(match[1], 16)), text)
    # U+29F8 is a \not that found nothing to strike through.
    if _REMAINS.search(_ENTITY.sub("", text)) or "\u29f8" in content or _MARK.match(content):
        raise FormulaError(text)
    if tidy.tag in {"mi", "mn"} or (tidy.tag == "mtext" and variant == "bold"):
        content = in_variant(content, variant)
    tidy.text = revealed(content)
    if tidy.tag in {"mi", "mo"} and content:
        _set_role(tidy, content, variant)


def _set_role(tidy: ET.Element, content: str, variant: str) -> None:
    if tidy.tag == "mi" and content == "~":
        tidy.tag, tidy.text = "mo", "∼"
    elif NAME.fullmatch(content):
        tidy.tag = "mo"
        tidy.set("lspace", "0.167em")
        tidy.set("rspace", "0.167em")
    elif _is_operator(content):
        tidy.tag = "mo"
    elif _IDENTIFIER.fullmatch(content):
        tidy.tag = "mi"
    elif tidy.tag == "mi" and variant == "normal":
        tidy.set("mathvariant", "normal")


def _is_operator(content: str) -> bool:
    if len(content) != 1 or _IDENTIFIER.fullmatch(content):
        return False
    return _OPERATOR.fullmatch(content) is not None or unicodedata.category(content) == "Sm"


def _set_accent(stack: ET.Element) -> None:
    mark = stack[1]
    if stack.tag == "mover" and mark.tag == "mo" and mark.text in ACCENTS:
        stack.set("accent", "true")
    if mark.text == "―":
        # Browsers stretch these two bars over the whole of what they belong to.
        mark.text = "‾" if stack.tag == "mover" else "_"
