"""
The demo and smaller sites, served as GitHub Pages serves them, and a real browser to read them in.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from playwright.sync_api import Browser, Page
from programs.chromium import Reader, launched
from programs.keeper import Keeper
from samples import small_sites
from servers.pages_server import PagesServer


@pytest.fixture(scope="session")
def demo_by(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], PagesServer]]:
    """
    The demo as an engine builds it, built and served once.
    """
    with ExitStack() as stack:

        @cache
        def served(engine: str) -> PagesServer:
            keeper = Keeper(tmp_path_factory.mktemp(engine))
            server = stack.enter_context(PagesServer(keeper.site))
            # Material changes pages without a load only where the site was built for.
            built = keeper.run("demo", "--no-serve", "--engine", engine, SITE_URL=server.url)
            assert built.returncode == 0, built.stderr
            return server

        yield served


@pytest.fixture(scope="session")
def server(demo_by: Callable[[str], PagesServer]) -> PagesServer:
    """
    The built demo.
    """
    return demo_by("mkdocs")


@pytest.fixture(scope="session")
def site_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], PagesServer]]:
    """
    A site of so many keywords, built and served once.
    """
    with ExitStack() as stack:

        @cache
        def served(count: int) -> PagesServer:
            root = tmp_path_factory.mktemp(f"keywords-{count}")
            server = stack.enter_context(PagesServer(root / "site"))
            small_sites.build_of_size(root, count, server.url)
            return server

        yield served


@pytest.fixture(scope="session")
def site_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], PagesServer]]:
    """
    A small site in a language, built and served once.
    """
    with ExitStack() as stack:

        @cache
        def served(language: str) -> PagesServer:
            root = tmp_path_factory.mktemp(language)
            server = stack.enter_context(PagesServer(root / "site"))
            small_sites.build_in(root, language, server.url)
            return server

        yield served


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesServer]:
    """
    A site of 500 papers on one page, with a search index in parts.
    """
    root = tmp_path_factory.mktemp("many")
    with PagesServer(root / "site") as server:
        small_sites.build_of_many(root, server.url)
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def readers(browser: Browser) -> Callable[[str], Reader]:
    """
    One reader a site.
    """
    return cache(lambda url: Reader(browser, url))


@pytest.fixture
def reading(readers: Callable[[str], Reader]) -> Iterator[Callable[[PagesServer], Reader]]:
    """
    A reader of any site; the test fails when the console has an error or another host is asked.
    """
    started: list[Reader] = []

    def start(server: PagesServer) -> Reader:
        started.append(readers(server.url))
        return started[-1]

    yield start
    complaints = [complaint for reader in started for complaint in reader.complaints]
    for reader in started:
        reader.leave()
    assert [] == complaints


@pytest.fixture
def reader(reading: Callable[[PagesServer], Reader], server: PagesServer) -> Reader:
    """
    A reader of the demo.
    """
    return reading(server)


@pytest.fixture
def page(reader: Reader) -> Page:
    """
    An empty tab of the demo's reader.
    """
    return reader.tab()
