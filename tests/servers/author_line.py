"""
The authors of a paper as arXiv keeps them, one line of text, and what its interfaces make of it.
"""

import re

# https://github.com/arXiv/arxiv-base, arxiv/authors: the letters that its table of TeX knows. What
# it does not know stays TeX.
_TEX = {r"\'{e}": "é", r"\'e": "é", r"{\"u}": "ü", r"\H{o}": "ő", r"\v{c}": "č", r"{\AA}": "Å"}

_COLLABORATION = re.compile(r"[a-z0-9\s]+\s(?:collaboration|group|team)", re.IGNORECASE)

_ET_AL = re.compile(r"et\.?\s+al\.?", re.IGNORECASE)


def names_in_atom(line: str) -> tuple[str, ...]:
    """
    The names that the query API gives for *line*.

    The rules are those of arXiv's parse_author_affil_utf: the line is cut at outer parentheses,
    then at commas, at colons and at "and" between blanks. A colon is a name, but for the one behind
    a collaboration that comes first.
    """
    pieces: list[str] = []
    for block in _outside_parentheses(line):
        text = re.sub(r",?\s+(?:and|&)\s", ",", re.sub(r"\s+", " ", block))
        pieces += filter(None, map(str.strip, re.split(r"([,:])\s*", text)))
    names = [_tidy(one) for one in _with_juniors(pieces) if one[0] not in "],("]
    names = [one for one in names if not _ET_AL.match(one)]
    if len(names) > 1 and names[1] == ":" and _COLLABORATION.fullmatch(names[0]):
        del names[1]
    return tuple(map(_decoded, names))


def _outside_parentheses(line: str) -> list[str]:
    depth, blocks = 0, [""]
    for char in line:
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                blocks.append("")
        elif depth == 0:
            blocks[-1] += char
    return blocks


def _with_juniors(pieces: list[str]) -> list[str]:
    found: list[str] = []
    for piece in pieces:
        if piece in ("Jr", "Jr.") and found[-1:] == [","] and len(found) > 1:
            found[-2:] = [f"{found[-2]}, {piece}"]
        else:
            found.append(piece)
    return found


def _tidy(name: str) -> str:
    return re.sub(r"(?<!\\)\.(\S)", r". \1", name)


def _decoded(name: str) -> str:
    for source, letter in _TEX.items():
        name = name.replace(source, letter)
    return name
