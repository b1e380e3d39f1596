"""
Commands of packages inside formulas, written with the commands that latex2mathml knows.

The packages are amsmath, mathtools, physics, braket, nicefrac, mhchem and siunitx.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from generator.text.tex.arguments import Unfinished, arguments
from generator.text.tex.quantities import SIUNITX, quantity

# How a command is written anew: with #1 for its first argument, or by a function of the arguments.
Rewriting = str | Callable[[Sequence[str]], str]


class Macro(Struct, frozen=True):
    """
    A command that takes *count* arguments, and its *rewriting*.

    *braced* says that the command stays as it is if an argument has no braces, and *raw* that its
    arguments hold no macros.
    """

    count: int
    rewriting: Rewriting
    braced: bool = False
    raw: bool = False


_PARAMETER = re.compile(r"#(\d)")

_NAME = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")

_PLAIN_NAME = re.compile(r"[\w\s.-]+")

# What may stand in the name of an operator besides its letters.
_NAME_LAYOUT = re.compile(r"\\(?:math(?:rm|sf|bf|it|tt)|text(?:rm|sf|bf|it|tt)?|rm|sf)(?![A-Za-z])")

_NAME_BLANK = re.compile(r"\\[,;:! ]|~|\\thinspace")

_CHEMICAL = (
    (re.compile(r"<=>>?|<<=>"), r"\\rightleftharpoons "),
    (re.compile(r"<-+>"), r"\\leftrightarrow "),
    (re.compile(r"-+>"), r"\\rightarrow "),
    (re.compile(r"<-+"), r"\\leftarrow "),
    (re.compile(r"(?<=[A-Za-z)\]])(\d+)(?![\d.])"), r"_{\1}"),
    (re.compile(r"\^(?!\{)([\d+-]+)"), r"^{\1}"),
    (re.compile(r"(?<=[A-Za-z)\]}])([+-])(?=\s|$)"), r"^{\1}"),
)


def expanded(tex: str, macros: Mapping[str, Macro], calls: re.Pattern[str]) -> str:
    r"""
    Return *tex* with its *macros* written out: ``\left|x\right|`` for ``\abs{x}``.

    *calls* matches their names, see ``calls_of``. A macro that lacks an argument stays.
    """
    parts = []
    at = 0
    while match := calls.search(tex, at):
        parts.append(tex[at : match.start()])
        macro = macros[match[1]]
        try:
            found, at = arguments(tex, match.end(), macro.count, braced=macro.braced)
            if not macro.raw:
                found = [expanded(one, macros, calls) for one in found]
            parts.append(_filled(macro.rewriting, found))
        except Unfinished:
            at = match.end()
            parts.append(match[0])
    parts.append(tex[at:])
    return "".join(parts)


def calls_of(macros: Mapping[str, Macro]) -> re.Pattern[str]:
    """
    Return a pattern of the names of *macros*, with the star that some variants have.
    """
    return re.compile(rf"\\({'|'.join(map(re.escape, macros))})(?![A-Za-z])\*?")


def _filled(rewriting: Rewriting, found: Sequence[str]) -> str:
    if isinstance(rewriting, str):
        return _PARAMETER.sub(lambda match: found[int(match[1]) - 1], rewriting)
    return rewriting(found)


def _operator_name(found: Sequence[str]) -> str:
    name = _NAME_BLANK.sub("", _NAME_LAYOUT.sub("", found[0])).replace("{", "").replace("}", "")
    name = name.strip()
    if _NAME.fullmatch(name):
        return rf"\operatorname{{{name}}}"
    return rf"\text{{{name}}}" if _PLAIN_NAME.fullmatch(name) else rf"\mathrm{{{found[0]}}}"


def _starred_name(found: Sequence[str]) -> str:
    return _operator_name(found).replace(r"\operatorname", r"\operatorname*")


def _chemistry(found: Sequence[str]) -> str:
    formula = found[0].replace(r"\^", "^")
    for pattern, replacement in _CHEMICAL:
        formula = pattern.sub(replacement, formula)
    return rf"\mathrm{{{formula}}}"


def _fraction(found: Sequence[str]) -> str:
    left, right, thickness, _, over, under = found
    inner = (
        rf"{over} \atop {under}" if thickness.startswith("0") else rf"\frac{{{over}}}{{{under}}}"
    )
    return rf"\left{left or '.'}{{{inner}}}\right{right or '.'}"


def _quantity(command: str) -> Callable[[Sequence[str]], str]:
    def write(found: Sequence[str]) -> str:
        text = quantity(command, found)
        if text is None:
            raise Unfinished
        return rf"\text{{{text}}}"

    return write


def _operator(name: str) -> Macro:
    return Macro(0, rf"\operatorname{{{name}}}")


def _differential(sign: str) -> Macro:
    def write(found: Sequence[str]) -> str:
        order, over, under = found
        power = f"^{{{order}}}" if order else ""
        return rf"\frac{{{sign}{power} {over}}}{{{sign} {under}{power}}}"

    return Macro(-3, write, braced=True)


_FENCES = {
    "abs": (r"\left|", r"\right|"),
    "absolutevalue": (r"\left|", r"\right|"),
    "norm": (r"\left\|", r"\right\|"),
    "ceil": (r"\left\lceil ", r"\right\rceil "),
    "floor": (r"\left\lfloor ", r"\right\rfloor "),
    "set": (r"\left\{", r"\right\}"),
    "Set": (r"\left\{", r"\right\}"),
    "expval": (r"\left\langle ", r"\right\rangle "),
    "ev": (r"\left\langle ", r"\right\rangle "),
    "Braket": (r"\left\langle ", r"\right\rangle "),
    "Bra": (r"\left\langle ", r"\right|"),
    "Ket": (r"\left|", r"\right\rangle "),
    "order": (r"\mathcal{O}\left(", r"\right)"),
}

_PAIRS = {
    "ketbra": r"\left|#1\right\rangle\left\langle #2\right|",
    "dyad": r"\left|#1\right\rangle\left\langle #2\right|",
    "comm": r"\left[#1,#2\right]",
    "commutator": r"\left[#1,#2\right]",
    "acomm": r"\left\{#1,#2\right\}",
    "anticommutator": r"\left\{#1,#2\right\}",
    "innerproduct": r"\left\langle #1\middle|#2\right\rangle ",
}

# Commands whose argument stays while they go: boxes, sizes, colours, and what only moves a sign.
_TRANSPARENT = (
    *("boxed", "fbox", "mathclap", "mathllap", "mathrlap", "clap", "llap", "rlap", "cramped"),
    *("ensuremath", "vcenter", "mathsmaller", "mathlarger", "shoveleft", "shoveright"),
    "mathord",
)

_MACROS: dict[str, Macro] = {
    # latex2mathml gives a parenthesis the script that belongs to the whole coefficient.
    **{name: Macro(2, rf"{{\{name}{{#1}}{{#2}}}}") for name in ("binom", "dbinom", "tbinom")},
    **{name: Macro(1, f"{left}#1{right}", braced=True) for name, (left, right) in _FENCES.items()},
    **{name: Macro(2, rewriting, braced=True) for name, rewriting in _PAIRS.items()},
    **{name: Macro(1, "{#1}") for name in _TRANSPARENT},
    **{name: Macro(count, _quantity(name), braced=True) for name, count in SIUNITX.items()},
    **{name: Macro(0, "") for name in ("adjustlimits", "leftroot", "uproot")},
    **{name: Macro(2, "{#2}") for name in ("colorbox", "scalebox", "raisebox", "mathcolor")},
    "operatorname*": Macro(1, _starred_name),
    "operatorname": Macro(1, _operator_name),
    "operatornamewithlimits": Macro(1, _starred_name),
    "mel": Macro(3, r"\left\langle #1\middle|#2\middle|#3\right\rangle "),
    "matrixel": Macro(3, r"\left\langle #1\middle|#2\middle|#3\right\rangle "),
    "dv": _differential(r"\mathrm{d}"),
    "derivative": _differential(r"\mathrm{d}"),
    "pdv": _differential(r"\partial "),
    "partialderivative": _differential(r"\partial "),
    "fdv": _differential(r"\delta "),
    "dd": Macro(1, r"\mathrm{d}#1"),
    "vb": Macro(1, r"\mathbf{#1}"),
    "va": Macro(1, r"\vec{\mathbf{#1}}"),
    "vu": Macro(1, r"\hat{\mathbf{#1}}"),
    "nicefrac": Macro(2, "#1/#2"),
    "sfrac": Macro(2, "#1/#2"),
    "prescript": Macro(3, r"{}^{#1}_{#2}{#3}"),
    "widebar": Macro(1, r"\overline{#1}"),
    "overbar": Macro(1, r"\overline{#1}"),
    "wideparen": Macro(1, r"\overparen{#1}"),
    "overarc": Macro(1, r"\overparen{#1}"),
    "ring": Macro(1, r"\mathring{#1}"),
    "fcolorbox": Macro(3, "{#3}"),
    "genfrac": Macro(6, _fraction),
    "ce": Macro(1, _chemistry),
    **{name: _operator(name) for name in ("arg", "Tr", "tr", "Res", "rank", "erf", "erfc", "sgn")},
    **{name: _operator(name) for name in ("sign", "diag", "supp", "arccot", "arcsec", "sech")},
    **{name: _operator(name) for name in ("csch", "arsinh", "arcosh", "artanh", "arcsinh")},
    **{name: _operator(name) for name in ("arccosh", "arctanh", "sinc", "Log", "Var", "Cov")},
    **{name: _operator(name) for name in ("Prob", "Corr", "softmax", "ReLU", "poly", "polylog")},
    **{name: _operator(name) for name in ("span", "vol", "conv", "lcm", "Aut", "End", "Hom")},
    **{name: _operator(name) for name in ("Gal", "Spec", "Proj", "Ext", "Tor", "GL", "SL", "SO")},
    **{name: _operator(name) for name in ("SU", "KL", "Unif", "Bern", "Bin", "Poisson", "esssup")},
    "essinf": _operator("essinf"),
}

_CALLS = calls_of(_MACROS)


def without_packages(tex: str) -> str:
    r"""
    Return *tex* without commands of packages: ``\left|x\right|`` for ``\abs{x}``.
    """
    return expanded(tex, _MACROS, _CALLS)
