from datetime import UTC, date, datetime, timedelta

from readers.site_pages import links, make_section, page, papers, words
from samples.making import DAY, make_edition, make_entry, make_paper

from generator.keywords.keyword import Keyword
from generator.papers.listing import Listing
from generator.site.edition import Section

NOVEMBER = date(2025, 11, 20)


def test_papers_stand_under_the_days_of_their_announcement() -> None:
    """
    Days are headings, newest first; the theme makes them the table of contents.
    """
    earlier = make_entry(make_paper("2511.00001"), announced=NOVEMBER)
    shown = page(make_edition(make_section(make_entry(), earlier)), "windmills/index.md")

    assert ["19 December 2025", "20 November 2025"] == [words(one) for one in shown.iter("h2")]
    assert ["2512.17601", "2511.00001"] == papers(shown)


def test_a_paper_leads_to_arxiv_and_to_its_permanent_place() -> None:
    """
    Its title opens arXiv; # is the address to give to others.
    """
    shown = links(page(make_edition(make_section(make_entry())), "windmills/index.md"))

    assert "https://arxiv.org/abs/2512.17601" == shown["A Paper about Windmills"]
    assert "https://arxiv.org/pdf/2512.17601" == shown["PDF"]
    assert "https://arxiv.org/html/2512.17601" == shown["HTML"]
    assert "2025-12/#2512.17601" == shown["#"]


def test_each_doi_of_a_paper_is_a_link() -> None:
    """
    A paper may have two, one of them an erratum's, however they are written.
    """
    paper = make_paper(doi="https://doi.org/10.1000/1;doi:10.1000/2")
    shown = page(make_edition(make_section(make_entry(paper))), "windmills/index.md")

    addresses = [link.get("href") for link in shown.iter("a") if words(link) == "DOI"]
    assert ["https://doi.org/10.1000/1", "https://doi.org/10.1000/2"] == addresses


def test_the_permanent_place_links_to_itself() -> None:
    """
    On the month's page # is a fragment and nothing more.
    """
    shown = links(page(make_edition(make_section(make_entry())), "windmills/2025-12/index.md"))

    assert "#2512.17601" == shown["#"]


def test_papers_before_arxivs_html_have_no_link_to_it() -> None:
    """
    A link to a page that is not there is worse than none.
    """
    old = datetime(2019, 5, 1, tzinfo=UTC)
    entry = make_entry(make_paper("1905.00001v2", published=old))

    assert "HTML" not in links(page(make_edition(make_section(entry)), "windmills/index.md"))


def test_other_keywords_are_named_but_not_the_pages_own() -> None:
    """
    A paper under two keywords says so on both pages, and on the page of all.
    """
    entry = make_entry(keywords=("windmills", "watermills"))
    edition = make_edition(make_section(entry), make_section(entry, name="Watermills"))

    assert "also in Watermills" in words(page(edition, "windmills/index.md"))
    assert "../watermills/" == links(page(edition, "windmills/index.md"))["Watermills"]
    assert "../../windmills/" == links(page(edition, "watermills/2025-12/index.md"))["Windmills"]
    assert "in Windmills, Watermills" in words(page(edition, "all/index.md"))


def test_a_revised_paper_says_since_when_it_is_known() -> None:
    """
    Readers see that it is not new, which version this is, and how old the first one.
    """
    paper = make_paper("2512.17601v3", published=datetime(2025, 10, 3, tzinfo=UTC))
    edition = make_edition(make_section(make_entry(paper, kind="revised")))

    assert "revised v3 · first submitted 3 October 2025" in words(
        page(edition, "windmills/index.md")
    )


def test_withdrawn_papers_are_marked() -> None:
    """
    Nobody should have to find out in the PDF.
    """
    paper = make_paper(comment="This paper has been withdrawn by the authors")

    assert "Withdrawn" in words(
        page(make_edition(make_section(make_entry(paper))), "windmills/index.md")
    )


def test_all_authors_are_there() -> None:
    """
    Three are shown at once, the others on demand, and none is lost.
    """
    paper = make_paper(authors=("A", "B", "C", "D", "E"))
    shown = page(make_edition(make_section(make_entry(paper))), "windmills/index.md")

    assert "A, B, C, +2 more D, E" == words(shown.find(".//div[@class='authors']"))


def test_chips_count_and_divide() -> None:
    """
    A filter is offered where it would hide some papers and leave others.
    """
    code = make_paper("2512.00001", comment="Code: https://github.com/a/b", categories=("cs.CV",))
    edition = make_edition(
        make_section(make_entry(), make_entry(code), make_entry(make_paper("2512.00002")))
    )
    shown = page(edition, "windmills/index.md")

    chips = [words(one) for one in shown.iter("button") if "data-only" in one.attrib]
    mine = ["Since your last visit", "Unread", "Starred"]
    assert [*mine, "Code 1", "cs.LG 2"] == chips
    (article,) = (one for one in shown.iter("article") if "data-code" in one.attrib)
    assert "cs.CV" == article.attrib["data-categories"]


def test_months_lead_to_each_other() -> None:
    """
    From the newest papers to any month, and from month to month.
    """
    earlier = make_entry(make_paper("2511.00001"), announced=NOVEMBER)
    edition = make_edition(make_section(make_entry(), earlier))

    newest = links(page(edition, "windmills/index.md"))
    december = links(page(edition, "windmills/2025-12/index.md"))
    november = links(page(edition, "windmills/2025-11/index.md"))

    assert ("2025-12/", "2025-11/") == (newest["December 2025"], newest["November 2025"])
    assert "../2025-11/" == december["← November 2025"]
    assert "../2025-12/" == november["December 2025 →"]
    assert "../" == november["Windmills: newest papers"]


def test_months_of_all_keywords_are_lists_of_titles() -> None:
    """
    They stay small, and each title leads to the paper under its first keyword.
    """
    late = make_entry(keywords=("windmills", "watermills"))
    early = make_entry(
        announced=DAY - timedelta(days=1),
        keywords=("windmills", "watermills"),
        paper=make_paper(authors=("A", "B", "C", "D")),
    )
    edition = make_edition(make_section(late), make_section(early, name="Watermills"))

    shown = page(edition, "all/2025-12/index.md")

    assert [] == list(shown.iter("article"))
    assert {"A Paper about Windmills": "../../windmills/2025-12/#2512.17601"}.items() <= links(
        shown
    ).items()
    assert "A, B, C +1" in words(shown)


def test_a_keyword_without_papers_says_why() -> None:
    """
    An empty page would look broken.
    """
    shown = page(make_edition(make_section()), "windmills/index.md")

    assert "No papers yet" in words(shown)
    assert "../status/" == links(shown)["status page"]


def test_months_name_related_papers() -> None:
    """
    Where the keeper wants them: their titles, leading to their permanent places.
    """
    other = make_entry(make_paper("2511.00001", title="Watermills"), announced=NOVEMBER)
    edition = make_edition(
        make_section(make_entry(), other), related={"2512.17601": ("2511.00001",)}
    )

    named = page(edition, "windmills/2025-12/index.md").find(".//details[@class='related']")

    assert named is not None
    assert {"Watermills": "../2025-11/#2511.00001"} == links(named)
    assert page(edition, "windmills/2025-11/index.md").find(".//details[@class='related']") is None


def test_what_the_keyword_seeks_is_marked() -> None:
    """
    In title, authors, key sentence and abstract; on pages of this keyword only.
    """
    paper = make_paper(title="Wind-Mills $x$", abstract="We build a wind mill. It turns.")
    entry = make_entry(paper, keywords=("mills", "ada"))
    mills = Keyword(name="Mills", slug="mills", query='(ti:"wind mill" OR abs:"wind mill")')
    ada = Keyword(name="Ada", slug="ada", query='au:"lovelace"')
    edition = make_edition(
        Section(mills, Listing("mills", (entry,))), Section(ada, Listing("ada", (entry,)))
    )

    def marked(name: str) -> list[str]:
        return [words(one) for one in page(edition, name).iter("mark")]

    assert ["Wind-Mills", "wind mill", "wind mill"] == marked("mills/index.md")
    assert ["Wind-Mills", "wind mill", "wind mill"] == marked("mills/2025-12/index.md")
    assert ["Ada Lovelace"] == marked("ada/index.md")
    assert [] == marked("all/index.md")


def test_a_match_out_of_sight_is_named() -> None:
    """
    Of several phrases, one that stands in the closed abstract, or far down among the authors.
    """
    paper = make_paper(
        abstract="We build. Sails turn it.", authors=("A B", "C D", "E F", "Ada Lovelace")
    )
    query = '(ti:"windmill" OR abs:"sail" OR au:"Ada Lovelace" OR co:"none")'
    section = Section(
        Keyword(name="Mills", slug="mills", query=query),
        Listing("mills", (make_entry(paper, keywords=("mills",)),)),
    )

    assert "matches sail, Ada Lovelace" in words(page(make_edition(section), "mills/index.md"))


def test_a_paper_that_matches_no_more_has_no_marks() -> None:
    """
    It stays where it was listed, when its keyword seeks something else.
    """
    section = Section(
        Keyword(name="Mills", slug="mills", query='ti:"windmill" AND ti:"sail"'),
        Listing("mills", (make_entry(keywords=("mills",)),)),
    )

    assert [] == list(page(make_edition(section), "mills/index.md").iter("mark"))
