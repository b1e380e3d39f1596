"""
What TeX's commands for text mean.
"""

import unicodedata

from generator.text.tex.nodes import Tag

# Commands that style their argument; None where the style adds nothing to what is said.
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
}

# Commands that change the style for the rest of their group.
SWITCHES: dict[str, Tag | None] = {
    **dict.fromkeys(("it", "em", "itshape", "sl", "slshape"), "em"),
    **dict.fromkeys(("bf", "bfseries"), "strong"),
    **dict.fromkeys(("tt", "ttfamily"), "code"),
    **dict.fromkeys(("rm", "sf", "sc", "scshape", "rmfamily", "sffamily", "normalfont"), None),
    **dict.fromkeys(("tiny", "scriptsize", "footnotesize", "small", "normalsize", "large"), None),
}

# A backslash and one character.
ESCAPES = {
    **{mark: mark for mark in "%&_#${}~^\"'`=."},
    **dict.fromkeys(" ,;:\n\\", " "),
    **dict.fromkeys("!/@-", ""),
}

# Letters TeX has commands for; a blank after the command only ends it.
LETTERS = {
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

NAMES = {
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
    "ie": "i.e.",
    "eg": "e.g.",
    "etal": "et al.",
    **dict.fromkeys(("quad", "qquad", "newline", "linebreak", "hfill", "space", "break"), " "),
    **dict.fromkeys(("noindent", "centering", "smallskip", "medskip", "bigskip", "protect"), ""),
    **dict.fromkeys(("xspace", "relax", "sloppy", "indent", "null"), ""),
}

# Environments that only arrange: their items are what they say.
LISTS = frozenset(("itemize", "enumerate", "description", "center", "quote", "abstract"))

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


def accented(mark: str, letter: str) -> str:
    """
    *letter* under TeX's accent *mark*: ``é`` for ``'`` and ``e``.
    """
    return unicodedata.normalize("NFC", letter + _COMBINING[mark])
