"""
Under which spellings an author is sought.
"""

import pytest

from generator.keywords.arxiv_query import spellings


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Kaiming He", ("Kaiming He",)),
        ("He, Kaiming", ("Kaiming He",)),
        (" van der  Berg , Jan B. ", ("Jan B. van der Berg",)),
        ("J. P. Serre", ("J. P. Serre", "J.P. Serre")),
        ("J.P. Serre", ("J. P. Serre", "J.P. Serre")),
        ("Serre, J.P.", ("J. P. Serre", "J.P. Serre")),
        ("J.-P. Serre", ("J.-P. Serre",)),
        ("恺明", ("恺明",)),
        ("Serre,", ("Serre,",)),
        ("A, B, C", ("A, B, C",)),
        ("", ("",)),
    ],
)
def test_a_name_is_sought_as_arxiv_writes_it(author: str, expected: tuple[str, ...]) -> None:
    """
    Given name first, whichever way it was written down; initials with and without blanks.
    """
    assert expected == spellings(author)


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Kaiming He", ("Kaiming He", "K. He", "He Kaiming")),
        ("He, Kaiming", ("Kaiming He", "K. He", "He Kaiming")),
        ("Jean-Pierre Serre", ("Jean-Pierre Serre", "J.-P. Serre", "Serre Jean-Pierre")),
        (
            "Geoffrey E. Hinton",
            (
                *("Geoffrey E. Hinton", "Geoffrey Hinton", "G. E. Hinton", "G.E. Hinton"),
                *("G. Hinton", "Hinton Geoffrey E.", "Hinton Geoffrey"),
            ),
        ),
        ("van der Berg, Jan", ("Jan van der Berg", "J. van der Berg", "van der Berg Jan")),
        ("Aristotle", ("Aristotle",)),
    ],
)
def test_variants_are_initials_and_another_order(author: str, expected: tuple[str, ...]) -> None:
    """
    The name itself first, then what may be others' names, too.
    """
    assert expected == spellings(author, variants=True)
