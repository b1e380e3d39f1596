import re
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from generator.keywords.arxiv_query import query_of
from generator.keywords.slugs import SLUG_LENGTH, slug_fault, slug_of

WORDS = st.from_regex(r"\A[A-Za-z0-9 ()*?:.-]{0,8}[A-Za-z0-9][A-Za-z0-9 ()*?:.-]{0,8}\Z")

CATEGORIES = st.sampled_from(("cs.CV", "hep-th", "cond-mat.mes-hall", "cs.*", "stat.ML"))


@pytest.mark.parametrize(
    ("parts", "query"),
    [
        ({"phrases": ["Windmills"]}, '(ti:"Windmills" OR abs:"Windmills")'),
        ({"phrases": ["  wind \n mill "]}, '(ti:"wind mill" OR abs:"wind mill")'),
        ({"phrases": ["a", "b"]}, '(ti:"a" OR abs:"a" OR ti:"b" OR abs:"b")'),
        ({"authors": ["Ada Lovelace"]}, '(au:"Ada Lovelace")'),
        ({"categories": ["cs.CV", "hep-th"]}, "(cat:cs.CV OR cat:hep-th)"),
        ({"raw": 'ti:"a b" OR\n  ti:c'}, '(ti:"a b" OR ti:c)'),
        ({"raw": "(ti:a OR ti:b) ANDNOT cat:cs.LG"}, "((ti:a OR ti:b) ANDNOT cat:cs.LG)"),
        (
            {"phrases": ["a"], "categories": ["cs.CV"]},
            '(ti:"a" OR abs:"a") AND (cat:cs.CV)',
        ),
        (
            {"phrases": ["a"], "none": ["survey"]},
            '(ti:"a" OR abs:"a") ANDNOT (ti:"survey" OR abs:"survey")',
        ),
        (
            {"phrases": ["a"], "authors": ["B"], "categories": ["cs.*"], "raw": "c", "none": ["d"]},
            '((au:"B") AND (ti:"a" OR abs:"a") AND (c) AND (cat:cs.*)) ANDNOT (ti:"d" OR abs:"d")',
        ),
    ],
)
def test_a_keyword_stands_for_one_query(parts: dict[str, Any], query: str) -> None:
    """
    Every part is quoted and parenthesised; all parts must hold, and none of the unwanted ones.
    """
    assert query == query_of(**parts)


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({}, "nothing to look for; give a phrase, an author, a category or a query"),
        ({"none": ["a"]}, "nothing to look for; give a phrase"),
        ({"phrases": ['say "hi"']}, "arXiv cannot search quotation marks or backslashes"),
        ({"phrases": ["\\alpha"]}, "arXiv cannot search quotation marks or backslashes"),
        ({"phrases": ["++"]}, "'++': arXiv searches words, and here is no letter or digit"),
        ({"authors": [" "]}, "here is no letter or digit"),
        ({"phrases": ["a"], "none": ["?"]}, "here is no letter or digit"),
        ({"phrases": ["a\x00b"]}, "holds a character that cannot be seen; type it anew"),
        ({"phrases": ["a\ud83d"]}, "holds a character that cannot be seen"),
        ({"raw": "ti:a\u200b"}, "holds a character that cannot be seen"),
        ({"categories": ["computer vision"]}, "is no arXiv category; one looks like cs.CV"),
        ({"categories": ["*"]}, "is no arXiv category"),
        ({"categories": ["cs.CV) OR (cat:cs.LG"]}, "is no arXiv category"),
        ({"raw": ""}, "nothing to look for"),
        ({"raw": " () "}, "nothing to look for"),
        ({"raw": '""'}, "nothing to look for"),
        ({"raw": "(ti:a"}, "the parentheses do not match"),
        ({"raw": "ti:a) OR (ti:b"}, "the parentheses do not match"),
        ({"raw": 'ti:"a'}, "a quotation mark has no partner"),
        ({"raw": "NOT ti:a"}, "arXiv cannot begin with an exclusion"),
        ({"raw": "(ANDNOT ti:a)"}, "arXiv cannot begin with an exclusion"),
        ({"raw": "AND NOT ti:a"}, "write WANTED ANDNOT UNWANTED"),
        ({"raw": "*mill"}, "arXiv refuses a wildcard at the beginning of a word"),
        ({"raw": "ti:?ill"}, "arXiv refuses a wildcard at the beginning of a word"),
        ({"raw": "ti:a and ti:b"}, "arXiv takes and, or, not for words to search"),
        ({"raw": "ti:a or ti:b"}, "write AND, OR, ANDNOT"),
        ({"raw": "ti:a andnot ti:b"}, "write AND, OR, ANDNOT"),
    ],
)
def test_what_arxiv_cannot_search_is_refused(parts: dict[str, Any], fault: str) -> None:
    """
    Here, with the remedy, and not by an empty answer from arXiv.
    """
    with pytest.raises(ValueError, match=re.escape(fault)):
        query_of(**parts)


@pytest.mark.parametrize(
    "raw",
    [
        'ti:"(unbalanced" OR ti:a',
        'ti:"this and that"',
        "au:nothing OR ti:Anderson",
        "ti:mill*",
        "ti:a ANDNOT ti:b",
        "submittedDate:[202501010000 TO 202512312359] AND cat:cs.CV",
    ],
)
def test_what_arxiv_can_search_is_left_alone(raw: str) -> None:
    """
    Inside quotation marks anything goes, and words that only begin like an operator are words.
    """
    assert f"({raw})" == query_of(raw=raw)


@given(
    phrases=st.lists(WORDS, max_size=3),
    none=st.lists(WORDS, max_size=2),
    authors=st.lists(WORDS, max_size=2),
    categories=st.lists(CATEGORIES, max_size=2),
)
@settings(deadline=None)
def test_queries_are_always_balanced(**parts: Any) -> None:
    """
    No phrase, author or category breaks out of its quotation marks or parentheses.
    """
    assume(parts["phrases"] or parts["authors"] or parts["categories"])

    query = query_of(**parts)

    bare = re.sub(r'"[^"]*"', "", query)
    assert '"' not in bare
    while (inner := re.sub(r"\([^()]*\)", "", bare)) != bare:
        bare = inner
    assert "(" not in bare
    assert ")" not in bare


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Vision Language Model", "vision-language-model"),
        ("视频理解", "视频理解"),
        ("C++", "cplusplus"),
        ("C#", "csharp"),
        ("3D", "3d"),
        ("CON", "con-papers"),
        ("com1", "com1-papers"),
        ("COM¹", "com1-papers"),
        ("Erdős–Rényi", "erdos-renyi"),
        ("ﬁne‐tuning", "fine-tuning"),
        ("Straße", "strasse"),
        ("हिन्दी", "हिन्दी"),
        ("İstanbul", "istanbul"),
        ("../../etc/passwd", "etc-passwd"),
        (".git", "git"),
        ("a" * 80, "a" * SLUG_LENGTH),
        ("word " * 30, "-".join(["word"] * 12)),
    ],
)
def test_slugs_are_what_people_would_write(name: str, slug: str) -> None:
    """
    They stand in addresses for ever, so this table may grow but not change.
    """
    assert slug == slug_of(name)


def test_a_name_without_letters_still_has_a_slug() -> None:
    """
    Not one to read, but always the same, and another one for another name.
    """
    assert re.fullmatch(r"keyword-[0-9a-f]{8}", slug_of("🎬"))
    assert slug_of("🎬") == slug_of("🎬")
    assert slug_of("🎬") != slug_of("🎥")


@given(st.text())
@example("con-" + "a" * 60)
@example("ᾳ\u0301")
@example("\u0345\u0308")
@settings(max_examples=300, deadline=None)
def test_a_slug_is_a_name_on_any_disk(name: str) -> None:
    """
    Never empty, a path, a hidden file, too long or a device; and its own slug.
    """
    slug = slug_of(name)

    assert slug
    assert len(slug) <= SLUG_LENGTH + len("-papers")
    assert all(one == "-" or one.isprintable() for one in slug)
    assert not set(slug) & set("/\\.:*?\"<>|#%& \t\n'`")
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert not re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d", slug)
    assert slug == slug_of(slug)


@given(st.text())
@settings(deadline=None)
def test_the_suggested_slug_is_accepted(given_slug: str) -> None:
    """
    A keeper who writes what the message says is done.
    """
    fault = slug_fault(given_slug)

    assert (fault is None) == (given_slug == slug_of(given_slug))
    assert slug_fault(slug_of(given_slug)) is None


def test_a_bad_slug_is_answered_with_a_good_one() -> None:
    """
    The message holds what to write.
    """
    assert "bad slug 'Graph NN'; write it like 'graph-nn'" == slug_fault("Graph NN")
