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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import material_search
from browsers import need_browser
from measuring import MB, Figures, daily_papers, measured, mkdocs, project
from playwright.sync_api import Browser
from programs.chromium import launched
from reader import Answer, asked, search
from servers.pages_server import PagesServer
from synthetic import NEWEST, VOCABULARY, make_paper, names, write_project
from table import Growth, Row, Topic, allowed, counted, times, took

from generator.build.project import Project
from generator.keywords.slugs import slug_of
from generator.papers.announcement import Announcement, Record
from generator.papers.paper import Paper
from generator.store import Store

KEYWORDS = 50

# At 50,000 the theme's search needs 105 s and 3 GB in the browser.
BEARABLE = 10_000

# What a fifth, a hundredth and a thousandth of all papers have.
WORDS = {
    "what a fifth have": VOCABULARY[70],
    "what 1 % have": VOCABULARY[1600],
    "what 0.1 % have": VOCABULARY[16000],
}

KB = 1000

# By papers: KB moved and seconds to the first hit. Of the index: papers, then seconds and MB.
LIMITS = {10_000: (400, 1), 100_000: (1_500, 3)}

TITLES = 5

INDEXED, INDEX_LIMITS = 50_000, (60, 2_000)

_INDEX = """
import sys
from pathlib import Path
from generator.build.render import edition, write_search
from generator.build.project import Project, read_configuration
project = Project.at(Path(sys.argv[1]))
write_search(edition(read_configuration(project)), project.source)
"""


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    For each size the index, then searches in it.
    """
    need_browser()
    growth = Growth("papers")
    with launched() as browser, _site() as site:
        for size in sizes:
            yield from _measures(size, browser, site, growth)


@contextmanager
def _site() -> Iterator[Path]:
    """
    A small site, built, to search from; the index in it is replaced by larger ones.
    """
    with project() as root:
        write_project(root, 1, 1)
        measured(daily_papers(root, "render"))
        measured(mkdocs(root))
        yield root / "site"


def _measures(size: int, browser: Browser, site: Path, growth: Growth) -> Iterator[Row]:
    with project() as root:
        write_project(root, KEYWORDS, size // KEYWORDS)
        yield from _indexing(root, size, growth)
        papers = [one.paper for one in Store(Project.at(root).store).records().values()]
        shutil.rmtree(site / "pagefind")
        shutil.move(root / "site_src" / "pagefind", site / "pagefind")
    answers: dict[str, Answer] = {}
    oldest = min(papers, key=lambda paper: paper.updated)
    with PagesServer(site) as server:
        for name, words in {**WORDS, "the oldest title": oldest.title}.items():
            answers[name] = asked(browser, server.url, words, search)
            limits = _limits(size, answers[name])
            yield _answer(f"{size:,} papers: search for {name}", answers[name], *limits)
        titles = [asked(browser, server.url, one, search) for one in _old_titles(papers)]
        dearest = max(titles, key=lambda one: one.bytes)
        what = f"{size:,} papers: search for {TITLES} old titles, the dearest"
        yield _answer(what, dearest, *_limits(size, dearest))
        yield from _found(size, browser, server.url, papers)
    if size <= BEARABLE:
        theme = f"{size:,} papers, the theme's search"
        yield from _theme(theme, browser, papers, answers)


def _old_titles(papers: list[Paper]) -> list[str]:
    old = sorted(papers, key=lambda paper: paper.updated)[: len(papers) // 2]
    return [one.title for one in random.Random(len(papers)).sample(old, TITLES)]


def _indexing(root: Path, size: int, growth: Growth) -> Iterator[Row]:
    command, name = (sys.executable, "-c", _INDEX, root), f"{size:,} papers"
    first = measured(command)
    files = [one.stat().st_size for one in (root / "site_src" / "pagefind").rglob("*.pf_*")]
    yield took(
        f"{name}: make the index",
        first,
        *(_index_limits(first) if size == INDEXED else ()),
        *growth.times(size, first.cpu),
        amount=f"{len(files):,} files, {sum(files) / MB:.1f} MB",
    )
    again = measured(command)
    yield took(f"{name}: the same again", again, times(again.cpu / first.cpu, "the first time"))
    _announce(root, size)
    more = measured(command)
    yield took(f"{name}: one paper more", more, times(more.cpu / first.cpu, "the first time"))


def _index_limits(figures: Figures) -> tuple[str, str]:
    seconds, memory = INDEX_LIMITS
    return allowed(figures.wall, seconds, "s"), allowed(figures.memory, memory, "MB")


def _limits(size: int, answer: Answer) -> tuple[str, ...]:
    if size not in LIMITS:
        return ()
    kilobytes, seconds = LIMITS[size]
    return allowed(answer.first, seconds, "s"), allowed(answer.bytes / KB, kilobytes, "KB")


def _answer(what: str, answer: Answer, *compared: str) -> Row:
    amount = f"{answer.bytes / KB:,.0f} KB, all of it after {answer.whole:.2f} s"
    return Row(what=what, wall=answer.first, amount=amount, compared=compared)


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


def _found(size: int, browser: Browser, url: str, papers: list[Paper]) -> Iterator[Row]:
    """
    How many papers are found when all parts are searched, beside those that have the word.
    """
    page = browser.new_page()
    page.goto(url)
    for name, words in WORDS.items():
        having = {paper.arxiv_id.base for paper in papers if words in _text(paper)}
        found = page.evaluate(_FIND_ALL, words)
        # More than one: other forms of the word, and words that begin with it, are found too.
        beside = times(found / len(having), f"the {len(having):,} that have exactly this word")
        what = f"{size:,} papers: all hits for {name}"
        yield Row(what=what, amount=counted(found, "paper"), compared=(beside,))
    page.close()


_FIND_ALL = """async (words) => {
    const search = await import(new URL("assets/js/search/index.js", window.__md_scope));
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
    theme: str, browser: Browser, papers: list[Paper], ours: Mapping[str, Answer]
) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        yield took(f"{theme}: build", material_search.build(Path(folder), papers))
        with PagesServer(Path(folder) / "site") as server:
            for name, words in WORDS.items():
                its = asked(browser, server.url, words, material_search.search)
                yield _answer(
                    f"{theme} for {name}",
                    its,
                    times(its.first / ours[name].first, "our time"),
                    times(its.bytes / ours[name].bytes, "our bytes"),
                )


TOPIC = Topic(
    title="Search",
    about="A reader who was never here opens the site in Chromium and searches for a word: seconds"
    " until the first hit, and what was moved. Limits are set for 10,000 and 100,000 papers, and"
    " for the index of 50,000. The theme's own search has the same papers, as many as it bears.",
    rows=rows,
    quick=(1_000, 3_000),
    full=(1_000, 10_000, INDEXED, 100_000),
)

if __name__ == "__main__":
    TOPIC.main()
