"""
Links to a paper's code, data, model and project page, from comment and abstract.
"""

import re
from collections.abc import Iterator
from typing import Literal
from urllib.parse import SplitResult, urlsplit, urlunsplit

from msgspec import Struct

from generator.papers.paper import Paper

LinkKind = Literal["code", "data", "model", "project"]

MOST_LINKS = 4

# Longer addresses are mistakes of the authors.
_LENGTH = 300

# The characters of addresses of code and project pages (fewer than RFC 3986 allows), and TeX's
# escapes of them. A comma, a quotation mark, a brace or the next address ends an address.
_CHARACTER = r"(?:(?!https?://)[A-Za-z0-9._~:/?#@&+=%()-]|\\[%_&#~](?:\{\})?)"

_BARE_HOST = (
    r"(?:[a-z0-9-]{1,63}\.git(?:hub|lab)\.io\b"
    r"|(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|huggingface\.co"
    r"|kaggle\.com|zenodo\.org)/)"
)

_ADDRESS = re.compile(
    rf"https?://{_CHARACTER}+|(?<![\w.@/%-]){_BARE_HOST}{_CHARACTER}*", re.IGNORECASE | re.ASCII
)

_ESCAPE = re.compile(r"\\([%_&#~])(?:\{\})?")

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.ASCII)

_HUGGING_FACE = r"(?:www\.)?(?:huggingface|hf)\.co/"

# What a link is, by its host and path; the first pattern that matches says it. None: neither code,
# data, model nor project, such as the page of a user, of a group or of a paper.
_PLACES: tuple[tuple[str, LinkKind | None], ...] = (
    (
        r"(?:www\.)?github\.com/(?:orgs|topics|sponsors|users|search|features|about)(?:/|$)",
        None,
    ),
    (r"(?:www\.|gist\.)?github\.com/[^/]+/[^/]", "code"),
    # Repositories whose authors a reviewer shall not see.
    (r"anonymous\.4open\.science/(?:r|repository)/[^/]", "code"),
    (r"(?:git(?:lab|ee)?\.[^/]+|(?:www\.)?bitbucket\.org|codeberg\.org)/[^/]+/[^/]", "code"),
    (r"(?:gist\.|www\.)?github\.com/|gitlab\.[^/]+/|bitbucket\.org/|codeberg\.org/", None),
    (r"colab\.research\.google\.com/.", "code"),
    (_HUGGING_FACE + r"datasets/[^/]", "data"),
    (_HUGGING_FACE + r"(?:spaces|collections)/[^/]", "project"),
    (
        _HUGGING_FACE + r"(?:papers|blog|docs|learn|posts|datasets|spaces|collections)(?:/|$)",
        None,
    ),
    (_HUGGING_FACE + r"[^/]+/[^/]", "model"),
    (_HUGGING_FACE, None),
    (r"(?:www\.)?modelscope\.(?:cn|ai)/models/[^/]", "model"),
    (r"(?:www\.)?(?:modelscope\.(?:cn|ai)|kaggle\.com)/datasets/[^/]", "data"),
    (r"(?:www\.)?kaggle\.com/(?:code|models)/[^/]", "code"),
    (r"(?:www\.)?kaggle\.com/", None),
    (
        r"(?:www\.)?(?:zenodo\.org/(?:records?|doi)|datadryad\.org|data\.mendeley\.com)/.",
        "data",
    ),
    (r"(?:[^/]+\.)?figshare\.com/.|dataverse\.[^/]+/.|[^/]*ieee-dataport\.org/.", "data"),
    # DOIs of Zenodo, Dryad, figshare, Harvard Dataverse, Mendeley Data and IEEE DataPort.
    (r"(?:dx\.)?doi\.org/10\.(?:5281|5061|6084|7910|17632|21227)/", "data"),
    (r"[^/]+\.git(?:hub|lab)\.io(?:/|$)|sites\.google\.com/.", "project"),
)

_BY_PLACE = tuple((re.compile(pattern), kind) for pattern, kind in _PLACES)

_OTHER_HOST = re.compile(
    r"(?:.+\.)?(?:arxiv\.org|doi\.org|openreview\.net|creativecommons\.org|orcid\.org)"
)

_ANNOUNCEMENT = re.compile(
    r"\b(?:projects?|project ?pages?|(?:home|web) ?-?pages?|web ?-?sites?|codes?"
    r"|(?:demo|official)(?: web)? ?pages?|leaderboards?)\b",
    re.IGNORECASE,
)

# Archives of data hold code, too: the last of these words before the address decides.
_SAYS = re.compile(
    r"\b(?:(codes?|software|scripts?|implementation|source)|data(?:sets?)?)\b", re.IGNORECASE
)

# How many characters before an address its announcement may stand.
_ANNOUNCEMENT_DISTANCE = 80


class Link(Struct, frozen=True):
    """
    The address *url* of the authors' code, data set, model or project page.
    """

    url: str
    kind: LinkKind


def links(paper: Paper) -> tuple[Link, ...]:
    """
    Return the links that authors give in comment and abstract, in this order, without repeats.

    An address counts if its host serves code, data, models or project pages, or if a word such as
    "website" stands before it. Addresses of papers and of users do not count. The result has at
    most ``MOST_LINKS``.
    """
    found: dict[str, Link] = {}
    for link in (one for text in (paper.comment, paper.abstract) for one in _links(text or "")):
        found.setdefault(_identity(link.url), link)
        if len(found) == MOST_LINKS:
            break
    return tuple(found.values())


def _links(text: str) -> Iterator[Link]:
    if not _has_address(text.lower()):
        return
    end = 0
    for address in _ADDRESS.finditer(text):
        parts = _parts(address[0])
        before = text[max(end, address.start() - _ANNOUNCEMENT_DISTANCE) : address.start()]
        end = address.end()
        kind = parts and _kind(parts, before)
        if parts and kind:
            yield Link(urlunsplit(parts), kind)


def _has_address(text: str) -> bool:
    # Every address has one of these signs. Most abstracts have none, and this is found quickly.
    return (
        "://" in text or ".io" in text or any(f"{end}/" in text for end in (".com", ".org", ".co"))
    )


def _parts(address: str) -> SplitResult | None:
    url = _trimmed(_ESCAPE.sub(r"\1", address))
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        # Reading the port checks it.
        usable = len(url) <= _LENGTH and parts.username is None and parts.port != 0
    except ValueError:
        return None
    host = parts.hostname or ""
    return parts._replace(netloc=parts.netloc.lower()) if usable and _HOST.fullmatch(host) else None


def _trimmed(url: str) -> str:
    # Without the parenthesis around the address and the full stop after it.
    depth = 0
    for mark in re.finditer(r"[()]", url):
        depth += 1 if mark[0] == "(" else -1
        if depth < 0:
            url = url[: mark.start()]
            break
    return url.rstrip(".:?&(%")


def _kind(parts: SplitResult, before: str) -> LinkKind | None:
    host = parts.hostname or ""
    for pattern, kind in _BY_PLACE:
        if pattern.match(f"{host}{parts.path}"):
            said = list(_SAYS.finditer(before)) if kind == "data" else []
            return "code" if said and said[-1][1] and _is_archive(host) else kind
    announced = _ANNOUNCEMENT.search(before.rpartition(". ")[2])
    return "project" if announced and not _OTHER_HOST.fullmatch(host) else None


def _is_archive(host: str) -> bool:
    return not host.endswith(("huggingface.co", "hf.co", "kaggle.com"))


def _identity(url: str) -> str:
    address = url.partition("://")[2].removeprefix("www.").lower()
    return address.rstrip("/#").removesuffix(".git")
