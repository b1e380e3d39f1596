from samples.making import make_edition, make_entry, make_keyword, make_paper

from generator.papers.listing import Listing
from generator.site.edition import Section


def test_a_page_shows_the_newest_papers_of_all() -> None:
    """
    The listing keeps every paper; the keyword's page ends after max_papers.
    """
    entries = tuple(make_entry(make_paper(f"2512.0000{n}")) for n in range(3, 0, -1))
    section = Section(make_keyword(max_papers=2), Listing("windmills", entries))

    assert entries[:2] == section.newest.entries
    assert entries == section.listing.entries


def test_names_stand_in_the_keepers_order() -> None:
    """
    The order of keywords.yaml is the order of the site.
    """
    windmills = Section(make_keyword("Windmills"), Listing("windmills"))
    kites = Section(make_keyword("Kites"), Listing("kites"))

    assert [("windmills", "Windmills"), ("kites", "Kites")] == list(
        make_edition(windmills, kites).names.items()
    )
