"""
JSON Feed 1.1, for readers and for scripts.
"""

import json
from datetime import UTC, datetime
from typing import Any

from jsonschema import FormatChecker
from jsonschema.validators import validator_for
from programs.tools import needed_file
from readers.feed_reading import SITE, edition_of, written
from samples.making import make_paper

from generator.site.edition import Edition


def feed_of(edition: Edition, path: str = "windmills/feed.json") -> dict[str, Any]:
    """
    A feed as scripts read it.
    """
    document: dict[str, Any] = json.loads(written(edition)[path])
    return document


def test_feed_says_what_it_is() -> None:
    """
    All that is not an item.
    """
    feed = feed_of(edition_of(make_paper()))
    del feed["items"]

    assert {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Windmills – Daily Papers",
        "home_page_url": f"{SITE}windmills/",
        "feed_url": f"{SITE}windmills/feed.json",
        "description": "New arXiv papers: Windmills",
        "language": "en",
        "authors": [{"name": "Daily Papers", "url": SITE}],
    } == feed


def test_item_holds_the_full_record() -> None:
    """
    A script needs nothing else, and what is unknown is null.
    """
    paper = make_paper(
        "2512.17601v3",
        title=r"$\alpha$ Mills",
        published=datetime(2025, 10, 3, 1, 2, 3, tzinfo=UTC),
        comment="ECCV 2026. Code: https://github.com/mills/turn",
        doi="10.1000/mill",
    )
    (item,) = feed_of(edition_of(paper))["items"]
    for readers_only in ("title", "content_html"):
        del item[readers_only]

    assert {
        "id": "https://arxiv.org/abs/2512.17601",
        "url": "https://arxiv.org/abs/2512.17601",
        "summary": "Windmills turn. We show that they turn with the wind.",
        "date_published": "2025-10-03T01:02:03Z",
        "date_modified": "2025-12-19T12:00:00Z",
        "authors": [{"name": "Ada Lovelace"}, {"name": "Paul Erdős"}],
        "tags": ["cs.CV", "cs.LG", "Windmills", "new", "code", "ECCV 2026"],
        "_arxiv": {
            "about": f"{SITE}subscribe/",
            "id": "2512.17601",
            "version": 3,
            "title": r"$\alpha$ Mills",
            "categories": ["cs.CV", "cs.LG"],
            "primary_category": "cs.CV",
            "comment": "ECCV 2026. Code: https://github.com/mills/turn",
            "journal_ref": None,
            "doi": "10.1000/mill",
            "venue": "ECCV 2026",
            "pages": None,
            "figures": None,
            "keywords": ["windmills"],
            "matched": ["Windmills"],
            "announced": "2025-12-19",
            "kind": "new",
            "withdrawn": False,
            "links": {
                "abs": "https://arxiv.org/abs/2512.17601",
                "pdf": "https://arxiv.org/pdf/2512.17601",
                "html": "https://arxiv.org/html/2512.17601",
                "page": f"{SITE}windmills/2025-12/#2512.17601",
                "code": ["https://github.com/mills/turn"],
                "data": [],
                "model": [],
                "project": [],
            },
        },
    } == item


def test_a_project_page_is_no_code() -> None:
    """
    A script that collects code gets no web page.
    """
    comment = "Code: https://github.com/mills/turn and page https://mills.github.io/"
    (item,) = feed_of(edition_of(make_paper(comment=comment)))["items"]

    links = item["_arxiv"]["links"]
    assert ["https://github.com/mills/turn"] == links["code"]
    assert ["https://mills.github.io/"] == links["project"]


def test_documents_obey_the_json_feed_schema() -> None:
    """
    Full, empty, of a month, with an item that has no author.
    """
    schema = json.loads(needed_file("jsonfeed-schema", "schema-v1.1.json").read_text("utf-8"))
    validator = validator_for(schema)(schema, format_checker=FormatChecker())
    papers = (make_paper(), make_paper("hep-th/9901001v2", authors=(), doi="10.1/x"))
    edition = edition_of(*papers)
    paths = [path for path in written(edition) if path.endswith("feed.json")]

    for path in paths:
        validator.validate(feed_of(edition, path))
    validator.validate(feed_of(edition_of()))
