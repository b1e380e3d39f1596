"""
Answers that are made to be expensive for whoever reads them.
"""

import gzip
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from msgspec import Struct
from samples.making import make_paper
from servers import arxiv_atom, oai_records
from servers.arxiv_faults import Fault, Reply, say

from generator.papers.paper import Paper

NOW = datetime.now(UTC).replace(microsecond=0)

# In megabytes: nearly as many characters as a line of authors may have, nearly as many elements as
# an answer may have, nearly the longest text that libxml2 reads, and nearly the longest answer.
SIZES = (0.29, 3.9, 9.5, 23.0)

# Written again and again into one text of a paper, as it stands in XML.
UNITS = (
    *("(", "()", "(a", "((a)", "(a)b", ")", "(a,", ",", "a,", "a,Jr,", " and ", ":", "&amp; "),
    *("&#9;", "&#9;ab", "&#233;", "&#xD83D;", "&#xD83D;ab", "&#0000000009;", "&amp;", "&lt;b&gt;"),
    *("\x01", "\x01a", "\x01ab", "\x01\n", "\ufffe", "\ufffea", "=", "= "),
    *("<![CDATA[a]]>", "<!--a-->", "a<!--a-->", "<?a?>", "a<?a b?>", "<a/>", "a<a/>", "<b>a</b>"),
    *("\n", "\n  a", "\n  ab", "\n\nab", "a b ", "ab ", " ", "\r\n", "\xa0", "\u2028a"),
    *(
        "{",
        "}",
        "{}",
        "$",
        "$$",
        "$x",
        "\\",
        "\\left(",
        "\\emph{",
        "\\'",
        "\\'{e}",
        "\\frac1",
        "^",
        "_",
    ),
    *("`", "``", "--", "~", "|", "*", "[", "](", "#", "@", "http://a.b/ ", "www.", "10.1/a"),
    *(
        "\u202e",
        "\u2066",
        "\u05d0",
        "e\u0301",
        "\u0301",
        "\U0001f469\u200d",
        "\u200b",
        "I",
        "\u0130",
    ),
    *(
        "1",
        "0",
        "9" * 50 + " ",
        "a",
        "w ",
        "windmills ",
        "windmill-",
        "pages ",
        "12 pages, ",
        "accepted at ",
    ),
)

ATOM_FIELDS = (
    "id",
    "title",
    "summary",
    "updated",
    "published",
    "comment",
    "journal_ref",
    "doi",
    "name",
)

RAW_FIELDS = (
    *("identifier", "datestamp", "id", "date", "title", "authors", "categories", "comments"),
    *("journal-ref", "doi", "abstract"),
)


def paper(number: int, hours: float, **fields: object) -> Paper:
    """
    A paper about windmills, so many *hours* old.
    """
    moment = NOW - timedelta(hours=hours)
    known = {"title": f"Windmills {number}", "comment": "4 pages", "journal_ref": "J. Wind 1"}
    dates = {"published": moment, "updated": moment, "doi": "10.1/w"}
    return make_paper(f"2512.{10_000 + number}", **{**known, **dates, **fields})


OLD = (paper(1, 90),)

RIGHT = (paper(2, 5), *OLD)


def atom(papers: tuple[Paper, ...]) -> bytes:
    """
    The answer of the query API with *papers*, for the words of the running request.
    """
    return arxiv_atom.feed(papers, asked="ASKED", total=len(papers), start=0, size=SIZE)


SIZE = 100


def page(papers: tuple[Paper, ...]) -> bytes:
    """
    The page of OAI-PMH with *papers*.
    """
    changes = [oai_records.Change(NOW.date(), one) for one in papers]
    return oai_records.list_records(changes, asked={}, now=NOW, token=None)


def in_field(body: bytes, field: str, text: bytes) -> bytes:
    """
    *body* with *text* in place of that of the first *field* after the beginning of an entry.
    """
    begin = max(body.find(b"<entry>"), body.find(b"<record>"))
    start = next(
        place
        for name in (f"{field}>", f"arxiv:{field}>")
        if (place := body.find(b"<" + name.encode(), begin)) >= 0
    )
    start = body.index(b">", start) + 1
    return body[:start] + text + body[body.index(b"</", start) :]


def repeated(unit: str, size: int) -> bytes:
    """
    *unit* again and again, with *size* bytes in all.
    """
    octets = unit.encode("utf-8", "surrogatepass")
    return octets * (size // len(octets))


def filled(body: bytes, begin: bytes, make: Callable[[int], bytes], size: int) -> bytes:
    """
    *body* with the parts numbered by *make* before the first *begin*, with *size* bytes in all.
    """
    length, parts = 0, []
    number = 0
    while length < size:
        parts.append(make(number))
        length += len(parts[-1])
        number += 1
    place = body.index(begin)
    return body[:place] + b"".join(parts) + body[place:]


_NS = b'xmlns:n%d="x" '

# What is repeated, and before which piece of an answer.
SHAPES: dict[str, tuple[str, bytes, Callable[[int], bytes]]] = {
    "empty entries": ("atom", b"<entry>", lambda _: b"<entry/>"),
    "empty elements": ("atom", b"<entry>", lambda _: b"<a/>"),
    "empty elements in an entry": ("atom", b"<summary>", lambda _: b"<a/>"),
    "authors": ("atom", b"<author>", lambda _: b"<author><name>a</name></author>"),
    "empty authors": ("atom", b"<author>", lambda _: b"<author/>"),
    "names of an author": ("atom", b"</author>", lambda _: b"<name>a</name>"),
    "affiliations": ("atom", b"</author>", lambda _: b"<arxiv:affiliation>a</arxiv:affiliation>"),
    "categories": ("atom", b"<category", lambda one: b'<category term="a%d"/>' % one),
    "links": ("atom", b"<summary>", lambda _: b'<link rel="alternate" href="a"/>'),
    "titles": ("atom", b"<title>", lambda _: b"<title>a</title>"),
    "dois": ("atom", b"<summary>", lambda _: b"<arxiv:doi>a</arxiv:doi>"),
    "attributes": ("atom", b'term="', lambda one: b'a%d="" ' % one),
    "namespaces": ("atom", b"xmlns=", lambda one: _NS % one),
    "namespaces in an entry": ("atom", b'term="', lambda one: _NS % one),
    "own namespaces": ("atom", b"<summary>", lambda one: b'<n:a xmlns:n="x%d"/>' % one),
    "depth": ("atom", b"<summary>", lambda _: b"<a>"),
    "entities": ("atom", b"<feed", lambda one: b"<!DOCTYPE a>" if not one else b"<!---->"),
    "errors": (
        *("atom", b"<entry>"),
        lambda _: b"<entry><id>http://arxiv.org/api/errors</id></entry>",
    ),
    "empty records": ("page", b"<record>", lambda _: b"<record/>"),
    "small records": (
        *("page", b"<record>"),
        lambda one: (
            b"<record><header><identifier>%d</identifier><datestamp>2025-01-01</datestamp>"
            b"</header></record>" % one
        ),
    ),
    "records": (
        *("page", b"<record>"),
        lambda one: (
            b"<record><header><identifier>oai:arXiv.org:2501.%05d</identifier><datestamp>"
            b"2025-01-01</datestamp></header><metadata>"
            b'<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>2501.%05d</id>'
            b'<version version="v1"><date>Wed, 1 Jan 2025 00:00:00 GMT</date></version>'
            b"<title>Windmills</title><authors>%s</authors><categories>cs.CV</categories>"
            b"<abstract>Windmills</abstract></arXivRaw></metadata></record>"
            % (one + 1, one + 1, b"a$,x$(y," * 125)
        ),
    ),
    "sets": ("page", b"<setSpec>", lambda _: b"<setSpec>cs</setSpec>"),
    "versions": (
        *("page", b"<version"),
        lambda one: (
            b'<version version="v%d"><date>Wed, 1 Jan 2025 00:00:00 GMT</date></version>'
            % (one + 1)
        ),
    ),
    "same versions": ("page", b"<version", lambda _: b'<version version="v1"/>'),
    "empty elements in a record": ("page", b"<title>", lambda _: b"<a/>"),
    "namespaces in a record": ("page", b'version="', lambda one: _NS % one),
    "tokens": ("page", b"</ListRecords>", lambda _: b"<resumptionToken/>"),
}


def packed(make: Callable[[int], bytes]) -> Callable[[int], Fault]:
    """
    An attack whose body is said to be packed.
    """

    def fault(size: int) -> Fault:
        headers = {"Content-Type": "application/atom+xml", "Content-Encoding": "gzip"}
        return lambda reply: Reply(path=reply.path, headers=headers, body=make(size))

    return fault


def entries(size: int, **texts: str) -> Fault:
    """
    An answer with as many entries as were asked for, in all of them long *texts* instead of
    ordinary ones, with *size* bytes in all.
    """
    long = {name: repeated(unit, size // SIZE).decode() for name, unit in texts.items()}
    fields = {name: (text,) if name == "authors" else text for name, text in long.items()}
    papers = tuple(paper(number, 5 + number, **fields) for number in range(SIZE))
    return say(atom(papers), "application/xml")


# Answers with many entries, each of which is expensive.
ENTRIES: dict[str, Callable[[int], Fault]] = {
    "long names": lambda size: entries(size, authors="{}"),
    "long titles": lambda size: entries(size, title="$x{"),
    "long abstracts": lambda size: entries(size, abstract="$\\frac1"),
    "long comments": lambda size: entries(size, comment="accepted at 12 pages, "),
    "long DOIs": lambda size: entries(size, doi="10.1/a "),
}

# Attacks on what lies below XML.
DELIVERIES: dict[str, Callable[[int], Fault]] = {
    "gzip of blanks": packed(lambda size: gzip.compress(b" " * (size * 100))),
    "gzip of nothing, often": packed(lambda size: gzip.compress(b"") * (size // 20)),
    "chunks of one byte": lambda size: (
        lambda reply: Reply(
            path=reply.path,
            headers={"Content-Type": "application/atom+xml", "Transfer-Encoding": "chunked"},
            body=b"1\r\n \r\n" * (size // 6) + b"0\r\n\r\n",
        )
    ),
    "size of a chunk": lambda size: (
        lambda reply: Reply(
            path=reply.path,
            headers={"Content-Type": "application/atom+xml", "Transfer-Encoding": "chunked"},
            body=b"0" * size,
        )
    ),
    "end of chunks": lambda size: (
        lambda reply: Reply(
            path=reply.path,
            headers={"Content-Type": "application/atom+xml", "Transfer-Encoding": "chunked"},
            body=b"0\r\n" + b"a" * size,
        )
    ),
    "blanks in plain text": lambda size: say(b" " * size, "text/plain", 503),
    "long headers": lambda size: (
        lambda reply: Reply(
            path=reply.path,
            headers=dict(reply.headers)
            | {"Set-Cookie": "a=b; expires=1 1 1" * 3000}
            | {f"X{n}": "a" * 60_000 for n in range(min(90, size // 60_000))},
            body=reply.body,
        )
    ),
}


class Attack(Struct, frozen=True):
    """
    One expensive answer.
    """

    name: str
    """What is repeated in it."""
    field: str
    """The element whose text it is; empty if it is no text."""
    oai: bool
    """Whether it is an answer of OAI-PMH, or else of the query API."""
    fault: Callable[[int], Fault]
    """Makes the answer, with so many bytes."""


def attacks() -> Iterator[Attack]:
    """
    All attacks: each unit in each text, each shape, each delivery.
    """
    for oai, fields in ((False, ATOM_FIELDS), (True, RAW_FIELDS)):
        for field in fields:
            yield from (Attack(unit, field, oai, _in_text(field, unit, oai=oai)) for unit in UNITS)
    for name, (kind, begin, make) in SHAPES.items():
        yield Attack(name, "", kind == "page", _in_shape(begin, make, oai=kind == "page"))
    for name, fault in {**ENTRIES, **DELIVERIES}.items():
        yield Attack(name, "", oai=False, fault=fault)


def _in_text(field: str, unit: str, *, oai: bool) -> Callable[[int], Fault]:
    body = (page if oai else atom)(RIGHT)
    return lambda size: say(in_field(body, field, repeated(unit, size)), "application/xml")


def _in_shape(begin: bytes, make: Callable[[int], bytes], *, oai: bool) -> Callable[[int], Fault]:
    body = (page if oai else atom)(RIGHT)
    return lambda size: say(filled(body, begin, make, size), "application/xml")
