"""
Eighty rows that the real arXiv gave for four keywords, on one real day.
"""

import json
from collections import Counter

import pytest
from programs.keeper import SEED
from servers.arxiv_server import read_papers

from generator.keywords.arxiv_query import query_of
from generator.matching import IndexedPaper, Matcher, Verdict


def test_each_row_of_the_seed_is_given_to_its_keyword() -> None:
    """
    All rows that arXiv found for a keyword are found here, without asking again.
    """
    path = SEED / "papers.jsonl"
    if not path.is_file():
        pytest.skip(f"the seed is not here: {path}")
    papers = {paper.arxiv_id.base: IndexedPaper(paper) for paper in read_papers(path)}
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    sections = dict.fromkeys(row["section"] for row in rows)
    matchers = {section: Matcher(query_of(phrases=[section])) for section in sections}

    verdicts = Counter(matchers[row["section"]].verdict(papers[row["id"]]) for row in rows)

    assert {Verdict.SURE: 80} == verdicts
