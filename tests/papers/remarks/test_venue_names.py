import pytest

from generator.papers.remarks.venue_names import venue_names


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("CVPR", "CVPR"),
        ("NIPS", "NeurIPS"),
        ("Transactions on Pattern Analysis and Machine Intelligence", "TPAMI"),
        ("Mon. Not. R. Astron. Soc.", "MNRAS"),
        ("MM", "ACM MM"),
    ],
)
def test_venue_has_many_spellings(text: str, venue: str) -> None:
    """
    A short name, a full one, and what people used to write.
    """
    assert [venue] == [one.venue for one in venue_names() if one.text == text]


def test_ambiguous_spellings_are_marked() -> None:
    """
    The same venue may have names that are clear and names that are not.
    """
    weak = {one.text for one in venue_names() if one.weak}

    assert {"RSS", "SC", "MM", "TIP", "Nature", "Science", "Pattern Recognition"} <= weak
    assert not {"CVPR", "ACM MM", "IEEE TIP", "Nature Communications"} & weak


def test_abbreviations_are_told_from_full_names() -> None:
    """
    An abbreviation is one word and has capitals within.
    """
    short = {one.text for one in venue_names() if one.abbreviated}

    assert {"NeurIPS", "T-PAMI", "3DV"} <= short
    assert not {"Neurocomputing", "Machine Learning Journal"} & short


def test_table_is_clean() -> None:
    """
    Of over 300 venues each spelling stands once, and nothing is left of the table's marks.
    """
    texts = [one.text.casefold() for one in venue_names()]

    assert 300 < len({one.venue for one in venue_names()})
    assert len(texts) == len(set(texts))
    assert all(text and text == text.strip() and not set(text) & set("~;\t|") for text in texts)
    assert {True, False} == {one.journal for one in venue_names()}
