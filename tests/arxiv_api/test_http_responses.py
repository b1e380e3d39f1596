import pytest

from generator.arxiv_api.http_responses import (
    check_feed,
    plain_reason,
    redirect_target,
    retry_after,
)

DATE = "Fri, 19 Dec 2025 12:00:00 GMT"

URL = "https://export.arxiv.org/api/query?a=b"


@pytest.mark.parametrize(
    "content_type",
    ["application/atom+xml", "Application/Atom+XML; charset=UTF-8", "text/xml", "application/xml"],
)
def test_a_feed_may_be_called_xml(content_type: str) -> None:
    """
    Parameters and case do not matter.
    """
    check_feed({"Content-Type": content_type}, b"")


@pytest.mark.parametrize(
    ("content_type", "reason"),
    [
        ("text/html", "is no feed but text/html$"),
        ("text/plain; charset=utf-8", "is no feed but text/plain: Rate exceeded.$"),
        ("", "is no feed but of unknown type$"),
    ],
)
def test_other_types_are_no_feed(content_type: str, reason: str) -> None:
    """
    A page of HTML under status 200 comes from a machine in front of arXiv.
    """
    with pytest.raises(ValueError, match=reason):
        check_feed({"Content-Type": content_type}, b"Rate exceeded.")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"Rate exceeded.\n", "Rate exceeded."),
        (b"two\nlines\x1b[31m\xff", "two lines[31m\N{REPLACEMENT CHARACTER}"),
        (b"", None),
    ],
)
def test_plain_refusals_are_quoted(body: bytes, reason: str | None) -> None:
    """
    On one line, and without anything a terminal would obey.
    """
    assert reason == plain_reason({"Content-Type": "text/plain"}, body)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "120"}, 120),
        ({"Retry-After": "0"}, 0),
        ({"Retry-After": "Fri, 19 Dec 2025 12:01:30 GMT", "Date": DATE}, 90),
        ({"Retry-After": "Fri, 19 Dec 2025 11:00:00 GMT", "Date": DATE}, 0),
        ({"Retry-After": "Fri, 19 Dec 2025 12:01:30 GMT"}, None),
        ({"Retry-After": "Fri, 19 Dec 2025 12:01:30 -0000", "Date": DATE}, None),
        ({"Retry-After": "-5", "Date": DATE}, None),
        ({"Retry-After": "soon", "Date": DATE}, None),
        ({"Date": DATE}, None),
        ({}, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(headers: dict[str, str], seconds: float | None) -> None:
    """
    A date counts from the server's own clock; what cannot be understood is not there.
    """
    assert seconds == retry_after(headers)


@pytest.mark.parametrize(
    ("url", "location", "target"),
    [
        (URL, "/api/other", "https://export.arxiv.org/api/other"),
        (URL, "https://arxiv.org/api/query", "https://arxiv.org/api/query"),
        (URL, "https://API.arxiv.org/query", "https://API.arxiv.org/query"),
        ("http://export.arxiv.org/q", "https://export.arxiv.org/q", "https://export.arxiv.org/q"),
        ("http://127.0.0.1:8001/q", "/moved", "http://127.0.0.1:8001/moved"),
    ],
)
def test_redirects_within_arxiv_are_followed(url: str, location: str, target: str) -> None:
    """
    To https, to another of arXiv's hosts, or on the same server.
    """
    assert target == redirect_target(url, {"Location": location})


@pytest.mark.parametrize(
    ("url", "location"),
    [
        (URL, "http://export.arxiv.org/api/query"),
        (URL, "https://example.org/api/query"),
        (URL, "https://notarxiv.org/api/query"),
        (URL, "https://arxiv.org.example.org/api/query"),
        (URL, "https://user@arxiv.org/api/query"),
        (URL, "https://arxiv.org:8443/api/query"),
        (URL, "file:///etc/passwd"),
        (URL, URL),
        (URL, ""),
        ("http://127.0.0.1:8001/q", "http://127.0.0.1:8002/q"),
    ],
)
def test_redirects_elsewhere_are_refused(url: str, location: str) -> None:
    """
    A query goes to arXiv or nowhere, and never back to an unprotected connection.
    """
    with pytest.raises(ValueError, match="refused to follow a redirect to"):
        redirect_target(url, {"Location": location})
