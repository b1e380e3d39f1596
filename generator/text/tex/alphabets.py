"""
Unicode's mathematical alphabets (bold, double-struck, script, …), superscripts and subscripts.

MathML Core has no ``mathvariant`` but ``normal``: a bold letter must be a bold character.
"""

import re
import unicodedata

_VARIANTS = {
    "bold": "MATHEMATICAL BOLD",
    "bold-italic": "MATHEMATICAL BOLD ITALIC",
    "bold-script": "MATHEMATICAL BOLD SCRIPT",
    "bold-fraktur": "MATHEMATICAL BOLD FRAKTUR",
    "double-struck": "MATHEMATICAL DOUBLE-STRUCK",
    "script": "MATHEMATICAL SCRIPT",
    "fraktur": "MATHEMATICAL FRAKTUR",
    "sans-serif": "MATHEMATICAL SANS-SERIF",
    "bold-sans-serif": "MATHEMATICAL SANS-SERIF BOLD",
    "monospace": "MATHEMATICAL MONOSPACE",
}

# Some letters were in Unicode before the alphabets, under other names.
_EARLIER = {"MATHEMATICAL FRAKTUR": "BLACK-LETTER"}

_RAISED = dict(
    zip(
        "0123456789+-−=()nijkabcdefghlmoprstuvwxyzT",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱʲᵏᵃᵇᶜᵈᵉᶠᵍʰˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ",
        strict=True,
    )
)

_LOWERED = dict(
    zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)

# Sans-serif, monospaced and italic letters mean the same as ordinary ones, and so do bold letters
# that form a word.
_ORNATE = re.compile(
    "[\U0001d400-\U0001d433\U0001d468-\U0001d49b]{2,}|[\U0001d7ce-\U0001d7d7](?:[.,]?[\U0001d7ce-\U0001d7d7])+"
    "|[\U0001d434-\U0001d467\U0001d5a0-\U0001d66f\U0001d670-\U0001d6a3\U0001d7e2-\U0001d7ff]+"
)


_MATHEMATICAL = re.compile("[\U0001d400-\U0001d7ff]+")


def in_variant(text: str, variant: str) -> str:
    """
    Return *text* in the alphabet of MathML's *variant*: ``ℝ`` for ``R`` in ``double-struck``.

    A character that the alphabet lacks stays as it is.
    """
    alphabet = _VARIANTS.get(variant)
    return "".join(_in_alphabet(one, alphabet) for one in text) if alphabet else text


def _in_alphabet(one: str, alphabet: str) -> str:
    words = unicodedata.name(one, "").replace(" LETTER ", " ").split()
    if not words or words[0] not in {"LATIN", "GREEK", "DIGIT"}:
        return one
    name = " ".join(words if words[0] == "DIGIT" else words[1:])
    earlier = _EARLIER.get(alphabet, alphabet.removeprefix("MATHEMATICAL "))
    for candidate in (f"{alphabet} {name}", f"{earlier} {name}"):
        try:
            return unicodedata.lookup(candidate)
        except KeyError:
            continue
    return one


def unadorned(text: str) -> str:
    """
    Return *text* with ordinary letters in place of letters that only decorate: ``x`` for ``𝑥``.
    """
    return _ORNATE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def ordinary(text: str) -> str:
    """
    Return *text* with ordinary letters in place of all letters of the mathematical alphabets.
    """
    return _MATHEMATICAL.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def script(text: str, *, raised: bool) -> str | None:
    """
    Return *text* in superscript characters if *raised*, else in subscript characters: ``²``, ``₂``.

    None says that Unicode lacks one of them.
    """
    table = _RAISED if raised else _LOWERED
    small = [table.get(one) for one in text]
    return "".join(map(str, small)) if all(small) else None
