import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parents[1] / "generator"

# A package imports only from lines above its own. ARCHITECTURE.md says what each package is.
LAYERS = (
    "errors text",
    "papers",
    "matching keywords",
    "arxiv_api store",
    "fetch imports site",
    "build",
    "cli",
)
LAYER = {name: number for number, line in enumerate(LAYERS) for name in line.split()}
BESIDE = {"__main__": len(LAYERS)}

# What decides and touches nothing: no socket, no process, no disk.
PURE = frozenset(("matching", "papers", "site", "text"))
# Tables and message files of the package itself are read once.
READS_ITS_OWN_FILES = frozenset(
    ("papers/categories", "papers/remarks/venue_names", "text/language")
)

# Foreign packages that one package of ours knows; the rest could not tell if they were replaced.
KNOWN_TO = {
    "ahocorasick_rs": "matching",
    "arxiv": "arxiv_api",
    "babel": "text",
    "feedgen": "site",
    "filelock": "build",
    "jinja2": "site",
    "latex2mathml": "text",
    "markdown": "build",
    "mkdocs": "build",
    "pylatexenc": "text",
    "requests": "arxiv_api",
    "rich": "cli",
    "sklearn": "site",
    "Stemmer": "matching",
}
# Where the name of a package on PyPI is not the name that Python imports.
IMPORTED_AS = {"pystemmer": "Stemmer", "pyyaml": "yaml"}

TOUCHING = frozenset(
    (
        *("asyncio", "http", "io.open", "os", "random", "requests", "shutil", "socket"),
        *("subprocess", "tempfile", "threading", "time", "urllib.request"),
    )
)

DISK = frozenset(
    (
        *("exists", "glob", "is_dir", "is_file", "iterdir", "mkdir", "open", "read_bytes"),
        *("read_text", "rename", "rmdir", "stat", "touch", "unlink", "write_bytes", "write_text"),
    )
)

CLOCK = frozenset(("monotonic", "now", "perf_counter", "time", "today", "utcnow"))

# Commands ask what time it is, and the lock tells since when a run holds it.
WITH_CLOCK = ("cli/", "build/lock")

LONGEST_MODULE, LONGEST_BODY = 400, 30

SOURCES = {
    path.relative_to(GENERATOR).with_suffix("").as_posix(): path.read_text("utf-8")
    for path in sorted(GENERATOR.rglob("*.py"))
    if path != GENERATOR / "__init__.py"
}

MODULES = sorted(SOURCES)


def house(module: str) -> str:
    """
    The module or package of the table that *module*, a path, belongs to.
    """
    return module.partition("/")[0]


def imported(module: str) -> Iterator[str]:
    """
    Dotted names of all that *module* imports, wherever in it.
    """
    for node in ast.walk(ast.parse(SOURCES[module])):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where things come from"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def called(module: str) -> Iterator[str]:
    """
    The last name of everything *module* calls: ``now`` of ``datetime.now()``.
    """
    for node in ast.walk(ast.parse(SOURCES[module])):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id


def bodies(module: str) -> Iterator[tuple[str, int]]:
    """
    The functions of *module* and how many lines each has below its signature and docstring.
    """
    for node in ast.walk(ast.parse(SOURCES[module])):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            yield node.name, sum((one.end_lineno or 0) - one.lineno + 1 for one in body)


def test_packages_are_those_of_the_table() -> None:
    """
    Nothing lies loose beside the packages, and the table lists none that is gone.
    """
    assert {*LAYER, *BESIDE} == {house(module) for module in MODULES}


def test_packages_import_only_from_lines_above() -> None:
    """
    A datum flows one way: no step knows the one after it.
    """
    layer = LAYER | BESIDE
    upwards = {
        f"{module} imports {name}"
        for module in MODULES
        for name in imported(module)
        if name.startswith("generator.") and (ours := name.split(".")[1]) != house(module)
        if ours in layer and layer[ours] >= layer[house(module)]
    }

    assert not upwards


@pytest.mark.parametrize("strategy", ["combined", "harvest"])
def test_only_commands_know_the_heavy_strategies(strategy: str) -> None:
    """
    Whoever deletes one, and its line in the command ``fetch``, has a smaller program that works.
    """
    package = f"generator.fetch.{strategy}"
    outside = [one for one in MODULES if not one.startswith(("cli/", f"fetch/{strategy}/"))]

    assert f"fetch/{strategy}/__init__" in MODULES
    assert not [one for one in outside if any(name.startswith(package) for name in imported(one))]


def test_pure_packages_touch_nothing() -> None:
    """
    No socket, no process, no disk: what they return follows from what they are given.
    """
    touched = {
        f"{module}: {name}"
        for module in MODULES
        if house(module) in PURE and module not in READS_ITS_OWN_FILES
        for name in (
            *(one for one in imported(module) if {one, one.partition(".")[0]} & TOUCHING),
            *(one for one in called(module) if one in DISK),
        )
    }

    assert not touched


def test_the_clock_is_an_argument() -> None:
    """
    Commands ask what time it is and tell all others, so that every day can be tested today.
    """
    asking = {one for one in MODULES if set(called(one)) & CLOCK}

    assert not {one for one in asking if not one.startswith(WITH_CLOCK)}


def test_foreign_packages_are_known_in_one_place() -> None:
    """
    What a package calls its things stays behind one door.
    """
    known = {
        (name.partition(".")[0], house(module)) for module in MODULES for name in imported(module)
    }

    assert set(KNOWN_TO.items()) == {one for one in known if one[0] in KNOWN_TO}


def test_every_dependency_is_accounted_for() -> None:
    """
    docs/design/dependencies.md says what each does, who keeps it, and which packages import it.
    """
    project = tomllib.loads((GENERATOR.parent / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[\[<>=]", one)[0] for one in project["dependencies"]}
    page = (GENERATOR.parent / "docs/design/dependencies.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `([\w-]+)` \|[^|]*\| ([^|]*) \|", page, re.MULTILINE))
    importing: dict[str, set[str]] = {}
    for module in MODULES:
        for name in imported(module):
            importing.setdefault(name.partition(".")[0], set()).add(house(module))

    assert needed == set(told)
    for package, known_to in told.items():
        if known_to != "all" and not known_to.endswith("(as a program)"):
            name = IMPORTED_AS.get(package, package.replace("-", "_"))
            ours = {one for one in re.findall(r"`(\w+)`", known_to) if one in LAYER}
            assert importing.get(name, set()) - {*BESIDE} == ours, package


def test_modules_and_functions_stay_short() -> None:
    """
    What outgrows its budget holds two nouns and is split between them.
    """
    assert not [one for one, text in SOURCES.items() if text.count("\n") > LONGEST_MODULE]
    assert not [
        (one, name) for one in MODULES for name, lines in bodies(one) if lines > LONGEST_BODY
    ]


def test_every_module_says_what_it_is() -> None:
    """
    The docstring of a module is its line in the table of contents.
    """
    assert not [one for one, text in SOURCES.items() if not ast.get_docstring(ast.parse(text))]
