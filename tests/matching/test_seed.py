"""
Rows that arXiv gave for four keywords.
"""

import json
from collections import Counter
from pathlib import Path

import pytest
from samples.shared import trackers
from servers.arxiv_server import read_papers

from generator.keywords.arxiv_query import query_of
from generator.matching import Matcher, TokenizedPaper, Verdict


@pytest.mark.parametrize("folder", trackers())
def test_each_row_is_given_to_its_keyword(folder: Path) -> None:
    """
    All rows that arXiv found for a keyword are found here, without asking again.
    """
    path = folder / "papers.jsonl"
    papers = {paper.arxiv_id.base: TokenizedPaper(paper) for paper in read_papers(path)}
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    sections = dict.fromkeys(row["section"] for row in rows)
    matchers = {section: Matcher(query_of(phrases=[section])) for section in sections}

    verdicts = Counter(matchers[row["section"]].verdict(papers[row["id"]]) for row in rows)

    assert {Verdict.SURE: len(rows)} == verdicts
