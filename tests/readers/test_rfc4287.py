"""
The checks of RFC 4287 find what they are for.
"""

import pytest
from readers.feed_reading import edition_of, written
from readers.rfc4287 import violations
from samples.making import make_paper

ENTRY = written(edition_of(make_paper()))["windmills/atom.xml"]

AUTHOR = b"<author>\n    <name>Daily Papers</name>\n  </author>"

SELF = b'rel="self"'


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b"<title>Windmills", b"<title/><title>Windmills", "feed: 2 times title (4)"),
        (b"<generator>", b"text<generator>", "feed: text between elements (4)"),
        (b"<generator>", b"<summary/><generator>", "feed: has no summary (4)"),
        (b"<id>https://arxiv.org/abs/", b"<id>", "id: no whole address (4.2.6)"),
        (b"-19T12:00:00+00:00</published>", b"-19</published>", "published: no moment (3.3)"),
        (b"-19T12:00:00+00:00</published>", b"-39T12:00:00Z</published>", "published: no moment"),
        (b"-19T12:00:00+00:00</published>", b"-19t12:00:00z</published>", "published: no moment"),
        (b'<content type="html"', b'<content type="markup"', "content: type of another form (4.2)"),
        (b"<summary>", b'<summary type="text/html">', "summary: a text of no such type (3.1.1)"),
        (b"<summary>", b'<summary src="x">', "summary: has no attribute src (4.2)"),
        (b'term="cs.CV"', b"", "category: lacks term (4.2)"),
        (b'href="https://arxiv.org/abs/2512.17601"/>', b"/>", "link: lacks href (4.2)"),
        (b'rel="related" type="application/pdf"', b'type="text/html"', "entry: two pages of one"),
        (b'rel="self" type="application/atom+xml"', b'type="text/html"', "feed: two pages of one"),
        (SELF, b'rel=""', "link: rel of another form (4.2)"),
        (SELF, b'hreflang="English, or so"', "link: hreflang of another form (4.2)"),
        (b"<name>Ada Lovelace</name>", b"<name> </name>", "name: nobody (3.2.1)"),
        (b"<name>Ada Lovelace</name>", b"", "author: 0 times name (4)"),
        (b"Lovelace</name>", b"Lovelace</name><email>ada</email>", "email: no address of mail"),
        (AUTHOR, b"<!-- -->", None),
        (b"<dc:identifier>", b"<dc:identifier x='1'>", None),
    ],
)
def test_each_fault_is_found(old: bytes, new: bytes, expected: str | None) -> None:
    """
    One fault in a document that has none; foreign elements are none of Atom's business, and where
    each entry has authors the feed needs none.
    """
    document = ENTRY.replace(old, new, 1)

    assert document != ENTRY
    found = violations(document)
    assert ([] if expected is None else [True]) == [
        one.startswith(expected or "-") for one in found
    ]


def test_an_empty_feed_needs_an_author() -> None:
    """
    Nobody else could have written it.
    """
    document = written(edition_of())["windmills/atom.xml"]

    assert [] == violations(document)
    assert ["feed: written by nobody (4.1.1)"] == violations(document.replace(AUTHOR, b""))


def test_what_is_no_feed_is_told() -> None:
    """
    A document may be well-formed and something else.
    """
    assert ["rss: no feed (2)"] == violations(b"<rss/>")
