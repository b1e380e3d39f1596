"""
Sites of any number of keywords with few papers, rendered and built by the real pipeline.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from programs.keeper import Keeper
from samples.making import DAY, make_paper

from generator.build.engines import build_site
from generator.build.project import Project, read_configuration
from generator.build.render import edition, render, write_search
from generator.errors import FailureKind
from generator.keywords.slugs import slug_of
from generator.papers.announcement import ALL, Announcement, Record
from generator.papers.freshness import Freshness
from generator.papers.paper import Paper
from generator.store import Store

# When arXiv last answered, a Friday; one keyword has failed since the Friday before.
ASKED = datetime(2025, 12, 19, 6, 17, tzinfo=UTC)

LATE = ASKED - timedelta(days=7)

FAILING = "Windmill 2"

# Keywords beyond these have no papers yet.
_WITH_PAPERS = 4

_SUM = " + ".join(rf"\frac{{a_{{{n}}}}}{{b_{{{n}}}}}" for n in range(40))

GROUP = "Mills & <b>more</b>"

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
    root: Path,
    site_url: str,
    keywords: Sequence[str],
    *papers: Paper,
    per_day: int = 1,
    days: int = 31,
    grouped: int = 0,
    language: str | None = None,
) -> Project:
    """
    Build a site into *root*/site, *papers* standing under the first few keywords.

    They are announced *per_day* at a time, so many *days* apart: by default, those of a keyword
    are from as many months. A page shows them all. The last *grouped* keywords are a group.
    """
    Keeper(root)
    if language:
        _speak(root / "mkdocs.yml", language)
    alone = len(keywords) - grouped
    lines = "".join(f"  - {name}\n" for name in keywords[:alone])
    lines += "".join(f"  - name: {name}\n    group: {GROUP}\n" for name in keywords[alone:])
    most = f"defaults: {{max_papers: {max(len(papers), 1)}}}\n"
    (root / "keywords.yaml").write_text(f"{most}keywords:\n{lines}", "utf-8")
    slugs = [slug_of(name) for name in keywords[:_WITH_PAPERS]]
    records = {
        paper.arxiv_id.base: Record(
            paper, dict.fromkeys((ALL, *slugs), _announced(number // per_day * days))
        )
        for number, paper in enumerate(papers)
    }
    project = Project.at(root)
    store = Store(project.store)
    store.remember(records, records)
    store.write_freshness(_freshness(keywords))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SITE_URL", site_url)
        render(read_configuration(project))
        build_site(project)
    return project


def build_of_size(root: Path, count: int, site_url: str) -> None:
    """
    A site of so many keywords, with papers that are hard to show.
    """
    build(root, site_url, names(count), *_PAPERS, grouped=2)


def build_in(root: Path, language: str, site_url: str) -> None:
    """
    A site of three keywords in this language.
    """
    build(root, site_url, names(3), *_PAPERS, language=language)


def build_of_many(root: Path, site_url: str) -> None:
    """
    A site of 500 papers about windmills, 20 of a day, the search index being in parts of 200.

    One paper of each part is about sails, most of all the oldest of these; one of the last is
    about mooring.
    """
    papers = [make_paper(f"2512.{number:05}") for number in range(1, 501)]
    for number, title in (
        (50, "Windmills, Their Owners, and Sails"),
        (150, "Windmills of the North and Their Sails"),
        (450, "Sails"),
        (460, "On Mooring"),
    ):
        papers[number] = replace(papers[number], title=title)
    papers[450] = replace(papers[450], abstract="Windmills turn by sails, sails, and sails.")
    project = build(root, site_url, ["Windmills"], *papers, per_day=20, days=20)
    write_search(edition(read_configuration(project)), project.site, size=200)


def _announced(days: int) -> Announcement:
    day: date = DAY - timedelta(days=days)
    return Announcement(day)


def _freshness(keywords: Sequence[str]) -> dict[str, Freshness]:
    fresh = Freshness(attempted=ASKED, succeeded=ASKED, total=3)
    late = Freshness(attempted=LATE, succeeded=LATE, total=3).failed(
        ASKED, FailureKind.REFUSED, 503
    )
    return {slug_of(name): late if name == FAILING else fresh for name in keywords}


def _speak(settings: Path, language: str) -> None:
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("theme:\n", f"theme:\n  language: {language}\n", 1), "utf-8")
