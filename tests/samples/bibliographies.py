"""
Papers that are hard to cite, and what programs of other people read in their bibliographies.
"""

from pathlib import Path

from samples.making import make_paper
from samples.paper_lines import read_papers

from generator.papers.paper import Paper

SAMPLE = Path(__file__).parents[2] / "generator/build/sample/papers.jsonl"

HARD = (
    make_paper(
        "hep-th/9901001",
        title=r"NeRF } { $\ell_2$ \input{x} 50% of #1_a ^ ~ \ @misc{a, b} $\{x\}_{1}$",
        authors=("ATLAS Collaboration", "Ludwig van Beethoven", "Sammy Davis Jr.", "A and B"),
        journal_ref="Phys. Rev. D 76 (2007) 013009 & more",
        doi="10.1/a{b}_c",
    ),
    make_paper(
        "2512.00001",
        title="On the Erdős number of Gaussian graphs",
        authors=("Paul Erdős", "Gödel } Kurt", "Ngô Việt Bạch Châu", "O'Neil #1", "Plato"),
    ),
    make_paper("2512.00002", title=r"$\def\x{}$ $\mathbb{R}^n % x$ $\foo$ $a & b$ ``x''"),
    make_paper("2512.00003", title='"Quoted", with = and #', comment="Accepted at ICML 2025"),
    make_paper("2512.00004", comment="This paper has been withdrawn by the authors"),
    make_paper("2512.00005", authors=tuple(f"Given{n} Family{n}" for n in range(150))),
    make_paper("2512.00006", authors=()),
)

CHINESE = make_paper("2512.00007", title="视频理解 for All", authors=("王小明", "Ngô Bảo Châu"))


def sample() -> tuple[Paper, ...]:
    """
    The embedded demo's papers.
    """
    return tuple(read_papers(SAMPLE))
