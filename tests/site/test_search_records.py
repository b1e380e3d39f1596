from datetime import timedelta
from xml.etree import ElementTree as ET

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import json
from msgspec.structs import replace
from readers.site_pages import make_section
from samples.goldens import Golden
from samples.making import DAY, make_edition, make_entry, make_paper

from generator.site import search_records
from generator.site.documents import RenderTask
from generator.site.edition import Edition
from generator.text import tex

OTHERS = "windmills", "watermills"


def records(edition: Edition) -> dict[str, ET.Element]:
    return {
        name: html5lib.parse(text.decode(), namespaceHTMLElements=False)
        for name, text in documents(edition).items()
        if name.endswith(".html")
    }


def documents(edition: Edition) -> dict[str, bytes]:
    """
    What the only part of these few papers is made of.
    """
    (part,) = search_records.parts(edition)
    return dict(part.documents())


def identifiers(part: RenderTask[search_records.Part]) -> list[str]:
    return [str(place.entry.paper.arxiv_id.base) for place in part.source.permalinks]


def values(record: ET.Element, attribute: str) -> list[tuple[str, str]]:
    """
    What Pagefind reads from elements with *attribute*: names and values.
    """
    found = (one for one in record.iter("meta") if attribute in one.attrib)
    return [
        (one.attrib[attribute].removesuffix("[content]"), one.attrib["content"]) for one in found
    ]


def test_record(golden: Golden) -> None:
    """
    A record has what is searched, what is shown of a hit, and what hits are filtered by.
    """
    paper = make_paper(title="Mills & $x<y$", comment="12 pages", authors=("A <B>", 'C "D"'))

    found = documents(make_edition(make_section(make_entry(paper))))

    assert ["2512.17601.html", search_records.CHOICES, search_records.FREQUENT] == list(found)
    golden("pages/search_record.html", found["2512.17601.html"].decode())


def test_a_paper_of_two_keywords_is_one_record() -> None:
    """
    It leads to the keeper's first keyword, whichever announced it first, and is found under both.
    """
    early = make_entry(announced=DAY - timedelta(days=40), keywords=OTHERS)
    edition = make_edition(
        make_section(make_entry(keywords=OTHERS)), make_section(early, name="Watermills")
    )

    (record,) = records(edition).values()

    meta, filters = values(record, "data-pagefind-meta"), values(record, "data-pagefind-filter")
    assert ("url", "windmills/2025-12/#2512.17601") in meta
    assert [("keyword", "Windmills"), ("keyword", "Watermills")] == filters[1:3]


def test_a_record_is_filtered_by_what_the_chips_of_a_page_filter_by() -> None:
    """
    New or revised, withdrawn, with code, accepted, and the venue itself.
    """
    said = "ICML 2026. Code: https://github.com/mills/turn"
    accepted = make_entry(make_paper("2512.00001", comment=said), kind="revised")
    withdrawn = make_entry(make_paper("2512.00002", comment="Withdrawn"))

    found = records(make_edition(make_section(accepted, withdrawn)))

    def kinds(name: str) -> set[str]:
        filters = values(found[name], "data-pagefind-filter")
        return {value for named, value in filters if named in {"kind", "venue"}}

    assert {"revised", "code", "accepted", "ICML 2026"} == kinds("2512.00001.html")
    assert {"new", "withdrawn"} == kinds("2512.00002.html")


def test_old_identifiers_make_plain_file_names() -> None:
    """
    The slash of an old identifier opens no folder.
    """
    entry = make_entry(make_paper("hep-th/9901001"))

    assert ["hep-th-9901001.html"] == list(records(make_edition(make_section(entry))))


def test_new_papers_change_only_the_last_part() -> None:
    """
    Papers are cut into parts by the day they were announced, oldest first: what is full stays.
    """
    entries = [
        make_entry(make_paper(f"2512.{number:05}"), announced=DAY - timedelta(days=number))
        for number in range(1, 8)
    ]

    before = list(search_records.parts(make_edition(make_section(*entries[2:])), size=2))
    after = list(search_records.parts(make_edition(make_section(*entries)), size=2))

    assert [["2512.00007", "2512.00006"], ["2512.00005", "2512.00004"]] == [
        identifiers(part) for part in after[:2]
    ]
    assert before[:2] == after[:2]
    assert [2, 2, 1] == [len(identifiers(part)) for part in before]
    assert [2, 2, 2, 1] == [len(identifiers(part)) for part in after]


def test_another_keyword_changes_only_parts_with_its_papers() -> None:
    """
    A part knows the names of its papers' keywords, and no other's.
    """
    entries = [make_entry(make_paper(f"2512.0000{number}")) for number in (1, 2)]
    mills = make_section(*entries)
    late = make_entry(make_paper("2512.00003"), announced=DAY + timedelta(days=1), keywords=OTHERS)
    named = [make_section(late, name=name) for name in ("Watermills", "Treadmills")]
    named[1] = replace(named[1], keyword=replace(named[1].keyword, slug="watermills"))

    parts = [list(search_records.parts(make_edition(mills, one), size=2)) for one in named]

    assert parts[0][0] == parts[1][0]
    assert parts[0][1] != parts[1][1]


def test_choices_are_counted() -> None:
    """
    What a reader can filter by is there before any part of the index is.
    """
    said = "Accepted at ICML 2026. Code: https://github.com/mills/turn"
    paper = make_paper("2512.00001", categories=("math.OC",), comment=said)
    one = make_entry(paper, keywords=OTHERS, kind="revised")
    other = make_entry(make_paper("2512.00002"), announced=DAY - timedelta(days=400))
    edition = make_edition(make_section(one, other), make_section(one, name="Watermills"))

    expected = {
        "keyword": {"Watermills": 1, "Windmills": 2},
        "category": {"cs.CV": 1, "cs.LG": 1, "math.OC": 1},
        "year": {"2024": 1, "2025": 1},
        "kind": {"accepted": 1, "code": 1, "new": 1, "revised": 1},
        "venue": {"ICML 2026": 1},
    }
    assert expected == json.decode(documents(edition)[search_records.CHOICES])


def test_words_that_most_papers_have_are_known() -> None:
    """
    The most frequent first, each counted once a paper, whatever their case: a search asks for
    others before.
    """
    texts = ("Mills mills mills MILLS", "Sails of mills, and winds"), ("Sails", "Mills of winds")
    entries = [
        make_entry(make_paper(f"2512.0000{number}", title=title, abstract=abstract))
        for number, (title, abstract) in enumerate(texts, start=1)
    ]

    found = documents(make_edition(make_section(*entries)))[search_records.FREQUENT]

    assert ["mills", "of", "sails", "winds", "and"] == json.decode(found)


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
@settings(max_examples=60, deadline=None)
def test_a_record_reads_as_it_was_written(text: str) -> None:
    """
    Whatever a title, a name or a keyword holds, it stays in its attribute and adds no element.
    """
    section = make_section(make_entry(make_paper(title=text, authors=(text,))))
    section = replace(section, keyword=replace(section.keyword, name=text))
    ((_, record),) = records(make_edition(section)).items()

    meta = dict(values(record, "data-pagefind-meta"))
    shown = tex.to_text(text)
    assert shown in {meta["title"], ""}
    assert shown == meta["authors"]
    assert text in dict(values(record, "data-pagefind-filter")).values()
    assert {"html", "head", "title", "body", "meta", "p"} == {one.tag for one in record.iter()}
