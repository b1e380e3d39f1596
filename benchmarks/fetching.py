"""
Requests and seconds of an ordinary day's fetch, for 25 keywords and for 500.

arXiv's pause sets the least time a run can take: three seconds between any two requests. What a
run takes beyond, start-up included, is ours: python benchmarks/fetching.py
"""

import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import crc32

from measuring import ROOT, Figures, daily_papers, measured, project
from msgspec.structs import replace
from synthetic import make_paper, names

from generator.freshness import Freshness
from generator.keyword import query_of, slug_of
from generator.listing import Announcement, Record
from generator.matching.words import stem
from generator.paper import Paper
from generator.store import Store

sys.path.insert(0, str(ROOT / "tests"))
from arxiv_server import ArxivServer

PAUSE = 3
HISTORY = 60
# New papers and versions of a keyword's day: few of most, many of some.
DAILY = 2.0
# Keywords in a title that share no more than a word's stem with what is sought.
BY_STEM = 0.03


class PlantedArxiv(ArxivServer):
    """
    Finds the papers in whose comment a name of the query stands: fast, however many there are.
    """

    def _found(self, words: Mapping[str, str]) -> list[Paper]:
        query, ids = words.get("search_query", ""), words.get("id_list", "")
        wanted = set(ids.split(",")) if ids else None
        return [
            paper
            for paper in self.papers
            if f'"{paper.comment}"' in query and (wanted is None or paper.arxiv_id.base in wanted)
        ]


def main() -> None:
    """
    Print a line for each number of keywords.
    """
    print("keywords  requests    pauses    server      wall    beyond      CPU")
    for count in (25, 500):
        with project() as root, PlantedArxiv() as server:
            figures = _ordinary_day(root, server, count)
        pauses = PAUSE * (len(server.requests) - 1)
        answering = sum(end - begin for begin, end in server.spans)
        beyond = figures.wall - pauses - answering
        print(
            f"{count:8}  {len(server.requests):8}  {pauses:6} s  {answering:6.1f} s"
            f"  {figures.wall:6.1f} s  {beyond:6.1f} s  {figures.cpu:5.1f} s"
        )


def _ordinary_day(root: Path, server: PlantedArxiv, count: int) -> Figures:
    chosen = names(count)
    (root / "keywords.yaml").write_text(
        "source: api\nkeywords:\n" + "".join(f"  - {name}\n" for name in chosen), "utf-8"
    )
    papers = list(_papers(chosen))
    _remember(root, chosen, papers)
    server.papers = tuple(sorted(papers, key=lambda paper: paper.updated, reverse=True))
    return measured(daily_papers(root, "fetch", "--api-url", server.url, "--pause", str(PAUSE)))


def _remember(root: Path, chosen: Iterable[str], papers: Iterable[Paper]) -> None:
    """
    A store as the run of a day ago left it: each keyword swept on some day of the week.
    """
    then = datetime.now(UTC) - timedelta(days=1)
    known = [paper for paper in papers if paper.updated < then]
    records = {
        paper.arxiv_id.base: Record(
            paper,
            dict.fromkeys(
                ("all", slug_of(paper.comment or "")), Announcement(paper.updated.date())
            ),
        )
        for paper in known
    }
    held = Counter(paper.comment for paper in known)
    newest = {paper.comment: paper.updated for paper in sorted(known, key=lambda one: one.updated)}
    store = Store(root / "site_src" / "data")
    store.remember(records, records)
    store.write_freshness(
        {
            slug_of(name): Freshness(
                query=query_of(phrases=[name]),
                attempted=then,
                succeeded=then,
                swept=then - timedelta(days=crc32(name.encode()) % 6),
                total=held[name],
                newest=newest.get(name),
            )
            for name in chosen
        }
    )


def _papers(chosen: Iterable[str]) -> Iterable[Paper]:
    now, number = datetime.now(UTC).replace(microsecond=0), 0
    for name in chosen:
        dice = random.Random(name)
        for _ in range(int(dice.expovariate(1 / (DAILY * HISTORY))) + 1):
            paper = make_paper(number, dice)
            # arXiv's dates have no parts of seconds.
            moment = now - timedelta(hours=1, seconds=int(HISTORY * 86400 * dice.random()))
            first, _, rest = name.partition(" ")
            longer = f"{first}ing"
            alike = stem(longer.lower()) == stem(first.lower())
            title = f"{longer} {rest}" if alike and dice.random() < BY_STEM else name
            identifier = replace(paper.arxiv_id, base=f"{moment:%y%m}.{number:05}", version=1)
            yield replace(
                paper,
                arxiv_id=identifier,
                title=f"{title}: {paper.title}",
                comment=name,
                published=moment,
                updated=moment,
            )
            number += 1


if __name__ == "__main__":
    main()
