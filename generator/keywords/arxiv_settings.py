"""
The settings of keywords.yaml that say how arXiv is reached.
"""

import re
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

# The query API, OAI-PMH, or whatever suits the number of keywords.
Source: TypeAlias = Literal["auto", "api", "oai"]

# Up to here searching takes some ten requests a day or fewer; above, all of arXiv takes fewer.
FEW = 200


def is_harvest(source: Source, keywords: int) -> bool:
    """
    Whether all that changed at arXiv is read for so many *keywords*.
    """
    return source == "oai" or (source == "auto" and keywords > FEW)


def source_reason(source: Source, keywords: int) -> str:
    """
    Why it is, or is not: ``source: auto, up to 200 keywords``.
    """
    if source != "auto":
        return f"source: {source}"
    return f"source: auto, {'more than' if keywords > FEW else 'up to'} {FEW} keywords"


_ADDRESS = r"^https?://[^\s/?#]+(/[^\s#]*)?$"

# RFC 9110, 5.6.2: token. A header's text is what can be seen in ASCII, and blanks between.
_WORD = r"^[A-Za-z0-9!#$%&'*+.^_`|~-]+$"

_HEADER_TEXT = r"^[!-~]([ -~]*[!-~])?$"

Address = Annotated[str, Meta(pattern=_ADDRESS, max_length=500)]

HeaderName = Annotated[str, Meta(pattern=_WORD, max_length=100)]

HeaderText = Annotated[str, Meta(pattern=_HEADER_TEXT, max_length=500)]

# Of HTTP itself: another value would break the request.
_OF_HTTP = frozenset(("connection", "content-length", "host", "transfer-encoding"))

_SECRET = re.compile(r"authorization|cookie|key|token|secret|password", re.IGNORECASE)

_TAKEN = frozenset(("search_query", "id_list", "start", "max_results", "sortBy", "sortOrder"))


class ApiKey(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Where the key stands in the environment, and how arXiv wants it: in a header or a parameter.
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
        Refuse what cannot be. Raises ValueError.
        """
        if (self.header is None) == (self.parameter is None):
            raise ValueError("write header: X-Api-Key or parameter: api_key, one of the two")
        if self.header and self.header.lower() in _OF_HTTP:
            raise ValueError(f"the header {self.header} is HTTP's own")
        if self.parameter in _TAKEN:
            raise ValueError(f"the parameter {self.parameter} is the query's own")
        if self.prefix and self.parameter:
            raise ValueError("prefix: is for a header")


class ArxivSettings(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    The section ``arxiv`` of ``keywords.yaml``; what is None is as this release knows it.
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
        Refuse what cannot be. Raises ValueError.
        """
        for name in self.headers:
            if name.lower() in _OF_HTTP:
                raise ValueError(f"headers: {name} is HTTP's own")
            if _SECRET.search(name):
                raise ValueError(
                    f"headers: {name} looks like a secret, and this file is public; "
                    "write api_key: {env: ARXIV_API_KEY, header: " + name + "}"
                )
