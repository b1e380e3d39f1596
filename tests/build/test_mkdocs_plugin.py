import json
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from readers.site_pages import EXTENSION, make_site, source

PLUGIN = "daily-papers"

# What MkDocs has in memory when it has read all pages and written none.
SPY = """
def on_env(env, config, files, **_):
    held = [text for file in files.documentation_pages()
            for text in (file.page.markdown, file.page.content)]
    with open(config.site_dir + ".held", "w") as file:
        file.write("".join(held))
"""


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    A source tree with one page of papers and one of Markdown alone.
    """
    # Pages say when they were built.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    (tmp_path / "hook.py").write_text(SPY)
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "index.md").write_text(source(make_site("Windmills"), "windmills/index.md"))
    (folder / "about.md").write_text("# About\n\n*Us*\n")
    return folder


def test_pages_are_the_same_without_the_plugin(docs: Path) -> None:
    """
    A site without the plugin in mkdocs.yml needs more memory, and has the same pages.
    """
    without, with_it = _built(docs), _built(docs, PLUGIN)

    for page in ("index.html", "about/index.html"):
        assert (with_it / page).read_bytes() == (without / page).read_bytes()


def test_mkdocs_never_holds_finished_html(docs: Path) -> None:
    """
    However many papers a site has, MkDocs keeps only the frames of their pages in memory.
    """
    without, with_it = _built(docs), _built(docs, PLUGIN)

    assert "<article" in Path(f"{without}.held").read_text()
    assert "<article" not in Path(f"{with_it}.held").read_text()
    assert "<article" in (with_it / "index.html").read_text()


def _built(docs: Path, *plugins: str) -> Path:
    site = docs.with_name("-".join(("site", *plugins)))
    config = docs.with_name("mkdocs.yml")
    settings = {
        "site_name": "Daily Papers",
        "docs_dir": str(docs),
        "site_dir": str(site),
        "plugins": plugins,
        "markdown_extensions": [EXTENSION],
        "hooks": ["hook.py"],
    }
    config.write_text(json.dumps(settings))
    build(load_config(str(config)))
    return site
