"""
Pipes, devices and links in the place of files: refused by name or replaced, and never waited for.
"""

from itertools import cycle
from pathlib import Path

import pytest
from programs.keeper import Keeper
from programs.no_files import KINDS, stand_in
from samples.making import DAY, make_paper

from generator.build.project import Project
from generator.papers.announcement import Announcement, Record
from generator.store import Store

# Files that commands read, with a command that reads each.
READ = (
    ("keywords.yaml", "check"),
    ("mkdocs.yml", "check"),
    ("site_src/data/papers/2512.jsonl", "export"),
    ("site_src/data/inventory.json", "export"),
    ("site_src/data/status.json", "export"),
    ("site_src/data/imported.json", "fetch"),
    ("site_src/data/harvest.json", "store check"),
    ("papers.jsonl", "import papers.jsonl"),
)

# Files that a rendering makes, and may replace.
MADE = (".rendered", ".made", "pagefind/0/.documents", "windmills/index.md", "windmills/atom.xml")


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    keeper = Keeper(tmp_path)
    (tmp_path / "keywords.yaml").write_text("keywords: [Windmills]\n", "utf-8")
    known = {"2512.17601": Record(make_paper(), {"windmills": Announcement(DAY)})}
    Store(Project.at(tmp_path).store).remember(known, known)
    return keeper


@pytest.mark.parametrize(("name", "command"), READ)
def test_what_is_no_file_is_refused_by_name(keeper: Keeper, name: str, command: str) -> None:
    """
    A pipe, a socket, a folder, a loop of links, a link that leads nowhere; at once, in one line.
    """
    path = keeper.root / name
    content = path.read_bytes() if path.exists() else b""
    words = [str(path) if word == path.name else word for word in command.split()]
    for kind in KINDS:
        path.unlink(missing_ok=True)
        stand_in(kind, path, path)

        run = keeper.run(*words)

        assert run.returncode in {1, 2, 3}, (kind, run.stdout)
        assert path.name in run.stderr + run.stdout, kind
        assert "Traceback" not in run.stderr, kind
        if kind == "folder":
            path.rmdir()
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def test_what_a_rendering_makes_takes_the_place_of_what_is_no_file(keeper: Keeper) -> None:
    """
    The pages are those of an undisturbed rendering afterwards, or the file is named.
    """
    assert 0 == keeper.run("render").returncode
    before = keeper.generated()
    for name, kind in zip(MADE, cycle(("pipe", "loop", "socket")), strict=False):
        path = keeper.source / name
        path.unlink()
        stand_in(kind, path, path)

        run = keeper.run("render")

        if run.returncode:
            assert (3, 1) == (run.returncode, run.stderr.count("\n")), run.stderr
            assert name in run.stderr
            path.unlink()
            assert 0 == keeper.run("render").returncode
        assert before == keeper.generated(), (kind, name)


@pytest.mark.parametrize("name", ["windmills", "windmills/2025-12", "pagefind"])
def test_no_rendering_goes_through_a_link_to_another_folder(
    keeper: Keeper, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    """
    The link is named, wherever it stands on the way, and nothing is written where it leads.
    """
    outside, path = tmp_path_factory.mktemp("outside"), keeper.source / name
    stand_in("link", path, outside)

    run = keeper.run("render")

    assert 2 == run.returncode
    assert f"{path}: is a symbolic link" in run.stderr
    assert [] == list(outside.iterdir())


def test_no_build_goes_through_a_link_in_the_site(
    keeper: Keeper, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """
    The site is made by the program alone: a folder takes the place of the link.
    """
    outside = tmp_path_factory.mktemp("outside")
    for name in ("windmills", "all/2025-12", "gone"):
        stand_in("link", keeper.site / name, outside)
    (keeper.site / "404.html").mkdir()

    run = keeper.run("build", "--no-fetch")

    assert 0 == run.returncode, run.stderr
    assert [] == list(outside.iterdir())
    assert (keeper.site / "windmills/index.html").is_file()
    assert (keeper.site / "404.html").is_file()
    assert not [path for path in keeper.site.rglob("*") if path.is_symlink()]


def test_an_engine_is_not_given_what_it_would_wait_for(keeper: Keeper) -> None:
    """
    MkDocs would open a pipe for ever, and follow a link to a folder around itself.
    """
    path = keeper.source / "own.md"
    for kind in ("pipe", "nowhere", "link"):
        stand_in(kind, path, keeper.source)

        run = keeper.run("build", "--no-fetch")

        assert 2 == run.returncode, kind
        assert str(path) in run.stderr
        path.unlink()
