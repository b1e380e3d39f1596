"""
Papers that look like arXiv's, made up: lengths and shares as measured on real ones.

Words are as frequent as in any language: the n-th about 1/n times as often as the first (Zipf), so
that there are some that half of all papers have, and many that one paper has.
"""

import itertools
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from generator.keywords.slugs import slug_of
from generator.papers.announcement import Announcement, Record
from generator.papers.paper import ArxivId, Paper
from generator.store import Store

NEWEST = date(2026, 6, 30)

DAYS = 90

_WORDS = (
    "model data learning network method training image video language task performance approach "
    "representation framework benchmark large visual feature attention semantic temporal spatial "
    "robust efficient novel dataset inference evaluation generation alignment reasoning graph "
    "diffusion transformer policy reward sample distribution error bound sparse dense token layer "
    "encoder decoder prompt context retrieval memory object scene motion depth point cloud agent "
    "planning control robot speech audio text multimodal knowledge causal fairness privacy attack "
    "defense adversarial noise uncertainty calibration domain shift transfer continual federated"
).split()

_SMALL = "the of and a in to for with on that is by from we are as this our can be".split()

_NAMES = (
    "Wei Yuki Amara José Zoë Lena Igor Priya Omar Chloé Björn Mei Ravi Sofia Jan Noor Emil Ines "
    "Tariq Hana Zhang Müller García Kim Nguyen Okafor Rossi Silva Novák Haddad Tanaka Singh Petrov"
).split()

_CATEGORIES = ("cs.CV", "cs.LG", "cs.CL", "cs.AI", "cs.RO", "stat.ML", "eess.IV", "math.OC")

_FORMULAS = (
    r"$O(n \log n)$",
    r"$\ell_2$",
    r"$\mathbb{R}^{n \times d}$",
    r"$10^{-3}$",
    r"$\alpha = 0.5$",
    r"$\frac{1}{n}\sum_{i=1}^n x_i$",
)

_COMMENTS = (
    "Accepted to CVPR 2026",
    "12 pages, 5 figures",
    "Code: https://github.com/example/project",
    "Project page: https://example.github.io/project/",
)

_SYLLABLES = [a + b for a in "b d f g k l m n p r s t v z st tr".split() for b in "aeiou"]


def _made_up() -> Iterator[str]:
    for syllables in itertools.count(2):
        yield from map("".join, itertools.product(_SYLLABLES, repeat=syllables))


# The most frequent words first.
VOCABULARY = [*_SMALL, *_WORDS, *itertools.islice(_made_up(), 200_000)]

_WEIGHTS = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(VOCABULARY))))

_SURNAMES = [word.title() for word in itertools.islice(_made_up(), 5000)]


def names(count: int) -> list[str]:
    """
    *count* keyword names, all different.
    """
    pairs = ((_WORDS[i % len(_WORDS)], _WORDS[i // 7 % len(_WORDS)]) for i in range(count))
    return [f"{one} {other} {number}".title() for number, (one, other) in enumerate(pairs)]


def write_project(root: Path, keywords: int, papers: int, *, days: int = DAYS) -> None:
    """
    A ``keywords.yaml`` of so many *keywords* in *root*, and a store with *papers* for each.

    They are from as many *days*; a quarter of them is under a second keyword as well.
    """
    chosen = names(keywords)
    (root / "keywords.yaml").write_text(
        "keywords:\n" + "".join(f"  - {name}\n" for name in chosen), "utf-8"
    )
    slugs = [slug_of(name) for name in chosen]
    records = {}
    for number in range(keywords * papers):
        record = _record(number, slugs, random.Random(number), days)
        records[record.paper.arxiv_id.base] = record
    store = Store(root / "site_src" / "data")
    store.remember(records, records)


def make_paper(number: int, dice: random.Random, days: int = DAYS) -> Paper:
    """
    The paper of this *number*: the same one for the same *dice*.
    """
    day = NEWEST - timedelta(days=int(days * dice.random() ** 1.3))
    updated = datetime(day.year, day.month, day.day, dice.randrange(24), tzinfo=UTC)
    revised = dice.random() < 0.3
    published = updated - timedelta(days=dice.randrange(10, 300)) if revised else updated
    return Paper(
        arxiv_id=ArxivId(
            f"{published:%y%m}.{1 + number % 99_999:05d}", dice.randrange(2, 5) if revised else 1
        ),
        title=_title(dice),
        authors=tuple(_name(dice) for _ in range(min(int(dice.expovariate(0.18)) + 1, 40))),
        abstract=_abstract(dice),
        categories=tuple(dict.fromkeys(dice.choices(_CATEGORIES, k=dice.randrange(1, 4)))),
        published=published,
        updated=updated,
        comment=dice.choice(_COMMENTS) if dice.random() < 0.5 else None,
        doi=f"10.1000/{number}" if dice.random() < 0.2 else None,
    )


def _record(number: int, slugs: list[str], dice: random.Random, days: int) -> Record:
    paper = make_paper(number, dice, days)
    kind = Announcement(paper.updated.date(), "new" if paper.arxiv_id.version == 1 else "revised")
    chosen = {slugs[number % len(slugs)]}
    if dice.random() < 0.25:
        chosen.add(dice.choice(slugs))
    return Record(paper, dict.fromkeys(("all", *sorted(chosen)), kind))


def _name(dice: random.Random) -> str:
    return f"{dice.choice(_NAMES)} {dice.choice(_NAMES + _SURNAMES)}"


def _title(dice: random.Random) -> str:
    title = " ".join(_words(dice, dice.randrange(6, 13))).title()
    return f"{title} with $\\ell_1$" if dice.random() < 0.01 else title


def _abstract(dice: random.Random) -> str:
    sentences = [_sentence(dice) for _ in range(dice.randrange(6, 11))]
    sentences[dice.randrange(1, 4)] = f"We propose {_sentence(dice)}"
    if dice.random() < 0.07:
        sentences[-1] = f"The bound is {dice.choice(_FORMULAS)} for {dice.choice(_FORMULAS)}."
    if dice.random() < 0.05:
        sentences[-2] = r"This improves accuracy by 3.5\% over \textit{strong} baselines."
    return " ".join(sentences)


def _sentence(dice: random.Random) -> str:
    return " ".join(_words(dice, 22)).capitalize() + "."


def _words(dice: random.Random, number: int) -> list[str]:
    return dice.choices(VOCABULARY, cum_weights=_WEIGHTS, k=number)
