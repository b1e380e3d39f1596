"""
A YAML document whose values know the lines on which they stand.
"""

from collections.abc import Iterator
from contextlib import suppress
from reprlib import repr as shortened
from typing import Any

import yaml
from msgspec import Struct
from yaml.constructor import SafeConstructor
from yaml.reader import ReaderError
from yaml.scanner import ScannerError

_TEXT = "tag:yaml.org,2002:str"
_LIST = "tag:yaml.org,2002:seq"
_SETTINGS = "tag:yaml.org,2002:map"

# The keys `<<` and `=` have a meaning of their own in YAML 1.1, which PyYAML implements.
_SPECIAL_KEYS = frozenset(("tag:yaml.org,2002:merge", "tag:yaml.org,2002:value"))

# Characters that libyaml reads otherwise than PyYAML's parser: it allows a tab behind a text, and
# skips a byte order mark inside it.
_READ_OTHERWISE = frozenset("\t\ufeff")


# Ten times what the largest keywords.yaml has that was tried, of 10,000 keywords.
_MOST_VALUES = 1_000_000


class AliasError(ValueError):
    """
    An alias contains itself, or aliases stand for more values than anybody writes.
    """


class YamlDocument(Struct, frozen=True):
    """
    The *data* of a document, and the *root* of its nodes, which know their lines.

    Both are None if the document is empty.
    """

    data: Any
    root: yaml.Node | None

    def line(self, path: str) -> int:
        """
        The line, from 1, of the value at *path*, such as ``$.keywords[2].slug``.

        If there is no such value, the line of the nearest value that should contain it.
        """
        return self._nearest(path)[1]

    def has(self, path: str) -> bool:
        """
        Whether the document has a value at *path*.
        """
        return self._nearest(path)[0] == path

    def _nearest(self, path: str) -> tuple[str, int]:
        if self.root is None or not path.startswith("$"):
            return "", 1
        node, found, line = self.root, "$", _line(self.root)
        while inside := [child for child in _children(node) if _leads_to(path, found + child[0])]:
            # A name may contain a dot: the longest name that fits is meant.
            name, first, node = max(inside, key=lambda child: len(child[0]))
            found, line = found + name, _line(first)
        return found, line


def read_yaml(text: str) -> YamlDocument:
    """
    Read the YAML document in *text*.

    Raises ValueError, which begins with ``line 7: ``, if *text* is not YAML, has a key twice in
    one mapping, or has an alias that contains itself, or aliases that stand for too many values.
    """
    try:
        root = _parsed(text)
        data = _Values().value(root) if root else None
        check_aliases(data)
    except AliasError as exc:
        raise ValueError(f"line 1: {exc}") from exc
    except ReaderError as exc:
        line = text.count("\n", 0, exc.position) + 1
        raise ValueError(f"line {line}: a character that YAML does not allow") from exc
    except yaml.MarkedYAMLError as exc:
        raise ValueError(f"line {_error_line(exc)}: {_problem(exc)}") from exc
    except RecursionError as exc:
        raise ValueError("line 1: lists or settings inside each other, too deep to read") from exc
    return YamlDocument(data, root)


def check_aliases(data: Any) -> None:
    """
    Raise AliasError if *data*, read from YAML, is too large with each alias written out.

    A text of a few lines can stand for more values than memory holds, each line twice the one
    before. Also raises AliasError for an alias that contains itself.
    """
    if _values_in(data, {}) > _MOST_VALUES:
        raise AliasError(f"aliases that stand for more than {_MOST_VALUES:,} values")


def _values_in(data: Any, known: dict[int, int | None]) -> int:
    """
    Return the number of values in *data*, aliases written out.

    *known* has this number for lists and mappings by their id; None for those that contain *data*.
    """
    if not isinstance(data, list | dict):
        return 1
    if id(data) not in known:
        known[id(data)] = None
        inside = data.values() if isinstance(data, dict) else data
        known[id(data)] = 1 + sum(_values_in(one, known) for one in inside)
    found = known[id(data)]
    if found is None:
        raise AliasError("an alias that contains itself")
    return found


def _parsed(text: str) -> yaml.Node | None:
    # libyaml is eight times as fast as PyYAML's own parser, but it may be missing, and its messages
    # are worse. PyYAML's parser reads what libyaml refuses, and what only libyaml would take.
    if yaml.__with_libyaml__ and not _READ_OTHERWISE & set(text):
        with suppress(yaml.YAMLError):
            return yaml.CSafeLoader(text).get_single_node()
    loader = yaml.SafeLoader(text)
    try:
        return loader.get_single_node()
    except (ValueError, OverflowError) as exc:
        problem = "an escape such as \\U00110000 that stands for no character"
        raise yaml.MarkedYAMLError(problem=problem, problem_mark=loader.get_mark()) from exc


class _Values:
    """
    Turns nodes into Python values, each node once.

    PyYAML's constructor is slow on lists, mappings and texts, so these are built here. ``_open``
    holds the nodes whose values are being built.
    """

    def __init__(self) -> None:
        self._constructor = _Constructor()
        self._values: dict[int, Any] = {}
        self._open: set[int] = set()

    def value(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.tag == _TEXT else self._constructed(node)
        if id(node) in self._open:
            raise ValueError(f"line {_line(node)}: an alias that contains itself")
        if id(node) not in self._values:
            self._open.add(id(node))
            self._values[id(node)] = self._collection(node)
            self._open.remove(id(node))
        return self._values[id(node)]

    def _collection(self, node: yaml.Node) -> Any:
        _check_keys(node)
        values = [self.value(child) for _, _, child in _children(node)]
        if node.tag == _LIST:
            return values
        if node.tag == _SETTINGS and not _SPECIAL_KEYS & {key.tag for key, _ in node.value}:
            return dict(zip((self.value(key) for key, _ in node.value), values, strict=True))
        # PyYAML replaces a mapping's children by the merged ones, which stand on other lines.
        copied = type(node)(node.tag, [*node.value], node.start_mark, node.end_mark)
        return self._constructed(copied)

    def _constructed(self, node: yaml.Node) -> Any:
        return self._constructor.construct_object(node, deep=True)


class _Constructor(SafeConstructor):
    """
    PyYAML's constructor of plain types. If it cannot read a value, its error has the line.
    """

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: FBT001, FBT002 - PyYAML's own
        try:
            return super().construct_object(node, deep)
        except (ValueError, LookupError, AttributeError) as exc:
            # PyYAML recognises dates and numbers by their form, then fails on 2025-13-45.
            problem = f"{shortened(node.value)} cannot be read; put it in quotation marks"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark) from exc


def _check_keys(node: yaml.Node) -> None:
    seen = set()
    for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
        if not isinstance(key, yaml.ScalarNode):
            raise ValueError(f"line {_line(key)}: a list or settings where a name is due")  # noqa: TRY004 - all faults of the text are ValueErrors
        # PyYAML would silently take the last value.
        if key.value in seen:
            raise ValueError(f"line {_line(key)}: {key.value!r} stands here twice")
        seen.add(key.value)


def _children(node: yaml.Node) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """
    The values in a list or mapping: the step from its path to theirs, the node on whose line the
    value begins, and the value's own node.
    """
    if isinstance(node, yaml.SequenceNode):
        for number, child in enumerate(node.value):
            yield f"[{number}]", child, child
    if isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            yield f".{key.value}", key, child


def _leads_to(path: str, beginning: str) -> bool:
    return path.startswith(beginning) and path[len(beginning) :][:1] in ("", ".", "[")


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _problem(error: yaml.MarkedYAMLError) -> str:
    # PyYAML says "expected ..." in the context, and "but found ..." in the problem.
    problem = str(error.problem)
    return f"{error.context}, {problem}" if problem.startswith("but ") else problem


def _error_line(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark
    opened = isinstance(error, ScannerError) or "flow" in str(error.context)
    if opened and error.context_mark:
        # PyYAML misses a closing quotation mark or bracket at the end of the file. The keeper has
        # to look at the opening one.
        mark = error.context_mark
    return mark.line + 1 if mark else 1
