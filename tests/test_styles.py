import re
from pathlib import Path

SHEETS = sorted((Path(__file__).parents[1] / "site_src/assets/css").glob("*.css"))


def naming(pattern: str) -> list[str]:
    """
    The style sheets that have *pattern*.
    """
    return [one.name for one in SHEETS if re.search(pattern, one.read_text("utf-8"))]


def test_one_style_sheet_knows_the_classes_of_the_theme() -> None:
    """
    Another version of the theme concerns one file.
    """
    assert ["frame.css"] == naming(r"\.md-")


def test_one_style_sheet_knows_the_variables_of_the_theme() -> None:
    """
    All others use names of our own for colours and fonts.
    """
    assert ["tokens.css"] == naming("--md-")


def test_every_style_sheet_is_on_every_page() -> None:
    """
    And none is named that is gone.
    """
    config = (Path(__file__).parents[1] / "mkdocs.yml").read_text("utf-8")
    named = re.findall(r"^  - assets/css/(\S+)$", config, re.MULTILINE)

    assert [one.name for one in SHEETS] == sorted(named)
