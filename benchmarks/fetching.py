"""
Requests and seconds of an ordinary day's fetch.

arXiv's pause sets the least time a run can take: three seconds between any two requests. What a
run takes beyond, start-up included, is ours: python benchmarks/fetching.py [KEYWORDS ...]
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import crc32

from measuring import Figures, daily_papers, measured, project
from msgspec.structs import replace
from servers.arxiv_server import ArxivServer
from synthetic import make_paper, names
from table import Row, Topic, allowed, counted, times, took

from generator.keywords.arxiv_query import query_of
from generator.keywords.slugs import slug_of
from generator.matching.tokenized_text import stem
from generator.papers.announcement import Announcement, Record
from generator.papers.freshness import Freshness
from generator.papers.paper import Paper
from generator.store import Store

PAUSE = 3

# Requests that are allowed for so many keywords, and seconds beyond the pauses as a share of them.
REQUESTS, SHARE = {25: 3, 500: 25}, 0.05

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


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    Two rows for each number of keywords.
    """
    for count in sizes:
        with project() as root, PlantedArxiv() as server:
            figures = _ordinary_day(root, server, count)
        requests = len(server.requests)
        limit = [allowed(requests, REQUESTS[count], "requests")] if count in REQUESTS else []
        one_by_one = times(requests / count, "one request a keyword")
        name, said = f"{count} keywords", counted(requests, "request")
        yield took(f"{name}: the run", figures, *limit, one_by_one, amount=said)
        pauses = PAUSE * (requests - 1)
        beyond = figures.wall - pauses - sum(end - begin for begin, end in server.spans)
        yield Row(
            what=f"{name}: its seconds beyond {pauses} s of pauses and arXiv's answers",
            wall=beyond,
            compared=(allowed(beyond, SHARE * pauses, "s"),) if pauses else ("no pause to fill",),
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


TOPIC = Topic(
    title="Asking arXiv",
    about="An ordinary day's `fetch` of keywords that were answered yesterday, from a server on"
    " this machine, with arXiv's pause of three seconds between requests. What a run takes beyond"
    f" the pauses is ours, start-up included: {SHARE:.0%} of them is allowed.",
    rows=rows,
    quick=(25, 100),
    full=(25, 100, 500),
)

if __name__ == "__main__":
    TOPIC.main()
