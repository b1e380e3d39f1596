import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.site.author_name import Name, name_of

BODIES = (
    "Team Cohere",
    "Planck Collaboration",
    "Mill Working Group",
    "Windmill Consortium",
    "Institute for Wind",
    "Department of Mills",
    "University of Mill Hill",
    "Google DeepMind",
    "IBM Research",
    "Mill Technologies Inc.",
    "the Sails team",
    "The ATLAS",
    "OpenAI",
    "DeepSeek-AI",
    "Mill AI",
    "GLM-4.5 Crew",
    "mills.ai",
    "Mill-Core Xiaomi",
    "Mill Workshop",
    "Working Group 2",
    "Windmill Intelligence",
    "Connected Mills Networks",
    "Mill Agents",
    "IBM Windmill",
    "École de la meunerie",
    "Hugging Face",
)

# Given names and family name.
PEOPLE = (
    ("The Anh", "Han"),
    ("An", "Yang"),
    ("Shin seong", "Kim"),
    ("Research Pratim", "Maity"),
    ("Huawei", "Sun"),
    ("", "张 三"),
    ("", "山田 太郎"),
    ("Juan", "de la Cruz"),
    ("Johannes", "van der Waals"),
    ("", "van der Waals"),
    ("José", "Ortega y Gasset"),
    ("Luc", "Van Gool"),
    ("Kiet Van", "Nguyen"),
    ("Antonio de Sousa", "Leitão Filho"),
    ("Conan", "O'Brien"),
    ("J.-P.", "Serre"),
    ("JOHN", "SMITH"),
    ("Jean-Luc", "Mill-Hill"),
    ("Weinan", "E"),
    ("jun", "wang"),
    ("Plato", "")[::-1],
)


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
        *((name, Name(name, collective=True)) for name in BODIES),
        *((f"{given} {family}".strip(), Name(family, given)) for given, family in PEOPLE),
        ("Gemma Team:", Name("Gemma Team", collective=True)),
        ("Juan de la Cruz Jr.", Name("de la Cruz", "Juan", "Jr.")),
        ("LIU Yang", Name("LIU", "Yang")),
        ("Kumar S. R.", Name("Kumar", "S. R.")),
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
