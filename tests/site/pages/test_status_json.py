import json
from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace
from readers.site_pages import make_section, make_site, page, words
from samples.making import make_edition, make_entry, make_keyword

from generator.errors import FailureKind
from generator.papers.freshness import Freshness
from generator.site.edition import Edition
from generator.site.pages.status_page import status_json

# A Friday in winter.
ASKED = datetime(2026, 1, 2, 6, 17, 5, 123456, tzinfo=UTC)

FRESH = Freshness(query="q", attempted=ASKED, succeeded=ASKED, total=3, announced=("2512.00001",))

WITH_UNREADABLE = Freshness(
    query="q",
    attempted=ASKED,
    succeeded=ASKED,
    total=3,
    unreadable=("2512.00001", None),
    missed=True,
)


def status(edition: Edition) -> Any:
    return json.loads(status_json(edition))


def test_what_programs_are_told() -> None:
    """
    When arXiv answered, which of its announcements that covers, and from when all this is old.
    """
    failed = WITH_UNREADABLE.failed(ASKED, FailureKind.REFUSED, 503)
    edition = make_edition(
        make_section(make_entry()),
        make_section(name="Kites"),
        freshness={"windmills": failed},
    )

    assert {
        "format": "daily-papers/freshness",
        "version": 1,
        "about": "https://example.org/papers/status/#for-programs",
        "checked": "2026-01-02T06:17:05Z",
        # Nothing was announced on the evening of 1 January.
        "announcement": "2026-01-01",
        "next_announcement": "2026-01-05T01:00:00Z",
        "stale_from": "2026-01-06T19:00:00Z",
        "keywords": {
            "kites": {"name": "Kites", "page": "https://example.org/papers/kites/"},
            "windmills": {
                "name": "Windmills",
                "page": "https://example.org/papers/windmills/",
                "attempted": "2026-01-02T06:17:05Z",
                "succeeded": "2026-01-02T06:17:05Z",
                "stale_from": "2026-01-06T19:00:00Z",
                "newest": "2025-12-19",
                "total": 3,
                "missed": True,
                "dropped": 2,
                "failures": 1,
                "failure": "arXiv refused the request with HTTP status 503.",
            },
        },
    } == status(edition)


def test_keywords_stand_in_order_and_each_is_small() -> None:
    """
    By slug, whatever the keeper's order; at most 300 bytes a keyword that is well.
    """
    edition = make_site("Windmills", "Kites", freshness={"windmills": FRESH, "kites": FRESH})

    assert ["kites", "windmills"] == list(status(edition)["keywords"])
    assert len(status_json(edition)) - len(status_json(make_edition())) < 2 * 300 + 250


def test_a_site_that_was_never_checked() -> None:
    """
    The file is there, and has no dates.
    """
    assert {"format", "version", "about", "keywords"} == set(status(make_site("Windmills")))


def test_a_sample_is_never_stale() -> None:
    """
    Its papers are old from the first day, and its notice says what they are.
    """
    edition = make_site("Windmills", freshness={"windmills": FRESH}, notice="A sample.")

    assert "stale_from" not in status(edition)
    assert "stale_from" not in status(edition)["keywords"]["windmills"]
    assert "2026-01-02T06:17:05Z" == status(edition)["checked"]


def test_every_member_is_described() -> None:
    """
    The status page names each, so that nobody has to guess.
    """
    everything = replace(WITH_UNREADABLE, failures=1)
    failed = Freshness(query="q", failure=FailureKind.TLS, attempted=ASKED)
    edition = make_edition(
        make_section(make_entry()),
        make_section(make_entry(), name=make_keyword("Kites").name),
        freshness={"windmills": everything, "kites": failed},
    )
    found = status(edition)
    members = set(found).union(*found["keywords"].values())

    described = {words(one) for one in page(edition, "status/index.md").findall(".//th/code")}
    assert members == described
