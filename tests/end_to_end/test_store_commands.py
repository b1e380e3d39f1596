"""
A keeper looks after the store: what the commands print, and how they end.
"""

from pathlib import Path

import pytest
from programs.keeper import Keeper
from samples.making import DAY, make_paper

from generator.build.project import Project
from generator.cli.store import check_store, compact_store, repair_store
from generator.errors import ConfigError
from generator.papers.announcement import Announcement, Record
from generator.store import Store

pytestmark = pytest.mark.usefixtures("measured")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "keywords.yaml").write_text("keywords: [Windmills]\n", "utf-8")
    project = Project.at(tmp_path)
    known = {
        base: Record(make_paper(base), {slug: Announcement(DAY)})
        for base, slug in (("2512.00001", "windmills"), ("2512.00002", "kites"))
    }
    Store(project.store).remember(known, known)
    return project


def test_checking_repairing_and_checking_again(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The fault with its place and the next command; what was set aside, and where; no fault.
    """
    path = project.store / "papers/2512.jsonl"
    path.write_bytes(path.read_bytes()[:-20])

    assert 1 == check_store(project)
    out, err = capsys.readouterr()
    assert out.startswith(
        f"{path}: line 3: Input data was truncated; restore it from its history\n"
    )
    assert "2 faults; try daily-papers store repair\n" == err
    assert 1 == repair_store(project)
    said = capsys.readouterr().out
    assert f"  set aside: 1 line, in {path}.broken\nmended 1 file, 1 line set aside\n" in said
    assert 0 == check_store(project)
    assert "1 paper in 1 file, no fault\n" == capsys.readouterr().out
    assert 0 == repair_store(project)
    assert "nothing to mend\n" == capsys.readouterr().out


def test_what_needs_nothing_set_aside_is_well(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A mark before a file is taken off, and nobody has to look.
    """
    path = project.store / "papers/2512.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert 0 == repair_store(project)
    out = capsys.readouterr().out
    assert f"{path}: line 1: a byte order mark; save the file as UTF-8 without one\n" in out
    assert out.endswith("mended 1 file, 0 lines set aside\n")


def test_compacting_says_what_it_keeps(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Untidy files are named by check, and papers without a keyword by compact.
    """
    path = project.store / "papers/2512.jsonl"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert 0 == check_store(project)
    assert "daily-papers store compact\n2 papers in 1 file, no fault\n" in capsys.readouterr().out
    assert 0 == compact_store(project, forget=False)
    assert (
        "1 file written anew\n"
        "1 paper under no keyword of keywords.yaml: kept; --forget-unlisted removes them\n"
    ) == capsys.readouterr().out
    assert 0 == compact_store(project, forget=True)
    assert ["2512.00001"] == list(Store(project.store).records())
    project.keywords.unlink()
    with pytest.raises(ConfigError):
        compact_store(project, forget=True)


def test_the_commands_run(tmp_path: Path) -> None:
    """
    From the shell, also in a project without a store; a lock holds others off.
    """
    keeper = Keeper(tmp_path)
    runs = [keeper.run("store", word) for word in ("check", "repair", "compact")]

    assert [0, 0, 0] == [run.returncode for run in runs], [run.stderr for run in runs]
    assert "0 papers in 0 files, no fault\n" == runs[0].stdout
    assert "store compact" in (tmp_path / ".daily-papers.run").read_text()


def test_no_command_goes_on_without_a_file_that_the_store_had(tmp_path: Path) -> None:
    """
    Each names the file and the ways back, and writes nothing; after --accept-loss all go on.
    """
    keeper = Keeper(tmp_path)
    (tmp_path / "keywords.yaml").write_text("keywords: [Windmills]\n", "utf-8")
    store = Store(Project.at(tmp_path).store)
    known = {base: Record(make_paper(base), {}) for base in ("2511.00001", "2512.00001")}
    store.remember(known, known)
    (store.folder / "papers/2512.jsonl").unlink()
    before = sorted(tmp_path.rglob("*"))
    commands = (["fetch"], ["render"], ["digest"], ["export"], ["status"], ["store", "compact"])

    refused = [keeper.run("-C", str(tmp_path), *words) for words in commands]
    checked = keeper.run("store", "check")

    assert {3} == {one.returncode for one in refused}
    assert {1} == {one.stderr.count("2512.jsonl: is missing, with 1 paper. ") for one in refused}
    assert (1, True) == (checked.returncode, "checkout -- papers/2512.jsonl" in checked.stdout)
    assert before == [
        one for one in sorted(tmp_path.rglob("*")) if ".daily-papers." not in one.name
    ]

    repaired = keeper.run("store", "repair")
    accepted = keeper.run("store", "repair", "--accept-loss")

    assert [1, 0] == [repaired.returncode, accepted.returncode]
    assert "repair --accept-loss" in repaired.stdout
    assert accepted.stdout.startswith(f"{tmp_path}/site_src/data/papers/2512.jsonl: is missing")
    assert accepted.stdout.endswith(
        "with 1 paper: given up\n1 file given up; the next fetch asks arXiv for the papers again, "
        "and does not announce them as news\n"
    )
    assert 0 == keeper.run("export").returncode
    assert "1 paper in 1 file, no fault\n" == keeper.run("store", "check").stdout
