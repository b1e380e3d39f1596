"""
The keywords in README.md and below docs/, tried on an arXiv on loopback.
"""

from pathlib import Path
from typing import Any

import pytest
from readers.documents import PAGES, blocks
from samples.making import make_paper
from servers.arxiv_asking import asking
from servers.arxiv_server import ArxivServer

from generator.keywords.keyword import Keyword
from generator.keywords.keywords_file import read_keywords_file

RECIPES = [
    block
    for page in PAGES
    for block in blocks(page.read_text("utf-8"), "yaml")
    if "keywords:" in block
]

# By keyword: a paper it is for, and one that only looks like it.
FOUND: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "Video Anomaly Detection": (
        {"title": "On Video-Anomaly Detection"},
        {"title": "On Anomaly Detection in Video"},
    ),
    "Vision Language Model": ({"abstract": "We ask VLMs."}, {"abstract": "We ask models."}),
    "SLAM": ({"abstract": "Simultaneous Localization and Mapping."}, {"abstract": "Mapping."}),
    "Diffusion Models": (
        {"title": "A Diffusion Model"},
        {"title": "A Diffusion Model", "abstract": "A survey."},
    ),
    "Transformers": (
        {"title": "A Transformer", "categories": ("stat.ML", "cs.LG")},
        {"title": "A Transformer", "categories": ("eess.SY",)},
    ),
    "Attention": (
        {"title": "Attention Mechanisms", "categories": ("cs.LG",)},
        {"title": "Attention Mechanisms", "categories": ("cs.LG", "q-bio.NC")},
    ),
    "Reinforcement Learning": (
        {"title": "Reinforcement Learning"},
        {"abstract": "Reinforcement learning."},
    ),
    "Benchmarks": (
        {"title": "A Leaderboard", "categories": ("cs.CL",)},
        {"abstract": "A leaderboard.", "categories": ("cs.CL",)},
    ),
    "Geoffrey Hinton": (
        {"authors": ("G. Hinton",), "categories": ("stat.ML",)},
        {"authors": ("E. Hinton",), "categories": ("stat.ML",)},
    ),
    "Kaiming He": ({"authors": ("A B", "Kaiming He")}, {"title": "Kaiming He"}),
    "Our group": (
        {"authors": ("Paul Erdős",), "categories": ("math.CO",)},
        {"authors": ("Paul Erdős",), "categories": ("math.NT",)},
    ),
    "Combinatorics": (
        {"categories": ("cs.DM", "math.CO")},
        {"title": "Combinatorics", "categories": ("math.NT",)},
    ),
    "Quantitative Biology": (
        {"categories": ("q-bio.NC",)},
        {"title": "Quantitative Biology", "categories": ("cs.CV",)},
    ),
    "Language models: evaluation": (
        {"title": "A Benchmark of Large Language Models"},
        {"title": "A Benchmark", "abstract": "Of large language models."},
    ),
    "Language models: safety": (
        {"title": "Red-Teaming", "categories": ("cs.CL",)},
        {"title": "Red-Teaming", "categories": ("cs.RO",)},
    ),
    "Surveys of graph learning": (
        {"title": "A Survey", "abstract": "Of graph neural networks."},
        {"title": "A Survey", "abstract": "Graph neural networks.", "categories": ("cs.CR",)},
    ),
    "Accepted at CVPR": ({"comment": "Accepted at CVPR 2026"}, {"comment": "CVPR 2025"}),
    "视频理解": ({"title": "Video Understanding"}, {"title": "Video"}),
    "Apprentissage par renforcement": ({"title": "Reinforcement Learning"}, {"title": "Learning"}),
    "Video Understanding": ({"title": "Video Understanding"}, {"title": "Video"}),
    "Spin glass": ({"abstract": "A spin glass."}, {"abstract": "A glass spins."}),
    "Vision-Language Models (VLM)": (
        {"title": "A Vision Language Model"},
        {"title": "A Language Model"},
    ),
}


@pytest.mark.parametrize("recipe", RECIPES, ids=range(len(RECIPES)))
def test_a_recipe_finds_what_it_promises(recipe: str, tmp_path: Path) -> None:
    """
    It is a whole keywords.yaml, and arXiv takes its queries as the keeper means them.
    """
    path = tmp_path / "keywords.yaml"
    path.write_text(recipe, "utf-8")

    with ArxivServer() as server:
        for keyword in read_keywords_file(path)[0]:
            if keyword.ids:
                server.papers = tuple(map(make_paper, keyword.ids))
                (page,) = asking(server).by_ids(keyword.ids)
                assert len(keyword.ids) == len(page.papers)
                continue
            wanted, unwanted = (make_paper(**fields) for fields in FOUND[keyword.name])
            server.papers = (wanted,)
            assert 1 == asking(server).total(keyword.query)
            server.papers = (unwanted,)
            assert 0 == asking(server).total(keyword.query)


def test_a_renamed_keyword_keeps_its_address(tmp_path: Path) -> None:
    """
    And its query, so that the change announces nothing.
    """
    path = tmp_path / "keywords.yaml"

    def keyword(recipe: str) -> Keyword:
        path.write_text(recipe, "utf-8")
        return read_keywords_file(path)[0][0]

    plain = keyword("keywords: [vision language model]")
    (renamed,) = (keyword(one) for one in RECIPES if "(VLM)" in one)

    assert (plain.slug, plain.query) == (renamed.slug, renamed.query)


def test_there_are_recipes() -> None:
    """
    At least ten, each about something else.
    """
    assert 10 <= len(set(RECIPES))
