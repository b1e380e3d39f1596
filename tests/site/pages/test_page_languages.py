"""
Pages in the reader's language.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest
from readers.site_pages import EXTENSION, make_section, meta, rendered, source, sources
from samples.goldens import Golden
from samples.making import make_edition, make_entry, make_paper

from generator.errors import FailureKind
from generator.papers.freshness import Freshness
from generator.site import script_files
from generator.site.edition import Edition
from generator.text.language import Language

ASKED = datetime(2026, 1, 2, 5, 17, tzinfo=UTC)

# All that comes from outside, in letters that no text of ours has.
MILLS = "Ανεμόμυλοι"

# Names and identifiers that are the same in every language.
PROPER = {
    *("arXiv", "arxiv", "Atom", "BibTeX", "DOI", "HTML", "JSON", "Feed", "LaTeX", "OPML", "PDF"),
    *("HTTP", "RIS", "RSS", "UTC", "llms.txt", "max_papers", "null", "status.json", "true", "v3"),
}


def site(tag: str) -> Edition:
    """
    A site in this language with everything that pages may have to say.
    """
    paper = make_paper(
        "2510.00001v3",
        title="Περί ανέμων",
        abstract="Γυρίζουν.",
        authors=tuple(f"Α. Β{letter}" for letter in "ΓΔΕΖΗ"),
        categories=("cs.CV",),
        comment="Κώδικας: https://github.com/mills/wind",
        updated=ASKED,
    )
    entry = make_entry(paper, announced=date(2025, 10, 3), kind="revised", keywords=("m",))
    section = make_section(
        make_entry(make_paper(title="Μύλος", authors=("Α",), abstract="Α."), keywords=("m",)),
        entry,
        name=MILLS,
        slug="m",
        max_papers=1,
    )
    failed = Freshness(query="q", missed=True, total=1234, unreadable=("2512.1", "2512.2"))
    return make_edition(
        section,
        make_section(name="Νερόμυλοι", slug="n"),
        language=Language(tag),
        site_name="Μύλοι",
        freshness={
            "m": failed.failed(ASKED, FailureKind.REFUSED, 503),
            "n": Freshness(query="q", succeeded=ASKED),
        },
    )


def texts(page: ET.Element) -> Iterator[str]:
    """
    What readers see or hear of a page, but for code, which no language translates.
    """
    for element in page.iter():
        for name in ("aria-label", "title", "placeholder"):
            yield element.get(name, "")
        if element.tag not in {"code", "kbd"}:
            yield element.text or ""
        yield element.tail or ""


@pytest.mark.parametrize("path", ["index.md", "m/index.md", "m/2025-10/index.md"])
@pytest.mark.parametrize("tag", ["de", "ja"])
def test_golden_languages(golden: Golden, tag: str, path: str) -> None:
    """
    What readers of German and Japanese get, for review.
    """
    golden(f"languages/{tag}_{path.replace('/', '_')}", source(site(tag), path))


def test_nothing_english_is_left_in_chinese() -> None:
    """
    On a page without a Latin letter from outside, all there are belong to names.
    """
    for path, text in sources(site("zh")):
        said = [*texts(rendered(text, EXTENSION)), str(meta(text)["description"])]
        # Addresses, identifiers and categories.
        plain = re.sub(r"https?:\S+|\bcs\.\w+|\d{4}\.\d+", "", " ".join(said))
        words = set(re.findall(r"[A-Za-z][\w.]*", plain))

        names = {"Computer", "Vision", "and", "Pattern", "Recognition", "Machine", "Learning"}
        assert words <= PROPER | names, path


def test_addresses_are_the_same_in_every_language() -> None:
    """
    Pages, and the places in them that programs lead to.
    """
    english, german = (dict(sources(site(tag))) for tag in ("en", "de"))

    assert list(english) == list(german)
    for path in ("status/index.md", "subscribe/index.md"):
        assert re.findall(' id="[^"]*"', english[path]) == re.findall(' id="[^"]*"', german[path])


def test_the_theme_and_the_scripts_are_told_their_texts() -> None:
    """
    The theme by the first page, scripts by a module of their own; English ones know theirs.
    """
    german = meta(source(site("de"), "index.md"))["words"]
    path, module = script_files.messages_document(Language("de"))
    english = script_files.messages_document(Language("en"))[1].decode()

    assert ("Start", "Esc: Suche schließen") == (german["Home"], german["Esc: close the search"])
    assert {} == meta(source(site("en"), "index.md"))["words"]
    assert "messages.js" == path
    assert '"Copied":"Kopiert"' in module.decode()
    assert '"%(num)s paper":{"other":"%(num)s Paper","one":"%(num)s Paper"}' in module.decode()
    assert "Abonnieren" not in module.decode()
    assert 'export const language = "en-GB";\nexport const messages = {};\n' == english
