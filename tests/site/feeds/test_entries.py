"""
What a feed says of a paper, whatever the format.
"""

import json
from datetime import UTC, date, datetime

import pytest
from readers.feed_reading import (
    ATOM,
    DC,
    atom_of,
    channel_of,
    edition_of,
    html,
    make_section,
    shown,
    text,
    texts,
    written,
)
from samples.making import make_edition, make_entry, make_paper

from generator.keywords.keyword import Keyword
from generator.papers.listing import Entry, Listing
from generator.papers.paper import Paper
from generator.site import feeds
from generator.site.addresses import permalinks
from generator.site.edition import Edition, Section
from generator.site.feeds.entry import FeedEntry, feed_entry
from generator.site.site_context import site_context
from generator.text.language import Language

CATEGORIES = "Computer Vision and Pattern Recognition (cs.CV); Machine Learning (cs.LG)"

# What a card may consist of.
PARTS = {"br", "p", "a", "strong", "sup", "sub", "i", "em", "b", "code", "span"}


def described(paper: Paper) -> FeedEntry:
    """
    The entry of *paper* under Windmills.
    """
    entry = make_entry(paper)
    return described_in(make_edition(make_section(entry)), entry)


def described_in(edition: Edition, entry: Entry) -> FeedEntry:
    """
    The feed entry of an *entry* of *edition*.
    """
    return feed_entry(entry, site_context(edition, permalinks(edition.sections), [entry]))


def paragraphs(entry: FeedEntry) -> list[str]:
    """
    The card as read on a screen.
    """
    return [shown(one).strip() for one in html(entry.content)]


def hrefs(entry: FeedEntry) -> list[str]:
    """
    Where the card's links lead, in order.
    """
    return [one.get("href", "") for one in html(entry.content).iter("a")]


def test_card_says_all_that_is_known() -> None:
    """
    Authors first, the abstract last, and between them what helps to decide whether to read on.
    """
    paper = make_paper(
        "2512.17601v3",
        published=datetime(2025, 10, 3, tzinfo=UTC),
        updated=datetime(2025, 12, 12, tzinfo=UTC),
        comment="12 pages, at Mill Conf 2026",
        journal_ref="J. Mills 7 (2025)",
        doi="10.1000/mill.7",
    )

    assert [
        "Ada Lovelace, Paul Erdős",
        f"v3 · submitted 3 Oct 2025, revised 12 Dec 2025\n\n{CATEGORIES}",
        "Comment: 12 pages, at Mill Conf 2026",
        "Journal: J. Mills 7 (2025)",
        "arXiv:2512.17601v3 · PDF · HTML · doi:10.1000/mill.7 · Daily Papers",
        "Keywords: Windmills",
        "Matches: Windmills",
        "Windmills turn. We show that they turn with the wind.",
    ] == paragraphs(described(paper))


def test_card_of_a_first_version_has_one_date() -> None:
    """
    What was never revised has no date of revision.
    """
    assert paragraphs(described(make_paper()))[1].startswith("v1 · submitted 19 Dec 2025\n")


def test_card_links_everything_by_absolute_addresses() -> None:
    """
    A feed reader knows no site that a link could be relative to.
    """
    paper = make_paper(
        comment="Code: https://github.com/mills/turn and page https://mills.github.io/",
        doi="10.1000/a<b 10.1000/erratum",
    )

    in_comment = ["https://github.com/mills/turn", "https://mills.github.io/"]
    assert [
        *in_comment,
        "https://arxiv.org/abs/2512.17601",
        "https://arxiv.org/pdf/2512.17601",
        "https://arxiv.org/html/2512.17601",
        *in_comment,
        "https://doi.org/10.1000/a%3Cb",
        "https://doi.org/10.1000/erratum",
        "https://example.org/papers/windmills/2025-12/#2512.17601",
        "https://example.org/papers/windmills/",
    ] == hrefs(described(paper))


def test_old_papers_have_no_html_edition() -> None:
    """
    No link leads where arXiv has nothing.
    """
    old = make_paper("hep-th/9901001", published=datetime(1999, 1, 1, tzinfo=UTC))

    entry = described(old)

    assert "https://arxiv.org/html/hep-th/9901001" not in hrefs(entry)
    assert entry.html is None


def test_long_author_lists_are_cut_on_the_card() -> None:
    """
    Papers with thousands of authors exist; the abstract must stay in reach.
    """
    entry = described(make_paper(authors=tuple(f"Author {n}" for n in range(1, 3304))))
    line = paragraphs(entry)[0]

    assert line.startswith("Author 1, Author 2, ")
    assert line.endswith(", Author 30, … and 3,273 more")


def test_thirty_authors_are_all_named_on_the_card() -> None:
    """
    The line ends with a number of further authors only if there are some.
    """
    names = [f"Author {n}" for n in range(1, 31)]

    assert ", ".join(names) == paragraphs(described(make_paper(authors=tuple(names))))[0]


def test_every_format_names_the_first_hundred_authors() -> None:
    """
    The names of a paper with thousands of authors would outweigh all abstracts of the feed.
    """
    names = [f"Author {n}" for n in range(1, 103)]
    edition = edition_of(make_paper(authors=tuple(names)))

    item = channel_of(edition).find("item")
    assert item is not None
    (in_json,) = json.loads(written(edition)["windmills/feed.json"])["items"]
    assert names[:100] == texts(atom_of(edition), f"{ATOM}entry/{ATOM}author/{ATOM}name")
    assert names[:100] == text(item, f"{DC}creator").split(", ")
    assert names[:100] == [one["name"] for one in in_json["authors"]]


def test_a_followed_version_was_published_when_it_was_submitted() -> None:
    """
    Feed readers sort by this date: a new version of an old paper stands at the top.
    """
    paper = make_paper("2512.17601v2", published=datetime(2025, 10, 3, 1, 2, 3, tzinfo=UTC))
    edition = make_edition(make_section(make_entry(paper), ids=("2512.17601",)))

    for folder, expected in (
        ("windmills", "2025-12-19T12:00:00Z"),
        ("all", "2025-10-03T01:02:03Z"),
    ):
        (item,) = json.loads(written(edition)[f"{folder}/feed.json"])["items"]
        assert expected == item["date_published"]


def test_paper_without_authors_has_no_line_for_them() -> None:
    """
    Unknown authors are not invented.
    """
    assert paragraphs(described(make_paper(authors=())))[0].startswith("v1")


def test_withdrawn_papers_say_so() -> None:
    """
    They stay in the feed, and nobody can miss it: neither in the list nor in the text.
    """
    entry = described(make_paper(comment="This paper has been withdrawn by the authors"))

    assert "Withdrawn: A Paper about Windmills" == entry.title
    assert "This paper is withdrawn." in paragraphs(entry)


def test_card_names_the_venue_before_the_comment() -> None:
    """
    Where a paper was accepted is the first thing many readers look for.
    """
    entry = described(make_paper(comment="12 pages, accepted to ICML 2026"))

    assert "ICML 2026" == entry.venue
    assert ["Venue: ICML 2026", "Comment: 12 pages, accepted to ICML 2026"] == paragraphs(entry)[
        2:4
    ]


def test_paper_of_no_known_venue_has_no_line_for_it() -> None:
    """
    Silence is better than a guess.
    """
    entry = described(make_paper(comment="Submitted to ICML 2026"))

    assert entry.venue is None
    assert not [line for line in paragraphs(entry) if line.startswith("Venue")]


def test_text_is_text_in_html() -> None:
    """
    Whatever authors write, the card has only elements of its own.
    """
    hostile = '<script>alert(1)</script> <b x="y">&lt; ]]> & for all a<b, z<6'
    paper = make_paper(
        abstract=hostile, title=hostile, authors=(hostile,), comment=hostile, journal_ref=hostile
    )

    card = html(described(paper).content)

    assert PARTS >= {one.tag for one in card.iter()} - {"DOCUMENT_FRAGMENT"}
    assert hostile == shown(card[-1])
    assert hostile == shown(card[0])


def test_paragraphs_of_an_abstract_stay_apart() -> None:
    """
    A line break separates them in the card as in the paper.
    """
    entry = described(make_paper(abstract="First.\nSecond."))

    assert "First.\nSecond." == paragraphs(entry)[-1]
    assert "First.\nSecond." == entry.paper.abstract


def test_characters_no_feed_can_hold_are_left_out() -> None:
    """
    One of them would break the whole feed, for all its papers.
    """
    bad = "A\x00 form\x1b feed\x7f,\x80 half\ud800 a pair\ufffe."
    paper = make_paper(
        title=bad, authors=(bad, "\x01"), abstract=bad, comment=bad, journal_ref="\x02", doi=bad
    )

    good = "A form feed, half a pair."
    entry = described(paper)

    assert good == entry.title == entry.paper.abstract == entry.paper.comment
    assert (good,) == entry.authors
    assert entry.paper.journal_ref is None


def test_paper_without_a_title_is_called_by_its_identifier() -> None:
    """
    Atom and RSS want a title, and feed readers show nothing else.
    """
    assert "2512.17601v1" == described(make_paper(title="\x00")).title


def two_keywords() -> Edition:
    """
    A paper under Windmills and, announced a month earlier, under Sails.
    """
    entry = make_entry(keywords=("windmills", "sails"))
    earlier = make_entry(keywords=("windmills", "sails"), announced=date(2025, 11, 1))
    return make_edition(make_section(entry), make_section(earlier, name="Sails"))


@pytest.mark.parametrize("number", [0, 1])
def test_paper_of_two_keywords_has_one_entry(number: int) -> None:
    """
    Some readers keep only one of two entries with the same id, so it names all keywords.
    """
    edition = two_keywords()
    (listed,) = edition.sections[number].listing.entries
    entry = described_in(edition, listed)

    assert "Keywords: Windmills, Sails" in paragraphs(entry)
    assert "https://example.org/papers/windmills/2025-12/#2512.17601" == entry.page


def test_card_names_what_matched() -> None:
    """
    The phrases and names of all its keywords that the paper has; each once, as it was written.
    """
    entry = make_entry(keywords=("windmills", "ada"))
    query = 'abs:"on the sea" OR au:"ada lovelace" OR ti:"windmill" OR ti:sail OR ti:"Windmills"'
    ada = Keyword(name="Ada", slug="ada", query=query)
    edition = make_edition(make_section(entry), Section(ada, Listing("ada", (entry,))))

    described = described_in(edition, entry)

    matched = ("Windmills", "ada lovelace", "windmill")
    assert matched == described.matched
    assert "Matches: Windmills, ada lovelace, windmill" in paragraphs(described)


def test_what_a_keyword_no_longer_seeks_is_not_named() -> None:
    """
    A paper stays when its keyword's query changes, but nobody can say why it would match.
    """
    entry = make_entry()
    changed = Section(
        Keyword(name="Sails", slug="windmills", query='ti:"sail" ANDNOT ti:"windmill"'),
        Listing("windmills", (entry,)),
    )

    described = described_in(make_edition(changed), entry)

    assert () == described.matched
    assert not any(one.startswith("Matches") for one in paragraphs(described))


def test_a_card_speaks_the_language_of_the_site() -> None:
    """
    What is said about a paper, in any format; what the paper says, and tags, stay.
    """
    paper = make_paper(
        "2512.17601v2", comment="Withdrawn: an error", published=datetime(2025, 10, 3, tzinfo=UTC)
    )
    entry = make_entry(paper, kind="revised")
    edition = make_edition(make_section(entry), language=Language("de"))

    told = described_in(edition, entry)
    assert "Zurückgezogen: A Paper about Windmills" == told.title
    assert ("revised", "withdrawn") == told.labels
    card = paragraphs(told)
    assert "Dieses Paper ist zurückgezogen." in card
    assert "Kommentar: Withdrawn: an error" in card
    assert any("eingereicht am 03.10.2025, überarbeitet am 19.12.2025" in one for one in card)


def test_a_feed_names_its_language() -> None:
    """
    Atom and JSON Feed by the language of their texts, RSS likewise; English where they are.
    """
    for tag, language in (("de", "de"), ("ko", "en")):
        edition = make_edition(make_section(make_entry()), language=Language(tag))
        (task,) = list(feeds.keyword_feeds(edition, permalinks(edition.sections)))[:1]
        atom, rss, json = (content.decode() for _, content in task.documents())

        assert f'xml:lang="{language}"' in atom
        assert f"<language>{language}</language>" in rss
        assert f'"language":"{language}"' in json
