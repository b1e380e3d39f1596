"""
The TeX of a formula, repaired before latex2mathml reads it, and checked against its output.
"""

import re
import unicodedata
from collections import Counter

from latex2mathml.commands import CONVERSION_MAP
from latex2mathml.symbols_parser import SYMBOLS

from generator.text.tex.formula_text import with_literal_text
from generator.text.tex.macros import without_packages
from generator.text.tex.symbols import text_command

# Longer formulas, and deeper nested ones, do not occur in abstracts; they could take very long.
_LENGTH = 2000

_DEPTH = 25

# Commands that define others (and may never end), link, or hide what stands in their argument.
_REFUSED = re.compile(
    r"\\(?:[gex]?def|let|(?:re)?newcommand|providecommand|newenvironment|DeclareMathOperator"
    r"|unicode|rule|tag|verb|href|url|style|class|sideset|[hv]?phantom|cancel|cite|ref)"
    r"(?![A-Za-z])"
)

_UNITS = "in|mm|cm|pt|em|ex|pc|bp|dd|cc|sp|mu"

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|%", re.DOTALL)

_REPLACED = {
    # A comment ends with its line, but the lines of a formula are joined: % must be a sign.
    "%": r"\%",
    "\\\n": r"\ ",
    r"\backslash": r"\setminus",
    **dict.fromkeys(("\\mbox", "\\hbox", "\\textrm", "\\textsc", "\\textnormal"), r"\text"),
    **dict.fromkeys((r"\mathds", r"\mathbbm", r"\mathbbmss", r"\mathbbold", r"\Bbb"), r"\mathbb"),
    **dict.fromkeys((r"\mathpzc", r"\mathrsfs", r"\mathcalligra"), r"\mathscr"),
    **dict.fromkeys((r"\mathbfit", r"\mathbfsf"), r"\boldsymbol"),
    **dict.fromkeys(("\\nonumber", "\\notag", "\\mathstrut", "\\strut", "\\ensuremath"), ""),
    **dict.fromkeys((r"\allowbreak", r"\nobreak", r"\relax", r"\displaylimits", r"\xspace"), ""),
    **dict.fromkeys((r"\noindent", r"\centering", r"\null", r"\/", r"\-"), ""),
    **dict.fromkeys((r"\tiny", r"\small", r"\normalsize", r"\footnotesize", r"\scriptsize"), ""),
    **dict.fromkeys((r"\large", r"\Large", r"\LARGE", r"\huge", r"\Huge", r"\unboldmath"), ""),
    **dict.fromkeys((r"\enskip", r"\medspace", r"\hfill", r"\hfil", r"\newline", r"\par"), r"\ "),
    **dict.fromkeys((r"\sl", r"\em"), r"\it"),
    **dict.fromkeys((r"\sc", r"\normalfont", r"\upshape"), r"\rm"),
    r"\dag": r"\dagger",
    r"\ddag": r"\ddagger",
    # amsmath has two names for each accent.
    **{
        rf"\{name.capitalize()}": rf"\{name}"
        for name in (
            "hat",
            "check",
            "tilde",
            "acute",
            "grave",
            "dot",
            "ddot",
            "breve",
            "bar",
            "vec",
        )
    },
    r"\shortparallel": r"\parallel",
    r"\doublecap": r"\Cap",
    r"\doublecup": r"\Cup",
    r"\colonequals": r"\coloneqq",
    **dict.fromkeys((r"\indep", r"\independent"), r"\perp\!\!\!\perp"),
    **dict.fromkeys((r"\qed", r"\qedsymbol"), r"\square"),
    **dict.fromkeys((r"\symbf", r"\symbfup", r"\vectorbold"), r"\mathbf"),
    **{rf"\sym{one}": rf"\math{one}" for one in ("bb", "cal", "scr", "frak", "rm", "sf", "it")},
    r"\dblcolon": "::",
    r"\vcentcolon": ":",
    r"\ordinarycolon": ":",
    r"\laplacian": r"\nabla^2",
    r"\grad": r"\nabla",
    r"\curl": r"\nabla\times",
    r"\divergence": r"\nabla\cdot",
    r"\cross": r"\times",
    r"\dotproduct": r"\cdot",
    r"\vdot": r"\cdot",
    # Capital Greek letters that look like Latin ones, for which LaTeX has no commands.
    **{
        rf"\{name}": rf"\mathrm{{{letter}}}"
        for letter, name in (
            *(("A", "Alpha"), ("B", "Beta"), ("E", "Epsilon"), ("Z", "Zeta"), ("H", "Eta")),
            *(("I", "Iota"), ("K", "Kappa"), ("M", "Mu"), ("N", "Nu"), ("O", "Omicron")),
            *(("P", "Rho"), ("T", "Tau"), ("X", "Chi")),
        )
    },
    r"\textless": "<",
    r"\textgreater": ">",
    r"\textbar": r"\vert",
    # Macros of authors that have one usual meaning.
    **dict.fromkeys((r"\R", r"\RR", r"\reals"), r"\mathbb{R}"),
    **dict.fromkeys((r"\N", r"\NN"), r"\mathbb{N}"),
    **dict.fromkeys((r"\Z", r"\ZZ"), r"\mathbb{Z}"),
    **dict.fromkeys((r"\Q", r"\QQ"), r"\mathbb{Q}"),
    **dict.fromkeys((r"\C", r"\CC"), r"\mathbb{C}"),
    **{rf"\{one}{one}": rf"\mathbb{{{one}}}" for one in ("E", "F", "H", "K", "P", "T")},
    r"\E": r"\mathbb{E}",
    r"\eps": r"\varepsilon",
    r"\mathup": r"\mathrm",
    r"\mathbfcal": r"\mathcal",
    r"\mathbfscr": r"\mathscr",
    r"\mathellipsis": r"\ldots",
    r"\mathdollar": r"\$",
    r"\mathsection": "§",
    r"\mathparagraph": "¶",
    r"\mathsterling": "£",
    r"\db": r"\text{dB}",
}

_MATH = frozenset(
    rf"\math{name}"
    for name in (
        *("bb", "bf", "bin", "bold", "cal", "choice", "clap", "close", "color", "frak", "inner"),
        *("it", "larger", "llap", "normal", "op", "open", "ord", "punct", "rel", "ring", "rlap"),
        *("rm", "scr", "sf", "sfit", "smaller", "strut", "tt"),
    )
)

_ARRAY = re.compile(
    r"(\\begin\s*\{array\})(?:\s*\[[tbc]\])?\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
)

# What stands between the columns of an array, and how wide these are.
_ARRAY_LAYOUT = re.compile(r"[@!><]\s*\{(?:[^{}]|\{[^{}]*\})*\}|[^lcr|]")

_REPEATED = re.compile(r"\*\s*\{(\d)\}\s*\{([^{}]*)\}")

_WIDTH = re.compile(r"[pmb]\s*\{[^{}]*\}")

_REPAIRS = (
    (re.compile(r"\\boldmath\s*\$([^$]*)\$"), r"$\\boldsymbol{\1}$"),
    (re.compile(r"\\boldmath(?![A-Za-z])"), r"\\boldsymbol"),
    (re.compile(r"\\label\s*\{[^{}]*\}"), ""),
    (re.compile(r"\\(?:text)?color\s*\{[A-Za-z]*\}"), ""),
    (re.compile(r"\\(?:not|centernot)\s*="), r"\\neq "),
    (re.compile(r"\\(?:not|centernot)\s*<"), r"\\nless "),
    (re.compile(r"\\(?:not|centernot)\s*>"), r"\\ngtr "),
    (re.compile(r"\\centernot(?![A-Za-z])"), r"\\not"),
    # The package physics has some of these names, too.
    (re.compile(r"\\qty(?=\s*(?:\[[^\]]*\])?\s*\{[^{}]*\}\s*\{)"), r"\\SI"),
    (re.compile(r"\\qty\s*(?=[(\[|])"), ""),
    (re.compile(r"\\(?:braket|ip)(?=\s*\{[^{}]*\}\s*\{)"), r"\\innerproduct"),
    # In formulas it is no Danish letter.
    (re.compile(r"\\O(?=\s*(?:\(|\\left|\\[bB]ig))"), r"\\mathcal{O}"),
    # A finite field; \F alone may be anything.
    (re.compile(r"\\F(?=\s*_)"), r"\\mathbb{F}"),
    (re.compile(r":\s*="), r"\\coloneq "),
    # latex2mathml would print signs of comparison, and a point that stands for no bracket.
    (re.compile(r"\\(left|middle|right|[bB]igg?[lrm]?)\s*<"), r"\\\1\\langle "),
    (re.compile(r"\\(left|middle|right|[bB]igg?[lrm]?)\s*>"), r"\\\1\\rangle "),
    (re.compile(r"\\[bB]igg?[lrm]?\s*\."), ""),
    (re.compile(rf"\\(?:[hm]skip|m?kern)\s*-\s*[\d.]+\s*(?:{_UNITS})"), ""),
    (re.compile(r"\\[hv]space\*?\s*\{[^{}]*\}"), r"\\ "),
    (re.compile(rf"\\(?:[hm]skip|m?kern)\s*-?[\d.]+\s*(?:{_UNITS})"), r"\\ "),
    (re.compile(rf"\\\\\[-?[\d.]+\s*(?:{_UNITS})\]"), r"\\\\"),
    (re.compile(r"\n"), " "),
)

# Most formulas hold nothing of this.
_REPAIRABLE = re.compile(
    r":\s*=|\n|\\\\\[|\\(?:boldmath|label|(?:text)?color|not|centernot|qty|braket|ip|O|F|left|middle"
    r"|right|[bB]igg?[lrm]?|[hm]skip|m?kern|[hv]space)(?![A-Za-z])"
)

_TEXT_WITH_FORMULA = re.compile(r"\\text\s*\{([^{}$]*)\$([^$]*)\$([^{}]*)\}")

# latex2mathml reads 2in as two inches, and -3ex as one symbol. In \text{} such letters are words.
_UNIT = re.compile(rf"(\\text[a-z]*\s*\{{[^{{}}]*\}})|(\d)\s*(?={_UNITS})")

# Some environments are told how many columns they have, or where these stand.
_ENVIRONMENT = re.compile(
    r"\\(begin|end)\s*\{(?:(alignat|alignedat|subarray|IEEEeqnarray)\*?\}(?:\s*\{[^{}]*\})?"
    r"|([A-Za-z]+)\*?\}(?:\s*\[[rclbt]\])?)"
)

_MATRICES = ("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix")

_SMALL = {"psmallmatrix": ("(", ")"), "bsmallmatrix": ("[", "]"), "vsmallmatrix": ("|", "|")}

# In braces: latex2mathml gives a bracket the script that belongs to the whole matrix.
_ENVIRONMENTS = {
    **{name: (rf"{{\begin{{{name}}}", rf"\end{{{name}}}}}") for name in (*_MATRICES, "cases")},
    **{
        name: (rf"\left{left}{{\begin{{smallmatrix}}", rf"\end{{smallmatrix}}}}\right{right}")
        for name, (left, right) in _SMALL.items()
    },
    "array": (r"\begin{array}", r"\end{array}"),
    "dcases": (r"{\begin{cases}", r"\end{cases}}"),
    "rcases": (r"\left.{\begin{matrix}", r"\end{matrix}}\right\}"),
    **dict.fromkeys(("equation", "displaymath", "math", "dmath", "subequations"), ("", "")),
    **dict.fromkeys(
        ("align", "aligned", "split", "flalign", "alignat", "alignedat"),
        (r"\begin{align*}", r"\end{align*}"),
    ),
    **dict.fromkeys(
        ("gather", "gathered", "multline", "multlined", "subarray"),
        (r"{\begin{matrix}", r"\end{matrix}}"),
    ),
    **dict.fromkeys(("eqnarray", "IEEEeqnarray"), (r"\begin{array}{rcl}", r"\end{array}")),
}

_NEGATION = re.compile(r"\\not\s*(?:\\!\s*)*(\\[A-Za-z]+|[^\w\s\\{}$])")

_NOT_COUNTED = re.compile(
    r"\\(?:begin|end)\{[A-Za-z]+\*?\}(?:\{[rcl|@{}\s]*\})?|\\[A-Za-z]+(?:\[\d\])?|\\[^{}]"
)

_COUNTED = re.compile(r"[^\W_]|[+=<>()/|]")

_BRACES = re.compile(r"\\[{}]")


class FormulaError(ValueError):
    """
    A formula that cannot be shown as its author meant it.
    """


def repaired(tex: str) -> str:
    r"""
    Return *tex* so that latex2mathml reads it as LaTeX would: ``\mathbb{R}^n`` for ``\R^n``.

    Raises FormulaError if *tex* is too long or too deep, or has a command that is refused.
    """
    if len(tex) > _LENGTH or _REFUSED.search(tex) or _depth(tex) > _DEPTH:
        raise FormulaError(tex)
    repaired_tex = _TOKEN.sub(_replaced, tex)
    if _REPAIRABLE.search(repaired_tex):
        for pattern, replacement in _REPAIRS:
            repaired_tex = pattern.sub(replacement, repaired_tex)
    repaired_tex = without_packages(repaired_tex)
    repaired_tex = _UNIT.sub(_unjoined, repaired_tex)
    if "$" in repaired_tex:
        repaired_tex = _without_dollars(repaired_tex)
    if r"\begin" not in repaired_tex and r"\end" not in repaired_tex:
        return repaired_tex
    return _ENVIRONMENT.sub(_environment, _ARRAY.sub(_columns, repaired_tex))


def check_complete(tex: str, rendered: str) -> None:
    """
    Raise FormulaError if a letter, digit or sign of *tex* is missing in the *rendered* text.
    """
    wanted = Counter(_COUNTED.findall(unicodedata.normalize("NFKC", _NOT_COUNTED.sub(" ", tex))))
    wanted.update(brace[1] for brace in _BRACES.findall(tex))
    if wanted - Counter(unicodedata.normalize("NFKC", rendered)):
        raise FormulaError(tex)


def _replaced(match: re.Match[str]) -> str:
    replacement = _REPLACED.get(match[0])
    if replacement is None:
        return _text_sign(match[0])
    # In \R^n and \R n the name of the command ended here; a letter must not join it.
    return replacement + " " * (match[0][1:].isalpha() and replacement[-1:].isalpha())


def _text_sign(command: str) -> str:
    # A command for text may stand for a sign that has no command for formulas: \textdegree.
    if command in SYMBOLS or command in CONVERSION_MAP:
        return command
    if command.startswith(r"\math") and command not in _MATH:
        # latex2mathml takes all of these for fonts, and drops those that it does not know.
        raise FormulaError(command)
    sign = "Å" if command == r"\AA" else text_command(command[1:])
    return rf"\text{{{sign}}}" if sign and not sign.isascii() else command


def for_latex2mathml(tex: str) -> str:
    r"""
    Return repaired *tex* in the part of LaTeX that latex2mathml reads: words as they are printed,
    and ``≰`` for ``\not\le``.

    Raises Unfinished if words hold what no words can hold.
    """
    return with_literal_text(_NEGATION.sub(_negated, tex))


def _columns(match: re.Match[str]) -> str:
    columns = _REPEATED.sub(lambda many: int(many[1]) * many[2], match[2])
    return f"{match[1]}{{{_ARRAY_LAYOUT.sub('', _WIDTH.sub('l', columns))}}}"


def _negated(match: re.Match[str]) -> str:
    command = match[1]
    known = rf"\n{command[1:]}"
    if known in SYMBOLS:
        return known + " "
    symbol = SYMBOLS.get(command) or (f"{ord(command):x}" if len(command) == 1 else "")
    sign = chr(int(symbol, 16)) if symbol else ""
    if unicodedata.category(sign or " ") != "Sm" and sign not in {"|", "⟂", "∣"}:
        return match[0]
    negated = unicodedata.normalize("NFC", f"{sign}\u0338")
    # latex2mathml would part a sign from the stroke that Unicode combines with it.
    return negated if len(negated) == 1 else rf"\text{{{negated}}}"


def _unjoined(match: re.Match[str]) -> str:
    return match[1] or match[2] + "{}"


def _depth(tex: str) -> int:
    deepest = depth = 0
    for brace in re.findall(r"[{}]", tex):
        depth += 1 if brace == "{" else -1
        deepest = max(deepest, depth)
    return deepest


def _without_dollars(tex: str) -> str:
    while True:
        freed = _TEXT_WITH_FORMULA.sub(r"{\\text{\1}\2\\text{\3}}", tex).replace(r"\text{}", "")
        if freed == tex:
            return tex
        tex = freed


def _environment(match: re.Match[str]) -> str:
    edges = _ENVIRONMENTS.get(match[2] or match[3])
    if edges is None:
        raise FormulaError(match[0])
    return edges[match[1] == "end"]
