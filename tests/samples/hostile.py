"""
Papers and keyword names by people who mean harm, and a site built of them as its keeper would.

The corpus is data: ``data/hostile/texts.json`` has one attack a line, with its name, and
``data/config/hostile-names.json`` the names of keywords.
"""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct
from programs.keeper import Keeper
from samples.goldens import DATA
from samples.making import make_paper

from generator.errors import ConfigError
from generator.keywords.keyword import Keyword
from generator.keywords.keywords_file import read_keywords_file
from generator.papers import categories
from generator.papers.paper import Paper, folded, folded_paragraphs

_TEXTS = DATA / "hostile" / "texts.json"

_NAMES = DATA / "config" / "hostile-names.json"

_NEWEST = datetime(2025, 12, 28, 12, 0, tzinfo=UTC)

_APART = timedelta(hours=6)

_CATEGORIES = sorted(categories.categories())

# Fewer than there are names: every category has a keyword.
_USED = 60


class Attack(Struct, frozen=True):
    """
    A *text* that tries to be more than text, and what it tries.
    """

    name: str
    text: str


ATTACKS = tuple(Attack(**one) for one in json.loads(_TEXTS.read_text("utf-8")))


def papers() -> tuple[Paper, ...]:
    """
    A paper for each attack, which stands in every text it has; newest first.
    """
    return tuple(_paper(number, attack.text) for number, attack in enumerate(ATTACKS, start=1))


def keyword_names(folder: Path) -> dict[str, Keyword]:
    """
    The names that work, the first one of each slug, with what is made of them in *folder*.
    """
    found: dict[str, Keyword] = {}
    path = folder / "keywords.yaml"
    for name in json.loads(_NAMES.read_text("utf-8")):
        path.write_text(json.dumps({"keywords": [name]}), "utf-8")
        try:
            (keyword,) = read_keywords_file(path)[0]
        except ConfigError:
            continue
        if keyword.slug not in {one.slug for one in found.values()}:
            found[name] = keyword
    return found


def write_keywords(keeper: Keeper) -> dict[str, Keyword]:
    """
    Let *keeper* follow hostile names, a category under each, so that all papers are found.
    """
    names = keyword_names(keeper.root)
    entries = [
        {"name": name, "categories": [category]}
        for name, category in zip(names, _CATEGORIES, strict=False)
    ]
    written = {"keywords": entries, "defaults": {"max_papers": 2 * len(ATTACKS)}}
    (keeper.root / "keywords.yaml").write_text(json.dumps(written), "utf-8")
    return names


def _paper(number: int, text: str) -> Paper:
    moment = _NEWEST - _APART * number
    return make_paper(
        f"2512.{number:05}",
        title=folded(text),
        authors=(folded(text), "Ada Lovelace", folded(text), folded(text)),
        abstract=folded_paragraphs(text.replace("\n", "\n\n")),
        categories=(_CATEGORIES[number % _USED],),
        comment=folded(text),
        journal_ref=folded(text),
        doi=folded(text),
        published=moment,
        updated=moment,
    )
