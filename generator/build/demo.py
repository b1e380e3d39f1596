"""
The demo: a site that is fetched, rendered and built as usual, from the embedded sample.
"""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from generator.arxiv_api import ResultPage
from generator.build import sample
from generator.build.engines import Engine, build_site
from generator.build.project import Project, read_configuration
from generator.build.render import render
from generator.errors import BuildError, ConfigError
from generator.fetch.alone import Alone
from generator.fetch.run import fetch
from generator.keywords.keyword import Keyword
from generator.store import Store, atomic
from generator.text.language import Language

# The demo's folder inside the keeper's, so that the keeper's store is not touched.
WORKSPACE = ".demo"

# The keeper's own files that the demo uses, too.
_SHARED = ("mkdocs.yml", "overrides", "site_src/assets", "site_src/about.md")


def build_demo(root: Path, engine: Engine = Engine.MKDOCS, *, now: datetime) -> Project:
    """
    Build the demo into ``site/`` in *root*, as if it were fetched at *now*, and return its project.

    The store in *root* is not touched. Raises ConfigError if *root* has no ``mkdocs.yml``, and
    BuildError if the demo cannot be prepared or built.
    """
    workspace = root / WORKSPACE
    if not (root / "mkdocs.yml").is_file():
        raise ConfigError(str(root), "no mkdocs.yml here; run this in a copy of Daily Papers")
    try:
        _prepare(root, workspace)
    except OSError as exc:
        raise BuildError("demo", f"{exc.filename}: {exc.strerror}") from exc
    project = Project(workspace, root / "site")
    configuration = read_configuration(project)
    strategies = [Alone(_search)]
    for _ in fetch(configuration.keywords, strategies, Store(project.store), now=now):
        pass
    render(configuration, notice=_notice(configuration.site.language))
    build_site(project, engine)
    return project


def _notice(language: Language) -> str:
    return language.gettext(
        "A demonstration: 113 real papers of 2025, with abstracts written for this sample. "
        "The authors’ own stand on arXiv."
    )


def _prepare(root: Path, workspace: Path) -> None:
    shutil.rmtree(workspace, ignore_errors=True)
    for name in _SHARED:
        _copy(root / name, workspace / name)
    atomic.write(workspace / "keywords.yaml", sample.keywords_file())


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)


def _search(keyword: Keyword, _size: int) -> Iterator[ResultPage]:
    papers = tuple(sample.papers_of(keyword.name))
    yield ResultPage(papers=papers, total=len(papers), start=0)
