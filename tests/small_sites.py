"""
Sites of any number of keywords with few papers, rendered and built by the real pipeline.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from keeper import Keeper
from making import DAY, make_paper

from generator.keyword import slug_of
from generator.listing import ALL, Announcement, Record
from generator.paper import Paper
from generator.pipeline.render import render
from generator.pipeline.site import build_site
from generator.project import Project
from generator.store import Store

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


def build(root: Path, site_url: str, keywords: Sequence[str], *papers: Paper) -> None:
    """
    Build a site into *root*/site, *papers* standing under the first few keywords.

    The papers of a keyword are from as many months.
    """
    Keeper(root)
    lines = "".join(f"  - {name}\n" for name in keywords)
    (root / "keywords.yaml").write_text(f"keywords:\n{lines}", "utf-8")
    slugs = [slug_of(name) for name in keywords[:_WITH_PAPERS]]
    records = {
        paper.arxiv_id.base: Record(paper, dict.fromkeys((ALL, *slugs), _announced(months)))
        for months, paper in enumerate(papers)
    }
    project = Project.at(root)
    Store(project.store).remember(records, records)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SITE_URL", site_url)
        render(project)
        build_site(project)


def build_of_size(root: Path, count: int, site_url: str) -> None:
    """
    A site of so many keywords, with papers that are hard to show.
    """
    build(root, site_url, names(count), *_PAPERS)


def _announced(months: int) -> Announcement:
    day: date = DAY - timedelta(days=31 * months)
    return Announcement(day)
