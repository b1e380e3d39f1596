"""
The site's scripts and style sheets, as pages name them to the browser.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from generator.site.documents import Document

# The module that starts the others; mkdocs.yml names it for the pages.
_MAIN = "assets/js/main.js"

# A static import with a relative address, at the beginning of a line. A dynamic one, import("…"),
# is left out: the browser fetches its module when it is needed.
_IMPORT = re.compile(r"""^(?:import|export)\b[^;("']*["'](\.{1,2}/[^"']+)["'];""", re.MULTILINE)

# In the order in which rules that weigh the same win: the later one.
_SHEETS = ("tokens", "frame", "papers", "lists", "dialogs", "print")


def documents(source: Path) -> Iterator[Document]:
    """
    The style sheets below *source* as one, ``site.css``; none without style sheets.

    A browser draws a page when it has all style sheets, and over HTTP/1.1 it asks for six files at
    a time: the theme's sheets, early.js and one for each of ours would be nine. Lighthouse had the
    page drawn 0.1 to 0.3 s later on a slow phone.
    """
    paths = [source / f"assets/css/{name}.css" for name in _SHEETS]
    if all(path.is_file() for path in paths):
        yield "site.css", b"\n".join(path.read_bytes() for path in paths)


def script_modules(source: Path) -> tuple[str, ...]:
    """
    The addresses of all modules below *source* that the main one imports, directly or not, sorted.

    Empty without a main module. A module that is not there yet, such as the generated messages.js,
    is named, and imports nothing.
    """
    if not (source / _MAIN).is_file():
        return ()
    found, to_read = {_MAIN}, [_MAIN]
    while to_read:
        new = imported(to_read.pop(), source) - found
        found |= new
        to_read.extend(new)
    return tuple(sorted(found - {_MAIN}))


def imported(module: str, source: Path) -> set[str]:
    """
    The addresses of the modules that the one at the address *module* imports itself.
    """
    path = source / module
    text = path.read_text("utf-8") if path.is_file() else ""
    folder = posixpath.dirname(module)
    return {posixpath.normpath(posixpath.join(folder, one)) for one in _IMPORT.findall(text)}
