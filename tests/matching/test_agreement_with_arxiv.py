"""
Our reading of arXiv's rules, held against the loopback server's, which was written by itself.
"""

from hypothesis import given, settings
from samples.query_strategies import papers, queries
from servers import arxiv_query

from generator.matching import Matcher, TokenizedPaper, Verdict


@given(query=queries, paper=papers)
@settings(max_examples=1500, deadline=None)
def test_what_is_certain_holds_by_another_reading_too(query: str, paper: object) -> None:
    """
    A paper that is surely found is found by other rules, and one surely not found is not.
    """
    matcher = Matcher(query)
    verdict = matcher.verdict(TokenizedPaper(paper))  # type: ignore[arg-type]

    if matcher.decides and verdict.certain:
        assert arxiv_query.matcher(query)(paper) == (verdict == Verdict.SURE)  # type: ignore[arg-type]
