"""
What HTTP's answers mean to us.
"""

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

# arXiv throttles with both, and asking on prolongs it.
THROTTLING = frozenset({406, 429})

PASSING = THROTTLING | {500, 502, 503, 504}

REDIRECTING = frozenset({301, 302, 303, 307, 308})

_XML = frozenset({"application/atom+xml", "application/xml", "text/xml"})

_QUOTABLE = 200


def check_feed(headers: Mapping[str, str], body: bytes) -> None:
    """
    Raise ValueError unless *body* is said to be XML.
    """
    found = _media_type(headers)
    if found not in _XML:
        why = plain_reason(headers, body)
        raise ValueError(f"is no feed but {found or 'of unknown type'}{f': {why}' if why else ''}")


def plain_reason(headers: Mapping[str, str], body: bytes) -> str | None:
    """
    What a refusal in plain text says, such as ``Rate exceeded.``
    """
    if _media_type(headers) != "text/plain":
        return None
    text = body[:_QUOTABLE].decode("ascii", "replace")
    return " ".join("".join(filter(str.isprintable, text.replace("\n", " "))).split()) or None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """
    The seconds after which the server wants to be asked again.
    """
    # RFC 9110, 10.2.3: Retry-After = HTTP-date / delay-seconds
    text = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        # The server's own clock tells how far away its date is; ours may be wrong.
        now = parsedate_to_datetime(headers.get("Date", ""))
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (ValueError, TypeError):
        return None


def redirect_target(url: str, headers: Mapping[str, str]) -> str:
    """
    Where the answer to *url* sends us, if we may go there.

    That is arXiv by https, or the same server. Raises ValueError for any other place.
    """
    target = urljoin(url, headers.get("Location", ""))
    here, there = urlsplit(url), urlsplit(target)
    host = there.hostname or ""
    arxiv = host in {here.hostname, "arxiv.org"} or host.endswith(".arxiv.org")
    secure = there.scheme == "https" and there.netloc.lower() == host
    if target == url or not (
        (arxiv and secure) or (there.scheme, there.netloc) == (here.scheme, here.netloc)
    ):
        raise ValueError(f"refused to follow a redirect to {target!r}")
    return target


def _media_type(headers: Mapping[str, str]) -> str:
    """
    The content type without its parameters.
    """
    return headers.get("Content-Type", "").partition(";")[0].strip().lower()
