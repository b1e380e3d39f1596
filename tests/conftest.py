"""
What all tests share.
"""

import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings
from samples.goldens import DATA, Golden
from samples.shared import SHARED

# Whoever runs the tests as a job in the background lets them ignore Ctrl-C, and with them every
# program they start: those under test are to be stopped by it.
signal.signal(signal.SIGINT, signal.default_int_handler)

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


@pytest.fixture(scope="module")
def at_full_speed() -> Iterator[None]:
    """
    Programs that are started run without a measurement of what tests cover, which takes them
    twice as long: for tests that start many, of which others have started each.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
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
    slow = ("fetch", "build", "end_to_end", "browser")
    folders = {item: item.path.relative_to(DATA.parent).parts[0] for item in items}
    items.sort(key=lambda item: slow.index(folders[item]) if folders[item] in slow else -1)
