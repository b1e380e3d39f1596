"""
Real feed readers, which nobody here wrote, subscribe over HTTP.
"""

import json
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
from msgspec.structs import replace
from programs.keeper import SAMPLE, Keeper
from programs.tools import needed
from servers.arxiv_server import ArxivServer, read_papers
from servers.pages_server import PagesServer

from generator.papers.paper import ArxivId, Paper

pytestmark = pytest.mark.usefixtures("at_full_speed")

# A paper of two keywords that is in its first version.
REVISED = "2512.23365"


class Publisher:
    """
    A keeper whose feeds are published at *pages*, with an arXiv that can be changed.
    """

    def __init__(self, keeper: Keeper, arxiv: ArxivServer, pages: PagesServer) -> None:
        self.keeper, self.arxiv, self.pages = keeper, arxiv, pages

    def publish(self) -> None:
        """
        Fetch what arXiv has, and write the feeds.
        """
        words = ("--api-url", self.arxiv.url, "--pause", "0")
        for run in (self.keeper.run("fetch", *words), self._render()):
            assert run.returncode == 0, run.stdout + run.stderr

    def revise(self) -> None:
        """
        Let arXiv have a newer version of one paper, and publish it.
        """
        self.arxiv.papers = tuple(map(revision, self.arxiv.papers))
        self.publish()

    def identifiers(self) -> list[str]:
        """
        The entry ids in the feeds of all keywords, a paper once a feed.
        """
        keywords = ("video-anomaly-detection", "video-understanding")
        more = ("vision-language-model", "multimodal-large-language-model")
        feeds = (self.keeper.source / slug / "feed.json" for slug in (*keywords, *more))
        return [item["id"] for feed in feeds for item in json.loads(feed.read_bytes())["items"]]

    def _render(self) -> subprocess.CompletedProcess[str]:
        return self.keeper.run("render", SITE_URL=self.pages.url)


def revision(paper: Paper) -> Paper:
    """
    The next version of the paper that is to be revised; any other as it is.
    """
    if paper.arxiv_id.base != REVISED:
        return paper
    return replace(
        paper,
        arxiv_id=ArxivId(REVISED, 2),
        title="SpatialMosaic, revised",
        updated=paper.updated + timedelta(days=1),
    )


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[Publisher]:
    keeper = Keeper(tmp_path / "keeper")
    with ArxivServer(read_papers(SAMPLE)) as arxiv, PagesServer(keeper.source) as pages:
        publisher = Publisher(keeper, arxiv, pages)
        publisher.publish()
        yield publisher


def run(*words: str | Path, home: Path, given: bytes = b"") -> bytes:
    """
    What a program prints, with *home* as its user's.
    """
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8"}
    command = list(map(str, words))
    done = subprocess.run(
        command,
        env=environment,
        cwd=home,
        input=given,
        capture_output=True,
        check=False,
        timeout=90,
    )
    assert done.returncode == 0, (done.stdout + done.stderr).decode()
    return done.stdout


def statuses(pages: PagesServer, agent: str) -> list[int]:
    """
    How a reader's requests for Atom feeds were answered.
    """
    asked = [one for one in pages.answered if one.path.endswith("atom.xml")]
    return [one.status for one in asked if agent in one.agent.casefold()]


def test_newsboat_follows_all_keywords(publisher: Publisher, tmp_path: Path) -> None:
    """
    newsboat imports feeds.opml, keeps each paper once, takes a revision in its place, and is
    answered 304 when nothing changed.
    """
    newsboat = needed("newsboat")
    (tmp_path / "config").write_text("", "utf-8")
    base = (newsboat, "-u", "urls", "-c", "cache.db", "-C", "config")
    run(*base, "-i", publisher.keeper.source / "feeds.opml", home=tmp_path)

    def reload() -> list[tuple[str, str]]:
        run(*base, "-x", "reload", home=tmp_path)
        with closing(sqlite3.connect(tmp_path / "cache.db")) as cache:
            return list(cache.execute("SELECT guid, title FROM rss_item WHERE deleted = 0"))

    first = reload()
    # newsboat 2.21 remembers a feed's ETag from the second time on.
    reload()
    again = reload()
    answered = statuses(publisher.pages, "newsboat")
    publisher.revise()
    revised = reload()

    # newsboat knows a paper by its id: under two keywords it is one.
    assert sorted(set(publisher.identifiers())) == sorted(guid for guid, _ in first)
    assert first == again
    assert [HTTPStatus.OK] * 8 + [HTTPStatus.NOT_MODIFIED] * 4 == answered
    assert len(first) == len(revised)
    assert "SpatialMosaic, revised" in {title for _, title in revised}


def test_rss2email_sends_each_paper_once(publisher: Publisher, tmp_path: Path) -> None:
    """
    rss2email imports feeds.opml, sends one mail a paper and feed, and none for a revision.
    """
    r2e = needed("r2e")
    outbox = tmp_path / "outbox"
    outbox.mkdir()
    sendmail = tmp_path / "sendmail"
    sendmail.write_text(f"#!/bin/sh\ncat > {outbox}/$$-$(date +%N)\n", "utf-8")
    sendmail.chmod(0o755)
    base = (r2e, "-c", "rss2email.cfg", "-d", "data.json")
    run(*base, "new", "reader@example.org", home=tmp_path)
    settings = tmp_path / "rss2email.cfg"
    changed = settings.read_text("utf-8").replace(
        "sendmail = /usr/sbin/sendmail", f"sendmail = {sendmail}"
    )
    settings.write_text(changed, "utf-8")
    run(*base, "opmlimport", publisher.keeper.source / "feeds.opml", home=tmp_path)

    run(*base, "run", home=tmp_path)
    first = len(list(outbox.iterdir()))
    publisher.revise()
    run(*base, "run", home=tmp_path)

    assert len(publisher.identifiers()) == first
    assert first == len(list(outbox.iterdir()))
    # rss2email asks through feedparser; two of the four feeds hold the revised paper.
    answered = statuses(publisher.pages, "feedparser")
    assert 2 == answered.count(HTTPStatus.NOT_MODIFIED)


def test_sfeed_reads_every_feed(publisher: Publisher, tmp_path: Path) -> None:
    """
    sfeed finds all feeds in feeds.opml and every paper in each, with its link and id.
    """
    sfeed, opml_import = needed("sfeed"), needed("sfeed_opml_import")
    opml = (publisher.keeper.source / "feeds.opml").read_bytes()

    subscribed = run(opml_import, home=tmp_path, given=opml).decode()
    atom = publisher.keeper.source / "video-understanding" / "atom.xml"
    lines = run(sfeed, home=tmp_path, given=atom.read_bytes()).decode().splitlines()
    entries = [line.split("\t") for line in lines]

    feed = json.loads((atom.parent / "feed.json").read_bytes())
    assert 4 == subscribed.count("atom.xml")
    assert [item["id"] for item in feed["items"]] == [entry[5] for entry in entries]
    assert [item["title"] for item in feed["items"]] == [entry[1] for entry in entries]
