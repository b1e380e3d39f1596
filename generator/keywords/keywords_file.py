"""
``keywords.yaml``, read into keywords and settings.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from generator.errors import ConfigError
from generator.keywords.keyword import Keyword
from generator.keywords.keyword_entry import UniqueKeywords, keyword_of
from generator.keywords.remedies import remedy
from generator.keywords.schema import KeywordsFile
from generator.keywords.yaml_lines import YamlDocument, read_yaml


def read_keywords_file(path: Path) -> tuple[tuple[Keyword, ...], KeywordsFile]:
    """
    Read the file at *path*: its keywords, in its order, and all it says.

    Raises ConfigError, with the line and what to write instead, for a setting that is unknown,
    misspelt, impossible, or contradicts another setting.
    """
    document = _read(path)
    file = _converted(path, document)
    unique = UniqueKeywords()
    for number, entry in enumerate(file.keywords):
        try:
            unique.add(keyword_of(entry, file.defaults))
        except ValueError as exc:
            raise _error(path, document, f"$.keywords[{number}]", str(exc)) from exc
    return unique.keywords, file


def _read(path: Path) -> YamlDocument:
    if path.exists() and not path.is_file() and not path.is_dir():
        # To read a pipe would wait for another program.
        raise ConfigError(str(path), "cannot be read: is not a file")
    try:
        return read_yaml(path.read_text("utf-8-sig"))
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


def _converted(path: Path, document: YamlDocument) -> KeywordsFile:
    if document.data is None:
        raise ConfigError(str(path), "is empty; write\nkeywords:\n  - Video Understanding")
    try:
        return msgspec.convert(document.data, KeywordsFile)
    except msgspec.ValidationError as exc:
        reason, _, where = str(exc).partition(" - at ")
        where = where.strip("`").rpartition("`")[2] or "$"
        text = remedy(reason, where, document.data)
        unknown = reason.partition("unknown field `")[2].strip("`")
        raise _error(path, document, f"{where}.{unknown}" if unknown else where, text) from exc


def _error(path: Path, document: YamlDocument, where: str, reason: str) -> ConfigError:
    setting, _, rest = reason.partition(": ")
    if document.has(f"{where}.{setting}"):
        where, reason = f"{where}.{setting}", rest
    if inside := where.removeprefix("$").removeprefix("."):
        reason = f"{inside}: {reason}"
    return ConfigError(f"{path}:{document.line(where)}", reason)


def selected(keywords: Sequence[Keyword], names: Sequence[str]) -> tuple[Keyword, ...]:
    """
    Return those of *keywords* whose name or slug is in *names*, in the order of *keywords*.

    If *names* is empty, return all. Raises ConfigError for a name that no keyword has.
    """
    wanted = {name.casefold() for name in names}
    found = tuple(one for one in keywords if {one.name.casefold(), one.slug} & wanted)
    known = {name for keyword in found for name in (keyword.name.casefold(), keyword.slug)}
    for name in names:
        if name.casefold() not in known:
            have = ", ".join(keyword.name for keyword in keywords)
            raise ConfigError(f"--keyword {name}", f"no such keyword; there are {have}")
    return found if names else tuple(keywords)
