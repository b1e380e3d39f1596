"""
What all tests share.
"""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from samples.goldens import DATA, Golden
from samples.shared import SHARED

# Whoever runs the tests as a job in the background lets them ignore Ctrl-C, and with them every
# program they start: those under test are to be stopped by it.
signal.signal(signal.SIGINT, signal.default_int_handler)

# What coverage.py leaves for the programs that are started.
_MEASURING = "COVERAGE_PROCESS_CONFIG"

# How long an example takes tells of the machine, not of the product.
settings.register_profile("daily-papers", deadline=None)
settings.load_profile("daily-papers")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="write what was found into tests/data"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """
    Compares a text with the file of that name in tests/data, or renews the file.
    """

    def check(name: str, text: str) -> None:
        path = DATA / name
        if request.config.getoption("--update-goldens"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        assert path.is_file(), f"{path} is missing; run pytest --update-goldens and review it"
        assert path.read_bytes().decode() == text

    return check


@pytest.fixture(scope="session", autouse=True)
def at_full_speed() -> Iterator[str | None]:
    """
    Programs that are started run without a measurement of what tests cover, which takes them
    twice as long; gives the setting that was taken away.
    """
    with pytest.MonkeyPatch.context() as patch:
        measuring = os.environ.get(_MEASURING)
        patch.delenv(_MEASURING, raising=False)
        yield measuring


@pytest.fixture(scope="module")
def measured(at_full_speed: str | None) -> Iterator[None]:
    """
    Programs that are started are measured all the same: for modules that start each command once.
    """
    with pytest.MonkeyPatch.context() as patch:
        if at_full_speed is not None:
            patch.setenv(_MEASURING, at_full_speed)
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """
    Fast tests run first: those of modules, then those of commands, then those in a browser.
    Where ../shared is missing, tests that read it are left out.
    """
    if not SHARED.is_dir():
        left_out = [item for item in items if item.get_closest_marker("shared")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    items.sort(key=lambda item: _turn(item.path.relative_to(DATA.parent)))


def _turn(module: Path) -> tuple[int, bool]:
    """
    When the tests of a *module* run; of slow folders, first the modules that take longest, so that
    no worker is left with one of them while the others have nothing to do.
    """
    slow = ("fetch", "build", "end_to_end", "browser")
    longest = ("ten_days", "harmed_runs", "checkers", "layout", "hostile_site", "engines")
    folder, name = module.parts[0], module.stem.removeprefix("test_")
    return (slow.index(folder) if folder in slow else -1), name not in longest
