import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples.making import make_paper

from generator.papers.doi import doi_url, dois


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1103/PhysRevLett.1", ["10.1103/PhysRevLett.1"]),
        ("https://doi.org/10.1000/1", ["10.1000/1"]),
        ("http://dx.doi.org/10.1000/1", ["10.1000/1"]),
        ("https://doi.org/10.1000%2F1", ["10.1000/1"]),
        ("doi:10.1000/1", ["10.1000/1"]),
        ("DOI: 10.1000/1.", ["10.1000/1"]),
        ("10.1000/ 1", ["10.1000/1"]),
        ("(10.1000/1)", ["10.1000/1"]),
        ("10.1000/1 10.1000/2", ["10.1000/1", "10.1000/2"]),
        ("10.1000/1, 10.1000/2", ["10.1000/1", "10.1000/2"]),
        ("10.1000/1;10.1000/2", ["10.1000/1", "10.1000/2"]),
        ("10.1000/1,doi:10.1000/2", ["10.1000/1", "10.1000/2"]),
        ("10.1000/1;https://doi.org/10.1000/2", ["10.1000/1", "10.1000/2"]),
        ("10.1000/1 (erratum: 10.1000/2)", ["10.1000/1", "10.1000/2"]),
        ("10.1000/b 10.1000/a 10.1000/B", ["10.1000/b", "10.1000/a"]),
        (
            "10.1002/(SICI)1-2(3)17:15<1::A>3.0.CO;2-2",
            ["10.1002/(SICI)1-2(3)17:15<1::A>3.0.CO;2-2"],
        ),
        ("10.1016/0370-2693(85)91028-3", ["10.1016/0370-2693(85)91028-3"]),
        ("to appear", []),
        ("10.1000/", []),
        ("", []),
    ],
)
def test_dois_are_found_however_they_are_written(text: str, expected: list[str]) -> None:
    """
    Addresses, prefixes and punctuation are no part of a DOI; brackets and semicolons can be.
    """
    assert expected == list(dois(text))
    assert tuple(expected) == make_paper(doi=text).dois
    assert expected == list(dois(" ".join(expected)))


@given(st.text(st.sampled_from("10./ ,;:doi(") | st.characters(), max_size=40))
def test_a_doi_is_one_word(text: str) -> None:
    """
    Whatever the field holds, a DOI begins with 10 and has no blank.
    """
    found = dois(text)

    assert all(doi.startswith("10.") and len(doi.split()) == 1 for doi in found)
    assert all(doi_url(doi).isascii() for doi in found)


def test_a_huge_field_is_read_in_a_moment() -> None:
    """
    No field takes longer than its length allows.
    """
    assert (f"10.1/x{',;' * 100_000}y",) == dois(f"10.1/x{',;' * 100_000}y")
