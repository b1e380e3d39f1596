"""
The shape of ``keywords.yaml``: one set of types that checks it and describes it to editors.
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from generator.keywords.arxiv_settings import ArxivSettings, Source
from generator.papers.paper import SortBy

Text = Annotated[str, Meta(min_length=1, max_length=300)]

Texts = Annotated[list[Text], Meta(min_length=1)]

# arXiv gives at most 10,000 papers for a query. A page of 2,000 papers already has 10 MB.
PaperCount = Annotated[int, Meta(ge=1, le=2000)]


class KeywordEntry(Struct, forbid_unknown_fields=True, kw_only=True):
    """
    An entry of ``keywords`` that is more than a phrase.
    """

    name: Annotated[Text, Meta(description="The keyword's name on the site.")]
    any: Annotated[
        Texts | None,
        Meta(
            description="Phrases: one of them in title or abstract. Default: the name, "
            "where neither authors, categories nor a query are given."
        ),
    ] = None
    looked_for_in: Annotated[
        Literal["title", "abstract"] | None,
        Meta(description="Where the phrases must stand. Default: in title or abstract."),
    ] = msgspec.field(default=None, name="in")
    none: Annotated[
        Texts | None, Meta(description="Phrases that must not stand in title or abstract.")
    ] = None
    categories: Annotated[
        Texts | None, Meta(description="arXiv categories such as cs.CV or cs.*; one is enough.")
    ] = None
    not_categories: Annotated[
        Texts | None,
        Meta(description="arXiv categories of which none may fit, cross-lists included."),
    ] = None
    authors: Annotated[
        Texts | None,
        Meta(description="Authors, as Kaiming He or He, Kaiming; one of them is enough."),
    ] = None
    author_variants: Annotated[
        bool | None,
        Meta(
            description="Whether authors are also sought by initials, without middle names, and "
            "with the family name first; finds more, also other people. Default: false."
        ),
    ] = None
    ids: Annotated[
        Annotated[list[Text], Meta(min_length=1, max_length=200)] | None,
        Meta(description="arXiv identifiers of papers whose new versions are news; alone."),
    ] = None
    query: Annotated[
        Annotated[str, Meta(min_length=1, max_length=2000)] | None,
        Meta(description="A query in arXiv's own language, with its parentheses."),
    ] = None
    group: Annotated[
        Text | None,
        Meta(description="The heading it stands under in navigation, home page and OPML."),
    ] = None
    slug: Annotated[
        Text | None, Meta(description="The keyword's place in addresses. Default: its name.")
    ] = None
    max_papers: Annotated[
        PaperCount | None, Meta(description="Papers on its page and in its feeds.")
    ] = None
    sort_by: Annotated[
        SortBy | None, Meta(description="Newest by update, or by first submission.")
    ] = None
    feed_revisions: Annotated[
        bool | None,
        Meta(description="Whether revised papers never listed here before enter the feeds."),
    ] = None


class Defaults(Struct, forbid_unknown_fields=True, kw_only=True):
    """
    The settings of all keywords that have none of their own.
    """

    max_papers: PaperCount = 100
    sort_by: SortBy = "updated"
    feed_revisions: bool = False


class KeywordsFile(Struct, forbid_unknown_fields=True, kw_only=True):
    """
    All that ``keywords.yaml`` may say.
    """

    # The first field, because msgspec checks fields in this order: a file of a later format is
    # refused for its version, not for settings that this program does not know.
    version: Annotated[
        Literal[1], Meta(description="The version of this file's format; without it, 1.")
    ] = 1
    keywords: Annotated[list[Text | KeywordEntry], Meta(min_length=1)]
    defaults: Defaults = msgspec.field(default_factory=Defaults)
    source: Annotated[
        Source,
        Meta(
            description="Where new papers come from: arXiv's query API (api), all that changed "
            "at arXiv (oai), or whatever suits the number of keywords (auto)."
        ),
    ] = "auto"
    arxiv: Annotated[
        ArxivSettings, Meta(description="How arXiv is reached, where it is not as usual.")
    ] = msgspec.field(default_factory=ArxivSettings)
    digest_issue: Annotated[
        bool,
        Meta(description="Whether new papers are mailed to those who watch the GitHub repository."),
    ] = True
    related: Annotated[
        bool,
        Meta(description="Whether pages of months name related papers; needs scikit-learn."),
    ] = False


def schema() -> dict[str, Any]:
    """
    The JSON Schema of ``keywords.yaml``, for editors.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "keywords.yaml of Daily Papers",
        **msgspec.json.schema(KeywordsFile),
    }
