"""
Ten days in a keeper's repository: the workflow's own steps, real git, a real site; nobody helps.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from github.actions_runner import WorkflowRun
from github.github_repository import BASE_URL, Issue, Repository
from msgspec import Struct
from programs.waiting import until
from samples.making import make_paper
from servers.arxiv_faults import Fault, Reply, refuse
from servers.arxiv_server import ArxivServer

from generator.papers.paper import Paper

KEYWORDS = "keywords:\n  - Windmills\n  - Sails\n"

HOSTILE = (
    "Windmills $(touch pwned) `id` @ada fixes #1 ::error::mills <!-- run 2099-01-01T00:00:00Z -->"
)

MONDAY = datetime(2025, 12, 15, tzinfo=UTC)

# MkDocs dates all pages of its site map on the day of the build.
SITEMAP = {"sitemap.xml", "sitemap.xml.gz"}

# What says when arXiv was last asked.
FRESHNESS = {"data/status.json", "index.html", "status.json", "status/index.html"}

MAIL = "Open an issue with the new papers, close the older ones"

EARLY, LATE = timedelta(hours=5, minutes=43), timedelta(hours=12, minutes=17)


class After(Struct, frozen=True, kw_only=True):
    """
    The repository after a run: how the run went, and what was there then.
    """

    run: WorkflowRun
    asked: tuple[str, ...]
    commits: tuple[str, ...]
    stored: dict[str, bytes]
    site: dict[str, bytes]
    issues: tuple[Issue, ...]

    @property
    def open(self) -> list[str]:
        """
        Titles of the open issues.
        """
        return [issue.title for issue in self.issues if issue.state == "OPEN"]


class World:
    """
    A repository and an arXiv; keeps what was found *after* each run.
    """

    def __init__(self, root: Path, arxiv: ArxivServer) -> None:
        self.repository = Repository(root, arxiv.url)
        self.repository.edit("keywords.yaml", KEYWORDS)
        self.arxiv = arxiv
        self.after: dict[str, After] = {}

    def announce(self, *papers: Paper) -> None:
        """
        arXiv announces *papers*; a newer version takes an older one's place.
        """
        known = {paper.arxiv_id.base: paper for paper in (*self.arxiv.papers, *papers)}
        self.arxiv.papers = tuple(known.values())

    def run(
        self, name: str, at: datetime, before: Mapping[str, Callable[[], object]] | None = None
    ) -> None:
        """
        A run in which something happens *before* steps with these names.
        """

        def act(step: str) -> None:
            if before and step in before:
                before[step]()

        self.arxiv.requests.clear()
        run = self.repository.run(at, before=act)
        self.after[name] = After(
            run=run,
            asked=tuple(one.parameters["search_query"] for one in self.arxiv.requests),
            commits=tuple(self.repository.commits),
            stored=self.repository.stored() if self.repository.commits else {},
            site=self.repository.site(),
            issues=self.repository.issues,
        )
        self.arxiv.recover()

    def run_beside(self, other: datetime, name: str, at: datetime) -> None:
        """
        A run that is about to push what it asked for when an *other* one begins and ends.
        """
        root = self.repository.root
        held, hook = root / "held", root / "hooks" / "pre-push"
        hook.parent.mkdir()
        # Holds up the first push of all, and is gone before the other run's.
        hook.write_text(
            f'#!/bin/sh\nrm "$0"; >"{held}"\nwhile [ -e "{held}" ]; do sleep 0.02; done\n'
        )
        hook.chmod(0o755)
        (root / ".gitconfig").write_text(f'[core]\n\thooksPath = "{hook.parent}"\n', "utf-8")

        def overtake() -> None:
            until(held.exists)
            try:
                self.repository.run(other)
            finally:
                held.unlink()

        with ThreadPoolExecutor() as pool:
            overtaking = pool.submit(overtake)
            self.run(name, at)
            overtaking.result()


def about(identifier: str, topic: str, submitted: datetime, **fields: object) -> Paper:
    """
    A paper about one keyword.
    """
    dates = {"published": submitted, "updated": submitted}
    plain = {"title": f"On {topic}", "abstract": "They turn.", **dates}
    return make_paper(identifier, **plain | fields)


def day(number: int) -> datetime:
    """
    The beginning of the first day, the second ...
    """
    return MONDAY + timedelta(days=number - 1)


def beginning(world: World) -> None:
    """
    Monday: the template is copied, Pages are switched on. Tuesday: news. Wednesday: none.
    """
    world.announce(
        about("2511.00001", "Windmills", day(-20)), about("2512.00001", "Sails", day(-2))
    )
    world.run("pages off", day(1) + EARLY)
    world.repository.change(pages="workflow")
    world.run("pages on", day(1) + LATE)
    hostile = about("2512.00002", "Windmills", day(0), title=HOSTILE, comment=HOSTILE)
    world.announce(hostile, about("2512.00003", "Sails", day(0)))
    world.run("news", day(2) + EARLY)
    world.run("second run", day(2) + LATE)
    world.run("quiet day", day(3) + EARLY)


def failing(world: World) -> None:
    """
    Thursday: arXiv is down, then up. Friday: it refuses one keyword. Saturday: the keeper edits.
    """
    world.announce(about("2512.00004", "Windmills", day(3)))
    world.arxiv.fail(refuse(404), times=9)
    world.run("all failed", day(4) + EARLY)
    world.run("all well again", day(4) + LATE)
    world.announce(about("2512.00005", "Windmills", day(4)), about("2512.00006", "Sails", day(4)))
    world.arxiv.fail(refuse(404), times=9, query="Sails")
    world.run("one failed", day(5) + EARLY)
    world.announce(about("2512.00007", "Kites", day(4)))
    world.repository.edit("keywords.yaml", KEYWORDS + "  - Kites\n")
    world.run("weekend", day(6) + LATE)


def revising(world: World) -> None:
    """
    Monday: a known paper is revised, and an unknown one. No other announcement.
    """
    revised = {"updated": day(7), "title": "On better Windmills"}
    world.announce(
        about("2511.00001v2", "Windmills", day(-20), **revised),
        about("2501.00001v3", "Windmills", day(-330), **revised),
    )
    world.run("revisions", day(8) + EARLY)


def stop() -> None:
    """
    The machine of the run is gone.
    """
    raise OSError("The runner has received a shutdown signal")


def _killing(repository: Repository) -> Fault:
    """
    The program is killed while arXiv answers.
    """

    def fault(reply: Reply) -> Reply:
        repository.kill_program()
        return reply

    return fault


def breaking(world: World) -> None:
    """
    Tuesday: a run is killed, and two stop half-way. Wednesday: two run at once.
    """
    world.announce(about("2512.00008", "Windmills", day(8)), about("2512.00009", "Sails", day(8)))
    world.arxiv.fail(_killing(world.repository), query="Sails")
    world.run("killed", day(9) + EARLY)
    world.run("stopped before the build", day(9) + LATE, {"Build the site": stop})
    world.run("stopped before the mail", day(9) + LATE + EARLY, {MAIL: stop})
    world.announce(about("2512.00010", "Windmills", day(9)))
    other = day(10) + EARLY - timedelta(minutes=1)
    world.run_beside(other, "two at once", day(10) + EARLY)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """
    The ten days, played once.
    """
    with ArxivServer() as arxiv:
        world = World(tmp_path_factory.mktemp("ten-days") / "repository", arxiv)
        for part in (beginning, failing, revising, breaking):
            part(world)
        yield world


@pytest.fixture(scope="module")
def after(world: World) -> dict[str, After]:
    return world.after


def papers(stored: dict[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in stored.items() if path.startswith("papers/")}


def changed(before: dict[str, bytes], now: dict[str, bytes]) -> set[str]:
    """
    Paths of files that differ; Pagefind names some of its files otherwise each time.
    """
    paths = {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
    return {path for path in paths if not path.startswith("pagefind/")}


def test_while_pages_are_off_papers_are_kept_and_one_click_is_named(
    after: dict[str, After],
) -> None:
    """
    A copy's first run is no failure: it keeps its papers and says where to click.
    """
    first = after["pages off"]

    assert {"build": "success"} == {k: v for k, v in first.run.outcomes.items() if v != "skipped"}
    assert "https://github.com/ada/papers/settings/pages" in first.run.summary
    assert ("Papers: 2 added, 0 changed",) == first.commits
    assert {} == first.site


def test_the_first_site_needs_no_second_question(after: dict[str, After]) -> None:
    """
    Once Pages are on the next run publishes what is kept; a baseline is mailed to nobody.
    """
    found = after["pages on"]

    assert () == found.asked
    assert after["pages off"].commits == found.commits
    assert "success" == found.run.outcomes["deploy"]
    assert f"{BASE_URL}/windmills/".encode() in found.site["windmills/index.html"]
    assert () == found.issues


def test_news_is_committed_published_and_mailed(after: dict[str, After]) -> None:
    """
    One commit with counts, a page with the papers, an issue for those who watch.
    """
    found = after["news"]

    assert "Papers: 2 added, 0 changed" == found.commits[-1]
    assert b"2512.00003" in found.site["sails/index.html"]
    (issue,) = found.issues
    assert ("2 new papers, 16 December 2025", ["digest"]) == (issue.title, issue.labels)
    assert "https://arxiv.org/abs/2512.00002" in issue.body
    assert f"({BASE_URL}/windmills/)" in issue.body


def test_a_hostile_title_does_nothing(world: World, after: dict[str, After]) -> None:
    """
    In a shell, a commit, an issue or a log.
    """
    issue = after["news"].issues[0]

    assert not list(world.repository.root.rglob("pwned"))
    assert "@ada" not in issue.body
    assert "#1" not in issue.body
    assert ["<!-- run 2025-12-16T05:43:"] == [
        one[:26] for one in re.findall("<!-- run .*", issue.body)
    ]
    assert not re.search("^::error", after["news"].run.log, re.MULTILINE)


def test_a_second_run_changes_nothing_when_nothing_is_new(after: dict[str, After]) -> None:
    """
    arXiv is not asked, nothing is committed, the site keeps every byte, and nobody gets mail.
    """
    before, found = after["news"], after["second run"]

    assert () == found.asked
    assert before.commits == found.commits
    assert set() == changed(before.site, found.site)
    assert before.issues == found.issues


def test_a_quiet_day_changes_only_what_says_how_fresh_the_papers_are(
    after: dict[str, After],
) -> None:
    """
    Its commit keeps the schedule alive; nobody gets mail.
    """
    before, found = after["second run"], after["quiet day"]

    assert (*before.commits, "Papers: 0 added, 0 changed") == found.commits
    assert papers(before.stored) == papers(found.stored)
    assert FRESHNESS == changed(before.site, found.site) - SITEMAP
    assert before.issues == found.issues


def test_a_day_without_arxiv_is_red_and_loses_nothing(after: dict[str, After]) -> None:
    """
    The status page tells the reader, the red run tells the keeper, the papers stay.
    """
    before, found = after["quiet day"], after["all failed"]

    assert "failure" == found.run.outcomes["verdict"]
    assert "success" == found.run.outcomes["deploy"]
    assert "| Windmills |" in found.run.summary
    assert papers(before.stored) == papers(found.stored)
    assert b"404" in found.site["status/index.html"]
    assert before.issues == found.issues


def test_the_second_run_is_the_safety_net(after: dict[str, After]) -> None:
    """
    It brings what the first one could not get; the older digest is closed.
    """
    found = after["all well again"]

    (asked,) = found.asked
    assert "Windmills" in asked
    assert "Sails" in asked
    assert "Papers: 1 added, 0 changed" == found.commits[-1]
    assert ["1 new paper, 18 December 2025"] == found.open
    assert 2 == len(found.issues)


def test_one_keywords_failure_is_its_own(after: dict[str, After]) -> None:
    """
    The others' papers are published and mailed, and the run is not red.
    """
    found = after["one failed"]

    assert "failure" not in found.run.outcomes.values()
    assert b"2512.00005" in found.site["windmills/index.html"]
    assert ["1 new paper, 19 December 2025"] == found.open


def test_an_edit_asks_only_for_what_it_needs(after: dict[str, After]) -> None:
    """
    At the weekend: a new keyword, and one that failed, but none that was answered on Friday.
    """
    found = after["weekend"]

    assert ["Kites", "Sails"] == sorted(re.findall('abs:"(\\w+)"', " ".join(found.asked)))
    assert b"2512.00007" in found.site["kites/index.html"]
    (issue,) = [one for one in found.issues if one.state == "OPEN"]
    assert "2512.00006" in issue.body
    assert "2512.00007" not in issue.body


def test_a_revision_is_kept_and_only_an_unknown_paper_is_news(after: dict[str, After]) -> None:
    """
    A known paper's new version takes its place without a word.
    """
    found = after["revisions"]

    assert "Papers: 1 added, 1 changed" == found.commits[-1]
    assert b"On better Windmills" in found.stored["papers/2511.jsonl"]
    assert ["1 revised paper, 22 December 2025"] == found.open


def test_a_killed_run_leaves_all_as_it_was(after: dict[str, After]) -> None:
    """
    What was asked for before is not committed, and nothing is published.
    """
    before, found = after["revisions"], after["killed"]

    assert "failure" == found.run.outcomes["build"]
    assert before.stored == found.stored
    assert before.site == found.site
    assert before.issues == found.issues


def test_a_run_stopped_after_its_commit_is_made_good(after: dict[str, After]) -> None:
    """
    The next one builds and publishes what was committed, and asks for nothing.
    """
    stopped, found = after["stopped before the build"], after["stopped before the mail"]

    assert "Papers: 2 added, 0 changed" == stopped.commits[-1]
    assert after["killed"].site == stopped.site
    assert () == found.asked
    assert stopped.commits == found.commits
    assert b"2512.00009" in found.site["sails/index.html"]
    assert after["killed"].issues == found.issues


def test_two_runs_at_once_lose_nothing_and_ask_nothing_twice(after: dict[str, After]) -> None:
    """
    The slower one goes on from the other's papers: one commit, and never a forced push.
    """
    before, found = after["stopped before the mail"], after["two at once"]

    assert "Another run was faster" in found.run.log
    assert (*before.commits, "Papers: 1 added, 0 changed") == found.commits
    assert 2 == len(found.asked), "each asks once for its three keywords"
    assert "success" == found.run.outcomes["deploy"]


def test_mail_that_was_not_sent_is_sent_later_and_once(after: dict[str, After]) -> None:
    """
    The day that was interrupted has its digest; only the newest stays open.
    """
    found = after["two at once"]

    assert [
        "2 new papers, 16 December 2025",
        "1 new paper, 18 December 2025",
        "1 new paper, 19 December 2025",
        "1 new paper, 20 December 2025",
        "1 revised paper, 22 December 2025",
        "2 new papers, 23 December 2025",
        "1 new paper, 24 December 2025",
    ] == [issue.title for issue in found.issues]
    assert ["1 new paper, 24 December 2025"] == found.open


def test_nothing_is_published_that_is_not_committed(after: dict[str, After]) -> None:
    """
    After every run that published, the site's papers are those of the branch.
    """
    published = [one for one in after.values() if one.run.outcomes["deploy"] == "success"]

    assert 11 == len(published)
    for one in published:
        assert one.stored == {
            path.removeprefix("data/"): content
            for path, content in one.site.items()
            if path.startswith("data/")
        }


def test_the_branch_holds_text_and_its_history_counts(world: World) -> None:
    """
    Papers a month, their numbers, the status, and messages without any word of a paper; no other
    branch.
    """
    repository = world.repository

    assert all(
        re.fullmatch(r"Papers: \d+ added, \d+ changed", message) for message in repository.commits
    )
    assert {
        "inventory.json",
        "status.json",
        *(f"papers/{month}.jsonl" for month in ("2501", "2511", "2512")),
    } == set(repository.stored())
    assert ["data", "main"] == repository.git("branch", "--format=%(refname:short)").split()


def test_history_stays_small(world: World) -> None:
    """
    Ten days of few papers are a few kilobytes; the first plan of others was megabytes a day.
    """
    mirror = world.repository.root / "mirror.git"
    world.repository.git(
        *("clone", "-q", "--bare", "--single-branch", "-b", "data"),
        f"file://{world.repository.origin}",
        str(mirror),
    )
    world.repository.git("gc", "-q", folder=mirror)

    packs = sum(path.stat().st_size for path in mirror.rglob("*.pack"))
    assert packs / len(world.repository.commits) < 1024


def test_a_copy_of_the_template_begins_with_its_own_keywords(world: World, tmp_path: Path) -> None:
    """
    Its store is empty, its first run fills it, and nothing of the other site is in it.
    """
    copy = Repository(tmp_path / "copy", world.arxiv.url)
    copy.change(pages="workflow")
    copy.edit("keywords.yaml", "keywords:\n  - Kites\n")

    run = copy.run(day(10) + LATE)

    assert "failure" not in run.outcomes.values()
    assert ["Papers: 1 added, 0 changed"] == copy.commits
    assert "kites/index.html" in copy.site()
    assert "sails/index.html" not in copy.site()
    assert () == copy.issues
