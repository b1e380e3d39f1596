"""
The arXiv query of a keyword, composed of phrases, authors, categories and a query of the keeper's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from generator.papers import categories

# arXiv's names of the fields title and abstract.
TEXT_FIELDS = ("ti", "abs")

_QUOTED = re.compile(r'"[^"]*"')

# What arXiv's parser misreads, according to its source, so that papers or the answer are lost.
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

# The blank between two initials (A. B.), and the place where it is missing (A.B.).
_BETWEEN_INITIALS = re.compile(r"(?<=\.) (?=[^\W\d_]\.)")
_MISSING_BETWEEN_INITIALS = re.compile(r"(?<=\b[^\W\d_]\.)(?=[^\W\d_]\.)")


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
    The arXiv query for the papers that a keyword describes.

    A paper matches if it has one of *phrases* in one of *fields*, one of *categories*, one of
    *authors*, and matches *raw*, as far as they are given; and if title and abstract have no phrase
    of *none*, and it is in no category of *not_categories*.

    Everything is quoted and parenthesised: arXiv's parser has no precedence, reads a missing
    operator as OR, and splits unquoted words. Raises ValueError, with the remedy, for a part that
    arXiv cannot search, and if there is nothing to search for.
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
    known = categories.categories()
    archive = category[:-1] if category.endswith(".*") else None
    if category in known or (archive and any(name.startswith(archive) for name in known)):
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


def spellings(author: str, *, variants: bool = False) -> tuple[str, ...]:
    """
    The names under which arXiv may have *author*, who is given as ``Ada B. King`` or
    ``King, Ada B.``.

    The name itself comes first. Names with initials come with and without blanks between them. With
    *variants*, there are also names that other people may have: ``Ada King``, ``A. B. King``,
    ``A. King``, ``King Ada``.
    """
    given, family = _parts(author)
    names = [" ".join((*given, family))]
    if variants and given:
        names += _variants(given, family)
    return tuple(dict.fromkeys(spelling for name in names for spelling in _spaced(name)))


def _parts(author: str) -> tuple[tuple[str, ...], str]:
    # Without a comma, the last word is the family name. A longer one needs it: van der Berg, Jan.
    spaced = _MISSING_BETWEEN_INITIALS.sub(" ", author)
    family, comma, given = spaced.partition(",")
    if comma and family.strip() and given.strip() and "," not in given:
        return tuple(given.split()), " ".join(family.split())
    *before, last = spaced.split() or [author]
    return tuple(before), last


def _variants(given: tuple[str, ...], family: str) -> Iterator[str]:
    yield f"{given[0]} {family}"
    initials = tuple(map(_initial, given))
    yield " ".join((*initials, family))
    yield f"{initials[0]} {family}"
    yield " ".join((family, *given))
    yield f"{family} {given[0]}"


def _initial(name: str) -> str:
    return "-".join(f"{part[0]}." for part in name.split("-") if part)


def _spaced(name: str) -> Iterator[str]:
    yield name
    yield _BETWEEN_INITIALS.sub("", name)
