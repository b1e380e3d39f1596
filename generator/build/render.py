"""
From the store into the source tree that MkDocs reads. Needs no network; same store, same bytes.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from msgspec.structs import replace

import generator
from generator.build import assets
from generator.build.cache import BuildCache, program
from generator.build.mkdocs_config import read_site
from generator.build.pagefind import write_index
from generator.build.project import Project
from generator.build.tree import Rendered, SourceTree
from generator.errors import BuildError, ConfigError
from generator.keywords.keyword import Keyword
from generator.keywords.keywords_file import read_keywords, read_settings
from generator.papers import listing
from generator.papers.listing import Record
from generator.site import (
    addresses,
    citations,
    exports,
    feeds,
    llms_txt,
    pages,
    recent,
    search_records,
)
from generator.site.addresses import Permalink, permalinks
from generator.site.edition import Batch, Document, Edition, Section, abridged
from generator.site.related import Related, related
from generator.store import Store
from generator.text.language import Language


def edition(project: Project, *, notice: str | None = None) -> Edition:
    """
    What the project's store and configuration make of the site now.

    Raises ConfigError and StoreError.
    """
    keywords = read_keywords(project.keywords)
    site = read_site(project.mkdocs)
    store = Store(project.store)
    records = {base: _readable(record) for base, record in store.records().items()}
    listings = listing.listings(records, {one.slug: one.sort_by for one in keywords})
    sections = tuple(Section(one, listings[one.slug]) for one in keywords)
    return Edition(
        site_name=site.name,
        site_url=site.url,
        sections=sections,
        overall=Section(_all(keywords, site.language), listing.overall(records, listings)),
        freshness=store.freshness(),
        notice=notice,
        language=site.language,
        modules=assets.script_modules(project.source),
    )


def render(project: Project, *, notice: str | None = None) -> Rendered:
    """
    Write every page, feed and search record of the project's source tree.

    What an earlier rendering made of the same papers is not made again, files whose bytes stay the
    same are not touched, and what this rendering has no longer is removed. Raises ConfigError,
    StoreError and BuildError.
    """
    now = edition(project, notice=notice)
    if read_settings(project.keywords).related:
        now = replace(now, related=_related(project, now))
    try:
        rendered = write_documents(now, project.source)
        write_search(now, project.source)
    except OSError as exc:
        raise BuildError("render", f"{exc.filename}: {exc.strerror}") from exc
    return rendered


def write_documents(now: Edition, source: Path) -> Rendered:
    """
    Write all of *now* but the search index into the tree *source*. Raises ConfigError and OSError.
    """
    homes = permalinks(now.sections)
    tree = SourceTree(source)
    made = BuildCache(tree, _program())
    for batch in _batches(now, homes):
        made.write(batch)
    for path, content in chain(_documents(now, homes), assets.documents(source)):
        tree.write(path, content)
    rendered = tree.finish()
    made.finish()
    return rendered


def write_search(now: Edition, source: Path, size: int = search_records.PART) -> None:
    """
    Write the search index of *now*, in parts of *size* papers, into the tree *source*.

    Raises BuildError and OSError.
    """
    write_index(search_records.parts(now, size), _program(), source)


@cache
def _program() -> str:
    return program(Path(generator.__file__).parent)


def _related(project: Project, now: Edition) -> Related:
    try:
        return related([entry.paper for entry in now.overall.listing.entries])
    except ImportError as exc:
        raise ConfigError(
            str(project.keywords), "related: needs scikit-learn; install it with make related"
        ) from exc


def _readable(record: Record) -> Record:
    paper = abridged(record.paper)
    return record if paper is record.paper else Record(paper, record.announced)


def _all(keywords: Iterable[Keyword], language: Language) -> Keyword:
    most = max(keyword.max_papers for keyword in keywords)
    return Keyword(
        name=language.gettext("All papers"), slug=addresses.ALL, query="", max_papers=most
    )


def _batches(now: Edition, homes: Mapping[str, Permalink]) -> Iterator[Batch[Any]]:
    yield from pages.batches(now, homes)
    yield from feeds.batches(now, homes)
    yield from citations.batches(now)
    yield from exports.batches(now)


def _documents(now: Edition, homes: Mapping[str, Permalink]) -> Iterator[Document]:
    # About the whole site: any paper changes them.
    yield from pages.documents(now, homes)
    yield from feeds.documents(now, homes)
    yield from llms_txt.documents(now)
    yield from recent.documents(now)
    yield addresses.STATUS_JSON, pages.status_json(now)
    yield pages.messages(now.language)
