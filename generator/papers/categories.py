"""
arXiv's categories and their names.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


def category_name(code: str) -> str:
    """
    Return the name of the category *code*; *code* itself if the package's list lacks it.
    """
    return categories().get(code, code)


@cache
def categories() -> Mapping[str, str]:
    """
    Return the names of all categories by code: categories in use first, abandoned ones last.
    """
    # https://arxiv.org/category_taxonomy
    text = files("generator.papers").joinpath("categories.tsv").read_text("utf-8")
    rows = (line for line in text.splitlines() if not line.startswith("#"))
    return MappingProxyType(
        {row["code"]: row["name"] for row in csv.DictReader(rows, delimiter="\t")}
    )
