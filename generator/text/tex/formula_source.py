"""
The TeX of a formula, repaired before latex2mathml reads it, and checked against its output.
"""

import re
import unicodedata
from collections import Counter

# Longer formulas, and deeper nested ones, do not occur in abstracts; they could take very long.
_LENGTH = 2000

_DEPTH = 25

# Commands that define others (and may never end), link, or hide what stands in their argument.
_REFUSED = re.compile(
    r"\\(?:[gex]?def|let|(?:re)?newcommand|providecommand|newenvironment|DeclareMathOperator"
    r"|unicode|rule|tag|verb|href|url|style|class|sideset|prescript|[hv]?phantom|cancel|cite|ref)"
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
    **dict.fromkeys((r"\mathds", r"\mathbbm"), r"\mathbb"),
    **dict.fromkeys(("\\nonumber", "\\notag", "\\mathstrut", "\\strut", "\\ensuremath"), ""),
    # Macros of authors that have one usual meaning.
    **dict.fromkeys((r"\R", r"\RR", r"\reals"), r"\mathbb{R}"),
    **dict.fromkeys((r"\N", r"\NN"), r"\mathbb{N}"),
    **dict.fromkeys((r"\Z", r"\ZZ"), r"\mathbb{Z}"),
    **dict.fromkeys((r"\Q", r"\QQ"), r"\mathbb{Q}"),
    r"\CC": r"\mathbb{C}",
    r"\eps": r"\varepsilon",
}

_REPAIRS = (
    (re.compile(r"\\label\s*\{[^{}]*\}"), ""),
    (re.compile(r"\\(?:text)?color\s*\{[A-Za-z]*\}"), ""),
    (re.compile(r"\\not\s*="), r"\\neq "),
    (re.compile(r":\s*="), r"\\coloneq "),
    (re.compile(r"\\[hv]space\*?\s*\{[^{}]*\}"), r"\\ "),
    (re.compile(rf"\\(?:[hm]skip|m?kern)\s*-?[\d.]+\s*(?:{_UNITS})"), r"\\ "),
    (re.compile(rf"\\\\\[-?[\d.]+\s*(?:{_UNITS})\]"), r"\\\\"),
    (
        re.compile(r"\\operatorname\s*\*?\s*\{([A-Za-z]+)\\[,;! ]\s*([A-Za-z]+)\}"),
        r"\\operatorname{\1\2}",
    ),
    (re.compile(r"\n"), " "),
)

_TEXT_WITH_FORMULA = re.compile(r"\\text\s*\{([^{}$]*)\$([^$]*)\$([^{}]*)\}")

# latex2mathml reads 2in as two inches, and -3ex as one symbol. In \text{} such letters are words.
_UNIT = re.compile(rf"(\\text[a-z]*\s*\{{[^{{}}]*\}})|(\d)\s*(?={_UNITS})")

_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+)\*?\}")

_KNOWN = ("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix")

_ENVIRONMENTS = {
    **{name: (rf"\begin{{{name}}}", rf"\end{{{name}}}") for name in (*_KNOWN, "array", "cases")},
    **dict.fromkeys(("equation", "displaymath", "math"), ("", "")),
    **dict.fromkeys(("align", "aligned", "split"), (r"\begin{align*}", r"\end{align*}")),
    **dict.fromkeys(("gather", "gathered", "multline"), (r"\begin{matrix}", r"\end{matrix}")),
    "eqnarray": (r"\begin{array}{rcl}", r"\end{array}"),
}

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
    for pattern, replacement in _REPAIRS:
        repaired_tex = pattern.sub(replacement, repaired_tex)
    repaired_tex = _UNIT.sub(lambda match: match[1] or match[2] + "{}", repaired_tex)
    return _ENVIRONMENT.sub(_environment, _without_dollars(repaired_tex))


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
        return match[0]
    # In \R^n and \R n the name of the command ended here; a letter must not join it.
    return replacement + " " * (match[0][1:].isalpha() and replacement[-1:].isalpha())


def _depth(tex: str) -> int:
    deepest = depth = 0
    for brace in re.findall(r"[{}]", tex):
        depth += 1 if brace == "{" else -1
        deepest = max(deepest, depth)
    return deepest


def _without_dollars(tex: str) -> str:
    while True:
        freed = _TEXT_WITH_FORMULA.sub(r"\\text{\1}\2\\text{\3}", tex).replace(r"\text{}", "")
        if freed == tex:
            return tex
        tex = freed


def _environment(match: re.Match[str]) -> str:
    edges = _ENVIRONMENTS.get(match[2])
    if edges is None:
        raise FormulaError(match[0])
    return edges[match[1] == "end"]
