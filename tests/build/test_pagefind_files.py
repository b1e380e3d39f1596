"""
What Pagefind writes: whole, and the same for the same papers.
"""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from samples.making import DAY, make_edition, make_keyword, make_paper

from generator.build.pagefind_files import check_whole, order_filters, unpacked
from generator.build.render import write_search
from generator.errors import BuildError
from generator.papers.listing import Entry, Listing
from generator.site.edition import Edition, Section

CATEGORIES = ("cs.CV", "cs.LG", "cs.RO", "cs.AI", "eess.IV", "math.CO", "stat.ML", "hep-th")


@pytest.fixture(scope="module")
def edition() -> Edition:
    """
    Sixty papers of many categories, so that each filter has many values.
    """
    papers = (
        make_paper(
            f"2512.{number:05}",
            title=f"Windmill number{number} turns{number % 7}",
            categories=tuple(CATEGORIES[(number + step) % 8] for step in range(1 + number % 3)),
            comment=f"{number} pages, NeurIPS {2015 + number % 10}",
        )
        for number in range(1, 61)
    )
    entries = tuple(Entry(paper, DAY, "new", ("windmills",)) for paper in papers)
    return make_edition(Section(make_keyword(), Listing("windmills", entries)))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, edition: Edition) -> Path:
    folder = tmp_path_factory.mktemp("one")
    write_search(edition, folder)
    return folder / "pagefind"


def contents(index: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(index)): path.read_bytes()
        for path in index.rglob("*")
        if path.is_file()
    }


def test_the_same_papers_give_the_same_index(index: Path, edition: Edition, tmp_path: Path) -> None:
    """
    Every file, byte by byte: Pagefind itself shuffles filters and their values.
    """
    for _ in range(2):
        folder = tmp_path / "again"
        write_search(edition, folder)
        assert contents(index) == contents(folder / "pagefind")


def test_each_name_in_the_index_is_a_file(index: Path) -> None:
    """
    The table names the filters, and the first file that a browser loads names the table.
    """
    part = index / "0"
    entry = json.loads((part / "pagefind-entry.json").read_bytes())
    table = unpacked(part / f"pagefind.{entry['languages']['en']['hash']}.pf_meta")
    names = [path.stem for path in (part / "filter").iterdir()]

    assert 5 == len(names)
    assert all(name.encode() in table for name in names)
    category = next(
        one for path in (part / "filter").iterdir() if b"category" in (one := unpacked(path))
    )
    assert sorted(CATEGORIES, key=lambda one: category.index(one.encode())) == sorted(
        CATEGORIES, key=lambda one: (len(one), one)
    )


def test_ordering_again_changes_nothing(index: Path) -> None:
    """
    What is in order stays as it is.
    """
    before = contents(index)

    order_filters(index / "0")

    assert before == contents(index)


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda _: b"",
        lambda content: content[:20] + bytes(9) + content[29:],
        lambda _: gzip.compress(b"other"),
    ],
)
@pytest.mark.parametrize("name", ["fragment", "index", "filter", "*.pf_meta"])
def test_what_was_not_written_to_its_end_is_an_error(
    index: Path, tmp_path: Path, name: str, harm: Callable[[bytes], bytes]
) -> None:
    """
    On a full disk Pagefind cuts files off, and says nothing.
    """
    (found,) = list((index / "0").glob(name))[:1]
    path = next(found.iterdir()) if found.is_dir() else found
    harmed = harm(path.read_bytes())
    (tmp_path / path.name).write_bytes(harmed)

    with pytest.raises(BuildError, match=r"Pagefind did not write it; is the disk full\?"):
        check_whole(tmp_path)
