"""
What the project's own documents say: links, commands, code blocks.
"""

import re
import shlex
import textwrap
from collections.abc import Iterator
from itertools import dropwhile, groupby
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = (*sorted(ROOT.glob("*.md")), *sorted(DOCS.glob("*.md")), *sorted(DOCS.glob("design/*.md")))
HOMES = DOCS / "homes"

_FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|srcset|href)=\"([^\"]+)\"")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
_REDIRECTION = re.compile(r"\s\d?>>?\s*(?:&\d|\S+)")
_ASSIGNED = re.compile(r"[A-Z_]+=\S*")


def blocks(text: str, language: str) -> Iterator[str]:
    """
    The code blocks of a *language* in a page, without their indentation.
    """
    for found, block in _FENCE.findall(text):
        if found == language:
            yield textwrap.dedent(block)


def links(text: str) -> Iterator[str]:
    """
    Where a page links to, other sites left out.
    """
    for pair in _LINK.findall(_FENCE.sub("", text)):
        target = pair[0] or pair[1]
        if not target.startswith(("http:", "https:", "mailto:")):
            yield target


def anchors(text: str) -> set[str]:
    """
    The anchors that GitHub gives to a page's headings.
    """
    names = _HEADING.findall(_FENCE.sub("", text))
    return {re.sub(r"[^\w\- ]", "", name).strip().lower().replace(" ", "-") for name in names}


def code(text: str) -> Iterator[str]:
    """
    Every line of code on a page, in a block or inside a sentence.
    """
    for _, block in _FENCE.findall(text):
        yield from block.splitlines()
    yield from _SPAN.findall(_FENCE.sub("", text))


def commands(line: str) -> Iterator[list[str]]:
    """
    The commands in a line of shell, as words, without the variables they are given.
    """
    lexer = shlex.shlex(_REDIRECTION.sub("", line), posix=True, punctuation_chars=";&|")
    lexer.whitespace_split = True
    try:
        words = list(lexer)
    except ValueError:
        # A sentence with an apostrophe, not a command.
        return
    if words[:2] == ["/bin/sh", "-c"]:
        yield from commands(words[2])
        return
    for separator, command in groupby(words, key=lambda word: not word.strip(";&|")):
        if not separator:
            yield list(dropwhile(_ASSIGNED.fullmatch, command))
