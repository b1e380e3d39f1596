"""
Feeds a second, all formats, as a ratio to plain string templates that write the same fields.

python benchmarks/feeding.py [KEYWORDS]; each keyword has 100 papers.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from measuring import project
from synthetic import write_project

from generator import feeds
from generator.batch import Document
from generator.edition import Edition
from generator.feeds.feed import Feed, drafts
from generator.feeds.feed_entry import FeedEntry
from generator.pipeline.render import edition
from generator.places import places
from generator.project import Project

PAPERS = 100

_ATOM = """<entry><id>{id}</id><title>{title}</title><updated>{updated}</updated>
<published>{published}</published>{authors}{categories}{links}<summary>{summary}</summary>
<content type="html">{content}</content></entry>"""
_RSS = """<item><guid isPermaLink="false">{id}</guid><title>{title}</title><link>{id}</link>
<pubDate>{published}</pubDate><dc:creator>{creators}</dc:creator>{categories}
<description>{content}</description></item>"""


def main() -> None:
    """
    Print seconds, rates, the ratio and bytes an entry.
    """
    keywords = int(sys.argv[1]) if sys.argv[1:] else 500
    with project() as root:
        write_project(root, keywords, PAPERS)
        now = edition(Project.at(Path(root)))
        warm = _seconds(lambda: sum(1 for _ in _plain(now)))
        plain = min(warm, _seconds(lambda: sum(1 for _ in _plain(now))))
        sizes = Counter[str]()
        ours = _seconds(lambda: sizes.update({p: len(b) for p, b in _documents(now)}))
        written = sum(len(one.entries) * (3 if one.is_newest else 1) for one in _feeds(now))
        documents = len(sizes)
    print(f"{keywords} keywords × {PAPERS} papers: {documents} documents, {written} entries")
    print(f"ours:  {ours:6.1f} s, {written / ours:6.0f} entries/s, {documents / ours:5.0f} feeds/s")
    print(f"plain: {plain:6.1f} s, ratio {ours / plain:.2f}")
    print(f"bytes an entry, of all formats: {sum(sizes.values()) / written:.0f}")


def _seconds(act: Callable[[], object]) -> float:
    begin = time.process_time()
    act()
    return time.process_time() - begin


def _feeds(now: Edition) -> Iterator[Feed]:
    homes = places(now.sections)
    for section in (*now.sections, now.overall):
        yield from (draft.completed() for draft in drafts(now, section, homes))


def _documents(now: Edition) -> Iterator[Document]:
    homes = places(now.sections)
    for batch in feeds.batches(now, homes):
        yield from batch.documents()
    yield from feeds.documents(now, homes)


def _plain(now: Edition) -> Iterator[str]:
    # The model of an entry is decided once in both; only the writing differs.
    for feed in _feeds(now):
        yield "".join(map(_atom_entry, feed.entries))
        if feed.is_newest:
            yield "".join(map(_rss_item, feed.entries))
            yield json.dumps([_json_item(entry) for entry in feed.entries])


def _atom_entry(entry: FeedEntry) -> str:
    return _ATOM.format(
        id=entry.id,
        title=escape(entry.title),
        updated=entry.updated.isoformat(),
        published=entry.published.isoformat(),
        authors="".join(f"<author><name>{escape(one)}</name></author>" for one in entry.authors),
        categories="".join(f'<category term="{one}"/>' for one in entry.paper.categories),
        links="".join(f'<link rel="related" href="{escape(one.url)}"/>' for one in entry.related),
        summary=escape(entry.paper.abstract),
        content=escape(entry.content),
    )


def _rss_item(entry: FeedEntry) -> str:
    return _RSS.format(
        id=entry.id,
        title=escape(entry.title),
        published=entry.published.isoformat(),
        creators=escape(", ".join(entry.authors)),
        categories="".join(f"<category>{one}</category>" for one in entry.paper.categories),
        content=escape(entry.content),
    )


def _json_item(entry: FeedEntry) -> dict[str, object]:
    paper = entry.paper
    return {
        "id": entry.id,
        "title": entry.title,
        "summary": paper.abstract,
        "content_html": entry.content,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": one} for one in entry.authors],
        "tags": paper.categories,
        "_arxiv": {"id": paper.arxiv_id.base, "version": paper.arxiv_id.version},
    }


if __name__ == "__main__":
    main()
