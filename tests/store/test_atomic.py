import os
import re
import resource
from pathlib import Path

import pytest
from programs.disk_calls import disk_calls
from programs.no_files import stand_in

from generator.store import atomic

LONG_AGO = 1_000_000_000


@pytest.mark.parametrize("durable", [False, True])
def test_a_file_is_made_with_its_folders(tmp_path: Path, durable: bool) -> None:  # noqa: FBT001 - a parameter
    """
    What is not there yet is made; nothing else is left in the folder.
    """
    path = tmp_path / "a" / "b" / "page.md"

    changed = atomic.write(path, b"new", durable=durable)

    assert changed
    assert b"new" == path.read_bytes()
    assert [path] == list(path.parent.iterdir())


@pytest.mark.parametrize("content", [b"new", b"shorter"])
def test_other_bytes_replace_a_file(tmp_path: Path, content: bytes) -> None:
    """
    Also when there are just as many of them.
    """
    path = tmp_path / "page.md"
    path.write_bytes(b"old")

    assert atomic.write(path, content)
    assert content == path.read_bytes()


def test_an_unchanged_file_keeps_its_time(tmp_path: Path) -> None:
    """
    Tools that watch times, and git, see only what changed.
    """
    path = tmp_path / "page.md"
    path.write_bytes(b"same")
    os.utime(path, (LONG_AGO, LONG_AGO))

    assert not atomic.write(path, b"same", durable=True)
    assert LONG_AGO == path.stat().st_mtime


def test_what_a_killed_run_left_is_overwritten(tmp_path: Path) -> None:
    """
    A part of a file beside it does no harm and is gone after the next write.
    """
    path = tmp_path / "page.md"
    path.write_bytes(b"old")
    path.with_name(".page.md.part").write_bytes(b"half of something much longer")

    atomic.write(path, b"new")

    assert b"new" == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_a_failed_write_leaves_the_old_bytes(tmp_path: Path) -> None:
    """
    The content is complete elsewhere before the old file is given up.
    """
    path = tmp_path / "page.md"
    path.write_bytes(b"old")
    path.with_name(".page.md.part").mkdir()

    with pytest.raises(OSError, match="directory"):
        atomic.write(path, b"new")
    assert b"old" == path.read_bytes()


def test_a_full_disk_leaves_the_old_bytes(tmp_path: Path) -> None:
    """
    Half a file is written beside the old one, never into it.
    """
    path = tmp_path / "page.md"
    path.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2, before[1]))

    try:
        with pytest.raises(OSError, match="File too large"):
            atomic.write(path, b"new")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert b"old" == path.read_bytes()
    assert [path] == [*tmp_path.iterdir()]


@pytest.mark.parametrize("what", ["link", "pipe", "socket"])
def test_what_stands_in_the_way_of_the_new_file_is_not_written_to(
    tmp_path: Path, what: str
) -> None:
    """
    The unfinished file has a name that is known: a link there must not lead to another's file, and
    a pipe must not wait for a reader.
    """
    other, path = tmp_path / "other", tmp_path / "page.md"
    other.write_bytes(b"another's")
    stand_in(what, path.with_name(".page.md.part"), other)

    assert atomic.write(path, b"new")

    assert (b"new", b"another's") == (path.read_bytes(), other.read_bytes())


@pytest.mark.parametrize("what", ["pipe", "socket", "folder", "loop"])
def test_what_is_no_file_is_an_error_at_once(tmp_path: Path, what: str) -> None:
    """
    To read a pipe would wait for another program for ever; so would a device.
    """
    path = tmp_path / "2512.jsonl"
    stand_in(what, path, path)

    with pytest.raises(OSError, match=re.escape(path.name)):
        atomic.read(path)
    with pytest.raises(OSError, match="/dev/zero"):
        atomic.read(Path("/dev/zero"))


def test_what_is_no_file_gives_way_to_one(tmp_path: Path) -> None:
    """
    A pipe in the place of a generated file is replaced, also by an empty file.
    """
    for content in (b"new", b""):
        path = tmp_path / f"page{len(content)}.md"
        os.mkfifo(path)

        assert atomic.write(path, content)
        assert content == path.read_bytes()


def test_a_folder_in_the_way_is_an_error(tmp_path: Path) -> None:
    """
    A folder is not taken away for a file, and its files stay.
    """
    path = tmp_path / "page.md"
    path.mkdir()
    (path / "inside").write_bytes(b"kept")

    with pytest.raises(OSError, match="directory"):
        atomic.write(path, b"new")
    assert b"kept" == (path / "inside").read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="Windows cannot open folders")
def test_the_disk_has_a_durable_file_before_and_after_it_gets_its_name(tmp_path: Path) -> None:
    """
    First the bytes, then the name, then the folder: no power cut leaves an empty file.
    """
    path = tmp_path / "papers.jsonl"

    assert ["fsync", "replace", "fsync"] == disk_calls(
        lambda: atomic.write(path, b"new", durable=True)
    )
    assert ["replace"] == disk_calls(lambda: atomic.write(path, b"newer"))


def test_a_write_that_fails_leaves_no_unfinished_file(tmp_path: Path) -> None:
    """
    On a full disk, an unfinished file would keep the room that other files need.
    """
    path = tmp_path / "page.md"
    path.mkdir()

    with pytest.raises(OSError, match="directory"):
        atomic.write(path, b"new")
    assert [path] == list(tmp_path.iterdir())
