"""
What every bibliography says of a paper, whatever its format.
"""

from generator import remarks
from generator.paper import Paper

# Beyond so many authors a bibliography says "and others".
MOST_AUTHORS = 100


def key(paper: Paper) -> str:
    """
    The paper's key: ``arXiv:2512.17601``. It stays when title or authors are revised.
    """
    return f"arXiv:{paper.arxiv_id.base}"


def doi(paper: Paper) -> str:
    """
    The DOI of the published paper, or else the one that arXiv registers for each e-print.
    """
    # https://info.arxiv.org/help/doi.html
    return paper.doi or f"10.48550/arXiv.{paper.arxiv_id.base}"


def note(paper: Paper) -> str | None:
    """
    What a reader of the bibliography should know: that it is withdrawn, or where it was accepted.
    """
    if remarks.withdrawn(paper):
        return "Withdrawn"
    venue = remarks.venue(paper)
    return str(venue) if venue and not paper.journal_ref else None
