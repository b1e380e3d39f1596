"""
Related papers: those that share rare words.

The comparison knows words, not their meaning. It misses papers that say the same in other words,
and finds some that use the same words for another subject.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from generator.papers.paper import Paper
from generator.text import tex

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


# Identifiers of related papers, the nearest first, by identifier; a paper without any is missing.
Related = Mapping[str, tuple[str, ...]]

MOST = 5

# The least cosine of related papers. Below it, two papers share only the words of their field.
_NEAR = 0.12

# Words of a paper that are compared: those of the greatest weight. More words cost time and change
# little.
_TERMS = 24

# Words of at least two characters that begin with a letter.
_WORD = r"(?u)\b[^\W\d_]\w+\b"

# Papers that are compared with all others at a time: this bounds the memory.
_CHUNK = 2000


def related(papers: Sequence[Paper]) -> Related:
    """
    Return up to five related papers for each of *papers*, by TF-IDF over title and abstract.

    Raises ImportError if scikit-learn is not installed.
    """
    import numpy as np  # noqa: PLC0415 - an extra
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - an extra

    if len(papers) < 2:  # noqa: PLR2004 - no other paper to compare with
        return {}
    vectorizer = TfidfVectorizer(
        sublinear_tf=True,
        stop_words="english",
        token_pattern=_WORD,
        min_df=2,
        # A word in a tenth of all papers says nothing; in a small site, twenty papers may have it.
        max_df=max(0.1, min(1.0, 20 / len(papers))),
        dtype=np.float32,
    )
    try:
        weights = vectorizer.fit_transform(map(_text, papers))
    except ValueError:
        # scikit-learn's error where no word is in two papers.
        return {}
    bases = [paper.arxiv_id.base for paper in papers]
    return {
        bases[number]: tuple(bases[other] for other in others)
        for number, others in enumerate(_nearest(_rarest(weights)))
        if others
    }


def _text(paper: Paper) -> str:
    # The words of the title count twice: it says in few words what the paper is about.
    title = tex.to_text(paper.title)
    return f"{title} {title} {tex.to_text(paper.abstract)}"


def _rarest(weights: "csr_matrix") -> "csr_matrix":
    """
    *weights* with the heaviest words of each paper only, each row scaled to length one again.
    """
    from sklearn.preprocessing import normalize  # noqa: PLC0415 - an extra

    for row in range(weights.shape[0]):
        values = weights.data[weights.indptr[row] : weights.indptr[row + 1]]
        if len(values) > _TERMS:
            values[values < sorted(values)[-_TERMS]] = 0
    weights.eliminate_zeros()
    return normalize(weights, copy=False)


def _nearest(weights: "csr_matrix") -> Iterator[tuple[int, ...]]:
    columns = weights.T.tocsr()
    for begin in range(0, weights.shape[0], _CHUNK):
        likeness = weights[begin : begin + _CHUNK] @ columns
        for row in range(likeness.shape[0]):
            cells = slice(likeness.indptr[row], likeness.indptr[row + 1])
            yield _best(likeness.indices[cells], likeness.data[cells], own=begin + row)


def _best(others: Any, likeness: Any, *, own: int) -> tuple[int, ...]:
    near = (
        # Rounded, then in the order of *papers*: the last bit of a sum differs between machines.
        (-round(float(value), 5), int(other))
        for other, value in zip(others, likeness, strict=True)
        if value >= _NEAR and other != own
    )
    return tuple(other for _, other in sorted(near)[:MOST])
