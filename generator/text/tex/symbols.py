"""
TeX's commands for text: styles, letters, signs and accents, and what each stands for.
"""

import unicodedata

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
}

# Commands that change the style for the rest of their group.
SWITCHES: dict[str, Tag | None] = {
    **dict.fromkeys(("it", "em", "itshape", "sl", "slshape"), "em"),
    **dict.fromkeys(("bf", "bfseries"), "strong"),
    **dict.fromkeys(("tt", "ttfamily"), "code"),
    **dict.fromkeys(("rm", "sf", "sc", "scshape", "rmfamily", "sffamily", "normalfont"), None),
    **dict.fromkeys(("tiny", "scriptsize", "footnotesize", "small", "normalsize", "large"), None),
}

# Commands of a backslash and one other character, and the text that they stand for.
ESCAPES = {
    **{mark: mark for mark in "%&_#${}~^\"'`=."},
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
    "ie": "i.e.",
    "eg": "e.g.",
    "etal": "et al.",
    **dict.fromkeys(("quad", "qquad", "newline", "linebreak", "hfill", "space", "break"), " "),
    **dict.fromkeys(("noindent", "centering", "smallskip", "medskip", "bigskip", "protect"), ""),
    **dict.fromkeys(("xspace", "relax", "sloppy", "indent", "null"), ""),
}

# Environments that only arrange their content.
LAYOUT_ENVIRONMENTS = frozenset(
    ("itemize", "enumerate", "description", "center", "quote", "abstract")
)

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
    Return *letter* with TeX's accent *mark*: ``é`` for ``'`` and ``e``. Raises KeyError if *mark*
    is no accent of TeX.
    """
    return unicodedata.normalize("NFC", letter + _COMBINING[mark])
