"""
Papers that a keyword follows by identifier, as an answer like any other.
"""

from collections.abc import Iterator, Sequence

from generator.arxiv_api import ResultPage
from generator.fetch.plausibility import ById


def followed(ids: Sequence[str], by_id: ById) -> Iterator[ResultPage]:
    """
    The papers with these *ids* on one page; what arXiv does not know is dropped by name.

    Raises ArxivError.
    """
    pages = tuple(by_id(ids))
    papers = tuple(paper for page in pages for paper in page.papers)
    dropped = tuple(sentence for page in pages for sentence in page.dropped)
    told = {paper.arxiv_id.base for paper in papers}
    unknown = (one for one in ids if one not in told and not any(one in why for why in dropped))
    dropped += tuple(f"{one}: arXiv has no such paper" for one in unknown)
    yield ResultPage(papers=papers, total=len(papers) + len(dropped), start=0, dropped=dropped)
