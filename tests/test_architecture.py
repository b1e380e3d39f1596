import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parents[1] / "generator"

# A module imports only from layers before its own, a package also from itself. The table in
# ARCHITECTURE.md says what each is for.
LAYERS = (
    (
        "announcement_days batch engine errors language paper taxonomy venues atomic bidi "
        "finished_html printable wording workshop yaml_lines"
    ),
    (
        "arxiv_settings assets author_names bookmark keyword markdown matching tex remarks "
        "abridged listing markdown_ext mkdocs_plugin freshness options snapshot templating trackers"
    ),
    "edition imported site_config site_map source project",
    "keywords_file places citation lock related standing structured_data trends",
    (
        "pages feeds llms_txt recent search exports digest staleness selection config store "
        "arxiv_api sample"
    ),
    "pipeline",
    "endpoint progress webserver",
    "asking building exclusive history_file keeping probing reporting",
    "importing probe_command store_commands",
    "cli",
    "__main__",
)
LAYER = {name: number for number, names in enumerate(LAYERS) for name in names.split()}

# Those that touch the disk or the network; all others up to here only decide.
SHELL = frozenset(
    (
        *("arxiv_api", "assets", "atomic", "config", "language", "lock", "sample", "site_config"),
        *("store", "taxonomy", "venues", "workshop"),
    )
)
PURE = frozenset(name for name in LAYER if LAYER[name] < LAYER["pipeline"]) - SHELL

# Foreign packages that one module of ours knows; the rest could not tell if they were replaced.
# MkDocs is also what one is written for.
KNOWN_TO = {
    "ahocorasick_rs": "matching",
    "arxiv": "arxiv_api",
    "babel": "language",
    "feedgen": "feeds",
    "filelock": "lock",
    "latex2mathml": "tex",
    "markdown": "markdown_ext",
    "mkdocs": "site_config mkdocs_plugin",
    "pylatexenc": "tex",
    "requests": "arxiv_api",
    "sklearn": "related",
    "Stemmer": "matching",
}
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
WITH_CLOCK = frozenset(("asking", "cli", "exclusive"))

LONGEST_MODULE, LONGEST_BODY = 250, 30

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


def test_every_module_has_its_layer() -> None:
    """
    A new module is given its place before it is used, and the table lists none that is gone.
    """
    assert set(LAYER) == set(map(house, MODULES))


@pytest.mark.parametrize("module", MODULES)
def test_modules_import_only_from_lower_layers(module: str) -> None:
    """
    A datum flows one way: no step knows the one after it.
    """
    ours = {name.split(".")[1] for name in imported(module) if name.startswith("generator.")}

    above = {
        one for one in ours - {house(module)} if one in LAYER and LAYER[one] >= LAYER[house(module)]
    }
    assert not above, f"{module} imports from its own layer or above"


@pytest.mark.parametrize("module", [one for one in MODULES if house(one) in PURE])
def test_pure_modules_touch_nothing(module: str) -> None:
    """
    No socket, no process, no disk: what they return follows from what they are given.
    """
    names = set(imported(module))

    assert not {name for name in names if {name, name.partition(".")[0]} & TOUCHING}
    assert not {name for name in called(module) if name in DISK}


@pytest.mark.parametrize("module", [one for one in MODULES if house(one) not in WITH_CLOCK])
def test_the_clock_is_an_argument(module: str) -> None:
    """
    Two modules ask what time it is and tell all others, so that every day can be tested today.
    """
    assert not set(called(module)) & CLOCK


@pytest.mark.parametrize("module", MODULES)
def test_foreign_packages_are_known_in_one_place(module: str) -> None:
    """
    What a package calls its things stays behind one door.
    """
    foreign = {name.partition(".")[0] for name in imported(module)} & set(KNOWN_TO)

    assert all(house(module) in KNOWN_TO[name].split() for name in foreign)


def test_every_dependency_is_accounted_for() -> None:
    """
    ARCHITECTURE.md says of each what it does, who keeps it, and which module alone knows it.
    """
    project = tomllib.loads((GENERATOR.parent / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[\[<>=]", one)[0] for one in project["dependencies"]}
    section = (GENERATOR.parent / "ARCHITECTURE.md").read_text("utf-8").partition("## Dependencies")
    told = dict(re.findall(r"^\| `([\w-]+)` \|[^|]*\| ([^|]*) \|", section[2], re.MULTILINE))

    assert needed == set(told)
    for package, modules in KNOWN_TO.items():
        name = package.replace("_", "-")
        assert name not in told or all(f"`{module}`" in told[name] for module in modules.split())


@pytest.mark.parametrize("module", MODULES)
def test_modules_and_functions_stay_short(module: str) -> None:
    """
    What outgrows its budget holds two nouns and is split between them.
    """
    assert SOURCES[module].count("\n") <= LONGEST_MODULE
    assert not [name for name, lines in bodies(module) if lines > LONGEST_BODY]


def test_every_module_says_what_it_is() -> None:
    """
    The docstring of a module is its line in the table of contents.
    """
    silent = [
        one for one, text in SOURCES.items() if text and not ast.get_docstring(ast.parse(text))
    ]

    assert not silent
