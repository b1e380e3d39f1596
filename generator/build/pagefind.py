"""
The search index, made by Pagefind part by part from one small document a paper.
"""

import gzip
import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, json

from generator.build.cache import fingerprint
from generator.build.engines import run_module
from generator.build.staging import put_in_place, staging_folder
from generator.site.documents import RenderTask
from generator.site.search_records import CHOICES, Choices, Part
from generator.store import atomic

_PARTS = "parts.json"

# Says of what a part was made, and of which files it consists. MkDocs leaves out names that begin
# with a dot.
_SEAL = ".documents"

# Which papers of a part are newer than others: by the names they have there, the newest first.
# Pagefind's own order would be in the table that every search loads, a fourth of it.
_ORDER = "order.json"


class _Fragment(Struct):
    url: str


_FRAGMENT = json.Decoder(_Fragment)

_CHOICES = json.Decoder(dict[str, dict[str, int]])


def write_index(parts: Iterable[RenderTask[Part]], program: str, source: Path) -> None:
    """
    Index each of *parts* into a folder of its own below ``pagefind/`` in *source*.

    A part that *program* made of the same papers, and that is whole, is left alone: not even its
    documents are made. ``parts.json`` tells the search box which parts there are, newest first, and
    ``choices.json`` what papers can be filtered by. Raises BuildError with what Pagefind said, and
    OSError.
    """
    index = source / "pagefind"
    index.mkdir(parents=True, exist_ok=True)
    with staging_folder(source) as folder:
        sizes: dict[str, int] = {}
        for number, part in enumerate(parts):
            name = str(number)
            _write_part(part, program, index / name, folder / name)
            sizes[name] = len(part.source.permalinks)
        newest_first = [{"name": name, "papers": size} for name, size in reversed(sizes.items())]
        atomic.write(index / CHOICES, json.encode(_choices(index / name for name in sizes)))
        atomic.write(index / _PARTS, json.encode(newest_first))
        for path in index.iterdir():
            if path.name not in {*sizes, CHOICES, _PARTS}:
                path.rename(folder / path.name)


def _write_part(part: RenderTask[Part], program: str, place: Path, folder: Path) -> None:
    # Parts are read by one script: all must be of its version, which is the program's.
    made_of = fingerprint(part, program)
    if not _is_whole(place, made_of):
        folder.mkdir()
        papers, made = folder / "papers", folder / "index"
        names = _write_documents(part, papers)
        where = ("--site", str(papers), "--output-path", str(made))
        run_module("search index", ["pagefind", *where], root=folder)
        for path in papers.glob("*.json"):
            path.rename(made / path.name)
        atomic.write(made / _ORDER, json.encode(list(_newest_first(names, made))))
        _seal(made, made_of)
        put_in_place(made, place)


def _write_documents(part: RenderTask[Part], folder: Path) -> list[str]:
    folder.mkdir()
    names = []
    for name, content in part.documents():
        with atomic.naming(folder / name):
            (folder / name).write_bytes(content)
        names.append(name)
    return names


def _newest_first(names: list[str], made: Path) -> Iterator[str]:
    # A fragment is what is shown of a paper found.
    urls = {}
    for path in (made / "fragment").iterdir():
        text = gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
        urls[_FRAGMENT.decode(text).url] = path.stem
    for name in reversed(names):
        if name.endswith(".html"):
            yield urls[f"/{name}"]


def _choices(parts: Iterable[Path]) -> Choices:
    found: dict[str, Counter[str]] = {}
    for part in parts:
        for name, numbers in _CHOICES.decode((part / CHOICES).read_bytes()).items():
            found.setdefault(name, Counter()).update(numbers)
    return {name: dict(sorted(numbers.items())) for name, numbers in found.items()}


def _is_whole(part: Path, made_of: str) -> bool:
    try:
        seal = (part / _SEAL).read_text("utf-8")
    except FileNotFoundError:
        return False
    return seal == f"{made_of} {_inventory(part)}"


def _seal(part: Path, made_of: str) -> None:
    atomic.write(part / _SEAL, f"{made_of} {_inventory(part)}".encode())


def _inventory(part: Path) -> str:
    # A sync, a cleaner or a power cut can take a part of many away, and nobody would notice.
    digest = hashlib.sha256()
    for name, size in sorted(_sizes(part)):
        digest.update(f"{name} {size}\n".encode())
    return digest.hexdigest()


def _sizes(part: Path) -> Iterator[tuple[str, int]]:
    # Not through paths: there is a file a paper.
    for folder, _, names in os.walk(part):
        for name in names:
            if name != _SEAL:
                file = os.path.join(folder, name)  # noqa: PTH118
                yield file.removeprefix(str(part)), os.stat(file).st_size  # noqa: PTH116
