"""
What a request says of us besides its question: headers, and the key that arXiv gave.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qsl, quote, quote_plus, urlencode, urlsplit

from msgspec import Struct

if TYPE_CHECKING:
    import requests


# What stands in a key's place wherever something is told.
_HIDDEN = "…"


class Key(Struct, frozen=True):
    """
    A key, its *value*, and the header or the parameter called *name* that carries it.
    """

    place: Literal["header", "parameter"]
    name: str
    value: str
    prefix: str = ""

    def __repr__(self) -> str:
        """
        Without its value: it must not be told.
        """
        return f"Key({self.place!r}, {self.name!r})"


class Credentials(Struct, frozen=True):
    """
    *headers* of every request, and a *key*, which only the host it is for gets to see.
    """

    headers: Mapping[str, str] = {}
    key: Key | None = None

    def granted(
        self, request: "requests.PreparedRequest", home: str | None
    ) -> "requests.PreparedRequest":
        """
        The *request* as it goes out; with the key where it goes to *home*, an address.
        """
        key, url = self.key, request.url or ""
        if key is None or home is None or _host(url) != _host(home):
            return request
        request = request.copy()
        if key.place == "header":
            request.headers[key.name] = f"{key.prefix} {key.value}".strip()
        else:
            request.url = f"{url}{'&' if '?' in url else '?'}{urlencode({key.name: key.value})}"
        return request

    def without_key(self, url: str) -> str:
        """
        The *url*, to which an answer redirects, without a key in its query.
        """
        if self.key is None or self.key.place != "parameter":
            return url
        parts = urlsplit(url)
        words = parse_qsl(parts.query, keep_blank_values=True)
        kept = [one for one in words if one[0] != self.key.name]
        return parts._replace(query=urlencode(kept)).geturl()

    def hidden(self, text: str) -> str:
        """
        The *text* with the key made unreadable.
        """
        for form in self._forms:
            text = text.replace(form, _HIDDEN)
        return text

    def hidden_bytes(self, body: bytes) -> bytes:
        """
        The *body* with the key made unreadable.
        """
        for form in self._forms:
            body = body.replace(form.encode(), _HIDDEN.encode())
        return body

    @property
    def _forms(self) -> frozenset[str]:
        if self.key is None:
            return frozenset()
        value = self.key.value
        return frozenset((value, quote(value), quote(value, safe=""), quote_plus(value)))


def _host(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme.lower(), parts.netloc.rpartition("@")[2].lower()
