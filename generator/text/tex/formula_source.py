"""
The source of a formula, checked and repaired so that latex2mathml reads it rightly.
"""

import re
import unicodedata
from collections import Counter

# Longer or deeper ones are no formulas in an abstract but somebody's test of our patience.
_LENGTH = 2000

_DEPTH = 25

# Commands that define (and may never end), address, or put things where they cannot be seen.
_REFUSED = re.compile(
    r"\\(?:[gex]?def|let|(?:re)?newcommand|providecommand|newenvironment|DeclareMathOperator"
    r"|unicode|rule|tag|verb|href|url|style|class|sideset|prescript|[hv]?phantom|cancel|cite|ref)"
    r"(?![A-Za-z])"
)

_UNITS = "in|mm|cm|pt|em|ex|pc|bp|dd|cc|sp|mu"

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|%", re.DOTALL)

_MEANT = {
    # The line ends of a formula are gone, and with them what a comment would have been.
    "%": r"\%",
    "\\\n": r"\ ",
    r"\backslash": r"\setminus",
    **dict.fromkeys(("\\mbox", "\\hbox", "\\textrm", "\\textsc", "\\textnormal"), r"\text"),
    **dict.fromkeys((r"\mathds", r"\mathbbm"), r"\mathbb"),
    **dict.fromkeys(("\\nonumber", "\\notag", "\\mathstrut", "\\strut", "\\ensuremath"), ""),
    # Macros that mean the same to everybody.
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

# 2in would be two inches, -3ex one symbol; in \text{} they are words.
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

_SILENT = re.compile(
    r"\\(?:begin|end)\{[A-Za-z]+\*?\}(?:\{[rcl|@{}\s]*\})?|\\[A-Za-z]+(?:\[\d\])?|\\[^{}]"
)

_COUNTED = re.compile(r"[^\W_]|[+=<>()/|]")

_BRACES = re.compile(r"\\[{}]")


class UnreadableError(ValueError):
    """
    A formula that would not be shown as its author meant it.
    """


def repaired(tex: str) -> str:
    """
    *tex* as latex2mathml reads it rightly; raises UnreadableError where there is no hope.
    """
    if len(tex) > _LENGTH or _REFUSED.search(tex) or _depth(tex) > _DEPTH:
        raise UnreadableError(tex)
    meant = _TOKEN.sub(_as_meant, tex)
    for pattern, replacement in _REPAIRS:
        meant = pattern.sub(replacement, meant)
    meant = _UNIT.sub(lambda match: match[1] or match[2] + "{}", meant)
    return _ENVIRONMENT.sub(_environment, _without_dollars(meant))


def check(tex: str, shown: str) -> None:
    """
    Raise UnreadableError unless every letter, digit and sign of *tex* is among those *shown*.
    """
    wanted = Counter(_COUNTED.findall(unicodedata.normalize("NFKC", _SILENT.sub(" ", tex))))
    wanted.update(brace[1] for brace in _BRACES.findall(tex))
    if wanted - Counter(unicodedata.normalize("NFKC", shown)):
        raise UnreadableError(tex)


def _as_meant(match: re.Match[str]) -> str:
    meant = _MEANT.get(match[0])
    if meant is None:
        return match[0]
    # \R^n and \R n: the name must end where it ended.
    return meant + " " if match[0][1:].isalpha() and meant[-1:].isalpha() else meant


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
        raise UnreadableError(match[0])
    return edges[match[1] == "end"]
