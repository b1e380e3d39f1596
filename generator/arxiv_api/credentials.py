"""
The keeper's headers and arXiv's key: which requests get them, and where the key is redacted.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qsl, quote, quote_plus, unquote, urlencode, urlsplit

from msgspec import Struct

if TYPE_CHECKING:
    import requests


# Replaces the key in messages and answers.
_REDACTED = "…"

_SHORTEST = 4


class Key(Struct, frozen=True):
    """
    A key that arXiv gave to the keeper.
    """

    sent_as: Literal["header", "parameter"]
    """Whether a header or a parameter of the address holds the key."""
    name: str
    """The name of this header or parameter."""
    value: str
    """The key itself, which no message may contain."""
    prefix: str = ""
    """A word before the key in a header, such as Bearer."""

    def __repr__(self) -> str:
        """
        Leave the value out, so that it is in no log and no traceback.
        """
        return f"Key({self.sent_as!r}, {self.name!r})"


class Credentials(Struct, frozen=True):
    """
    The *headers* of every request, and a *key* that only one host may see.
    """

    headers: Mapping[str, str] = {}
    key: Key | None = None

    def with_key(
        self, request: "requests.PreparedRequest", home: str | None
    ) -> "requests.PreparedRequest":
        """
        Return *request* with the key if it goes to the host of *home*, an address; else unchanged.
        """
        key, url = self.key, request.url or ""
        if key is None or home is None or _host(url) != _host(home):
            return request
        request = request.copy()
        if key.sent_as == "header":
            request.headers[key.name] = f"{key.prefix} {key.value}".strip()
        else:
            request.url = f"{url}{'&' if '?' in url else '?'}{urlencode({key.name: key.value})}"
        return request

    def without_key(self, url: str) -> str:
        """
        Return *url*, the target of a redirect, without the parameter that holds the key.
        """
        if self.key is None or self.key.sent_as != "parameter":
            return url
        parts = urlsplit(url)
        words = parse_qsl(parts.query, keep_blank_values=True)
        kept = [one for one in words if one[0] != self.key.name]
        return parts._replace(query=urlencode(kept)).geturl()

    def redacted(self, text: str, more: Iterable[str] = ()) -> str:
        """
        Return *text* with ``…`` in place of the key, also where the key is percent-encoded.

        So are the secrets in *more*.
        """
        for form in sorted(self._forms.union(more), key=len, reverse=True):
            text = text.replace(form, _REDACTED)
        return text

    def redacted_bytes(self, body: bytes) -> bytes:
        """
        Return *body* with ``…`` in place of the key, also where the key is percent-encoded.
        """
        for form in self._forms:
            body = body.replace(form.encode(), _REDACTED.encode())
        return body

    @property
    def _forms(self) -> frozenset[str]:
        if self.key is None:
            return frozenset()
        value = self.key.value
        return frozenset((value, quote(value), quote(value, safe=""), quote_plus(value)))


def secrets_of(url: str) -> frozenset[str]:
    """
    Return the user name, the password and the values of the query in *url*, encoded and decoded.

    A text of fewer than four characters is left out: it occurs in ordinary words.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return frozenset()
    words = [text for _, text in parse_qsl(parts.query)]
    words += filter(None, (parts.username, parts.password))
    forms = {form for word in words for form in (word, unquote(word), quote_plus(word))}
    return frozenset(form for form in forms if len(form) >= _SHORTEST)


def _host(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme.lower(), parts.netloc.rpartition("@")[2].lower()
