"""
What the keeper wrote into ``keywords.yaml``.
"""

import difflib
import re
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from generator.config.entry import check_unique, keyword_of
from generator.errors import ConfigError
from generator.keyword import Keyword
from generator.keywords_file import Defaults, KeywordEntry, KeywordsFile
from generator.yaml_lines import Marked, read_marked

_REMEDIES = (
    (re.compile(r"in: .*"), "write title or abstract; without it, either will do"),
    (re.compile(r".*: Object missing required field `(.*)`"), r"'\1' is missing"),
    (
        re.compile(r".*: Expected `str.*, got `(?:int|float|bool|date|datetime)`"),
        "a number, a date or yes/no where a text is due; put it in quotation marks",
    ),
    (re.compile(r".*: Expected `str.*(?:, got `null`|length >= 1)"), "empty; write a text"),
    (re.compile(r".*: Expected `str.*, got .*"), "a list or settings where a text is due"),
    (re.compile(r".*: Expected `str` of length <= (\d+)"), r"longer than \1 characters"),
    (re.compile(r".*: Expected `str`"), "a number where a setting's name is due"),
    (re.compile(r"max_papers: .*"), "write a whole number from 1 to 2000"),
    (re.compile(r".*: Expected `bool.*"), "write true or false"),
    (re.compile(r".*: Expected `object`.*"), "empty, or no settings; write max_papers: 50"),
    (re.compile(r"(\w+): Expected `array.*, got .*"), r"a list is due; write \1: [one, another]"),
    (
        re.compile(r"(\w+): Expected `array` of length.*"),
        r"an empty list; write \1: [one, another]",
    ),
    (re.compile(r"sort_by: .*"), "write updated or published"),
    (re.compile(r"source: .*"), "write auto, api or oai"),
    (
        re.compile(r"version: .*"),
        "this program reads version 1 of this file; use the newest Daily Papers",
    ),
)


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
        remedy = _remedy(reason, where, marked.data)
        unknown = reason.partition("unknown field `")[2].strip("`")
        raise _error(path, marked, f"{where}.{unknown}" if unknown else where, remedy) from exc


def _error(path: Path, marked: Marked, where: str, reason: str) -> ConfigError:
    setting, _, rest = reason.partition(": ")
    if f"{where}.{setting}" in marked.lines:
        where, reason = f"{where}.{setting}", rest
    inside = where.removeprefix("$").removeprefix(".")
    return ConfigError(f"{path}:{marked.line(where)}", f"{inside}: {reason}" if inside else reason)


def _remedy(reason: str, where: str, data: Any) -> str:
    """
    The *reason* msgspec gives, in the keeper's words.
    """
    if unknown := re.fullmatch(r"Object contains unknown field `(.*)`", reason):
        known = _fields(where)
        near = difflib.get_close_matches(unknown[1], known, 1)
        if near:
            return f"unknown setting {unknown[1]!r}; did you mean {near[0]!r}?"
        return (
            f"unknown setting {unknown[1]!r}; known are {', '.join(known)}; "
            "a text with a colon needs quotation marks"
        )
    if not isinstance(data, dict):
        return "'keywords:' should stand in the first line, and the keywords below it"
    setting = where.rpartition(".")[2]
    matches = ((pattern.fullmatch(f"{setting}: {reason}"), text) for pattern, text in _REMEDIES)
    return next((match.expand(text) for match, text in matches if match), reason)


def _fields(where: str) -> list[str]:
    if where == "$":
        kind: type[Struct] = KeywordsFile
    else:
        kind = Defaults if where == "$.defaults" else KeywordEntry
    return [field.encode_name for field in msgspec.structs.fields(kind)]
