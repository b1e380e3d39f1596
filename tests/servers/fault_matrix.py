"""
Everything that can come instead of arXiv's right answer, each by a name.

Of each fault that costs the whole answer we know what the run prints of it; of each that costs
one entry, what it prints of the entry.
"""

import gzip
import re
from collections.abc import Callable
from urllib.parse import quote

from lxml import etree
from servers.arxiv_atom import error_feed
from servers.arxiv_faults import (
    Fault,
    Reply,
    deliver,
    edit,
    empty_page,
    headed,
    redirect,
    refuse,
    report,
    rewrite,
    say,
)

_ATOM = "application/atom+xml"
_PUBLISHED = b"<published>2025-01-01T00:00:00Z</published><summary>"
_BOMB = b'<!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa">%s]>' % b"".join(
    b'<!ENTITY %c "&%c;&%c;&%c;&%c;">' % (one + 1, one, one, one, one) for one in range(97, 117)
)
_EXTERNAL = b'<!DOCTYPE feed [<!ENTITY u SYSTEM "file:///etc/hostname">]>'


def cut(before: bytes, *, more: int = 0, last: bool = False) -> Fault:
    """
    The body up to a place, *more* octets after the first (or *last*) *before*, as if it were all.
    """

    def shorter(body: bytes) -> bytes:
        place = body.rindex(before) if last else body.index(before)
        return body[: place + more]

    return edit(shorter)


def put(old: bytes, new: bytes) -> Fault:
    """
    The body with *new* in place of the first *old*.
    """

    def changed(body: bytes) -> bytes:
        assert old in body
        return body.replace(old, new, 1)

    return edit(changed)


def entries(change: Callable[[list[etree._Element]], list[etree._Element]]) -> Fault:
    """
    The feed with other entries, or the same ones in another order.
    """

    def changed(feed: etree._Element) -> None:
        found = feed.findall("{*}entry")
        for entry in found:
            feed.remove(entry)
        feed.extend(change(found))

    return rewrite(changed)


def number(name: str, text: str | None) -> Fault:
    """
    Another number of OpenSearch's, or none.
    """

    def changed(feed: etree._Element) -> None:
        element = feed.find(f"{{*}}{name}")
        assert element is not None
        element.text = text
        if text is None:
            feed.remove(element)

    return rewrite(changed)


def in_second(name: str, text: str | None) -> Fault:
    """
    Another text, or none, for the elements of this *name* in the second entry.
    """

    def changed(feed: etree._Element) -> None:
        entry = feed.findall("{*}entry")[1]
        for element in entry.findall(f"{{*}}{name}"):
            if text is None:
                entry.remove(element)
            element.text = text

    return rewrite(changed)


def named(old: bytes, new: bytes) -> Fault:
    """
    An answer whose title and link name another question: *new* in place of *old*.
    """

    def changed(feed: etree._Element) -> None:
        title, link = feed.find("{*}title"), feed.find("{*}link")
        assert title is not None
        assert link is not None
        link.set("href", link.get("href", "").replace(quote(old), quote(new)))
        text = title.text or ""
        title.text = text.replace(old.decode(), new.decode())
        assert text != title.text

    return rewrite(changed)


def packed(body: Callable[[bytes], bytes]) -> Fault:
    """
    A body that is said to be packed.
    """
    announced = headed(Content_Encoding="gzip")
    return lambda reply: announced(edit(body)(reply))


def chunked(body: Callable[[bytes], bytes]) -> Fault:
    """
    A body that is said to come in chunks.
    """
    announced = headed(Transfer_Encoding="chunked")
    return lambda reply: announced(edit(body)(reply))


def again(name: str, text: str | None = None) -> Fault:
    """
    The first element of this *name* in the second entry twice, the second time with *text*.
    """

    def changed(feed: etree._Element) -> None:
        element = feed.findall("{*}entry")[1].find(f"{{*}}{name}")
        assert element is not None
        copy = _copy(element)
        copy.text = text or copy.text
        element.addnext(copy)

    return rewrite(changed)


def inside(name: str) -> Fault:
    """
    An element in the middle of the text of the element of this *name* in the second entry.
    """

    def changed(feed: etree._Element) -> None:
        element = feed.findall("{*}entry")[1].find(f".//{{*}}{name}")
        assert element is not None
        element.text, tail = (element.text or "")[:5], (element.text or "")[5:]
        etree.SubElement(element, "b").tail = tail

    return rewrite(changed)


def _copy(entry: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(entry))


def _with_error(body: bytes) -> bytes:
    error = etree.fromstring(error_feed("a bad day")).find("{*}entry")
    feed = etree.fromstring(body)
    assert error is not None
    feed.replace(feed.findall("{*}entry")[1], error)
    return etree.tostring(feed)


def _nowhere(reply: Reply) -> Reply:
    return refuse(302, "")(reply)


def _without_title_of_a_query(feed: etree._Element) -> None:
    title, link = feed.find("{*}title"), feed.find("{*}link")
    assert title is not None
    assert link is not None
    title.text = "arXiv Search Results"
    link.set("href", link.get("href", "").replace("search_query=", "search_query=abs:quiet+OR+"))


_QUESTION = "belongs to another question: arXiv searched "
_XML = "is not XML from beginning to end"
_DOCTYPE = "declares a document type"

# What the run prints of each fault that stays, however often arXiv is asked. No three in a row are
# such that no query can cause them: they would be an outage, and end the run.
WHOLE: dict[str, tuple[Fault, str]] = {
    "204 no content": (refuse(204, ""), "HTTP 204"),
    "206 a part": (refuse(206, ""), "HTTP 206"),
    "400 with a reason": (report("bad query", 400), "HTTP 400, arXiv says: bad query"),
    "403": (refuse(403, "Forbidden"), "HTTP 403, arXiv says: Forbidden"),
    "404": (say(b"<html/>", "text/html", 404), "HTTP 404"),
    "406": (refuse(406, "Not Acceptable"), "HTTP 406, arXiv says: Not Acceptable (5 times)"),
    "429": (refuse(429), "HTTP 429, arXiv says: Rate exceeded. (5 times)"),
    "500 with a reason": (report("internal", 500), "HTTP 500, arXiv says: internal (3 times)"),
    "410": (refuse(410, "Gone"), "HTTP 410, arXiv says: Gone"),
    "502": (say(b"<html>Bad Gateway</html>", "text/html", 502), "HTTP 502 (5 times)"),
    "503": (refuse(503, ""), "HTTP 503 (5 times)"),
    "504": (refuse(504, ""), "HTTP 504 (5 times)"),
    "401": (refuse(401, "Who?"), "HTTP 401, arXiv says: Who?"),
    "plain text": (say(b"Rate exceeded.", "text/plain"), "is no feed but text/plain: Rate exc"),
    "plain text called Atom": (say(b"Rate exceeded."), _XML),
    "429 with Retry-After": (refuse(429, Retry_After="0"), "HTTP 429"),
    "HTML": (say(b"<html><p>Wait.</p></html>", "text/html"), "is no feed but text/html"),
    "HTML called Atom": (say(b"<html><p>Wait.</p></html>"), "is no Atom feed but <html>"),
    "JSON": (say(b"{}", "application/json"), "is no feed but application/json"),
    "JSON called Atom": (say(b"{}"), _XML),
    "429 with a bad Retry-After": (refuse(429, Retry_After="soon"), "HTTP 429"),
    "another XML": (say(b"<rss><channel/></rss>"), "is no Atom feed but <rss>"),
    "nothing": (say(b""), _XML),
    "nothing of no type": (say(b"", ""), "is no feed but of unknown type"),
    "500": (refuse(500, ""), "HTTP 500 (3 times)"),
    "error entry": (report("a bad day"), "arXiv says: a bad day"),
    "error entry with dates": (
        say(error_feed("a bad day").replace(b"<summary>", _PUBLISHED)),
        "arXiv says: a bad day",
    ),
    "error entry among papers": (edit(_with_error), "arXiv says: a bad day"),
    "empty page of many": (empty_page, "has 0 entries of 4 that are due"),
    "nothing found": (
        lambda reply: number("totalResults", "0")(empty_page(reply)),
        "no paper matches, asked twice, where 3 did before",
    ),
    "cut in the prolog": (cut(b"?>"), _XML),
    "cut before the first entry": (cut(b"<entry>"), _XML),
    "cut in an identifier": (cut(b"arxiv.org/abs/", more=20), _XML),
    "cut in a title": (cut(b"about", more=2), _XML),
    "cut in an abstract": (cut(b"<summary>", more=30), _XML),
    "cut in an author list": (cut(b"</author>", more=12), _XML),
    "cut in a comment": (cut(b"</arxiv:comment>"), _XML),
    "cut in a tag": (cut(b"<arxiv:primary_category", more=9), _XML),
    "cut after an entry": (cut(b"</entry>", more=8), _XML),
    "cut before the end": (cut(b"</feed>", last=True), _XML),
    "cut in the end": (cut(b"</feed>", more=5, last=True), _XML),
    "something after the end": (edit(lambda body: body + b"<p>Sorry</p>"), _XML),
    "two answers in one": (edit(lambda body: body + body), _XML),
    "bad UTF-8": (put(b"about", b"ab\xefut"), _XML),
    "Latin-1": (put(b"Erd\xc5\x91s", b"Erd\xf6s"), _XML),
    "raw ampersand": (put(b"about", b"this & that"), _XML),
    "unknown entity": (put(b"about", b"&nbsp;"), _XML),
    "unclosed tag": (put(b"</title>", b""), _XML),
    "entity bomb": (put(b"<feed", _BOMB + b"<feed"), _DOCTYPE),
    "entity bomb that goes off": (
        edit(lambda body: body.replace(b"<feed", _BOMB + b"<feed", 1).replace(b"about", b"&u;")),
        "the answer",
    ),
    "external entity": (
        edit(
            lambda body: body.replace(b"<feed", _EXTERNAL + b"<feed", 1).replace(b"about", b"&u;")
        ),
        _DOCTYPE,
    ),
    "no total": (number("totalResults", None), "has no totalResults"),
    "total in words": (number("totalResults", "many"), "a totalResults that is no number: 'many'"),
    "negative total": (number("totalResults", "-4"), "a totalResults that is no number"),
    "total too high": (number("totalResults", "5"), "has 4 entries of 5 that are due"),
    "total too low": (number("totalResults", "3"), "has 4 entries of 3 that are due"),
    "total of nothing": (number("totalResults", "0"), "has 4 entries of 0 that are due"),
    "no start": (number("startIndex", None), "has no startIndex"),
    "another start": (number("startIndex", "10"), "begins at 10 where 0 was asked for"),
    "one entry less": (entries(lambda found: found[1:]), "has 3 entries of 4 that are due"),
    "shuffled": (entries(lambda found: [found[one] for one in (2, 0, 3, 1)]), "is not sorted"),
    "reversed": (entries(lambda found: found[::-1]), "is not sorted"),
    "doubled": (
        entries(lambda found: [*found, *map(_copy, found)]),
        "has 8 entries of 4 that are due",
    ),
    "doubled and counted": (
        lambda reply: number("totalResults", "8")(
            entries(lambda found: [made for one in found for made in (one, _copy(one))])(reply)
        ),
        " twice",
    ),
    "one twice": (entries(lambda found: [found[0], _copy(found[0]), *found[2:]]), " twice"),
    "stale": (
        lambda reply: number("totalResults", "2")(entries(lambda found: found[2:])(reply)),
        "the answer is older than the last: ",
    ),
    "reset before the answer": (deliver("reset"), "the connection failed"),
    "reset in the headers": (deliver("reset", at=20), "the connection failed"),
    "reset in the body": (deliver("reset", at=-100), "the connection failed"),
    "closed before the answer": (deliver("cut"), "the connection failed"),
    "closed in the status": (deliver("cut", at=5), "the connection failed"),
    "closed in the headers": (deliver("cut", at=30), "the answer is no feed"),
    "closed in the body": (deliver("cut", at=-100), "the connection failed"),
    "not HTTP": (deliver("garbled"), "the connection failed"),
    "gzip that is none": (headed(Content_Encoding="gzip"), "the answer cannot be unpacked"),
    "gzip that ends early": (packed(lambda body: gzip.compress(body)[:-40]), "the answer"),
    "gzip of another feed": (packed(lambda _: gzip.compress(b"<feed/>")), "is no Atom feed"),
    "redirect without a place": (_nowhere, "refused to follow a redirect to"),
    "redirect in a circle": (redirect("/moved"), "redirected more than 3 times"),
    "redirect to itself": (redirect(""), "refused to follow a redirect to"),
    "redirect to another host": (redirect("https://example.org"), "refused to follow"),
    "redirect to plain http": (redirect("http://export.arxiv.org"), "refused to follow"),
    "redirect to a look-alike": (redirect("https://arxiv.org.example"), "refused to follow"),
    "redirect to a file": (redirect("file:///etc/passwd?"), "refused to follow"),
    "redirect with a password": (redirect("https://ada:x@arxiv.org"), "refused to follow"),
}

# Answers that break the rules of HTTP, and what is said of those that stay so.
FRAMING: dict[str, tuple[Fault, str]] = {
    "deflate that is none": (headed(Content_Encoding="deflate"), "cannot be unpacked (3 times)"),
    "packed six times": (headed(Content_Encoding=", ".join(["gzip"] * 6)), "cannot be unpacked"),
    "chunk of a negative size": (
        chunked(lambda body: b"-5\r\n" + body),
        "the answer does not keep to HTTP (5 times)",
    ),
    "chunk of no size": (chunked(lambda body: b"five\r\n" + body), "the connection failed"),
    "chunk of a size too large": (
        lambda reply: deliver("cut", at=10**6)(
            chunked(lambda body: b"%x" % 10**9 + b"\r\n" + body)(reply)
        ),
        "the connection failed",
    ),
    "no last chunk": (
        lambda reply: deliver("cut", at=10**6)(
            chunked(lambda body: b"%x\r\n%s\r\n" % (len(body), body))(reply)
        ),
        "the connection failed",
    ),
    "two lengths": (
        headed(Content_Length="5, 7"),
        "the answer does not keep to HTTP (5 times)",
    ),
    "a length too short": (headed(Content_Length="900"), _XML),
    "a length too long": (
        lambda reply: deliver("cut", at=10**6)(headed(Content_Length="999999")(reply)),
        "the connection failed",
    ),
    "too many headers": (
        headed(**{f"X_{number}": "1" for number in range(120)}),
        "the connection failed",
    ),
    "another encoding": (
        edit(lambda body: body.replace(b"UTF-8", b"UTF-7", 1)),
        "is written in UTF-7, not in UTF-8",
    ),
}

# Whole and right, but the answer to another request.
QUESTIONS: dict[str, tuple[Fault, str]] = {
    "another query": (
        named(b"ti:", b"ti:elsewhere OR ti:"),
        "belongs to another question: arXiv sea",
    ),
    "another field": (named(b"ti:", b"abs:"), "belongs to another question: arXiv searched (abs:"),
    "an exclusion more": (named(b"&id_list", b" ANDNOT cat:cs.CV&id_list"), _QUESTION),
    "another operator": (named(b")&id_list", b" OR cat:cs.CV)&id_list"), _QUESTION),
    "no query": (
        edit(lambda body: re.sub(rb"query=[^&]*&amp;id", b"query=&amp;id", body)),
        _QUESTION,
    ),
    "other papers": (
        named(b"id_list=", b"id_list=2512.00001"),
        "the paper 2512.00001 was not asked",
    ),
    "another page": (named(b"start=0", b"start=100"), "belongs to another page: "),
    "another size": (named(b"max_results=", b"max_results=9"), "belongs to another page: "),
    "another size in OpenSearch": (number("itemsPerPage", "10"), "belongs to another page: 10 e"),
    "another question in the link alone": (
        rewrite(_without_title_of_a_query),
        _QUESTION,
    ),
}

# What costs one entry, the second, and what is said of it.
ONE: dict[str, tuple[Fault, str]] = {
    "no date": (in_second("published", None), "no published date"),
    "empty date": (in_second("updated", " "), "no updated date"),
    "unreadable date": (in_second("updated", "last week"), "unreadable updated date 'last week'"),
    "impossible date": (in_second("published", "2025-02-30T00:00:00Z"), "unreadable published"),
    "date before arXiv": (in_second("published", "0001-01-01T00:00:00Z"), "no arXiv"),
    "no identifier": (in_second("id", None), "an entry without id"),
    "another identifier": (in_second("id", "urn:isbn:1"), "is no arXiv identifier"),
    "no title": (in_second("title", None), "no title"),
    "no author": (in_second("author", None), "no author"),
    "no abstract": (in_second("summary", None), "no abstract"),
    "half a surrogate pair": (
        edit(
            lambda body: body.replace(b"about", b"about &#xD83D;", 2).replace(b" &#xD83D;", b"", 1)
        ),
        "has a character that no text can have",
    ),
    "two identifiers": (again("id", "http://arxiv.org/abs/2512.00009v1"), "more than one id"),
    "two titles": (again("title", "Another"), "has more than one title"),
    "two equal titles": (again("title"), "has more than one title"),
    "two abstracts": (again("summary", "Another."), "has more than one summary"),
    "two dates": (again("updated", "2025-01-01T00:00:00Z"), "has more than one updated"),
    "two dates of submission": (again("published"), "has more than one published"),
    "two comments": (again("comment", "9 pages"), "has more than one comment"),
    "names of authors without end": (
        in_second("author/{*}name", "{}" * 150_001),
        "has more than 300000 characters in its names of authors",
    ),
    "two primary categories": (again("primary_category"), "more than one primary_category"),
    "an element in a title": (inside("title"), "has an element b in the text of its title"),
    "an element in an abstract": (inside("summary"), "has an element b in the text of its summary"),
    "an element in a name": (inside("name"), "has an element b in the text of its name"),
    "an element in a date": (inside("updated"), "has an element b in the text of its updated"),
    "a month that is none": (
        in_second("id", "http://arxiv.org/abs/2613.00001v1"),
        "is no arXiv id",
    ),
    "control character": (
        edit(lambda body: body.replace(b"about", b"about\x0b", 2).replace(b"\x0b", b"", 1)),
        "has a character that no text can have",
    ),
}
