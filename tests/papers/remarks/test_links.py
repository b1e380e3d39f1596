from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.papers.paper import ArxivId, Paper
from generator.papers.remarks import Link, links

DAY = datetime(2025, 12, 19, tzinfo=UTC)


def paper(abstract: str, comment: str | None = None) -> Paper:
    return Paper(
        arxiv_id=ArxivId("2512.17601"),
        title="A title",
        authors=("An Author",),
        abstract=abstract,
        categories=("cs.CV",),
        published=DAY,
        updated=DAY,
        comment=comment,
    )


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Code: https://github.com/lab/tool", "https://github.com/lab/tool"),
        ("at https://github.com/lab/tool.", "https://github.com/lab/tool"),
        ("(https://github.com/lab/tool)", "https://github.com/lab/tool"),
        ("(see https://github.com/lab/tool).Then", "https://github.com/lab/tool"),
        ("[https://github.com/lab/tool],", "https://github.com/lab/tool"),
        ('"https://github.com/lab/tool"', "https://github.com/lab/tool"),
        ("<https://github.com/lab/tool>;", "https://github.com/lab/tool"),
        ("\u300chttps://github.com/lab/tool\u300d", "https://github.com/lab/tool"),
        (r"\url{https://github.com/lab/tool}", "https://github.com/lab/tool"),
        (r"\href{https://github.com/lab/tool}{here}", "https://github.com/lab/tool"),
        (r"\href{https://github.com/lab/tool}", "https://github.com/lab/tool"),
        (r"https://github.com/lab/the\_tool", "https://github.com/lab/the_tool"),
        (r"https://github.com/lab/a\%20b\#top", "https://github.com/lab/a%20b#top"),
        ("https://gitlab.com/lab/(a)_b", "https://gitlab.com/lab/(a)_b"),
        ("HTTPS://GitHub.com/Lab/Tool", "https://github.com/Lab/Tool"),
        ("http://gitlab.inria.fr/lab/tool", "http://gitlab.inria.fr/lab/tool"),
        ("is available at github.com/lab/tool.", "https://github.com/lab/tool"),
        ("Code: GITHUB.COM/lab/tool", "https://github.com/lab/tool"),
        ("Code:www.github.com/lab/tool", "https://www.github.com/lab/tool"),
        ("bitbucket.org/lab/tool", "https://bitbucket.org/lab/tool"),
        ("https://codeberg.org/lab/tool", "https://codeberg.org/lab/tool"),
        ("https://gitee.com/lab/tool", "https://gitee.com/lab/tool"),
        ("https://git.mill.edu/lab/tool", "https://git.mill.edu/lab/tool"),
        (
            "at https://anonymous.4open.science/r/Tool-1A2B/.",
            "https://anonymous.4open.science/r/Tool-1A2B/",
        ),
        ("https://gist.github.com/lab/1", "https://gist.github.com/lab/1"),
        ("https://colab.research.google.com/drive/1", "https://colab.research.google.com/drive/1"),
        ("Code: https://zenodo.org/records/1", "https://zenodo.org/records/1"),
        ("Data and code: https://doi.org/10.5281/zenodo.1", "https://doi.org/10.5281/zenodo.1"),
    ],
)
def test_addresses_at_code_hosts_are_code(text: str, url: str) -> None:
    """
    An address at a code host is the paper's code, however it is written, punctuated or escaped.
    """
    assert (Link(url, "code"),) == links(paper(text))


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        ("data", "https://huggingface.co/datasets/lab/d"),
        ("data", "https://hf.co/datasets/d"),
        ("data", "https://www.kaggle.com/datasets/lab/d"),
        ("data", "https://zenodo.org/records/1"),
        ("data", "https://doi.org/10.5281/zenodo.1"),
        ("data", "https://lab.figshare.com/articles/1"),
        ("data", "https://modelscope.cn/datasets/lab/d"),
        ("model", "https://huggingface.co/lab/m"),
        ("model", "https://modelscope.cn/models/lab/m"),
        ("project", "https://huggingface.co/spaces/lab/demo"),
        ("project", "https://huggingface.co/collections/lab/all"),
    ],
)
def test_a_data_set_and_a_model_are_no_code(kind: str, url: str) -> None:
    """
    What an address holds is told by its host and path.
    """
    assert [(kind, url)] == [(link.kind, link.url) for link in links(paper(f"See {url}."))]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://lab.github.io/tool/", "https://lab.github.io/tool/"),
        ("lab.github.io/tool", "https://lab.github.io/tool"),
        ("see lab.github.io.", "https://lab.github.io"),
        ("Videos: https://lab.gitlab.io/", "https://lab.gitlab.io/"),
        ("Demo page: https://mill.edu/lab", "https://mill.edu/lab"),
        ("Live leaderboard: https://mill.edu/best", "https://mill.edu/best"),
        ("https://sites.google.com/view/tool", "https://sites.google.com/view/tool"),
        ("Project page: https://lab.org/tool", "https://lab.org/tool"),
        ("Its homepage is https://lab.org/tool.", "https://lab.org/tool"),
        ("Project webpage is available at https://lab.org/t .", "https://lab.org/t"),
        ("Website:https://lab.org:8080/~ann/", "https://lab.org:8080/~ann/"),
        ("Examples and code: https://lab.org/tool", "https://lab.org/tool"),
    ],
)
def test_project_pages_are_known_by_host_or_by_announcement(text: str, url: str) -> None:
    """
    An address is the project's if its host serves project pages, or if the text says so.
    """
    assert (Link(url, "project"),) == links(paper(text))


@pytest.mark.parametrize(
    "text",
    [
        "no address at all",
        "as in https://example.org/other",
        "Project page: https://arxiv.org/abs/2107.05580",
        "Code: https://doi.org/10.48550/arXiv.2107.05580",
        "The project is large. Data from https://example.org/data",
        "https://github.com/",
        "https://huggingface.co/papers/2107.05580",
        "https://huggingface.co/lab",
        "https://huggingface.co/datasets/",
        "https://github.com/lab",
        "https://github.com/lab/ tool",
        "https://github.com/orgs/lab/repositories",
        "https://gitlab.com/group/",
        "https://www.kaggle.com/lab",
        "ann@lab.github.io",
        "https://ann:secret@github.com/lab/tool",
        "Code: https://localhost/tool",
        "Code: https://192.168.0.1/tool",
        "Code: https://lab.org:99999/tool",
        "Code: https://-.org/",
        "Code: https:///tool",
        "https://github.com/" + "x" * 300,
        "Project: javascript:alert(1)",
        "notgithub.com/lab/tool",
    ],
)
def test_other_addresses_are_left_out(text: str) -> None:
    """
    Addresses of papers, of others, and broken ones are no links of the paper.
    """
    assert () == links(paper(text))


def test_comment_comes_first_and_nothing_twice() -> None:
    """
    Links stand in the order of comment and abstract; the same address in another spelling is one.
    """
    found = links(
        paper(
            "Code: http://www.github.com/Lab/Tool.git and https://github.com/lab/data",
            "Project: https://lab.org/tool/; code: https://github.com/lab/tool,https://lab.org/tool",
        )
    )

    assert (
        Link("https://lab.org/tool/", "project"),
        Link("https://github.com/lab/tool", "code"),
        Link("https://github.com/lab/data", "code"),
    ) == found


def test_four_links_are_enough() -> None:
    """
    A paper that lists many repositories shows the first four.
    """
    urls = [f"https://github.com/lab/tool{number}" for number in range(9)]

    found = links(paper(" ".join(urls)))

    assert urls[:4] == [link.url for link in found]


FRAGMENTS = st.sampled_from(
    "https://|http://|github.com/|a.github.io|Code: |project |\\_|\\url{|}|(|)|[|]|@|:|/"
    "|?|#|%|\\|\"|'|<|>|\n|\x00|\u00e9".split("|")
)


@settings(max_examples=200)
@given(st.lists(FRAGMENTS | st.text(max_size=5)).map("".join))
@example("http://[github.com/a")
def test_links_are_always_addresses(text: str) -> None:
    """
    Whatever the text, a link is a plain web address: nothing in it can end an attribute or a tag.
    """
    for link in links(paper(text, text)):
        parts = urlsplit(link.url)

        assert parts.scheme in {"http", "https"}
        assert "." in (parts.hostname or "")
        assert parts.username is None
        assert link.url.isascii()
        assert link.url.isprintable()
        assert not set(link.url) & set(" \"'<>`{}\\")
