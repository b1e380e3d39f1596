import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.site.citations import Name, name_of


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Kaiming He", Name("He", "Kaiming")),
        ("Ludwig van Beethoven", Name("van Beethoven", "Ludwig")),
        ("Adrian G. del Maestro", Name("del Maestro", "Adrian G.")),
        ("Sammy Davis Jr.", Name("Davis", "Sammy", "Jr.")),
        ("Sammy Davis, Jr.", Name("Davis", "Sammy", "Jr.")),
        ("Henry VIII", Name("VIII", "Henry")),
        ("Henry Ford III", Name("Ford", "Henry", "III")),
        (r"Paul Erd\H{o}s", Name("Erdős", "Paul")),
        ("Plato", Name("Plato")),
        ("王小明", Name("王小明")),
        ("bell hooks", Name("hooks", "bell")),
        (
            "The LIGO Scientific Collaboration",
            Name("The LIGO Scientific Collaboration", collective=True),
        ),
        ("ATLAS Collaboration", Name("ATLAS Collaboration", collective=True)),
        ("Qwen Team", Name("Qwen Team", collective=True)),
        ("Smith, John, and others", Name("Smith, John, and others", collective=True)),
        ("A and B", Name("A and B", collective=True)),
    ],
)
def test_names_have_family_and_given_part(author: str, expected: Name) -> None:
    """
    What comes last is the family name, with small words before it; bodies stay in one piece.
    """
    assert expected == name_of(author)


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=8), max_size=6))
def test_no_word_of_a_name_is_lost(words: list[str]) -> None:
    """
    However a name is cut, all its words are there.
    """
    name = name_of(" ".join(words))

    assert sorted(words) == sorted(f"{name.given} {name.family} {name.suffix}".split())
