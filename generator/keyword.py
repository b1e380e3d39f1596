"""
A keyword, and the arXiv query it stands for.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from msgspec import Struct

from generator import taxonomy
from generator.paper import SortBy

SLUG_LENGTH = 60

# Title and abstract.
TEXT_FIELDS = ("ti", "abs")

# Names that Windows keeps for devices.
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.ASCII)
_QUOTED = re.compile(r'"[^"]*"')

# What arXiv's parser makes of these was read in its source; each loses papers or the answer.
_FAULTS = (
    (re.compile(r"^[^\w…]*$"), "nothing to look for"),
    (re.compile(r'"'), "a quotation mark has no partner"),
    (
        re.compile(r"^\W*(?:AND\s+)?(?:AND)?NOT\b"),
        "arXiv cannot begin with an exclusion; write WANTED ANDNOT UNWANTED",
    ),
    (re.compile(r"(?:^|[\s(:])[*?]"), "arXiv refuses a wildcard at the beginning of a word"),
    (
        re.compile(r"\b(?:and|or|not|andnot)\b"),
        "arXiv takes and, or, not for words to search; write AND, OR, ANDNOT",
    ),
    (
        re.compile(r"\blastUpdatedDate:"),
        "arXiv cannot search by the date of an update; it takes submittedDate instead",
    ),
    (
        re.compile(r"\b(?!(?:ti|title|au|abs|co|jr|cat|rn|id|all|doi|submittedDate):)\w+:"),
        "arXiv has the fields ti, au, abs, co, jr, cat, rn, id, all, doi and submittedDate",
    ),
)


class Keyword(Struct, frozen=True, kw_only=True):
    """
    One thing to follow: its *name* on the site, its *slug* in addresses, its arXiv *query*.

    Its page and its feeds hold the newest *max_papers*. *feed_revisions* says whether revised
    papers that this site never listed before are news for its subscribers. Keywords of one
    *group* stand under its name. Where there are *ids* it follows these papers, without versions:
    each new version is news.
    """

    name: str
    slug: str
    query: str
    max_papers: int = 100
    sort_by: SortBy = "updated"
    feed_revisions: bool = False
    group: str | None = None
    ids: tuple[str, ...] = ()


def query_of(
    *,
    phrases: Sequence[str] = (),
    none: Sequence[str] = (),
    categories: Sequence[str] = (),
    authors: Sequence[str] = (),
    raw: str | None = None,
    fields: Sequence[str] = TEXT_FIELDS,
    not_categories: Sequence[str] = (),
) -> str:
    """
    The arXiv query for papers in which all parts hold, and none of *none* and *not_categories*.

    Of *phrases* (in one of *fields*), *categories* and *authors* one is enough. Everything is
    quoted and parenthesised: arXiv's parser has no precedence, reads a missing operator as OR,
    and splits unquoted words. Raises ValueError, with the remedy, for what arXiv cannot search.
    """
    wanted = (
        _one_of(f'au:"{_quotable(author)}"' for author in authors),
        _one_of(_in_text(phrase, fields) for phrase in phrases),
        f"({_searchable(raw)})" if raw is not None else "",
        _one_of(map(_in_category, categories)),
    )
    parts = list(filter(None, wanted))
    if not parts:
        raise ValueError("nothing to look for; give a phrase, an author, a category or a query")
    query = " AND ".join(parts)
    unwanted = _one_of((*map(_in_text, none), *map(_in_category, not_categories)))
    if not unwanted:
        return query
    return f"({query}) ANDNOT {unwanted}" if len(parts) > 1 else f"{query} ANDNOT {unwanted}"


def slug_of(name: str) -> str:
    """
    The place of keyword *name* in addresses: ``vision-language-model``.

    Letters and digits of any script stay, in lower case and without accents on Latin ones. The
    same name gives the same slug for ever; it is never empty, never a path, never a name that a
    file system keeps for itself. Two names may give the same one: their keeper has to choose.
    """
    spelled = name.replace("+", "plus").replace("#", "sharp")
    letters = _without_accents(spelled).casefold()
    slug = "-".join("".join(one if _is_letter(one) else " " for one in letters).split())
    if len(slug) > SLUG_LENGTH:
        slug = slug[:SLUG_LENGTH].rpartition("-")[0] or slug[:SLUG_LENGTH]
    if not slug:
        # Emoji, punctuation: nothing that reads well in an address is left.
        slug = f"keyword-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return f"{slug}-papers" if _DEVICE.fullmatch(slug) else slug


def slug_fault(slug: str) -> str | None:
    """
    What is wrong with a *slug* the keeper gave, or None.
    """
    suggestion = slug_of(slug)
    if slug == suggestion:
        return None
    return f"bad slug {slug!r}; write it like {suggestion!r}"


def _is_letter(one: str) -> bool:
    # M: in many scripts a vowel is a mark on the letter before it.
    return unicodedata.category(one)[0] in "LNM"


def _without_accents(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    # Only Latin letters lose their marks: in other scripts marks are vowels, or letters.
    bare = re.sub(r"([A-Za-z])[\u0300-\u036f]+", r"\1", letters)
    return unicodedata.normalize("NFKC", bare)


def _one_of(terms: Iterable[str]) -> str:
    joined = " OR ".join(terms)
    return f"({joined})" if joined else ""


def _in_text(phrase: str, fields: Sequence[str] = TEXT_FIELDS) -> str:
    quotable = _quotable(phrase)
    return " OR ".join(f'{field}:"{quotable}"' for field in fields)


def _in_category(category: str) -> str:
    return f"cat:{_category(category)}"


def _quotable(phrase: str) -> str:
    folded = " ".join(phrase.split())
    _check_visible(folded)
    if '"' in folded or "\\" in folded:
        # arXiv has no escape for a quotation mark inside a phrase: it answers 400.
        raise ValueError(f"{phrase!r}: arXiv cannot search quotation marks or backslashes")
    if not any(map(str.isalnum, folded)):
        raise ValueError(f"{phrase!r}: arXiv searches words, and here is no letter or digit")
    return folded


def _check_visible(text: str) -> None:
    if not text.isprintable():
        raise ValueError(f"{text!r}: holds a character that cannot be seen; type it anew")


def _category(category: str) -> str:
    known = taxonomy.categories()
    archive = category[:-1] if category.endswith(".*") else None
    if category in known or (archive and any(one.startswith(archive) for one in known)):
        return category
    near = get_close_matches(category, known, 1)
    hint = f"did you mean {near[0]}?" if near else "one looks like cs.CV, hep-th or cs.*"
    raise ValueError(f"{category!r} is no arXiv category; {hint}")


def _searchable(raw: str) -> str:
    query = " ".join(raw.split())
    _check_visible(query)
    fault = _fault(query)
    if fault:
        raise ValueError(f"{query!r}: {fault}")
    return query


def _fault(query: str) -> str | None:
    bare = _QUOTED.sub(lambda quoted: "…" if any(map(str.isalnum, quoted[0])) else "", query)
    if not _balanced(bare):
        return "the parentheses do not match"
    return next((fault for pattern, fault in _FAULTS if pattern.search(bare)), None)


def _balanced(text: str) -> bool:
    depth = 0
    for mark in re.findall(r"[()]", text):
        depth += 1 if mark == "(" else -1
        if depth < 0:
            return False
    return depth == 0
