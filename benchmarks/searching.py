"""
Search over growing numbers of papers: what the index costs, and what a search costs a reader who
was never here.

The theme's own search is measured on the same papers and words in the same run, up to the size it
bears: python benchmarks/searching.py [PAPERS ...]
"""

import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import material_search
from measuring import ROOT, Figures, daily_papers, measured, project
from msgspec import Struct
from playwright.sync_api import Browser, Page, Request
from synthetic import NEWEST, VOCABULARY, make_paper, names, write_project

sys.path.insert(0, str(ROOT / "tests"))
from chromium import launched
from pages_server import PagesServer

from generator.keyword import slug_of
from generator.listing import Announcement, Record
from generator.paper import Paper
from generator.pipeline.render import edition, write_search
from generator.project import Project
from generator.store import Store

SIZES = (1_000, 10_000, 100_000)
KEYWORDS = 50
# At 50,000 the theme's search needs 105 s and 3 GB in the browser.
BEARABLE = 10_000
# What a fifth, a hundredth and a thousandth of all papers have.
WORDS = {"a fifth": VOCABULARY[70], "1 %": VOCABULARY[1600], "0.1 %": VOCABULARY[16000]}
KB = 1000
WAIT = 600_000
STILL = 2.0

Ask = Callable[[Page, str], tuple[float, float, str]]


class Answer(Struct, frozen=True):
    """
    What a search moved and took, in bytes and seconds: until the *first* hit was shown, and until
    the *whole* answer was; *told* is what the reader was told then.
    """

    first: float
    whole: float
    bytes: int
    told: str

    def __str__(self) -> str:
        return f"{self.first:7.2f} s {self.whole:7.2f} s {self.bytes / KB:7.0f} KB   {self.told}"


def main() -> list[tuple[int, str, object]]:
    """
    Print a line a size and step, and return what was printed.
    """
    rows: list[tuple[int, str, object]] = []
    print("  papers                               first hit     all    moved")
    with launched() as browser, _site() as site:
        for size in map(int, sys.argv[1:]) if sys.argv[1:] else SIZES:
            for name, figures in _measures(size, browser, site):
                rows.append((size, name, figures))
                print(f"{size:8,}  {name:28}{figures}", flush=True)
    return rows


def index(root: Path) -> None:
    """
    Index the papers of the project in *root*: what a rendering does, without pages and feeds.
    """
    here = Project.at(root)
    write_search(edition(here), here.source)


@contextmanager
def _site() -> Iterator[Path]:
    """
    A small site, built, to search from; the index in it is replaced by larger ones.
    """
    with project() as root:
        write_project(root, 1, 1)
        measured(daily_papers(root, "render"))
        where = ("--config-file", root / "mkdocs.yml", "--site-dir", root / "site")
        measured([sys.executable, "-m", "mkdocs", "build", *where], NO_MKDOCS_2_WARNING="1")
        yield root / "site"


def _measures(size: int, browser: Browser, site: Path) -> Iterator[tuple[str, object]]:
    with project() as root:
        write_project(root, KEYWORDS, size // KEYWORDS)
        yield from _indexing(root, size)
        papers = [one.paper for one in Store(Project.at(root).store).records().values()]
        shutil.rmtree(site / "pagefind")
        shutil.move(root / "site_src" / "pagefind", site / "pagefind")
    answers: dict[str, Answer] = {}
    oldest = min(papers, key=lambda paper: paper.updated)
    with PagesServer(site) as server:
        for name, words in {**WORDS, "oldest, by title": oldest.title}.items():
            answers[name] = _asked(browser, server.url, words, _search)
            yield f"search: {name}", answers[name]
        yield from _found(browser, server.url, papers)
    if size <= BEARABLE:
        yield from _theme(browser, papers, answers)


def _indexing(root: Path, size: int) -> Iterator[tuple[str, object]]:
    code = f"import searching; searching.index(searching.Path({str(root)!r}))"
    command = (sys.executable, "-c", code)
    folder = str(ROOT / "benchmarks")
    yield "index", measured(command, PYTHONPATH=folder)
    yield "index again", measured(command, PYTHONPATH=folder)
    _announce(root, size)
    yield "index, one paper more", measured(command, PYTHONPATH=folder)
    files = [one.stat().st_size for one in (root / "site_src" / "pagefind").rglob("*.pf_*")]
    yield "index, on disk", f"{len(files):7,} files {sum(files) / KB / KB:7.1f} MB"


def _announce(root: Path, number: int) -> None:
    """
    One paper more, on the newest day.
    """
    store = Store(Project.at(root).store)
    records = store.records()
    paper = make_paper(number, random.Random(number))
    announced = dict.fromkeys(("all", slug_of(names(1)[0])), Announcement(NEWEST))
    records[paper.arxiv_id.base] = Record(paper, announced)
    store.remember(records, [paper.arxiv_id.base])


def _asked(browser: Browser, url: str, words: str, ask: Ask) -> Answer:
    """
    What *words* cost somebody who has just opened the site.
    """
    page = browser.new_page()
    requests: list[Request] = []
    page.on("requestfinished", lambda one: requests.append(one))  # noqa: PLW0108  (Playwright needs it)
    page.goto(url, wait_until="networkidle")
    before = len(requests)
    begin = time.monotonic()
    first, whole, told = ask(page, words)
    moved = sum(_size(one) for one in requests[before:])
    # The theme fetches its index with the page.
    moved += sum(_size(one) for one in requests[:before] if "/search/" in one.url)
    page.close()
    return Answer(first - begin, whole - begin, moved, told)


def _size(request: Request) -> int:
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


def _search(page: Page, words: str) -> tuple[float, float, str]:
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog", name="Search papers")
    dialog.get_by_role("searchbox").fill(words)
    dialog.get_by_role("listitem").first.wait_for(timeout=WAIT)
    first = whole = time.monotonic()
    told = ""
    # Whole is what does not change any more: older papers come by themselves.
    while time.monotonic() - whole < STILL:
        page.wait_for_timeout(20)
        if told != (now := dialog.get_by_role("status").inner_text()):
            told, whole = now, time.monotonic()
    return first, whole, told


def _found(browser: Browser, url: str, papers: list[Paper]) -> Iterator[tuple[str, object]]:
    """
    How many papers are found when all parts are searched, beside those that have the word.
    """
    page = browser.new_page()
    page.goto(url)
    for name, words in WORDS.items():
        having = {paper.arxiv_id.base for paper in papers if words in _text(paper)}
        found = page.evaluate(_FIND_ALL, words)
        # More than one: other forms of the word, and words that begin with it, are found too.
        yield f"found: {name}", f"{found / len(having):7.2f} papers found for each that has it"
    page.close()


_FIND_ALL = """async (words) => {
    const search = await import(new URL("assets/js/search-index.js", window.__md_scope));
    let found = await search.find(words, {}, "");
    while (found.older) {
        await search.further();
        found = await search.find(words, {}, "");
    }
    return found.results.length;
}"""


def _text(paper: Paper) -> set[str]:
    return set(re.findall(r"\w+", f"{paper.title} {paper.abstract}".lower()))


def _theme(
    browser: Browser, papers: list[Paper], ours: Mapping[str, Answer]
) -> Iterator[tuple[str, object]]:
    with tempfile.TemporaryDirectory() as folder:
        built: Figures = material_search.build(Path(folder), papers)
        yield "theme: build", built
        with PagesServer(Path(folder) / "site") as server:
            for name, words in WORDS.items():
                its = _asked(browser, server.url, words, material_search.search)
                yield f"theme: {name}", its
                ratio = f"{its.bytes / ours[name].bytes:.1f} × the bytes"
                yield (
                    f"theme / ours: {name}",
                    f"{ratio}, {its.first / ours[name].first:.1f} × the time",
                )


if __name__ == "__main__":
    main()
