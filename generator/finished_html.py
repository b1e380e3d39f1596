"""
Finished HTML in a page's Markdown: it can be taken out, and put back into the HTML of the rest.

A page of a hundred papers is mostly HTML that nobody need read on its way through a site
generator. It stands between ``<!-- papers -->`` and ``<!-- /papers -->``.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

_BEGIN, _END = "\n<!-- papers -->\n", "\n<!-- /papers -->\n"

# Stands for a block in Markdown: a paragraph, marked by a character that no text has.
PLACE = re.compile("\ue000finished (\\d+)\ue000")

# And in HTML: an empty element with this attribute.
TAG, ATTRIBUTE = "div", "data-finished"
_ELEMENT = re.compile(rf'<{TAG} {ATTRIBUTE}="(\d+)"></{TAG}>')


class Lifted(Struct, frozen=True):
    """
    A page's Markdown with a place for each block of finished HTML, and the *blocks*.
    """

    markdown: str
    blocks: tuple[str, ...]


def lift(text: str) -> Lifted:
    """
    Take the finished HTML out of the Markdown *text*.
    """
    blocks: list[str] = []
    markdown = "".join(_lifted(f"\n{text}\n", blocks))
    return Lifted(markdown[1:-1], tuple(blocks))


def lower(html: str, blocks: Sequence[str]) -> str:
    """
    Put the *blocks* back where *html* has their elements.
    """
    return _ELEMENT.sub(lambda place: blocks[int(place[1])], html) if blocks else html


def _lifted(text: str, blocks: list[str]) -> Iterator[str]:
    # A regular expression would look at each character of a page.
    at = 0
    while (begin := text.find(_BEGIN, at)) >= 0:
        # An empty block ends with the line break it begins with.
        first = begin + len(_BEGIN)
        last = text.find(_END, first - 1)
        if last < 0:
            break
        yield text[at : begin + 1]
        yield f"\n\ue000finished {len(blocks)}\ue000\n"
        blocks.append(text[first:last].strip("\n"))
        at = last + len(_END) - 1
    yield text[at:]
