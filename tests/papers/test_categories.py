import re

import pytest

from generator.papers.categories import categories, category_name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("cs.CV", "Computer Vision and Pattern Recognition"),
        ("cond-mat.mes-hall", "Mesoscale and Nanoscale Physics"),
        ("hep-th", "High Energy Physics - Theory"),
        ("stat.ML", "Machine Learning"),
        ("cmp-lg", "Computation and Language"),
    ],
)
def test_category_has_the_name_arxiv_gives_it(code: str, name: str) -> None:
    """
    Readers see words, whether the category has a subject class, has none, or is closed.
    """
    assert name == category_name(code)


def test_unknown_category_is_called_by_its_code() -> None:
    """
    A category arXiv opens tomorrow is shown, not refused.
    """
    assert "cs.XY" == category_name("cs.XY")


def test_list_is_whole_and_clean() -> None:
    """
    There are 155 categories in use at arXiv; 21 more are closed but stand on older papers.
    """
    everything = categories()

    assert 155 + 21 == len(everything)
    assert all(
        re.fullmatch(r"[a-z]+(-[a-z]+)?(\.([A-Z]{2}|[a-z-]+))?", code) for code in everything
    )
    assert all(name == name.strip() and name for name in everything.values())


def test_list_cannot_be_changed() -> None:
    """
    All who ask share one table.
    """
    assert not hasattr(categories(), "__setitem__")
