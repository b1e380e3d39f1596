"""
Keeps the message files: ``messages.py`` collects what the site says, and brings
``generator/text/locales`` up to date. What is new there waits, empty, for its translation.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]

LOCALES = ROOT / "generator" / "text" / "locales"

_PYTHON = {"gettext": None, "ngettext": (1, 2), "_": None}

_SCRIPT = {"say": None, "sayCounted": (1, 2)}

_TEMPLATE_OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true"}

# A theme's word stands with its English text: {{ words["Home"] or "Home" }}.
_WORD = re.compile(r'words\["([^"]+)"\]')

Message = str | tuple[str, ...]


def sources(folder: str, *suffixes: str) -> Iterator[Path]:
    """
    The files with these suffixes below *folder*, in order.
    """
    return (path for path in sorted((ROOT / folder).rglob("*")) if path.suffix in suffixes)


def messages() -> Iterator[tuple[Path, Message]]:
    """
    All that the site says in English, and where.
    """
    for path in sources("generator", ".py"):
        yield from _extracted(path, "python", _PYTHON, {})
    for path in sources("generator/site/templates", ".html", ".md"):
        yield from _extracted(path, "jinja2.ext:babel_extract", _PYTHON, _TEMPLATE_OPTIONS)
    for path in sources("site_src/assets/js", ".js"):
        yield from _extracted(path, "javascript", _SCRIPT, {"parse_template_string": True})
    for path in sources("overrides", ".html"):
        yield from ((path, word) for word in _WORD.findall(path.read_text("utf-8")))


def template() -> Catalog:
    """
    The messages as a catalogue without translations.
    """
    made = Catalog(charset="utf-8", fuzzy=False)
    for path, message in messages():
        made.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    return made


def catalogs() -> dict[str, Catalog]:
    """
    The message files, by language.
    """
    return {
        path.stem: read_po(BytesIO(path.read_bytes()), path.stem) for path in LOCALES.glob("*.po")
    }


def update() -> None:
    """
    Give each message file what is new, and take from it what is no longer said.
    """
    for language, catalog in catalogs().items():
        catalog.update(template(), no_fuzzy_matching=True)
        catalog.obsolete.clear()
        write(language, catalog)


def write(language: str, catalog: Catalog) -> None:
    """
    Write the message file of *language*; the same messages give the same bytes.
    """
    catalog.header_comment = f"# What the site says in {catalog.locale.english_name}."
    written = BytesIO()
    write_po(written, catalog, width=100, sort_by_file=True, include_lineno=False)
    lines = written.getvalue().splitlines(keepends=True)
    # Of its header gettext needs these; the rest is dates, and people who are nobody.
    known = (b'"Language:', b'"Plural-Forms', b'"Content-Type')
    end = lines.index(b"\n")
    header = [line for line in lines[:end] if not line.startswith(b'"') or line.startswith(known)]
    (LOCALES / f"{language}.po").write_bytes(b"".join(header + lines[end:]))


def _extracted(
    path: Path,
    method: str,
    keywords: Mapping[str, tuple[int, ...] | None],
    options: Mapping[str, object],
) -> Iterator[tuple[Path, Message]]:
    with path.open("rb") as file:
        for _, message, _, _ in extract(method, file, keywords, options=options):
            yield path, message


if __name__ == "__main__":
    update()
