import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from samples.goldens import Golden
from samples.making import make_edition, make_entry, make_keyword, make_paper

from generator.papers.freshness import Freshness
from generator.papers.listing import Listing
from generator.site.digest import LARGEST, digest, issue
from generator.site.edition import Edition, Section

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])

hostile = st.lists(
    st.sampled_from(
        [
            *"\\`*_~[]()<>|&#!@-+.1",
            "a",
            "b ",
            "é",
            "\n",
            "\n\n",
            "\n# ",
            "\n- ",
            "<b>",
            "@ada",
            "#12",
        ]
    ),
    max_size=30,
).map(lambda marks: "a" + "".join(marks))

RUN = datetime(2025, 12, 22, 5, 43, 9, 123456, tzinfo=UTC)


def news(*bases: str) -> Freshness:
    return Freshness(announced=bases, attempted=RUN)


def crowd(name: str, papers: int, **fields: Any) -> tuple[Section, Freshness]:
    """
    A keyword under which so many papers were announced.
    """
    entries = tuple(
        make_entry(make_paper(f"2512.{number:05}", **fields)) for number in range(1, papers + 1)
    )
    keyword = make_keyword(name)
    bases = [one.paper.arxiv_id.base for one in entries]
    return Section(keyword, Listing(keyword.slug, entries)), news(*bases)


def crowded(*crowds: tuple[Section, Freshness]) -> Edition:
    return make_edition(
        *(section for section, _ in crowds),
        freshness={section.keyword.slug: fresh for section, fresh in crowds},
    )


def test_a_digest_is_as_reviewed(golden: Golden) -> None:
    """
    A heading a keyword with news, a line a paper: what came, by whom, and what it says of itself.
    """
    many = tuple(f"Author {n}" for n in range(1, 8))
    windmills = (
        make_entry(make_paper("2512.00003", title="Windmills turn @night", authors=many)),
        make_entry(
            make_paper("2512.00002v3", title="A *Better* Mill", comment="Fixes #1, see GH-2"),
            kind="revised",
        ),
        make_entry(make_paper("2512.00001", authors=many[:5])),
        make_entry(make_paper("2511.00001", authors=many[:6]), announced=date(2025, 11, 3)),
    )
    edition = make_edition(
        Section(make_keyword("Windmills"), Listing("windmills", windmills)),
        Section(make_keyword("Quiet"), Listing("quiet", windmills)),
        Section(make_keyword("Never asked"), Listing("never-asked", windmills)),
        Section(make_keyword("视频 <b>"), Listing("视频-b", windmills[:1])),
        freshness={
            "windmills": news("2511.00001", "2512.00001", "2512.00002"),
            "quiet": news(),
            "视频-b": news("2512.00003"),
        },
    )

    golden("digest/digest.md", digest(edition))


def test_a_quiet_day_has_an_empty_digest() -> None:
    """
    So that no mail is sent about nothing.
    """
    section = Section(make_keyword(), Listing("windmills", (make_entry(),)))

    assert "" == digest(make_edition(section, freshness={"windmills": news()}))


def test_a_digest_is_of_the_last_run_alone() -> None:
    """
    A keyword that the last run did not ask for had its news in an earlier digest.
    """
    section = Section(make_keyword(), Listing("windmills", (make_entry(),)))
    other = Section(make_keyword("Sails"), Listing("sails", (make_entry(),)))
    monday = datetime(2025, 12, 22, 6, 0, tzinfo=UTC)
    freshness = {
        "windmills": Freshness(announced=("2512.17601",), attempted=monday),
        "sails": Freshness(announced=("2512.17601",), attempted=monday + timedelta(days=1)),
    }

    found = digest(make_edition(section, other, freshness=freshness))

    assert "Windmills](" not in found.partition("- ")[0]
    assert found.startswith("## [Sails]")


def test_a_keyword_that_was_removed_hides_no_news() -> None:
    """
    Not even one that was last asked by a clock that was ahead.
    """
    section = Section(make_keyword(), Listing("windmills", (make_entry(),)))
    today = datetime(2025, 12, 22, 6, 0, tzinfo=UTC)
    freshness = {
        "windmills": Freshness(announced=("2512.17601",), attempted=today),
        "removed": Freshness(attempted=today + timedelta(days=365)),
    }

    assert digest(make_edition(section, freshness=freshness)).startswith("## [Windmills]")


@given(title=hostile, author=hostile, comment=hostile)
@settings(max_examples=200, deadline=None)
def test_papers_cannot_break_the_list_or_mention_anybody(
    title: str, author: str, comment: str
) -> None:
    """
    Two papers, two lines, two links and the heading's; nobody is mailed on a paper's behalf.
    """
    papers = [
        make_paper(base, title=title, authors=(author,), comment=comment)
        for base in ("2512.00002", "2512.00001")
    ]
    section = Section(make_keyword(), Listing("windmills", tuple(map(make_entry, papers))))
    edition = make_edition(section, freshness={"windmills": news("2512.00001", "2512.00002")})

    html = GITHUB.render(digest(edition))

    line = ["li", "strong", "a"]
    assert ["h2", "a", "ul", *line, *line] == re.findall(r"<(\w+)", html)
    text = unescape(re.sub("<[^>]*>", "", html))
    assert not re.search(r"(?<![A-Za-z0-9_])@[A-Za-z0-9]|#\d", text)


def test_an_issue_is_as_reviewed(golden: Golden) -> None:
    """
    Counts and a day for its title; the digest, why one gets it, and which run it is about.
    """
    entries = (
        make_entry(make_paper("2512.00002v2", title="See #3"), kind="revised"),
        make_entry(make_paper("2512.00001", comment="https://github.com/it/or/issues/5")),
    )
    section = Section(make_keyword(), Listing("windmills", entries))
    both = {"windmills": news("2512.00001", "2512.00002")}

    found = issue(make_edition(section, freshness=both))

    assert found is not None
    golden("digest/issue.md", f"{found.title}\n\n{found.body}")


@pytest.mark.parametrize(
    ("new", "revised", "title"),
    [
        (1, 0, "1 new paper, 22 December 2025"),
        (2, 1, "2 new papers and 1 revised paper, 22 December 2025"),
        (0, 2, "2 revised papers, 22 December 2025"),
    ],
)
def test_a_title_counts_each_paper_once(new: int, revised: int, title: str) -> None:
    """
    However many keywords it is under; no word of a paper stands in it.
    """
    kinds = ("new",) * new + ("revised",) * revised
    entries = tuple(
        make_entry(make_paper(f"2512.0000{n}"), kind=kind) for n, kind in enumerate(kinds, 1)
    )
    bases = [one.paper.arxiv_id.base for one in entries]
    sections = [
        Section(make_keyword(name), Listing(name.lower(), entries)) for name in ("Mills", "Sails")
    ]

    found = issue(
        make_edition(*sections, freshness=dict.fromkeys(("mills", "sails"), news(*bases)))
    )

    assert found is not None
    assert title == found.title


def test_no_issue_about_nothing() -> None:
    """
    Nobody gets mail on a quiet day, nor before the first run.
    """
    section = Section(make_keyword(), Listing("windmills", (make_entry(),)))

    assert issue(make_edition(section, freshness={"windmills": news()})) is None
    assert issue(make_edition(section)) is None


@pytest.mark.parametrize("letter", ["a", "视", "𝒜"])
def test_a_long_digest_is_cut_and_says_so(letter: str) -> None:
    """
    Below GitHub's 65,536 characters, whole lines, as many a keyword as fit; the rest is counted.
    """
    few, many = crowd("Few", 3), crowd("Many", 2000, comment=letter * 150)

    found = issue(crowded(few, many))

    assert found is not None
    body = found.body
    assert LARGEST * 0.95 < len(body.encode()) <= LARGEST
    lines = body.count("- **[")
    assert f"- … and {2003 - lines} more on [the keyword’s page]" in body
    assert 3 == body.partition("## [Many]")[0].count("- **[")
    assert body.endswith("<!-- run 2025-12-22T05:43:09Z -->\n")


def test_one_endless_text_does_not_crowd_out_the_others() -> None:
    """
    A title, a name or a comment of a megabyte ends in the line it would fill.
    """
    endless = crowd("Endless", 2, title="a" * 10**6, authors=("b" * 10**6,), comment="c" * 10**6)

    found = issue(crowded(endless))

    assert found is not None
    assert 2 == found.body.count("- **[")
    assert len(found.body) < 5000


def test_too_many_keywords_for_one_issue_are_counted() -> None:
    """
    Where not even their names fit, the digest says how many and where to look.
    """
    found = issue(crowded(*(crowd(f"Keyword {number} {'x' * 100}", 1) for number in range(400))))

    assert found is not None
    assert found.body.startswith(
        "1 new paper under 400 keywords, too many for one mail:"
        " see [Daily Papers](https://example.org/papers/).\n"
    )
