"""
Papers of years, from a file: those that the keywords find, each announced on its own day.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from generator.imports import snapshot
from generator.keywords.keyword import Keyword
from generator.matching import Index, Matcher, Prefilter, TokenizedPaper, Verdict
from generator.papers.listing import ALL, Announcement, Record, Records, announce
from generator.papers.paper import Paper
from generator.store import PAPERS, VERSION, Store, header, record_of

# Lines of the store's own form, or of arXiv's snapshot.
Form = Literal["papers", "snapshot"]

# So many unreadable lines are named.
_TOLD = 20

_FIELDS = msgspec.json.Decoder(dict[str, msgspec.Raw])


class HistoryImport(Struct, frozen=True, kw_only=True):
    """
    What became of a file of so many *lines*: how many papers each keyword got, by slug.

    *doubtful* papers were left out because only arXiv can tell whether they are found; so were
    *broken* lines, some of which are *named*.
    """

    lines: int
    listed: Mapping[str, int]
    doubtful: int
    broken: int
    named: tuple[str, ...]


def form_of(first: bytes) -> Form | None:
    """
    The form of a file with this *first* line; None where it is another's.

    Raises ValueError for one of a newer version.
    """
    if found := header(first):
        if (found.format, found.version) != (PAPERS, VERSION):
            raise ValueError(
                f"is {found.format} in version {found.version}; this program reads {PAPERS} in "
                f"version {VERSION}"
            )
        return "papers"
    try:
        fields = _FIELDS.decode(first)
    except msgspec.DecodeError:
        return None
    if "authors_parsed" in fields:
        return "snapshot"
    return "papers" if {"id", "version", "abstract"} <= fields.keys() else None


class OfflineKeywords(Struct, frozen=True):
    """
    The keywords that can be judged here, *by_slug*, and those that only arXiv can judge.
    """

    by_slug: Mapping[str, Keyword]
    matchers: Mapping[str, Matcher]
    only_arxiv: tuple[Keyword, ...]

    @classmethod
    def of(cls, keywords: Iterable[Keyword]) -> "OfflineKeywords":
        """
        The same for *keywords*.
        """
        matchers, others = dict[str, Matcher](), list[Keyword]()
        by_slug = {keyword.slug: keyword for keyword in keywords}
        for slug, keyword in by_slug.items():
            try:
                matcher = Matcher(keyword.query)
            except ValueError:
                others.append(keyword)
                continue
            if matcher.decides:
                matchers[slug] = matcher
            else:
                others.append(keyword)
        return cls(by_slug, matchers, tuple(others))


def import_history(
    store: Store, lines: Iterable[bytes], form: Form, judges: OfflineKeywords, *, today: date
) -> HistoryImport:
    """
    Store the papers in *lines* that keywords find, announced as in a baseline: no news.

    Of a paper the store knows, the newer version stays, and each announcement. In lines of the
    store's form, announcements of keywords that are followed count, too. Raises StoreError;
    nothing is written before all lines are read.
    """
    work = _Work(store.records(), judges, today)
    read = work.of_snapshot if form == "snapshot" else work.of_papers
    number = 0
    for number, line in enumerate(lines, start=1):
        if not line.isspace():
            work.take(read, line, number)
    store.remember(work.records, work.changed)
    return HistoryImport(
        lines=number,
        listed=work.listed,
        doubtful=work.doubtful,
        broken=work.broken,
        named=tuple(work.named),
    )


class _Work:
    def __init__(self, records: dict[str, Record], judges: OfflineKeywords, today: date) -> None:
        self.records, self.judges, self.today = records, judges, today
        self.changed: dict[str, None] = {}
        self.listed = Counter[str]()
        self.doubtful = self.broken = 0
        self.named: list[str] = []
        self._sieve = Prefilter(judges.matchers.values())
        self._index = Index(judges.matchers)

    def take(self, read: Callable[[bytes, int], None], line: bytes, number: int) -> None:
        try:
            read(line, number)
        except ValueError as exc:
            self.broken += 1
            if self.broken <= _TOLD:
                self.named.append(f"line {number}: {exc}")

    def of_snapshot(self, line: bytes, _: int) -> None:
        found = snapshot.line(line)
        names = "\n".join(found.authors()) if self._sieve.needs_names else ""
        if self._sieve.passes(found.text, names=names, categories=found.categories.split()):
            self._judge(Record(_whole(found.paper()), {}))

    def of_papers(self, line: bytes, number: int) -> None:
        if number > 1 or header(line) is None:
            record = record_of(line)
            _whole(record.paper)
            self._judge(replace(record, announced=self._followed(record.announced)))

    def _followed(self, announced: Mapping[str, Announcement]) -> dict[str, Announcement]:
        # A clock ahead of ours must not pin a paper to the top.
        kept = {
            slug: replace(one, day=min(one.day, self.today))
            for slug, one in announced.items()
            if slug in self.judges.by_slug
        }
        if not kept:
            return {}
        first = min(kept.values(), key=lambda one: one.day)
        return {ALL: replace(first), **kept}

    def _judge(self, outside: Record) -> None:
        base = outside.paper.arxiv_id.base
        known = self.records.get(base)
        after = _joined(known, outside)
        verdicts = self._index.verdicts(TokenizedPaper(after.paper))
        for slug, verdict in verdicts.items():
            if verdict >= Verdict.LIKELY:
                after = self._announced(after, slug)
        self.doubtful += any(one == Verdict.UNLIKELY for one in verdicts.values())
        if after.announced and after != known:
            self.records[base] = after
            self.changed[base] = None
            before = known.announced if known else {}
            self.listed.update(after.announced.keys() - before.keys() - {ALL})

    def _announced(self, record: Record, slug: str) -> Record:
        base = record.paper.arxiv_id.base
        known: Records = {base: record}
        changed = announce(
            known,
            slug,
            (record.paper,),
            today=self.today,
            since=None,
            sort_by=self.judges.by_slug[slug].sort_by,
        )
        return changed.get(base, record)


def _joined(known: Record | None, outside: Record) -> Record:
    """
    What the store knew of a paper stays, but for an older version.
    """
    if known is None:
        return outside
    newer = outside.paper.arxiv_id.version > known.paper.arxiv_id.version
    return Record(outside.paper if newer else known.paper, {**outside.announced, **known.announced})


def _whole(paper: Paper) -> Paper:
    for name, there in (
        ("title", paper.title),
        ("author", paper.authors),
        ("abstract", paper.abstract),
        ("category", paper.categories),
    ):
        if not there:
            raise ValueError(f"{paper.arxiv_id} has no {name}")
    return paper
