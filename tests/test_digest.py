import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

from goldens import Golden
from hypothesis import given, settings
from hypothesis import strategies as st
from making import make_edition, make_entry, make_keyword, make_paper
from markdown_it import MarkdownIt

from generator.digest import digest
from generator.edition import Section
from generator.freshness import Freshness
from generator.listing import Listing

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


def news(*bases: str) -> Freshness:
    return Freshness(announced=bases)


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
