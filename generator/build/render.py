"""
A rendering: the documents of the store's papers, written into the source tree that MkDocs reads.

It needs no network. The same store and configuration give the same bytes.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from msgspec.structs import replace

import generator
from generator.build import assets
from generator.build.cache import BuildCache, program
from generator.build.pagefind import write_index
from generator.build.project import Configuration
from generator.build.tree import Rendered, SourceTree
from generator.errors import BuildError, ConfigError
from generator.keywords.keyword import Keyword
from generator.papers import listing
from generator.papers.announcement import Record
from generator.papers.authors import with_author_names
from generator.site import (
    addresses,
    citations,
    exports,
    feeds,
    llms_txt,
    pages,
    script_files,
    search_records,
)
from generator.site.addresses import Permalink, permalinks
from generator.site.documents import Document, RenderTask
from generator.site.edition import Edition, Section
from generator.site.long_texts import abridged
from generator.site.related import Related, related
from generator.store import Store
from generator.text.language import Language


def edition(configuration: Configuration, *, notice: str | None = None) -> Edition:
    """
    The site as the store of a project and its *configuration* say; *notice* stands on each page.

    Raises StoreError.
    """
    keywords, site = configuration.keywords, configuration.site
    store = Store(configuration.project.store)
    records = {base: _readable(record) for base, record in store.records().items()}
    orders = {keyword.slug: keyword.sort_by for keyword in keywords}
    listings = listing.listings(records, orders)
    sections = tuple(Section(keyword, listings[keyword.slug]) for keyword in keywords)
    return Edition(
        site_name=site.name,
        site_url=site.url,
        sections=sections,
        overall=Section(_all(keywords, site.language), listing.overall(records, listings)),
        freshness=store.freshness(),
        notice=notice,
        language=site.language,
        modules=assets.script_modules(configuration.project.source),
    )


def render(configuration: Configuration, *, notice: str | None = None) -> Rendered:
    """
    Write every page, feed and search record into the project's source tree.

    Documents whose papers did not change since an earlier rendering are not made again, files
    whose bytes stay the same are not touched, and files of an earlier rendering that this one does
    not have are removed. Raises ConfigError, StoreError and BuildError.
    """
    project = configuration.project
    now = edition(configuration, notice=notice)
    if configuration.settings.related:
        now = replace(now, related=_related(project.keywords, now))
    try:
        rendered = write_documents(now, project.source)
        write_search(now, project.source)
    except OSError as exc:
        raise BuildError("render", f"{exc.filename}: {exc.strerror}") from exc
    return rendered


def write_documents(now: Edition, source: Path) -> Rendered:
    """
    Write all documents of the edition *now* into the tree *source*, except the search index.

    Raises ConfigError if a page written by hand would be replaced, and OSError.
    """
    links = permalinks(now.sections)
    tree = SourceTree(source)
    cache = BuildCache(tree, _program())
    for task in _tasks(now, links):
        cache.write(task)
    for path, content in chain(_documents(now, links), assets.documents(source)):
        tree.write(path, content)
    rendered = tree.finish()
    cache.finish()
    return rendered


def write_search(now: Edition, source: Path, size: int = search_records.PART) -> None:
    """
    Write the search index of the edition *now*, in parts of *size* papers, into the tree *source*.

    Raises BuildError and OSError.
    """
    write_index(search_records.parts(now, size), _program(), source)


@functools.cache
def _program() -> str:
    return program(Path(generator.__file__).parent)


def _related(keywords_file: Path, now: Edition) -> Related:
    try:
        return related([entry.paper for entry in now.overall.listing.entries])
    except ImportError as exc:
        raise ConfigError(
            str(keywords_file), "related: needs scikit-learn; install it with make related"
        ) from exc


def _readable(record: Record) -> Record:
    paper = abridged(with_author_names(record.paper))
    return record if paper is record.paper else Record(paper, record.announced)


def _all(keywords: Iterable[Keyword], language: Language) -> Keyword:
    most = max(keyword.max_papers for keyword in keywords)
    return Keyword(
        name=language.gettext("All papers"), slug=addresses.ALL, query="", max_papers=most
    )


def _tasks(now: Edition, links: Mapping[str, Permalink]) -> Iterator[RenderTask[Any]]:
    # The documents about some papers: they change only if one of these papers does.
    yield from pages.listing_pages(now, links)
    yield from feeds.keyword_feeds(now, links)
    yield from citations.bibliographies(now)
    yield from exports.json_lines_files(now)


def _documents(now: Edition, links: Mapping[str, Permalink]) -> Iterator[Document]:
    # The documents about the whole site: any paper may change them.
    yield from pages.site_wide_pages(now, links)
    yield feeds.opml_document(now, links)
    yield llms_txt.llms_document(now)
    yield script_files.recent_document(now)
    yield addresses.STATUS_JSON, pages.status_json(now)
    yield script_files.messages_document(now.language)
