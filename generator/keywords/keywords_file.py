"""
What the keeper wrote into ``keywords.yaml``.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from generator.errors import ConfigError
from generator.keywords.entry import check_unique, keyword_of
from generator.keywords.keyword import Keyword
from generator.keywords.remedies import remedy
from generator.keywords.schema import KeywordsFile
from generator.keywords.yaml_lines import Marked, read_marked


def read_keywords(path: Path) -> tuple[Keyword, ...]:
    """
    The keywords of the file at *path*, in its order.

    Raises ConfigError, which names the line and what to write instead, for anything unknown,
    misspelt, contradictory or impossible.
    """
    marked = _read(path)
    wanted = _converted(path, marked)
    keywords: list[Keyword] = []
    for number, entry in enumerate(wanted.keywords):
        try:
            keyword = keyword_of(entry, wanted.defaults)
            check_unique(keyword, keywords)
        except ValueError as exc:
            raise _error(path, marked, f"$.keywords[{number}]", str(exc)) from exc
        keywords.append(keyword)
    return tuple(keywords)


def read_settings(path: Path) -> KeywordsFile:
    """
    What the file at *path* says besides its keywords. Raises ConfigError.
    """
    return _converted(path, _read(path))


def _read(path: Path) -> Marked:
    try:
        return read_marked(path.read_text("utf-8-sig"))
    except FileNotFoundError as exc:
        raise ConfigError(
            str(path), "not found; write one that says\nkeywords:\n  - Video Understanding"
        ) from exc
    except OSError as exc:
        raise ConfigError(str(path), f"cannot be read: {exc.strerror}") from exc
    except UnicodeDecodeError as exc:
        number = exc.object.count(b"\n", 0, exc.start) + 1
        raise ConfigError(f"{path}:{number}", "is not in UTF-8; save it in that encoding") from exc
    except ValueError as exc:
        line, _, reason = str(exc).removeprefix("line ").partition(": ")
        raise ConfigError(f"{path}:{line}", reason) from exc


def _converted(path: Path, marked: Marked) -> KeywordsFile:
    if marked.data is None:
        raise ConfigError(str(path), "is empty; write\nkeywords:\n  - Video Understanding")
    try:
        return msgspec.convert(marked.data, KeywordsFile)
    except msgspec.ValidationError as exc:
        reason, _, where = str(exc).partition(" - at ")
        where = where.strip("`").rpartition("`")[2] or "$"
        said = remedy(reason, where, marked.data)
        unknown = reason.partition("unknown field `")[2].strip("`")
        raise _error(path, marked, f"{where}.{unknown}" if unknown else where, said) from exc


def _error(path: Path, marked: Marked, where: str, reason: str) -> ConfigError:
    setting, _, rest = reason.partition(": ")
    if f"{where}.{setting}" in marked.lines:
        where, reason = f"{where}.{setting}", rest
    inside = where.removeprefix("$").removeprefix(".")
    return ConfigError(f"{path}:{marked.line(where)}", f"{inside}: {reason}" if inside else reason)


def selected(keywords: Sequence[Keyword], names: Sequence[str]) -> tuple[Keyword, ...]:
    """
    The keywords with these *names* or slugs, in their own order; all of them if none is given.

    Raises ConfigError for a name that no keyword has.
    """
    wanted = {name.casefold() for name in names}
    found = tuple(one for one in keywords if {one.name.casefold(), one.slug} & wanted)
    known = {name for one in found for name in (one.name.casefold(), one.slug)}
    for name in names:
        if name.casefold() not in known:
            have = ", ".join(keyword.name for keyword in keywords)
            raise ConfigError(f"--keyword {name}", f"no such keyword; there are {have}")
    return found if names else tuple(keywords)
