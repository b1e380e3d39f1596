"""
TeX's commands for text: styles, letters, signs and accents, and what each stands for.
"""

import re
import unicodedata
from functools import cache

from latex2mathml.commands import CONVERSION_MAP
from latex2mathml.symbols_parser import SYMBOLS
from pylatexenc.latexencode import get_builtin_uni2latex_dict

from generator.text.tex.nodes import Tag

# Commands that style their argument, and the style; None for a style that is dropped.
STYLES: dict[str, Tag | None] = {
    "emph": "em",
    "textit": "em",
    "textsl": "em",
    "textbf": "strong",
    "mathbf": "strong",
    "texttt": "code",
    "textsuperscript": "sup",
    "textsubscript": "sub",
    **dict.fromkeys(("text", "textrm", "textsc", "textsf", "textup", "textmd", "textnormal"), None),
    **dict.fromkeys(("mbox", "hbox", "fbox", "mathrm", "underline", "uline", "MakeUppercase")),
    # Strokes, colours and marks of the packages ulem, soul and changes.
    **dict.fromkeys(("uuline", "uwave", "dashuline", "dotuline", "sout", "ul", "hl", "st", "so")),
    **dict.fromkeys(("added", "highlight", "rev", "revised", "revise", "revision", "cameraready")),
    **dict.fromkeys(("red", "blue", "green", "RED", "BLUE", "edit", "edited", "modified", "new")),
    **dict.fromkeys(("MakeLowercase", "uppercase", "lowercase", "makebox", "framebox", "textls")),
    **dict.fromkeys(("textlf", "textin", "acro", "textulc", "textsw", "textssc", "hyperref")),
    **dict.fromkeys(("acs", "acl", "acf", "ac", "acrshort", "acrlong", "acrfull", "gls", "Gls")),
    **dict.fromkeys(("section", "subsection", "subsubsection", "paragraph"), "strong"),
    "lstinline": "code",
    "title": None,
}

# Commands that print characters before and after their argument.
SURROUNDED = {
    "footnote": (" (", ")"),
    "footnotetext": (" (", ")"),
    "thanks": (" (", ")"),
    "enquote": ("“", "”"),
    "textquote": ("“", "”"),
    "blockquote": ("“", "”"),
    "keywords": ("Keywords: ", ""),
    **dict.fromkeys(("acp", "acsp", "aclp", "acfp", "acrshortpl", "glspl", "Glspl"), ("", "s")),
}

# Commands with several arguments of which one is text: how many they take, and which is the text.
CHOSEN = {
    "textcolor": (2, 1),
    "colorbox": (2, 1),
    "fcolorbox": (3, 2),
    "scalebox": (2, 1),
    "raisebox": (2, 1),
    "rotatebox": (2, 1),
    "resizebox": (3, 2),
    "parbox": (2, 1),
    "foreignlanguage": (2, 1),
    "hypertarget": (2, 1),
    "texorpdfstring": (2, 0),
    "replaced": (2, 0),
}

# Commands that stand for formulas also outside of them, whatever their arguments hold.
FORMULA_COMMANDS = frozenset(("ce", "ensuremath", "frac", "nicefrac", "sfrac", "sqrt", "binom"))

# Commands that change the style for the rest of their group.
SWITCHES: dict[str, Tag | None] = {
    **dict.fromkeys(("it", "em", "itshape", "sl", "slshape"), "em"),
    **dict.fromkeys(("bf", "bfseries"), "strong"),
    **dict.fromkeys(("tt", "ttfamily"), "code"),
    **dict.fromkeys(("rm", "sf", "sc", "scshape", "rmfamily", "sffamily", "normalfont"), None),
    **dict.fromkeys(("tiny", "scriptsize", "footnotesize", "small", "normalsize", "large"), None),
    **dict.fromkeys(("Large", "LARGE", "huge", "Huge", "boldmath", "unboldmath", "upshape"), None),
    **dict.fromkeys(("mdseries", "raggedright", "raggedleft", "selectfont", "cal"), None),
}

# Commands of a backslash and one other character, and the text that they stand for.
ESCAPES = {
    **{mark: mark for mark in "%&_#${}~^\"'`=."},
    "|": "‖",
    **dict.fromkeys(" ,;:\n\\", " "),
    **dict.fromkeys("!/@-", ""),
}

# Commands for letters; a blank after the command only ends it.
LETTER_COMMANDS = {
    "ss": "ß",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "dj": "đ",
    "DJ": "Đ",
}

# Commands for other text; a blank after the command is kept.
TEXT_COMMANDS = {
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "S": "§",
    "P": "¶",
    "dag": "†",
    "ddag": "‡",
    "copyright": "©",
    "pounds": "£",
    "euro": "€",
    "textdegree": "°",
    "degree": "°",
    "textmu": "µ",
    "textregistered": "®",
    "texttrademark": "™",
    "textcopyright": "©",
    "textdagger": "†",
    "textsection": "§",
    "texteuro": "€",
    "textdollar": "$",
    "textpm": "±",
    "texttimes": "×",
    "textendash": "–",
    "textemdash": "—",
    "textellipsis": "…",
    "ldots": "…",
    "dots": "…",
    "textbullet": "•",
    "item": "• ",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textasciigrave": "`",
    "textunderscore": "_",
    "textbackslash": "\\",
    "textquotesingle": "'",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "slash": "/",
    "textlangle": "⟨",
    "textrangle": "⟩",
    "textcelsius": "°C",
    "textasteriskcentered": "*",
    "textperiodcentered": "·",
    "textprime": "′",
    "textvert": "|",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textquotedbl": '"',
    "textnumero": "№",
    "lq": "‘",
    "rq": "’",
    "dq": '"',
    "guillemotleft": "«",
    "guillemotright": "»",
    "guillemetleft": "«",
    "guillemetright": "»",
    "guilsinglleft": "‹",
    "guilsinglright": "›",
    "quotedblbase": "„",
    "quotesinglbase": "‚",
    "textquestiondown": "¿",
    "textexclamdown": "¡",
    "permil": "‰",
    "lambdabar": "ƛ",
    "cmark": "✓",
    "xmark": "✗",
    "checkmark": "✓",
    "Moon": "☽",
    "thorn": "þ",
    "celsius": "°C",
    "degreeCelsius": "°C",
    "ohm": "Ω",
    "micro": "µ",
    "percent": "%",
    "lbrace": "{",
    "rbrace": "}",
    "LaTeXe": "LaTeX2ε",
    "XeTeX": "XeTeX",
    "AmS": "AMS",
    "bibtex": "BibTeX",
    "cdots": "⋯",
    "lbrack": "[",
    "rbrack": "]",
    "colon": ":",
    "and": " · ",
    "textcompwordmark": "",
    "ie": "i.e.",
    "eg": "e.g.",
    "etal": "et al.",
    "etc": "etc.",
    "vs": "vs.",
    "wrt": "w.r.t.",
    **dict.fromkeys(("quad", "qquad", "newline", "linebreak", "hfill", "space", "break"), " "),
    **dict.fromkeys(("noindent", "centering", "smallskip", "medskip", "bigskip", "protect"), ""),
    **dict.fromkeys(("xspace", "relax", "sloppy", "indent", "null", "allowbreak", "nobreak"), ""),
    **dict.fromkeys(("maketitle", "newpage", "clearpage", "hrule", "vfill", "leavevmode"), ""),
    **dict.fromkeys(("footnotemark", "ignorespaces", "unskip", "nolinebreak"), ""),
    **dict.fromkeys(("enspace", "enskip", "thinspace", "medspace", "thickspace"), " "),
    **dict.fromkeys(("nobreakspace", "hfil"), " "),
}

# Environments that only arrange their content.
LAYOUT_ENVIRONMENTS = frozenset(
    (
        *("itemize", "enumerate", "description", "center", "quote", "quotation", "abstract"),
        *("flushleft", "flushright", "document", "keywords", "IEEEkeywords", "compactitem"),
        *("small", "footnotesize", "minipage", "enumerate*", "itemize*", "inparaenum"),
    )
)

_ACCENT_LETTERS = "uvHckrdbt"

# \c{opyright} and \r{ho}: arXiv took the first letter of \copyright and \rho for an accent.
_SPLIT_COMMAND = re.compile(rf"\\([{_ACCENT_LETTERS}])\s?\{{([A-Za-z]{{1,16}})\}}(?=(\w)?)")

_COMBINING = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
    "d": "\u0323",
    "b": "\u0331",
}


def mended(source: str) -> str:
    r"""
    Return *source* with commands as their authors wrote them: ``\rho`` for ``\r{ho}``.
    """
    return _SPLIT_COMMAND.sub(_mended, source)


def _mended(match: re.Match[str]) -> str:
    name = match[1] + match[2]
    # An accent over one letter is an accent, but there is none over the o of \t{o}.
    if (len(match[2]) == 1 and name != "to") or not _is_command(name):
        return match[0]
    return f"\\{name}{{}}" if match[3] and match[3].isalpha() else f"\\{name}"


def _is_command(name: str) -> bool:
    return rf"\{name}" in SYMBOLS or rf"\{name}" in CONVERSION_MAP or name in TEXT_COMMANDS


def text_command(name: str) -> str | None:
    r"""
    Return the text that command *name* stands for: ``→`` for ``textrightarrow``; None if it is
    unknown.
    """
    text = TEXT_COMMANDS.get(name)
    return _textcomp().get(name) if text is None and name.startswith("text") else text


@cache
def _textcomp() -> dict[str, str]:
    # The package textcomp, from the table that pylatexenc encodes with.
    pattern = re.compile(r"\\(text[A-Za-z]+)")
    found = (
        (pattern.fullmatch(tex), chr(one)) for one, tex in get_builtin_uni2latex_dict().items()
    )
    return {match[1]: sign for match, sign in found if match}


def accented(mark: str, letter: str) -> str:
    """
    Return *letter* with TeX's accent *mark*: ``é`` for ``'`` and ``e``. Raises KeyError if *mark*
    is no accent of TeX.
    """
    return unicodedata.normalize("NFC", letter + _COMBINING[mark])
