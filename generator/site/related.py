"""
Papers that share rare words with each other.

This is lexical: it knows words, not what they mean. Papers on one matter in other words are not
found, and some that only speak alike are.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from generator.papers.paper import Paper
from generator.text import tex

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


# Related papers of each, by identifier, the nearest first.
Related = Mapping[str, tuple[str, ...]]

MOST = 5

# From this cosine on two papers share more than the words of their field.
_NEAR = 0.12

# A paper's rarest words find its relatives; the others only cost time.
_TERMS = 24

# No single letters and no numbers.
_WORD = r"(?u)\b[^\W\d_]\w+\b"

# So many papers are compared with all others at a time, to bound the memory.
_CHUNK = 2000


def related(papers: Sequence[Paper]) -> Related:
    """
    Up to five related ones for each of *papers*, by TF-IDF over title and abstract.

    Raises ImportError where scikit-learn is not installed.
    """
    import numpy as np  # noqa: PLC0415 - an extra
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - an extra

    if len(papers) < 2:  # noqa: PLR2004 - nobody to be related to
        return {}
    vectorizer = TfidfVectorizer(
        sublinear_tf=True,
        stop_words="english",
        token_pattern=_WORD,
        min_df=2,
        # A word that every tenth paper has tells nothing; of few papers each may have it.
        max_df=max(0.1, min(1.0, 20 / len(papers))),
        dtype=np.float32,
    )
    try:
        weights = vectorizer.fit_transform(map(_text, papers))
    except ValueError:
        # No word stands in two papers.
        return {}
    bases = [paper.arxiv_id.base for paper in papers]
    return {
        bases[number]: tuple(bases[other] for other in others)
        for number, others in enumerate(_nearest(_rarest(weights)))
        if others
    }


def _text(paper: Paper) -> str:
    # A title says in few words what the paper is about.
    title = tex.to_text(paper.title)
    return f"{title} {title} {tex.to_text(paper.abstract)}"


def _rarest(weights: "csr_matrix") -> "csr_matrix":
    """
    *weights* with the few heaviest words of each paper, of length one again.
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
        # Rounded, and then by place: the order must not depend on the last bit of a sum.
        (-round(float(value), 5), int(other))
        for other, value in zip(others, likeness, strict=True)
        if value >= _NEAR and other != own
    )
    return tuple(other for _, other in sorted(near)[:MOST])
