"""
arXiv as a keeper's settings say.
"""

from pathlib import Path

import pytest
from samples.making import make_paper
from servers.arxiv_server import ArxivServer

from generator.build.project import Project, read_configuration
from generator.cli.arxiv import arxiv
from generator.cli.options import Terms
from generator.errors import BudgetError, ConfigError

KEY = "  0123-4567-89ab\n"

TERMS = Terms(api_url=None, oai_url=None, pause=0.0, budget=1.0)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("THE_KEY", KEY)
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nsite_url: https://example.org/\n")
    return Project.at(tmp_path)


def settle(project: Project, settings: str) -> None:
    """
    Write a section ``arxiv``.
    """
    project.keywords.write_text(f"keywords: [Windmills]\narxiv: {{{settings}}}\n", "utf-8")


@pytest.mark.parametrize(
    ("place", "name", "value"),
    [
        ("header: X-Key", "X-Key", "0123-4567-89ab"),
        ("header: Authorization, prefix: Bearer", "Authorization", "Bearer 0123-4567-89ab"),
        ("parameter: key", "key", "0123-4567-89ab"),
    ],
)
def test_settings_reach_arxiv(project: Project, place: str, name: str, value: str) -> None:
    """
    The endpoint, headers, the size of a page, and the key from the environment.
    """
    with ArxivServer([make_paper(f"2512.0000{number}") for number in range(1, 5)]) as server:
        settle(
            project,
            f"api_url: '{server.url}', page_size: 3, headers: {{User-Agent: me}}, "
            f"api_key: {{env: THE_KEY, {place}}}",
        )
        api = arxiv(read_configuration(project), **TERMS)
        pages = list(api.pages("ti:windmills", sort_by="updated", size=100, limit=100))

    assert [3, 1] == [len(page.papers) for page in pages]
    for request in server.requests:
        assert value == {**request.headers, **request.parameters}[name.lower()]
        assert "me" == request.headers["user-agent"]


@pytest.mark.parametrize(
    ("environment", "settings", "fault"),
    [
        ("", "", "the environment variable THE_KEY is not set"),
        ("short", "", "what THE_KEY holds is no key"),
        ("0123-4567\n89ab", "", "what THE_KEY holds is no key"),
        ("0123-4567-clé", "", "what THE_KEY holds is no key"),
        (KEY, "api_url: 'http://example.org/', ", "a key is sent by https alone"),
    ],
)
def test_a_key_that_cannot_be_sent_is_refused(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    *,
    environment: str,
    settings: str,
    fault: str,
) -> None:
    """
    Before anything is asked, and without its value.
    """
    monkeypatch.setenv("THE_KEY", environment)
    settle(project, f"{settings}api_key: {{env: THE_KEY, header: X-Key}}")

    with pytest.raises(ConfigError, match=fault) as caught:
        arxiv(read_configuration(project), **TERMS)

    assert not environment.strip() or environment.strip() not in str(caught.value)


def test_a_key_goes_to_oai_pmh_by_https_too(project: Project) -> None:
    """
    Where that is asked.
    """
    settle(project, "oai_url: 'http://example.org/oai', api_key: {env: THE_KEY, header: X-Key}")

    arxiv(read_configuration(project), **TERMS)
    with pytest.raises(ConfigError, match="by https alone"):
        arxiv(read_configuration(project), harvests=True, **TERMS)


def test_the_pause_of_the_settings_holds_where_no_option_says_otherwise(project: Project) -> None:
    """
    It stands in the reason for which a run ends that has no time left for it.
    """
    with ArxivServer([make_paper()]) as server:
        settle(project, f"api_url: '{server.url}', pause: 500")
        terms = Terms(api_url=None, oai_url=None, pause=None, budget=1.0)
        api = arxiv(read_configuration(project), **terms)
        assert 1 == api.total("ti:windmills")

        with pytest.raises(BudgetError, match=r"the next request is due in 500 s"):
            api.total("ti:windmills")
