"""
The keyword that an entry of ``keywords.yaml`` describes.
"""

import msgspec

from generator.keywords.arxiv_query import TEXT_FIELDS, query_of, spellings
from generator.keywords.keyword import Keyword
from generator.keywords.schema import Defaults, KeywordEntry
from generator.keywords.slugs import RESERVED, SLUG_LENGTH, slug_fault, slug_of
from generator.papers.paper import ArxivId

# The settings a query is composed of, and the parameters of query_of that check them.
_QUERY_SETTINGS = {
    "any": "phrases",
    "none": "phrases",
    "authors": "authors",
    "categories": "categories",
    "not_categories": "categories",
    "query": "raw",
}

# The settings that an entry with ids cannot have: it has no query, and its page holds all papers.
_NOT_WITH_IDS = (
    *(*_QUERY_SETTINGS, "looked_for_in", "author_variants"),
    *("max_papers", "sort_by", "feed_revisions"),
)

# The settings' names in the file: `in` is no name in Python.
_NAMES = {field.name: field.encode_name for field in msgspec.structs.fields(KeywordEntry)}

# The fields of arXiv's query API for each value of `in`.
_FIELDS = {None: TEXT_FIELDS, "title": ("ti",), "abstract": ("abs",)}


def keyword_of(entry: str | KeywordEntry, defaults: Defaults) -> Keyword:
    """
    The keyword that *entry* describes. *defaults* give the settings that it lacks.

    Raises ValueError if a setting is impossible or contradicts another setting. The message
    begins with the setting's name.
    """
    if isinstance(entry, str):
        entry = KeywordEntry(name=entry)
    name = _line("name", entry.name)
    if entry.ids:
        return _following(entry, entry.ids, name)
    _check_parts(entry)
    return Keyword(
        name=name,
        slug=_slug(entry.slug, name),
        query=query_of(
            phrases=_phrases(entry, name),
            none=entry.none or (),
            categories=entry.categories or (),
            authors=_authors(entry),
            raw=entry.query,
            fields=_FIELDS[entry.looked_for_in],
            not_categories=entry.not_categories or (),
        ),
        max_papers=entry.max_papers or defaults.max_papers,
        sort_by=entry.sort_by or defaults.sort_by,
        feed_revisions=(
            defaults.feed_revisions if entry.feed_revisions is None else entry.feed_revisions
        ),
        group=_line("group", entry.group) if entry.group else None,
    )


class UniqueKeywords:
    """
    Collects keywords of which no two share a name or an address.
    """

    def __init__(self) -> None:
        self._names: dict[str, int] = {}
        self._slugs: dict[str, Keyword] = {}

    @property
    def keywords(self) -> tuple[Keyword, ...]:
        """
        The keywords that were added, in that order.
        """
        return tuple(self._slugs.values())

    def add(self, keyword: Keyword) -> None:
        """
        Add *keyword*. Raises ValueError if an earlier keyword has its name or its address.
        """
        number = self._names.setdefault(keyword.name.casefold(), len(self._names))
        if number < len(self._slugs):
            raise ValueError(f"{keyword.name!r} stands here twice, first as keywords[{number}]")
        other = self._slugs.setdefault(keyword.slug, keyword)
        if other is not keyword:
            another = slug_of(f"{keyword.slug[: SLUG_LENGTH - 2]}-2")
            raise ValueError(
                f"{keyword.name!r} would share the address /{keyword.slug}/ with {other.name!r}; "
                f"give it one of its own, such as slug: {another}"
            )


def _line(setting: str, text: str) -> str:
    line = " ".join(text.split())
    if not line or not line.isprintable():
        raise ValueError(f"{setting}: empty, or with characters that cannot be seen")
    return line


def _following(entry: KeywordEntry, ids: list[str], name: str) -> Keyword:
    """
    The keyword that follows papers: its page has all of them, and its feeds have each version.
    """
    for setting in _NOT_WITH_IDS:
        if getattr(entry, setting) is not None:
            raise ValueError(f"{_NAMES[setting]}: does not go with ids; make another keyword of it")
    bases = tuple(map(_base, ids))
    if twice := next((base for base in bases if bases.count(base) > 1), None):
        raise ValueError(f"ids: {twice} stands here twice")
    return Keyword(
        name=name,
        slug=_slug(entry.slug, name),
        query=f"id_list={','.join(bases)}",
        max_papers=len(bases),
        feed_revisions=True,
        group=_line("group", entry.group) if entry.group else None,
        ids=bases,
    )


def _base(text: str) -> str:
    try:
        found = ArxivId.parse(text)
    except ValueError as exc:
        raise ValueError(f"ids: {exc}") from exc
    if text != found.base:
        raise ValueError(f"ids: {text}: write {found.base}; all its versions are followed")
    return found.base


def _check_parts(entry: KeywordEntry) -> None:
    # Each setting is checked alone, so that the message can name it.
    for setting, part in _QUERY_SETTINGS.items():
        if value := getattr(entry, setting):
            try:
                query_of(**{part: value})
            except ValueError as exc:
                raise ValueError(f"{setting}: {exc}") from exc
    if entry.looked_for_in and not _phrases(entry, entry.name):
        raise ValueError("in: says where phrases stand, and here is none; write any: [a phrase]")
    if entry.author_variants and not entry.authors:
        raise ValueError("author_variants: of whom? write authors: [Ada Lovelace]")


def _authors(entry: KeywordEntry) -> list[str]:
    variants = bool(entry.author_variants)
    names = entry.authors or ()
    return [spelling for name in names for spelling in spellings(name, variants=variants)]


def _phrases(entry: KeywordEntry, name: str) -> list[str]:
    """
    The phrases to search for. If the entry names nothing to search for, that is its name.
    """
    if entry.any:
        return entry.any
    return [] if entry.authors or entry.categories or entry.query else [name]


def _slug(given: str | None, name: str) -> str:
    if given is not None and (fault := slug_fault(given)):
        raise ValueError(f"slug: {fault}")
    slug = given or slug_of(name)
    if slug in RESERVED:
        if given:
            raise ValueError(f"slug: /{slug}/ is a page of the site itself; choose another")
        return f"{slug}-papers"
    return slug
