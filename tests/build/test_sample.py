import re
from collections import Counter

import yaml

from generator.build import sample
from generator.keywords.slugs import slug_of
from generator.papers.paper import ArxivId

KEYWORDS = {
    "Video Anomaly Detection": 10,
    "Video Understanding": 35,
    "Vision Language Model": 46,
    "Multimodal Large Language Model": 51,
}


def test_the_sample_holds_what_its_readme_says() -> None:
    """
    113 papers under four keywords, 27 of them under more than one.
    """
    papers = sample.sample_papers()

    assert 113 == len({one.paper.arxiv_id.base for one in papers}) == len(papers)
    assert KEYWORDS == Counter(name for one in papers for name in one.keywords)
    assert 27 == sum(len(one.keywords) > 1 for one in papers)
    assert 26 == sum(one.paper.arxiv_id.version > 1 for one in papers)


def test_the_demo_follows_the_samples_keywords() -> None:
    """
    The demo's keywords.yaml and the papers name the same keywords, each with a slug of its own.
    """
    names = yaml.safe_load(sample.keywords_file())["keywords"]

    assert list(KEYWORDS) == names
    assert 4 == len(set(map(slug_of, names)))
    assert list(KEYWORDS.values()) == [len(list(sample.papers_of(name))) for name in names]


def test_keywords_of_the_sample_really_occur() -> None:
    """
    A visitor of the demo finds the keyword in title or abstract, hyphenated or in the plural.
    """
    for one in sample.sample_papers():
        text = f"{one.paper.title} {one.paper.abstract}"
        for name in one.keywords:
            pattern = r"[-\s]+".join(name.split()) + "s?"

            assert re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE), one.paper.arxiv_id


def test_the_sample_is_in_order_and_real() -> None:
    """
    Newest day first, every identifier arXiv's, every date with its zone, no paper before its time.
    """
    papers = [one.paper for one in sample.sample_papers()]

    days = [paper.updated.date() for paper in papers]
    assert sorted(days, reverse=True) == days
    assert all(paper.arxiv_id == ArxivId.parse(str(paper.arxiv_id)) for paper in papers)
    assert all(paper.updated.tzinfo and paper.published.tzinfo for paper in papers)
    assert all(paper.published <= paper.updated for paper in papers)
    assert all(paper.authors and paper.categories and paper.abstract for paper in papers)
