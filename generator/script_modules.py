"""
Which modules the site's scripts consist of, so that a page can name all of them to the browser.
"""

import posixpath
import re
from pathlib import Path

# The module that starts the others; mkdocs.yml names it for the pages.
_MAIN = "assets/js/main.js"

# A static import with a relative address, at the beginning of a line. A dynamic one, import("…"),
# is left out: the browser fetches its module when it is needed.
_IMPORT = re.compile(r"""^(?:import|export)\b[^;("']*["'](\.{1,2}/[^"']+)["'];""", re.MULTILINE)


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
