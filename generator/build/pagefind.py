"""
The search index. Pagefind makes it in parts, from a small document for each paper.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, json

from generator.build.cache import fingerprint
from generator.build.engines import run_module
from generator.build.pagefind_files import check_whole, order_filters, unpacked
from generator.build.staging import check_no_link, replace_folder, staging_folder
from generator.site.documents import RenderTask
from generator.site.search_records import CHOICES, Choices, Part
from generator.store import atomic

# The parts of the index, newest first, with the number of papers in each.
_PARTS = "parts.json"

# A file in each part, with the fingerprint of its documents and of its list of files. MkDocs does
# not publish it, because its name begins with a dot.
_SEAL = ".documents"

# A file in each part, with the names of its papers, newest first. If Pagefind stored this order, it
# would be a fourth of the table that every search loads.
_ORDER = "order.json"


class _Fragment(Struct):
    url: str


_FRAGMENT = json.Decoder(_Fragment)

_CHOICES = json.Decoder(dict[str, dict[str, int]])


def write_index(parts: Iterable[RenderTask[Part]], program: str, source: Path) -> None:
    """
    Index each of *parts* into a folder of its own below ``pagefind/`` in *source*.

    A part that is complete, and that *program* made of the same papers, is left as it is: not even
    its documents are made. ``parts.json`` lists the parts for the search box, newest first, and
    ``choices.json`` has the values of its filters. Raises BuildError with what Pagefind printed,
    and OSError.
    """
    index = source / "pagefind"
    check_no_link(index, source)
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


def _write_part(part: RenderTask[Part], program: str, target: Path, folder: Path) -> None:
    # One script reads all parts: they must be of the same version of Pagefind, hence of *program*.
    key = fingerprint(part, program)
    if not _is_complete(target, key):
        folder.mkdir()
        papers, index = folder / "papers", folder / "index"
        names = _write_documents(part, papers)
        arguments = ("--site", str(papers), "--output-path", str(index))
        run_module("search index", ["pagefind", *arguments], root=folder)
        check_whole(index)
        order_filters(index)
        for path in papers.glob("*.json"):
            path.rename(index / path.name)
        atomic.write(index / _ORDER, json.encode(list(_newest_first(names, index))))
        _seal(index, key)
        replace_folder(target, index)


def _write_documents(part: RenderTask[Part], folder: Path) -> list[str]:
    folder.mkdir()
    names = []
    for name, content in part.documents():
        with atomic.naming(folder / name):
            (folder / name).write_bytes(content)
        names.append(name)
    return names


def _newest_first(names: list[str], index: Path) -> Iterator[str]:
    # Pagefind's fragment is what a search shows of a document. Its file has Pagefind's own name.
    urls = {}
    for path in (index / "fragment").iterdir():
        urls[_FRAGMENT.decode(unpacked(path)).url] = path.stem
    for name in reversed(names):
        if name.endswith(".html"):
            yield urls[f"/{name}"]


def _choices(parts: Iterable[Path]) -> Choices:
    found: dict[str, Counter[str]] = {}
    for part in parts:
        for name, numbers in _CHOICES.decode((part / CHOICES).read_bytes()).items():
            found.setdefault(name, Counter()).update(numbers)
    return {name: dict(sorted(numbers.items())) for name, numbers in found.items()}


def _is_complete(part: Path, key: str) -> bool:
    try:
        return atomic.read(part / _SEAL) == f"{key} {_inventory(part)}".encode()
    except OSError:
        return False


def _seal(part: Path, key: str) -> None:
    atomic.write(part / _SEAL, f"{key} {_inventory(part)}".encode())


def _inventory(part: Path) -> str:
    # A cleaning program or a power cut can remove single files of a part. Searches would then lack
    # papers without an error.
    digest = hashlib.sha256()
    for name, size in sorted(_sizes(part)):
        digest.update(f"{name} {size}\n".encode())
    return digest.hexdigest()


def _sizes(part: Path) -> Iterator[tuple[str, int]]:
    # os is faster than pathlib here, and there is a file for each paper.
    for folder, _, names in os.walk(part):
        for name in names:
            if name != _SEAL:
                file = os.path.join(folder, name)  # noqa: PTH118
                yield file.removeprefix(str(part)), os.stat(file).st_size  # noqa: PTH116
