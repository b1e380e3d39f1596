"""
What can go wrong on the way from arXiv: each fault makes another reply of the right one.
"""

from collections.abc import Callable, Mapping
from typing import Literal

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace
from servers.arxiv_atom import error_feed

Delivery = Literal["whole", "cut", "drip", "garbled", "hang", "reset"]


class Reply(Struct, frozen=True, kw_only=True):
    """
    The reply to a request for *path*, and how it is delivered.

    After *at* bytes, counted from the status line or, where *at* is negative, from the end, the
    connection is cut, or hangs, or the rest comes byte by byte, *interval* seconds apart. What is
    garbled is no HTTP at all.
    """

    path: str
    status: int = 200
    headers: Mapping[str, str]
    body: bytes
    delivery: Delivery = "whole"
    at: int = 0
    interval: float = 0


Fault = Callable[[Reply], Reply]


def refuse(status: int, text: str = "Rate exceeded.", **headers: str) -> Fault:
    """
    A refusal in plain text; headers are written ``Retry_After="5"``.
    """
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda reply: replace(
        reply, status=status, headers={"Content-Type": "text/plain"} | named, body=text.encode()
    )


def say(body: bytes, content_type: str = "application/atom+xml", status: int = 200) -> Fault:
    """
    Another body, such as an HTML page, a recorded answer, or nothing.
    """
    headers = {"Content-Type": content_type}
    return lambda reply: replace(reply, status=status, headers=headers, body=body)


def report(reason: str, status: int = 200) -> Fault:
    """
    An error entry.
    """
    return say(error_feed(reason), status=status)


def edit(change: Callable[[bytes], bytes]) -> Fault:
    """
    The right body, changed.
    """
    return lambda reply: replace(reply, body=change(reply.body))


def rewrite(change: Callable[[etree._Element], None]) -> Fault:
    """
    The right feed, its tree changed.
    """

    def edited(body: bytes) -> bytes:
        feed = etree.fromstring(body)
        change(feed)
        return etree.tostring(feed, encoding="UTF-8", xml_declaration=True)

    return edit(edited)


def truncate(size: int) -> Fault:
    """
    Only the first *size* bytes of the body, as if they were all.
    """
    return edit(lambda body: body[:size])


def empty_page(reply: Reply) -> Reply:
    """
    No entry, although the total says that there are some.
    """

    def remove(feed: etree._Element) -> None:
        for entry in feed.findall("{*}entry"):
            feed.remove(entry)

    return rewrite(remove)(reply)


def headed(**headers: str) -> Fault:
    """
    More headers, or other ones, such as a Content-Encoding that is not true.
    """
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda reply: replace(reply, headers={**reply.headers, **named})


def redirect(prefix: str, status: int = 302) -> Fault:
    """
    The same path elsewhere: at ``http://other.example``, or at ``/moved`` on this server.
    """
    return lambda reply: replace(
        reply, status=status, headers={"Location": prefix + reply.path}, body=b""
    )


def deliver(delivery: Delivery, *, at: int = 0, interval: float = 0) -> Fault:
    """
    The right reply, delivered badly.
    """
    return lambda reply: replace(reply, delivery=delivery, at=at, interval=interval)
