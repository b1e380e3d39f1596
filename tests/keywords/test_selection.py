import re

import pytest
from samples.making import make_keyword

from generator.errors import ConfigError
from generator.keywords.keywords_file import selected

WINDMILLS, KITES = make_keyword("Windmills"), make_keyword("Kites & Balloons", slug="kites")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], (WINDMILLS, KITES)),
        (["windMILLS"], (WINDMILLS,)),
        (["kites"], (KITES,)),
        (["kites", "Windmills", "Kites & Balloons"], (WINDMILLS, KITES)),
    ],
)
def test_keywords_are_chosen_by_name_or_slug(names: list[str], expected: tuple[object]) -> None:
    """
    In whatever case and order they are named, they come once and in the keeper's order.
    """
    assert expected == selected((WINDMILLS, KITES), names)


def test_unknown_name_is_refused_with_those_there_are() -> None:
    """
    A misspelt keyword must not look like one without papers.
    """
    complaint = "--keyword Kite: no such keyword; there are Windmills, Kites & Balloons"

    with pytest.raises(ConfigError, match=re.escape(complaint)):
        selected((WINDMILLS, KITES), ["Windmills", "Kite"])
