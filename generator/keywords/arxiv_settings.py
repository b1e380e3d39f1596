"""
The settings of ``keywords.yaml`` that say from which interface of arXiv papers come, and how it is
reached.
"""

import re
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

# The query API, OAI-PMH, or the one that suits the number of keywords.
Source: TypeAlias = Literal["auto", "api", "oai"]

_ADDRESS = r"^https?://[^\s/?#]+(/[^\s#]*)?$"

# RFC 9110, 5.6.2: a header's name is a token; 5.5: its value is visible ASCII, and blanks between.
_HEADER_NAME = r"^[A-Za-z0-9!#$%&'*+.^_`|~-]+$"

_HEADER_TEXT = r"^[!-~]([ -~]*[!-~])?$"

Address = Annotated[str, Meta(pattern=_ADDRESS, max_length=500)]

HeaderName = Annotated[str, Meta(pattern=_HEADER_NAME, max_length=100)]

HeaderText = Annotated[str, Meta(pattern=_HEADER_TEXT, max_length=500)]

# Headers of HTTP itself: another value would break the request.
_HTTP_HEADERS = frozenset(("connection", "content-length", "host", "transfer-encoding"))

_SECRET = re.compile(r"authorization|cookie|key|token|secret|password", re.IGNORECASE)

_QUERY_PARAMETERS = frozenset(
    ("search_query", "id_list", "start", "max_results", "sortBy", "sortOrder")
)


class ApiKey(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    The environment variable that holds arXiv's key, and the header or parameter that carries it.
    """

    env: Annotated[
        Annotated[str, Meta(pattern=r"^[A-Z_][A-Z0-9_]*$", max_length=100)],
        Meta(description="The environment variable that holds the key; never the key itself."),
    ]
    header: Annotated[HeaderName | None, Meta(description="The header that carries the key.")] = (
        None
    )
    prefix: Annotated[
        HeaderText | None,
        Meta(description="What stands before the key in the header, such as Bearer."),
    ] = None
    parameter: Annotated[
        Annotated[str, Meta(pattern=r"^[A-Za-z0-9_.-]+$", max_length=100)] | None,
        Meta(description="The parameter of the address that carries the key."),
    ] = None

    def __post_init__(self) -> None:
        """
        Raise ValueError if settings contradict each other, HTTP or the query API.
        """
        if (self.header is None) == (self.parameter is None):
            raise ValueError("write header: X-Api-Key or parameter: api_key, one of the two")
        if self.header and self.header.lower() in _HTTP_HEADERS:
            raise ValueError(f"the header {self.header} is HTTP's own")
        if self.parameter in _QUERY_PARAMETERS:
            raise ValueError(f"the parameter {self.parameter} is the query's own")
        if self.prefix and self.parameter:
            raise ValueError("prefix: is for a header")


class ArxivSettings(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    The section ``arxiv`` of ``keywords.yaml``. A missing setting has this release's own value.
    """

    api_url: Annotated[Address | None, Meta(description="Full address of the query API.")] = None
    oai_url: Annotated[
        Address | None, Meta(description="Full address of the OAI-PMH interface.")
    ] = None
    headers: Annotated[
        dict[HeaderName, HeaderText],
        Meta(description="Headers of each request, also in place of User-Agent and Accept."),
    ] = {}
    api_key: Annotated[ApiKey | None, Meta(description="The key that arXiv gave you.")] = None
    pause: Annotated[
        Annotated[float, Meta(ge=3, le=600)] | None,
        Meta(description="Seconds between two requests; arXiv asks for 3."),
    ] = None
    page_size: Annotated[
        Annotated[int, Meta(ge=1, le=2000)] | None,
        Meta(description="Papers that one request asks for at most."),
    ] = None

    def __post_init__(self) -> None:
        """
        Raise ValueError if a header is HTTP's own or looks like a secret.
        """
        for name in self.headers:
            if name.lower() in _HTTP_HEADERS:
                raise ValueError(f"headers: {name} is HTTP's own")
            if _SECRET.search(name):
                raise ValueError(
                    f"headers: {name} looks like a secret, and this file is public; "
                    "write api_key: {env: ARXIV_API_KEY, header: " + name + "}"
                )
