"""
Papers followed by identifier, from arXiv to feed and digest.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
from programs.keeper import Keeper
from samples.making import make_paper
from servers.arxiv_asking import asking
from servers.arxiv_server import ArxivServer

from generator.build.project import Project, read_configuration
from generator.build.render import edition
from generator.fetch.alone import Alone, search_of
from generator.fetch.run import fetch
from generator.fetch.update import Update
from generator.keywords.keywords_file import read_keywords_file
from generator.papers.paper import Paper
from generator.site.addresses import permalinks
from generator.site.digest import digest
from generator.site.feeds import keyword_feeds
from generator.store import Store

MONDAY = datetime(2025, 12, 22, 8, tzinfo=UTC)

DAY = timedelta(days=1)

KEYWORDS = """\
keywords:
  - Windmills
  - name: Mine
    ids: ["2512.17601", "2512.00009"]
"""


def version(number: int, at: datetime) -> Paper:
    """
    The followed paper, of which this version came a few hours before.
    """
    return make_paper(f"2512.17601v{number}", updated=at - timedelta(hours=5))


def run(project: Project, server: ArxivServer, at: datetime) -> dict[str, Update]:
    """
    One run, by keyword name.
    """
    api = asking(server)
    updates = fetch(
        read_keywords_file(project.keywords)[0],
        [Alone(search_of(api, limit=100))],
        Store(project.store),
        now=at,
        by_id=api.by_ids,
    )
    return {update.keyword.name: update for update in updates}


def entries(project: Project) -> list[tuple[str, str]]:
    """
    What a feed reader finds in the keyword's feed: ids and titles.
    """
    now = edition(read_configuration(project))
    files = dict(
        document
        for task in keyword_feeds(now, permalinks(now.sections))
        for document in task.documents()
    )
    return [(one.id, one.title) for one in feedparser.parse(files["mine/atom.xml"]).entries]


def test_a_new_version_of_a_followed_paper_is_news(tmp_path: Path) -> None:
    """
    In feed and digest, also where another keyword met it first; its page and place stay.
    """
    Keeper(tmp_path)
    (tmp_path / "keywords.yaml").write_text(KEYWORDS, "utf-8")
    project = Project.at(tmp_path)
    with ArxivServer([version(1, MONDAY)]) as server:
        first = run(project, server, MONDAY)
        (v1,) = entries(project)
        again = run(project, server, MONDAY + DAY)
        unchanged = entries(project)
        server.papers = (version(2, MONDAY + 2 * DAY),)
        second = run(project, server, MONDAY + 2 * DAY)
        (v2,) = entries(project)

    assert ("2512.17601",) == first["Mine"].announced
    assert ["2512.00009: arXiv has no such paper"] == [*map(str, first["Mine"].dropped)]
    assert () == again["Mine"].announced
    assert [v1] == unchanged
    assert ("2512.17601",) == second["Mine"].announced
    assert ("https://arxiv.org/abs/2512.17601v1", "A Paper about Windmills (v1)") == v1
    assert ("https://arxiv.org/abs/2512.17601v2", "A Paper about Windmills (v2)") == v2
    assert "revised" in digest(edition(read_configuration(project)))
    (listed,) = edition(read_configuration(project)).sections[1].listing.entries
    assert MONDAY.date() == listed.announced
