"""
The files of an index that Pagefind made: whether they are whole, and their order.

Pagefind 1.5 writes the filters of an index, and the values of each filter, in an order that differs
from run to run. The order is in the contents of these files and, by a checksum, in their names.
"""

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from generator.errors import BuildError

# The first bytes in each of Pagefind's own files, once unpacked.
_MAGIC = b"pagefind_dcd"

# The additional information of a CBOR item (RFC 8949, section 3) that says how many bytes of
# length follow, by the lower five bits of the item's first byte.
_LENGTHS = {24: 1, 25: 2, 26: 4, 27: 8}

_LOWEST_FIVE = 0b11111

# Kinds of items, by the upper three bits of the first byte: texts, and arrays. All others that
# Pagefind writes are numbers.
_WITH_BYTES, _WITH_ITEMS = (2, 3), (4,)


def check_whole(index: Path) -> None:
    """
    Raise BuildError unless each file below *index* was written to its end.

    On a full disk Pagefind leaves files cut off, and ends as if all were well.
    """
    for path in sorted(index.rglob("*")):
        if path.is_file() and not _is_whole(path):
            name = path.relative_to(index)
            raise BuildError(
                "search index", f"{name}: Pagefind did not write it; is the disk full?"
            )


def unpacked(path: Path) -> bytes:
    """
    The content of Pagefind's file at *path*.
    """
    return gzip.decompress(path.read_bytes()).removeprefix(_MAGIC)


def order_filters(index: Path) -> None:
    """
    Bring the filters below *index* and their values into the order of their bytes.

    So the same documents give the same files.
    """
    (meta,) = index.glob("*.pf_meta")
    content = unpacked(meta)
    for path in sorted((index / "filter").glob("*.pf_filter")):
        language, _, before = path.stem.partition("_")
        ordered = _with_ordered(unpacked(path), 1)
        name = f"{language}_{_checksum(ordered, len(before))}"
        content = content.replace(path.stem.encode(), name.encode())
        _pack(ordered, path.with_name(f"{name}.pf_filter"), path)
    # The fields of the table: version, pages, pieces of the index, filters, and others.
    content = _with_ordered(content, 3)
    prefix, language, before = re.split(r"[._]", meta.stem)
    name = f"{language}_{_checksum(content, len(before))}"
    entry = index / "pagefind-entry.json"
    old = f"{language}_{before}".encode()
    entry.write_bytes(entry.read_bytes().replace(old, name.encode()))
    _pack(content, meta.with_name(f"{prefix}.{name}.pf_meta"), meta)


def _is_whole(path: Path) -> bool:
    content = path.read_bytes()
    if not path.suffix.startswith(".pf_"):
        return bool(content)
    try:
        return gzip.decompress(content).startswith(_MAGIC)
    except (EOFError, OSError, zlib.error):
        return False


def _checksum(content: bytes, length: int) -> str:
    return hashlib.sha256(content).hexdigest()[:length]


def _pack(content: bytes, target: Path, before: Path) -> None:
    # The time in the packed file would differ from run to run.
    packed = gzip.compress(_MAGIC + content, mtime=0)
    before.unlink()
    target.write_bytes(packed)


def _with_ordered(content: bytes, number: int) -> bytes:
    """
    Return the CBOR array *content* with the items of its field *number*, an array too, in order.
    """
    *_, begin = islice(_starts(content, 0), number + 1)
    starts, end = [*_starts(content, begin)], _end(content, begin)
    items = (content[start : _end(content, start)] for start in starts)
    return content[: min(starts, default=end)] + b"".join(sorted(items)) + content[end:]


def _starts(content: bytes, at: int) -> Iterator[int]:
    """
    Yield where each item begins of the array that begins *at* a place in *content*.
    """
    _, length, at = _head(content, at)
    for _ in range(length):
        yield at
        at = _end(content, at)


def _end(content: bytes, at: int) -> int:
    """
    Return where the item ends that begins *at* a place in *content*.
    """
    kind, value, at = _head(content, at)
    if kind in _WITH_ITEMS:
        for _ in range(value):
            at = _end(content, at)
        return at
    return at + value if kind in _WITH_BYTES else at


def _head(content: bytes, at: int) -> tuple[int, int, int]:
    """
    Return the kind of the item *at* a place, its number, and where its head ends.

    The number is the length of a text or an array, and otherwise the value.
    """
    kind, value = content[at] >> 5, content[at] & _LOWEST_FIVE
    length = _LENGTHS.get(value, 0)
    if length:
        value = int.from_bytes(content[at + 1 : at + 1 + length])
    return kind, value, at + 1 + length
