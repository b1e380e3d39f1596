"""
Papers of many years, from a file: those that the keywords find are stored on their own days.
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
from generator.papers.announcement import ALL, Announcement, Record, Records, announce
from generator.papers.paper import Paper
from generator.store import PAPERS_FORMAT, UNDECODABLE, VERSION, Store, parse_header, parse_record

# How the lines of a file are written: as in the store, or as in arXiv's metadata snapshot.
Form = Literal["papers", "snapshot"]

# How many unreadable lines are reported one by one.
_REPORTED = 20

_FIELDS = msgspec.json.Decoder(dict[str, msgspec.Raw])


class HistoryImport(Struct, frozen=True, kw_only=True):
    """
    What an import did with a file.
    """

    lines: int
    """How many lines the file has."""
    added: Mapping[str, int]
    """How many papers each keyword got, by its slug."""
    undecided: int
    """How many papers were left out because only arXiv can tell whether a keyword finds them."""
    unreadable: int
    """How many lines were left out because they cannot be read."""
    reports: tuple[str, ...]
    """A sentence for each of the first unreadable lines."""


def form_of(first: bytes) -> Form | None:
    """
    Return how a file with this *first* line is written; None if it is neither of the two.

    Raises ValueError for a file of the store in another version than this program reads.
    """
    if found := parse_header(first):
        if (found.format, found.version) != (PAPERS_FORMAT, VERSION):
            raise ValueError(
                f"is {found.format} in version {found.version}; "
                f"this program reads {PAPERS_FORMAT} in version {VERSION}"
            )
        return "papers"
    try:
        fields = _FIELDS.decode(first)
    except UNDECODABLE:
        return None
    if "authors_parsed" in fields:
        return "snapshot"
    return "papers" if {"id", "version", "abstract"} <= fields.keys() else None


class OfflineKeywords(Struct, frozen=True):
    """
    Keywords, and the matchers that tell without arXiv which papers their queries find.
    """

    by_slug: Mapping[str, Keyword]
    """All keywords, by slug."""
    matchers: Mapping[str, Matcher]
    """The matcher of each keyword that has one, by slug."""
    only_arxiv: tuple[Keyword, ...]
    """The keywords without matcher: only arXiv can tell what their queries find."""

    @classmethod
    def of(cls, keywords: Iterable[Keyword]) -> "OfflineKeywords":
        """
        Return *keywords* with their matchers.
        """
        matchers, only_arxiv = dict[str, Matcher](), list[Keyword]()
        by_slug = {keyword.slug: keyword for keyword in keywords}
        for slug, keyword in by_slug.items():
            try:
                matcher = Matcher(keyword.query)
            except ValueError:
                only_arxiv.append(keyword)
                continue
            if matcher.decides:
                matchers[slug] = matcher
            else:
                only_arxiv.append(keyword)
        return cls(by_slug, matchers, tuple(only_arxiv))


def import_history(
    store: Store, lines: Iterable[bytes], form: Form, keywords: OfflineKeywords, *, today: date
) -> HistoryImport:
    """
    Store those papers in *lines* that *keywords* find, each announced on its own day: no news.

    If the store has a paper already, it keeps the newer version and all announcements. A file of
    the store may name announcements: those under *keywords* are taken over. Nothing is written
    before all lines are read. Raises StoreError.
    """
    work = _Work(store.records(), keywords, today)
    take = work.take_snapshot if form == "snapshot" else work.take_record
    number = 0
    for number, line in enumerate(lines, start=1):
        if not line.isspace():
            work.take(take, line, number)
    store.remember(work.records, work.changed)
    return HistoryImport(
        lines=number,
        added=work.added,
        undecided=work.undecided,
        unreadable=work.unreadable,
        reports=tuple(work.reports),
    )


class _Work:
    """
    The stored papers while lines are read, and what became of the lines.
    """

    def __init__(self, records: dict[str, Record], keywords: OfflineKeywords, today: date) -> None:
        self.records, self.today = records, today
        self.changed: dict[str, None] = {}
        self.added = Counter[str]()
        self.undecided = self.unreadable = 0
        self.reports: list[str] = []
        self._keywords = keywords.by_slug
        self._prefilter = Prefilter(keywords.matchers.values())
        self._index = Index(keywords.matchers)

    def take(self, take: Callable[[bytes, int], None], line: bytes, number: int) -> None:
        """
        Call *take* with a line, and report the line if it cannot be read.
        """
        try:
            take(line, number)
        except ValueError as exc:
            self.unreadable += 1
            if self.unreadable <= _REPORTED:
                self.reports.append(f"line {number}: {exc}")

    def take_snapshot(self, line: bytes, _number: int) -> None:
        """
        Take over the paper in a line of arXiv's snapshot. Raises ValueError.
        """
        found = snapshot.parse_line(line)
        names = "\n".join(found.authors()) if self._prefilter.needs_names else ""
        if self._prefilter.passes(found.text, names=names, categories=found.categories.split()):
            self._take_over(Record(_whole(found.paper()), {}))

    def take_record(self, line: bytes, number: int) -> None:
        """
        Take over the paper in a line of the store; a header is passed over. Raises ValueError.
        """
        if number > 1 or parse_header(line) is None:
            record = parse_record(line)
            _whole(record.paper)
            self._take_over(replace(record, announced=self._kept(record.announced)))

    def _kept(self, announced: Mapping[str, Announcement]) -> dict[str, Announcement]:
        """
        The announcements under keywords of ours, and the first of them under ALL.
        """
        # A day after today comes from a wrong clock, and would keep the paper at the top.
        kept = {
            slug: replace(announcement, day=min(announcement.day, self.today))
            for slug, announcement in announced.items()
            if slug in self._keywords
        }
        if not kept:
            return {}
        first = min(kept.values(), key=lambda announcement: announcement.day)
        return {ALL: replace(first), **kept}

    def _take_over(self, imported: Record) -> None:
        """
        Add *imported* to the records if a keyword has announced it, or finds it.
        """
        base = imported.paper.arxiv_id.base
        known = self.records.get(base)
        after = _joined(known, imported)
        verdicts = self._index.verdicts(TokenizedPaper(after.paper))
        for slug, verdict in verdicts.items():
            if verdict >= Verdict.LIKELY:
                after = self._announced(after, slug)
        self.undecided += Verdict.UNLIKELY in verdicts.values()
        if after.announced and after != known:
            self.records[base] = after
            self.changed[base] = None
            before = known.announced if known else {}
            self.added.update(after.announced.keys() - before.keys() - {ALL})

    def _announced(self, record: Record, slug: str) -> Record:
        base = record.paper.arxiv_id.base
        known: Records = {base: record}
        changed = announce(
            known,
            slug,
            (record.paper,),
            today=self.today,
            since=None,
            sort_by=self._keywords[slug].sort_by,
        )
        return changed.get(base, record)


def _joined(known: Record | None, imported: Record) -> Record:
    """
    Return the newer version of the paper, with all announcements; known ones win.
    """
    if known is None:
        return imported
    is_newer = imported.paper.arxiv_id.version > known.paper.arxiv_id.version
    paper = imported.paper if is_newer else known.paper
    return Record(paper, {**imported.announced, **known.announced})


def _whole(paper: Paper) -> Paper:
    """
    Return *paper*. Raises ValueError if it lacks something that every paper has at arXiv.
    """
    for name, value in (
        ("title", paper.title),
        ("author", paper.authors),
        ("abstract", paper.abstract),
        ("category", paper.categories),
    ):
        if not value:
            raise ValueError(f"{paper.arxiv_id} has no {name}")
    return paper
