"""
Renderings that follow each other: what is made again, and that nobody could tell.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct, json
from msgspec.structs import replace
from programs.keeper import Keeper
from samples.making import DAY, make_keyword, make_paper

from generator.build.cache import CACHE_FILE, BuildCache, program
from generator.build.project import Project, read_configuration
from generator.build.render import edition, write_documents
from generator.build.tree import MANIFEST, Rendered, SourceTree
from generator.papers.announcement import ALL, Announcement, Kind, Record
from generator.site.documents import Document, RenderTask
from generator.store import Store

NAMES = ("Windmills", "Sails", "Kites")

MARK = b"<!-- papers -->"

# Pages of the whole site, feeds.opml, llms.txt, messages.js, recent.json, site.css and status.json:
# made each time.
OF_THE_SITE = 11


class Keepers(Struct, frozen=True):
    """
    A keeper's project at one moment: how its keywords are written, its address, its papers.
    """

    keywords: tuple[dict[str, object], ...]
    site_url: str = "https://example.org/"
    records: dict[str, Record] = {}


def keyword(number: int, **fields: object) -> dict[str, object]:
    return {"name": NAMES[number], "max_papers": 3, **fields}


def rendered(project: Project, now: Keepers) -> Rendered:
    """
    Write what *now* is to the project and render it.
    """
    (project.root / "keywords.yaml").write_bytes(json.encode({"keywords": now.keywords}))
    shutil.rmtree(project.store, ignore_errors=True)
    Store(project.store).remember(now.records, now.records)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SITE_URL", now.site_url)
        return write_documents(edition(read_configuration(project)), project.source)


def record(
    number: int, days: int, under: set[int], *, version: int = 1, kind: Kind = "new"
) -> Record:
    announced = Announcement(DAY - timedelta(days=days), kind)
    slugs = (ALL, *(make_keyword(NAMES[one]).slug for one in sorted(under)))
    paper = make_paper(f"2512.0000{number}v{version}", title=f"Paper {number} in v{version}")
    return Record(paper, dict.fromkeys(slugs, announced))


def learn(*records: Record) -> Callable[[Keepers], Keepers]:
    found = {one.paper.arxiv_id.base: one for one in records}
    return lambda now: replace(now, records={**now.records, **found})


def tree(project: Project) -> dict[str, bytes]:
    """
    All that renderings wrote, what they remember included.
    """
    return {
        path.relative_to(project.source).as_posix(): path.read_bytes()
        for path in sorted(project.source.rglob("*"))
        if path.is_file() and not {"about.md", "assets", "data"} & set(path.parts)
    }


START = learn(record(1, 0, {0, 1}))(Keepers((keyword(0), keyword(1))))

RECORDS = st.builds(
    record,
    number=st.integers(1, 6),
    days=st.sampled_from((0, 1, 20, 40, 70, 400)),
    version=st.integers(1, 2),
    under=st.sets(st.integers(0, 2), min_size=1),
    kind=st.sampled_from(("new", "revised")),
)

KEYWORDS = st.lists(
    st.builds(
        keyword,
        st.integers(0, 2),
        max_papers=st.sampled_from((1, 3, 100)),
        sort_by=st.sampled_from(("updated", "published")),
        feed_revisions=st.booleans(),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda one: one["name"],
)


def rewrite(keywords: list[dict[str, object]]) -> Callable[[Keepers], Keepers]:
    return lambda now: replace(now, keywords=tuple(keywords))


def rename(now: Keepers) -> Keepers:
    first, *others = now.keywords
    slug = make_keyword(str(first["name"])).slug
    return replace(now, keywords=({**first, "slug": slug, "name": "Mills & <Co>"}, *others))


def move(now: Keepers) -> Keepers:
    return replace(now, site_url="https://example.net/papers/")


CHANGES = st.one_of(
    st.lists(RECORDS, min_size=1, max_size=3).map(lambda few: learn(*few)),
    KEYWORDS.map(rewrite),
    st.sampled_from((rename, move)),
)


def spoil(project: Project, number: int, how: str) -> None:
    """
    Do to one of the files what nobody should.
    """
    files = [path for path in tree(project) if path not in {CACHE_FILE, MANIFEST}]
    victim = project.source / files[number % len(files)]
    if how == "delete":
        victim.unlink()
    elif how == "edit":
        # As long and as old as it was.
        before = victim.stat()
        text = victim.read_bytes().swapcase()
        # Without its mark, a disowned page would be one that somebody wrote by hand.
        victim.write_bytes(text.replace(MARK.swapcase(), MARK))
        os.utime(victim, ns=(before.st_atime_ns, before.st_mtime_ns))
    elif how == "forget":
        (project.source / CACHE_FILE).unlink()
    elif how == "confuse":
        (project.source / CACHE_FILE).write_bytes((project.source / CACHE_FILE).read_bytes()[:-9])
    else:
        (project.source / MANIFEST).unlink()


SPOILT = st.tuples(
    st.integers(0, 1000), st.sampled_from(("delete", "edit", "forget", "confuse", "disown"))
)


@settings(max_examples=12, deadline=None)
@given(history=st.lists(st.tuples(CHANGES, st.none() | SPOILT), min_size=2, max_size=5))
def test_a_rendering_leaves_what_the_first_one_would(
    history: list[tuple[Callable[[Keepers], Keepers], tuple[int, str] | None]],
) -> None:
    """
    Whatever papers came, keywords changed and files were spoilt before, the tree is byte by byte
    what a rendering into an empty folder gives.
    """
    with TemporaryDirectory() as folder:
        grown, fresh = new_project(Path(folder, "grown")), new_project(Path(folder, "fresh"))
        now = START
        rendered(grown, now)
        for change, spoilt in history:
            now = change(now)
            if spoilt:
                spoil(grown, *spoilt)
            rendered(grown, now)
        rendered(fresh, now)

        found, expected = tree(grown), tree(fresh)
        disowned = any(spoilt and spoilt[1] == "disown" for _, spoilt in history)
        # Of what it disowned, a rendering never knows that it may remove it.
        assert expected == {path: found[path] for path in (expected if disowned else found)}


@pytest.mark.parametrize("how", ["delete", "edit", "forget", "confuse"])
def test_a_file_that_was_spoilt_is_made_again(tmp_path: Path, how: str) -> None:
    """
    A page that somebody deleted or changed is there again, however old it seems.
    """
    project = new_project(tmp_path)
    rendered(project, START)
    before = tree(project)

    spoil(project, sorted(before).index("windmills/index.md"), how)
    rendered(project, START)

    assert before == tree(project)


def test_only_what_a_new_paper_changes_is_made_again(tmp_path: Path) -> None:
    """
    Its keyword's page, feeds and bibliographies, those of its month and of all keywords; old
    months and other keywords are left alone.
    """
    project = new_project(tmp_path)
    now = learn(*(record(n, 40 * n, {n % 2}) for n in range(2, 7)))(START)
    first = rendered(project, now)
    again = rendered(project, now)
    before = times(project)

    news = rendered(project, learn(record(9, 0, {0}))(now))

    assert first.generated == first.files
    assert (first.files, OF_THE_SITE, 0, 0) == (again.files, again.generated, again.written, 0)
    # The newest: page, three feeds, two bibliographies, papers.jsonl; a month: page, feed, and,
    # but for all keywords together, two bibliographies.
    assert OF_THE_SITE + 2 * 7 + 4 + 2 == news.generated
    touched = {path for path, time in times(project).items() if before.get(path) != time}
    assert {"windmills/index.md", "windmills/2025-12/index.md", "windmills/papers.bib"} <= touched
    assert not {path for path in touched if path.startswith("sails") or "2025-1" in path} - {
        path for path in touched if "2025-12" in path
    }


def test_a_new_month_changes_the_one_before(tmp_path: Path) -> None:
    """
    It leads to the later one now, and its feed is an archive; older ones stay.
    """
    project = new_project(tmp_path)
    now = learn(record(2, 40, {0}), record(3, 70, {0}))(Keepers((keyword(0),)))
    rendered(project, now)
    before = times(project)

    rendered(project, learn(record(4, 0, {0}))(now))

    after = times(project)
    assert before["windmills/2025-11/index.md"] != after["windmills/2025-11/index.md"]
    assert before["windmills/2025-11/atom.xml"] != after["windmills/2025-11/atom.xml"]
    old = [path for path in before if "2025-10" in path]
    assert len(old) >= 5
    assert [before[path] for path in old] == [after[path] for path in old]


class Mill(Struct, frozen=True):
    """
    What a document of these tests is made of.
    """

    sails: int


def turning(mill: Mill) -> Iterator[Document]:
    yield "mill.txt", b"turning" * mill.sails


def standing(mill: Mill) -> Iterator[Document]:
    yield "mill.txt", b"standing" * mill.sails


def made(folder: Path, task: RenderTask[Mill], version: str = "1") -> Rendered:
    source = SourceTree(folder)
    made = BuildCache(source, version)
    made.write(task)
    done = source.finish()
    made.finish()
    return done


def test_another_program_makes_everything_again(tmp_path: Path) -> None:
    """
    So does another function: what a document was made of is more than its papers.
    """
    mill = Mill(4)
    made(tmp_path, RenderTask(turning, mill))

    assert 0 == made(tmp_path, RenderTask(turning, mill)).generated
    assert 1 == made(tmp_path, RenderTask(turning, mill), "2").generated
    assert 1 == made(tmp_path, RenderTask(turning, Mill(3)), "2").generated
    assert 1 == made(tmp_path, RenderTask(standing, Mill(3)), "2").generated
    assert b"standing" * 3 == (tmp_path / "mill.txt").read_bytes()


def test_a_program_is_known_by_its_files(tmp_path: Path) -> None:
    """
    A template that changed, was added or moved makes another program; what Python compiles does
    not.
    """
    template = tmp_path / "templates" / "mill.md"
    template.parent.mkdir()
    template.write_text("sails", "utf-8")
    first = program(tmp_path)
    (tmp_path / "mill.pyc").write_bytes(b"")
    same = program(tmp_path)
    template.write_text("wings", "utf-8")
    changed = program(tmp_path)
    template.rename(tmp_path / "mill.md")

    assert first == same
    assert 3 == len({first, changed, program(tmp_path)})


def new_project(root: Path) -> Project:
    root.mkdir(exist_ok=True)
    Keeper(root)
    return Project.at(root)


def times(project: Project) -> dict[str, int]:
    return {path: (project.source / path).stat().st_mtime_ns for path in tree(project)}
