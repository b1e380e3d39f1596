"""
Answers of arXiv that are made to be expensive, and what each costs the real program.

    attacks_on_reading.py             # all attacks, at 4 and at 23 MB: an hour
    attacks_on_reading.py "(" --size 23 --field authors

Each attack is one answer to a run of ``daily-papers fetch``, of the query API or of OAI-PMH. A
right answer follows, in case the program asks again. Printed are the seconds of the processor and
the megabytes of memory, both at their greatest; the seconds without those of a run that is not
attacked.
An attack that costs more than 10 s or 500 MB is marked, and the script ends with 1.
"""

import argparse
import gzip
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
from programs.keeper import Keeper
from samples.making import make_paper
from servers import arxiv_atom, oai_records
from servers.arxiv_faults import Fault, Reply, say
from servers.arxiv_server import ArxivServer
from servers.oai_server import OaiServer

from generator.papers.paper import Paper

SECONDS, MEGABYTES = 10, 500

NOW = datetime.now(UTC).replace(microsecond=0)

_FIELD = "FIELD"

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


class Cost(Struct, frozen=True):
    """
    What one run took: *seconds* of the processor, and *megabytes* of memory at the most.
    """

    seconds: float
    megabytes: float
    output: str
    exit_code: int


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
    "cookies": lambda size: (
        lambda reply: Reply(
            path=reply.path,
            headers={
                **reply.headers,
                "Set-Cookie": "; ".join(["a=b", "expires=1 1 1" * 2000]),
                **{f"X{n}": "a" * 60_000 for n in range(min(90, size // 60_000))},
            },
            body=reply.body,
        )
    ),
}


class Project:
    """
    A project in *root* with one keyword, whose first answer was an ordinary one.
    """

    def __init__(self, root: Path, source: str) -> None:
        self.root, self.source = root, source
        Keeper(root)
        (root / "keywords.yaml").write_text(f"source: {source}\nkeywords: [Windmills]\n", "utf-8")
        self.api, self.oai = ArxivServer(OLD), OaiServer()
        self.oai.now = NOW

    def prepare(self, known: dict[str, Cost]) -> Cost:
        """
        Leave what the first run of such a project leaves, and return what a plain second one costs.
        """
        key = f"{self.source}"
        if key not in known:
            first = self.run("fetch")
            assert first.exit_code == 0, first.output
            shutil.copytree(self.root / "site_src" / "data", _FIRST / key)
            known[key] = self.attacked(None, oai=self.source == "oai")
            shutil.rmtree(self.root / "site_src" / "data")
        shutil.copytree(_FIRST / key, self.root / "site_src" / "data", dirs_exist_ok=True)
        return known[key]

    def attacked(self, fault: Fault | None, *, oai: bool, limit: int = 120) -> Cost:
        """
        What a run costs that gets the answer of *fault*, and, if it asks again, a right one.
        """
        self.api.papers = RIGHT
        self.oai.changes = tuple(oai_records.Change(NOW.date(), one) for one in RIGHT)
        server = self.oai if oai else self.api
        server.recover()
        if fault:
            server.fail(fault)
        return self.run("fetch", limit=limit)

    def run(self, command: str, *, limit: int = 120) -> Cost:
        """
        What the *command* costs, which is killed after *limit* seconds of the processor.
        """
        words = [sys.executable, "-m", "generator", "-C", str(self.root), command]
        if command == "fetch":
            words += ["--pause", "0", "--api-url", self.api.url, "--oai-url", self.oai.url]
        with tempfile.TemporaryFile() as output:
            process = subprocess.Popen(
                words,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=os.environ | {"SITE_URL": "https://example.org/papers/"},
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit)),  # noqa: PLW1509
            )
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            text = output.read().decode("utf-8", "replace")
        seconds = usage.ru_utime + usage.ru_stime
        return Cost(seconds, usage.ru_maxrss / 1024, text, process.returncode)


def attacks(size: int) -> Iterator[tuple[str, str, bool, Callable[[], Fault]]]:
    """
    For each attack with *size* bytes: its name, the field, whether it is OAI-PMH's, and its fault.
    """
    for oai, fields in ((False, ATOM_FIELDS), (True, RAW_FIELDS)):
        body = (page if oai else atom)(RIGHT)
        for field in fields:
            for unit in UNITS:
                yield unit, field, oai, _said(in_field, body, field, unit, size)
    for name, (kind, begin, make) in SHAPES.items():
        body = (page if kind == "page" else atom)(RIGHT)
        yield name, "", kind == "page", _said(filled, body, begin, make, size)
    for name, fault in DELIVERIES.items():
        yield name, "", False, lambda fault=fault: fault(size)  # type: ignore[misc]


def _said(how, body: bytes, where, what, size: int) -> Callable[[], Fault]:  # type: ignore[no-untyped-def]  # noqa: ANN001, PLR0917
    def make() -> Fault:
        if how is in_field:
            return say(in_field(body, where, repeated(what, size)), "application/xml")
        return say(filled(body, where, what, size), "application/xml")

    return make


def main() -> None:
    """
    Try the attacks that are named, or all.
    """
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("attack", nargs="*", help="the name of an attack, or what is repeated")
    parser.add_argument("--size", type=float, nargs="*", default=[4, 23], help="megabytes")
    parser.add_argument("--field", help="only attacks on this field")
    parser.add_argument("--oai", type=int, help="1: only OAI-PMH; 0: only the query API")
    parser.add_argument("--every", type=int, default=1, help="only each so many-th attack")
    parser.add_argument(
        "--slow", type=float, default=0, help="only print costs above these seconds"
    )
    parser.add_argument(
        "--render", action="store_true", help="also render, and print what it costs"
    )
    words = parser.parse_args()
    too_much = 0
    for size in words.size:
        chosen = [
            one
            for one in attacks(int(size * 1e6))
            if (not words.attack or one[0] in words.attack)
            and words.field in {None, one[1]}
            and words.oai in {None, int(one[2])}
        ]
        for name, field, oai, fault in chosen[:: words.every]:
            with tempfile.TemporaryDirectory() as folder:
                project = Project(Path(folder), "oai" if oai else "api")
                with project.api, project.oai:
                    plain = project.prepare(_PLAIN)
                    costs = {"fetch": project.attacked(fault(), oai=oai)}
                    if words.render:
                        costs["render"] = project.run("render")
            for command, cost in costs.items():
                seconds = cost.seconds - plain.seconds
                bad = (
                    seconds > SECONDS
                    or cost.megabytes > MEGABYTES
                    or cost.exit_code not in {0, 1, 3}
                )
                too_much += bad
                if bad or seconds >= words.slow:
                    print(  # noqa: T201 - for people
                        f"{'!!' if bad else '  '} {size:g} MB {'oai' if oai else 'api'} {command}"
                        f" {field:11} {ascii(name)[:24]:24} {seconds:6.1f} s"
                        f" {cost.megabytes:5.0f} MB"
                        f" exit {cost.exit_code}",
                        flush=True,
                    )
                if bad:
                    print(cost.output[-600:])  # noqa: T201 - the same
    sys.exit(too_much > 0)


_PLAIN: dict[str, Cost] = {}

_FIRST = Path(tempfile.mkdtemp())


if __name__ == "__main__":
    main()
