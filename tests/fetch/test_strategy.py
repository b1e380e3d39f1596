import pytest

from generator.fetch.strategy import is_harvest, source_reason
from generator.keywords.arxiv_settings import Source


@pytest.mark.parametrize(
    ("source", "keywords", "harvests", "why"),
    [
        ("api", 10_000, False, "source: api"),
        ("oai", 1, True, "source: oai"),
        ("auto", 200, False, "source: auto, up to 200 keywords"),
        ("auto", 201, True, "source: auto, more than 200 keywords"),
    ],
)
def test_the_source_is_the_keepers_choice_or_what_costs_less(
    source: Source, keywords: int, *, harvests: bool, why: str
) -> None:
    """
    Many keywords are cheaper found in all of arXiv, few are cheaper asked for.
    """
    assert harvests == is_harvest(source, keywords)
    assert why == source_reason(source, keywords)
