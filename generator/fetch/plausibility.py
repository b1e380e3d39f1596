"""
Answers that are whole in themselves and yet unlikely: a second witness decides.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice

from generator.arxiv_api import ResultPage
from generator.fetch.window import FetchWindow
from generator.matching import Matcher, TokenizedPaper, Verdict
from generator.papers.listing import MISSED, Records
from generator.papers.paper import Paper

# Asks for papers by identifier, in their newest versions; raises ArxivError.
ById = Callable[[Sequence[str]], Iterable[ResultPage]]

# So many papers, the newest, stand for all that are missing.
_WITNESSES = 20


def newest_of(papers: Iterable[Paper], reach: FetchWindow, now: datetime) -> datetime | None:
    """
    The newest date of *papers* by which they are sorted; one after *now* tells nothing.
    """
    dates = (paper.date(reach.keyword.sort_by) for paper in papers)
    return max((moment for moment in dates if moment <= now), default=None)


def missing(
    reach: FetchWindow,
    shown: Mapping[str, Paper],
    records: Records,
    now: datetime,
    *,
    back_to: datetime | None = None,
) -> tuple[str, ...]:
    """
    Known papers, newest first, that an answer with the papers *shown* should have held.

    None where its newest paper is no older than that of the last answer, as it should be: papers
    come, and none gets older. None, too, where nothing matched before: what is known is then
    another query's, or another tracker's. Where only papers after *back_to* were asked for, older
    ones are not expected.
    """
    if reach.since is None or not reach.expected:
        return ()
    first, last = None, None
    if shown or back_to:
        dates = (newest_of(shown.values(), reach, now), back_to)
        first, last = max(filter(None, dates), default=None), reach.newest
        # arXiv mends its search within days: what is missing for a month was taken away.
        if first is None or last is None or first >= last or last < now - MISSED:
            return ()
    known = _witnesses(reach.keyword.query, _known(reach, records, first, last))
    gone = (paper for paper in known if not _holds(shown, paper))
    return tuple(paper.arxiv_id.base for paper in islice(gone, _WITNESSES))


def contradicted(by_id: ById, gone: Sequence[str], records: Records) -> Paper | None:
    """
    One of the papers *gone* from an answer that, asked for by identifier, should be there.

    One that was revised or filed elsewhere may match no more. One that is as it was must still
    match, and one that is older or unknown cannot be: then the search is out of order. Raises
    ArxivError.
    """
    found = {paper.arxiv_id.base: paper for page in by_id(gone) for paper in page.papers}
    for base in gone:
        known, now = records[base].paper, found.get(base)
        if now is None or now == known or now.arxiv_id.version < known.arxiv_id.version:
            return known
    return None


def once(by_id: ById, identifiers: Sequence[str]) -> ById:
    """
    A way to ask for all *identifiers* together, the first time that somebody asks for some.
    """
    pages = list[ResultPage]()

    def asked(_: Sequence[str]) -> Iterable[ResultPage]:
        if not pages:
            pages.extend(by_id(identifiers))
        return pages

    return asked


def _witnesses(query: str, known: Sequence[Paper]) -> Sequence[Paper]:
    """
    Those of the *known* papers that must match *query*.

    Another keyword may have brought a version that does not match any more, or another query of
    this one, or only rules that arXiv may not have: such a paper is no witness. Where arXiv
    searches in what it does not tell, so that no paper can be seen to match, all are.
    """
    try:
        matcher = Matcher(query)
    except ValueError:
        return known
    least = Verdict.SURE if matcher.decides else Verdict.LIKELY
    matching = [paper for paper in known if matcher.verdict(TokenizedPaper(paper)) >= least]
    return matching if matching or matcher.decides else known


def _known(
    reach: FetchWindow, records: Records, first: datetime | None, last: datetime | None
) -> list[Paper]:
    """
    The papers of the keyword, newest first; after *first* and up to *last*, if these are given.
    """
    sort_by = reach.keyword.sort_by
    papers = [
        paper
        for paper in (one.paper for one in records.values() if reach.keyword.slug in one.announced)
        if first is None or last is None or first < paper.date(sort_by) <= last
    ]
    return sorted(papers, key=lambda paper: paper.date(sort_by), reverse=True)


def _holds(shown: Mapping[str, Paper], paper: Paper) -> bool:
    there = shown.get(paper.arxiv_id.base)
    return there is not None and there.arxiv_id.version >= paper.arxiv_id.version
