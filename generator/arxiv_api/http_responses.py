"""
What the status and the headers of an HTTP response mean for the next request.
"""

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

# arXiv throttles with both, and for longer if it is asked again at once.
THROTTLING = frozenset({406, 429})

# Refusals that may pass.
PASSING = THROTTLING | {500, 502, 503, 504}

REDIRECTING = frozenset({301, 302, 303, 307, 308})

_XML = frozenset({"application/atom+xml", "application/xml", "text/xml"})

# Reasons are published on the status page.
_QUOTABLE = 200


def check_feed(headers: Mapping[str, str], body: bytes) -> None:
    """
    Raise ValueError unless the content type in *headers* is XML; the message quotes *body*.
    """
    found = _media_type(headers)
    if found not in _XML:
        why = plain_reason(headers, body)
        raise ValueError(f"is no feed but {found or 'of unknown type'}{f': {why}' if why else ''}")


def plain_reason(headers: Mapping[str, str], body: bytes) -> str | None:
    """
    Return the text of a refusal in plain text, such as ``Rate exceeded.``; None if it has none.
    """
    if _media_type(headers) != "text/plain":
        return None
    text = body[:_QUOTABLE].decode("ascii", "replace")
    return " ".join("".join(filter(str.isprintable, text.replace("\n", " "))).split()) or None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """
    Return the seconds after which the server wants to be asked again; None if it does not say.
    """
    # RFC 9110, 10.2.3: Retry-After = HTTP-date / delay-seconds
    text = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        # The difference of two dates by the server's clock: our clock may be wrong.
        now = parsedate_to_datetime(headers.get("Date", ""))
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (ValueError, TypeError):
        return None


def redirect_target(url: str, headers: Mapping[str, str]) -> str:
    """
    Return the address to which the answer to *url* redirects.

    It is a host of arXiv by https, or the same server. Raises ValueError for any other address.
    """
    target = urljoin(url, headers.get("Location", ""))
    here, there = urlsplit(url), urlsplit(target)
    host = there.hostname or ""
    arxiv = host in {here.hostname, "arxiv.org"} or host.endswith(".arxiv.org")
    secure = there.scheme == "https" and there.netloc.lower() == host
    if target == url or not (
        (arxiv and secure) or (there.scheme, there.netloc) == (here.scheme, here.netloc)
    ):
        raise ValueError(f"refused to follow a redirect to {target[:_QUOTABLE]!r}")
    return target


def _media_type(headers: Mapping[str, str]) -> str:
    return headers.get("Content-Type", "").partition(";")[0].strip().lower()
