"""
YAML that remembers on which line each value stands.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml
from yaml.reader import ReaderError
from yaml.scanner import ScannerError


class Marked(NamedTuple):
    """
    The *data* of a YAML document, and *lines* (from 1) by path, such as ``$.keywords[2].slug``.
    """

    data: Any
    lines: Mapping[str, int]

    def line(self, path: str) -> int:
        """
        The line of the value at *path*, or of the nearest one around it.
        """
        while path and path not in self.lines:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.lines.get(path, 1)


class _Loader(yaml.SafeLoader):
    """
    YAML's plain types; a value that is none of them is an error with a line, as all others are.
    """

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: FBT001, FBT002 - PyYAML's own
        try:
            return super().construct_object(node, deep)
        except (ValueError, LookupError, AttributeError) as exc:
            # PyYAML recognises dates and numbers by their form, then trips over 2025-13-45.
            problem = f"{node.value!r} cannot be read; put it in quotation marks"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark) from exc


def read_marked(text: str) -> Marked:
    """
    Read one YAML document.

    Raises ValueError, with the line, for what is no YAML, holds a key twice or refers to itself.
    """
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        lines = {"$": _line(node), **dict(_lines(node, "$", ()))} if node else {}
        data = loader.construct_document(node) if node else None
    except ReaderError as exc:
        line = text.count("\n", 0, exc.position) + 1
        raise ValueError(f"line {line}: a character that YAML does not allow") from exc
    except yaml.MarkedYAMLError as exc:
        raise ValueError(f"line {_error_line(exc)}: {_problem(exc)}") from exc
    return Marked(data, lines)


def _problem(error: yaml.MarkedYAMLError) -> str:
    # PyYAML's sentence begins in the one and ends in the other.
    problem = str(error.problem)
    return f"{error.context}, {problem}" if problem.startswith("but ") else problem


def _error_line(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark
    opened = isinstance(error, ScannerError) or "flow" in str(error.context)
    if opened and error.context_mark:
        # An open quotation mark or bracket is missed at the end of the file, but it stands here.
        mark = error.context_mark
    return mark.line + 1 if mark else 1


def _lines(node: yaml.Node, path: str, around: tuple[yaml.Node, ...]) -> Iterator[tuple[str, int]]:
    if node in around:
        raise ValueError(f"line {_line(node)}: an alias that contains itself")
    for name, first, child in _children(node):
        yield path + name, _line(first)
        yield from _lines(child, path + name, (*around, node))


def _children(node: yaml.Node) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """
    The name of each value in a list or mapping, the node it begins with, and its own.
    """
    if isinstance(node, yaml.SequenceNode):
        for number, child in enumerate(node.value):
            yield f"[{number}]", child, child
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise ValueError(f"line {_line(key)}: a list or settings where a name is due")  # noqa: TRY004 - all faults of the text are ValueErrors
            # PyYAML would take the last one without a word.
            if key.value in seen:
                raise ValueError(f"line {_line(key)}: {key.value!r} stands here twice")
            seen.add(key.value)
            yield f".{key.value}", key, child


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
