"""
arXiv's categories and what they are called.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


def category_name(code: str) -> str:
    """
    The full name of category *code*, or the code itself where arXiv opened it after this list.
    """
    return categories().get(code, code)


@cache
def categories() -> Mapping[str, str]:
    """
    The names of all categories by code: those in use, then those only older papers carry.
    """
    # https://arxiv.org/category_taxonomy
    text = files("generator.papers").joinpath("categories.tsv").read_text("utf-8")
    rows = (line for line in text.splitlines() if not line.startswith("#"))
    return MappingProxyType(
        {row["code"]: row["name"] for row in csv.DictReader(rows, delimiter="\t")}
    )
