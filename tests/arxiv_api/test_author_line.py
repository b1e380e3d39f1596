import pytest

from generator.arxiv_api.author_line import names


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("A. Lovelace, C. Babbage and M. Somerville", "A. Lovelace|C. Babbage|M. Somerville"),
        ("A. Lovelace, C. Babbage, and M. Somerville", "A. Lovelace|C. Babbage|M. Somerville"),
        ("Ada Lovelace (London), Alexandra Rand", "Ada Lovelace|Alexandra Rand"),
        ("A. One (1 and 2), B. Two (2) ((1) Here, (2) There)", "A. One|B. Two"),
        ("Paul Erd\\H{o}s, J\\'anos Pach", "Paul Erdős|János Pach"),
        ('M{\\"u}ller, \\O. {\\AA}s', "Müller|Ø. Ås"),
        ("J. Smith, Jr., H. Tudor, VIII and J. Roe III", "J. Smith Jr.|H. Tudor VIII|J. Roe III"),
        ("D0 Collaboration: V. Abazov, et al.", "D0 Collaboration|V. Abazov"),
        ("Andrea Anderson, Sandy Band", "Andrea Anderson|Sandy Band"),
        ("A. One (Here, B. Two", "A. One"),
        ("A. One (Nickname) Two", "A. One|Two"),
        ("", ""),
        ("(nobody)", ""),
    ],
)
def test_names_are_told_apart(line: str, expected: str) -> None:
    """
    By commas, "and" or a colon; affiliations are left out and TeX's letters become letters.
    """
    assert expected == "|".join(names(line))
