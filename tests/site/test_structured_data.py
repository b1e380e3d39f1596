import json
from typing import Any

import html5lib
from hypothesis import given
from hypothesis import strategies as st
from readers.site_pages import make_section, meta, source
from samples.making import make_edition, make_entry, make_paper

from generator.papers import remarks
from generator.papers.paper import Paper
from generator.site.structured_data import MOST_AUTHORS

# https://schema.org/ScholarlyArticle: properties it inherits from CreativeWork and Article.
PROPERTIES = set(
    "@type @id headline author datePublished dateModified identifier url creativeWorkStatus".split()
)


def found(*papers: Paper) -> list[dict[str, Any]]:
    """
    What the page of a month says of its papers, as the theme puts it into a script and parsers of
    HTML and JSON read it.
    """
    month = source(
        make_edition(make_section(*map(make_entry, papers))), "windmills/2025-12/index.md"
    )
    text = f'<script type="application/ld+json">{meta(month)["structured_data"]}</script>'
    (script,) = html5lib.parse(text, namespaceHTMLElements=False).iter("script")
    data = json.loads(script.text or "")
    assert "https://schema.org" == data["@context"]
    graph: list[dict[str, Any]] = data["@graph"]
    return graph


def test_a_month_says_in_schema_org_what_it_lists() -> None:
    """
    Address, title, authors, days and identifier of each paper; the title without LaTeX.
    """
    paper = make_paper("2512.17601v2", title=r"Mills \& $\alpha$")

    (article,) = found(paper)

    assert {
        "@type": "ScholarlyArticle",
        "@id": "https://example.org/papers/windmills/2025-12/#2512.17601",
        "headline": "Mills & α",
        "author": [
            {"@type": "Person", "name": "Ada Lovelace"},
            {"@type": "Person", "name": "Paul Erdős"},
        ],
        "datePublished": "2025-12-19",
        "dateModified": "2025-12-19",
        "identifier": "arXiv:2512.17601",
        "url": "https://arxiv.org/abs/2512.17601",
    } == article


def test_withdrawn_papers_say_so() -> None:
    """
    Programs, too, should not cite them unawares.
    """
    paper = make_paper(comment="This paper has been withdrawn by the authors")

    assert remarks.withdrawn(paper)
    assert "Withdrawn" == found(paper)[0]["creativeWorkStatus"]


def test_long_lists_of_authors_end() -> None:
    """
    A page stays light, whoever signs.
    """
    assert MOST_AUTHORS == len(found(make_paper(authors=("A B",) * 3000))[0]["author"])


@given(st.text(st.sampled_from("</script>!-&\u2028\"'\\{}<a"), max_size=40), st.text(max_size=20))
def test_no_text_leaves_the_script(title: str, author: str) -> None:
    """
    Whatever a title holds, there is one script, and JSON in it, with properties we know.
    """
    (article,) = found(make_paper(title=f"a {title}", authors=(f"b {author}",)))

    assert set(article) <= PROPERTIES
