from datetime import UTC, datetime

import pytest
from samples.making import make_paper
from servers.arxiv_query import QueryError, matcher

from generator.keywords.arxiv_query import query_of

PAPER = make_paper(
    "2512.17601v2",
    title="Vision-Language Models for Windmills in C++",
    abstract="We détect anomalies. Transformers help.",
    authors=("Pierre Del Maestro", "Paul Erdős"),
    categories=("cs.CV", "math-ph"),
    comment="Accepted at a workshop",
    journal_ref="Mills 7 (2025)",
    doi="10.1000/mills.7",
    published=datetime(2025, 12, 1, 23, 59, 30, tzinfo=UTC),
)


@pytest.mark.parametrize(
    "query",
    [
        'ti:"vision language model"',
        'title:"VISION LANGUAGE MODELS"',
        'ti:"windmill"',
        "ti:vision-language",
        'ti:"c"',
        'abs:"detect anomalies"',
        "abs:transform*",
        'au:"del maestro"',
        'au:"paul erdos"',
        "co:accepted",
        'jr:"mills 7"',
        "cat:cs.CV",
        "cat:cs.*",
        "cat:math-ph",
        "id:2512.17601",
        "id:2512.17601v2",
        "doi:10.1000/mills.7",
        "all:workshop",
        "workshop",
        '"del maestro"',
        "submittedDate:[202512010000 TO 202512020000]",
        "submittedDate:[20251201 TO 20251202]",
        "submittedDate:[2025 TO 2025]",
        "ti:windmills AND abs:help",
        "ti:submarines OR abs:help",
        "ti:submarines abs:help",
        "ti:windmills ANDNOT ti:submarines",
        "ti:windmills NOT ti:submarines",
        "ti:windmills AND NOT ti:submarines",
        "ti:(submarines OR windmills)",
        '(ti:"windmills" OR abs:"windmills") AND (cat:cs.CV)',
        "ti:windmills AND ti:submarines OR ti:models",
        'ti:"windmills',
        "cat:cs.AI OR cs.CV",
    ],
)
def test_found(query: str) -> None:
    """
    Words are compared without case, punctuation, accents and plural; operators group right.
    """
    assert matcher(query)(PAPER)


@pytest.mark.parametrize(
    "query",
    [
        'ti:"language vision"',
        'ti:"vision models"',
        "ti:transformers",
        "ti:windm",
        "cat:cs",
        "cat:cs.AI",
        "rn:windmills",
        "id:2512.17601v1",
        "doi:10.1000",
        "all:submarines",
        'ti:"++"',
        "submittedDate:[20251202 TO 20251231]",
        # 2359 is 23:59:00.
        "submittedDate:[202512010000 TO 202512012359]",
        "ti:windmills AND ti:submarines",
        "ti:submarines OR abs:boats",
        "ti:windmills ANDNOT abs:help",
        "ti:models ANDNOT ti:windmills OR ti:submarines",
        "ti:submarines AND ti:windmills OR ti:models",
        "ti:windmills ANDNOT (ti:models OR ti:submarines)",
        "and",
    ],
)
def test_not_found(query: str) -> None:
    """
    A phrase is a sequence, a word a whole one; without parentheses the right side goes first.
    """
    assert not matcher(query)(PAPER)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("(ti:windmills", 400),
        ("ti:windmills)", 400),
        ("ti:(", 400),
        (")", 400),
        (r'ti:"a \"b\""', 400),
        ("OR ti:windmills", 400),
        ("ti:windmills AND", 400),
        ("author:ada", 400),
        ("ANDNOT ti:windmills", 500),
        ("NOT ti:windmills", 500),
        ("ti:*mills", 500),
        ("submittedDate:[20251201 TO *]", 500),
        ("submittedDate:20251201*", 500),
    ],
)
def test_refused(query: str, status: int) -> None:
    """
    What arXiv cannot read it says so about, or stumbles over.
    """
    with pytest.raises(QueryError) as raised:
        matcher(query)(PAPER)

    assert status == raised.value.status


def test_the_queries_of_keywords_are_understood() -> None:
    """
    What the generator writes means there what its keeper meant.
    """
    query = query_of(
        phrases=["vision language model", "VLM"],
        none=["survey"],
        categories=["cs.*"],
        authors=["Paul Erdős"],
    )

    assert matcher(query)(PAPER)
    assert not matcher(query)(make_paper(title="Vision language models: a survey"))
    assert not matcher(query)(make_paper())
