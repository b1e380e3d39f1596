from pathlib import Path

import pytest

from generator.build.staging import replace_files, replace_folder, staging_folder

Tree = dict[str, str]


def planted(root: Path, tree: Tree) -> Path:
    for name, text in tree.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def grown(root: Path) -> Tree:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in files}


def test_a_workshop_leaves_nothing(tmp_path: Path) -> None:
    """
    Also when the work in it fails, and nothing of a killed run's either.
    """
    planted(tmp_path, {".daily-papers-killed/half": "of a site", ".git/HEAD": "main"})

    def work() -> None:
        with staging_folder(tmp_path) as folder:
            planted(folder, {"a/b": "half"})
            assert not (tmp_path / ".daily-papers-killed").exists()
            raise ValueError("no room")

    with pytest.raises(ValueError, match="no room"):
        work()
    assert {".git/HEAD": "main"} == grown(tmp_path)


def test_workshops_have_names_of_their_own(tmp_path: Path) -> None:
    """
    A program that a killed run had started writes where nobody looks any more.
    """
    with staging_folder(tmp_path) as one:
        pass
    with staging_folder(tmp_path) as two:
        assert one != two


def test_a_folder_takes_the_place_of_another(tmp_path: Path) -> None:
    """
    Whole, or of the old one nothing is given up.
    """
    new, old = planted(tmp_path / "new", {"a": "2"}), planted(tmp_path / "old", {"a": "1", "b": ""})

    replace_folder(old, new)

    assert {"a": "2"} == grown(tmp_path / "old")


def test_what_moves_in_replaces_all_but_the_hidden(tmp_path: Path) -> None:
    """
    As MkDocs does: a ``.git`` that publishes the site stays.
    """
    made = planted(tmp_path / "made", {"a.html": "2", "b/c.html": "2", "d/e": "2", "same": "1"})
    site = planted(
        tmp_path / "site",
        {"a.html": "1", "gone/x/y": "1", "gone.html": "1", "same": "1", ".git/HEAD": "main"},
    )
    before = (site / "same").stat()

    replace_files(site, made)

    assert grown(site) == {
        "a.html": "2",
        "b/c.html": "2",
        "d/e": "2",
        "same": "1",
        ".git/HEAD": "main",
    }
    assert ["a.html", "b", "d", "same"] == sorted(
        path.name for path in site.iterdir() if not path.name.startswith(".")
    )
    assert (before.st_ino, before.st_mtime_ns) == (
        (site / "same").stat().st_ino,
        (site / "same").stat().st_mtime_ns,
    )
