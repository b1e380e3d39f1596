"""
Sites of any number of keywords with few papers, rendered and built by the real pipeline.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from keeper import Keeper
from making import DAY, make_paper
from msgspec.structs import replace

from generator import search
from generator.freshness import Freshness
from generator.keyword import slug_of
from generator.listing import ALL, Announcement, Record
from generator.paper import Paper
from generator.pipeline.render import edition, render
from generator.pipeline.search_index import write_index
from generator.pipeline.site import build_site
from generator.project import Project
from generator.store import Store

# When arXiv last answered, a Friday; one keyword has failed since the Friday before.
ASKED = datetime(2025, 12, 19, 6, 17, tzinfo=UTC)
LATE = ASKED - timedelta(days=7)
FAILING = "Windmill 2"

# Keywords beyond these have no papers yet.
_WITH_PAPERS = 4

_SUM = " + ".join(rf"\frac{{a_{{{n}}}}}{{b_{{{n}}}}}" for n in range(40))

HOSTILE = '<img src=x onerror="document.title=1"> & "sails"'

_PAPERS = (
    make_paper("2512.00001", title=HOSTILE, authors=("<b>Ada</b>", "Erdős")),
    make_paper(
        "2512.00002",
        title=f"The sum $y = {_SUM}$",
        abstract=f"We add $x = {_SUM}$ in a line, and $${_SUM}$$ below it.",
    ),
    make_paper("2512.00003", comment="Accepted to a conference about windmills of any kind"),
)


def names(count: int) -> list[str]:
    """
    *count* keywords.
    """
    return [f"Windmill {number}" for number in range(1, count + 1)]


def build(
    root: Path, site_url: str, keywords: Sequence[str], *papers: Paper, days: int = 31
) -> Project:
    """
    Build a site into *root*/site, *papers* standing under the first few keywords.

    Each paper is *days* older than the one before: by default they are from as many months.
    """
    Keeper(root)
    lines = "".join(f"  - {name}\n" for name in keywords)
    (root / "keywords.yaml").write_text(f"keywords:\n{lines}", "utf-8")
    slugs = [slug_of(name) for name in keywords[:_WITH_PAPERS]]
    records = {
        paper.arxiv_id.base: Record(paper, dict.fromkeys((ALL, *slugs), _announced(number * days)))
        for number, paper in enumerate(papers)
    }
    project = Project.at(root)
    store = Store(project.store)
    store.remember(records, records)
    store.write_freshness(_freshness(keywords))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SITE_URL", site_url)
        render(project)
        build_site(project)
    return project


def build_of_size(root: Path, count: int, site_url: str) -> None:
    """
    A site of so many keywords, with papers that are hard to show.
    """
    build(root, site_url, names(count), *_PAPERS)


def build_in_parts(root: Path, site_url: str) -> None:
    """
    A site of 300 papers about windmills, two days apart, the search index being in three parts.

    One paper of each part is about mills with sails, most of all the oldest of these; one of the
    last is about mooring.
    """
    papers = [make_paper(f"2512.{number:05}") for number in range(300)]
    for number, title in (
        (50, "Windmills, Their Owners, and Sails"),
        (150, "Windmills of the North and Their Sails"),
        (250, "Sails"),
        (260, "On Mooring"),
    ):
        papers[number] = replace(papers[number], title=title)
    papers[250] = replace(papers[250], abstract="Windmills turn by sails, sails, and sails.")
    project = build(root, site_url, ["Windmills"], *papers, days=2)
    now = edition(project)
    write_index(search.parts(now, size=100), search.choices(now), project.site)


def _freshness(keywords: Sequence[str]) -> dict[str, Freshness]:
    fresh = Freshness(attempted=ASKED, succeeded=ASKED, total=3)
    late = Freshness(attempted=LATE, succeeded=LATE, total=3).failed(ASKED, "503 <busy>")
    return {slug_of(name): late if name == FAILING else fresh for name in keywords}


def _announced(days: int) -> Announcement:
    day: date = DAY - timedelta(days=days)
    return Announcement(day)
