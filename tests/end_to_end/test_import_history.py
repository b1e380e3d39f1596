"""
A site that starts with years of papers: the file, the command, the first fetch after it.
"""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from programs.keeper import SAMPLE, Keeper
from servers.arxiv_server import ArxivServer, read_papers

from generator.build.project import Project
from generator.cli.import_ import import_file
from generator.errors import ConfigError
from generator.papers.paper import Paper
from generator.store import Store

TODAY = date(2026, 2, 1)


def snapshot_line(paper: Paper) -> str:
    """
    The paper as arXiv's snapshot has it.
    """
    moments = [paper.published] * (paper.arxiv_id.version - 1) + [paper.updated]
    versions = [
        {"version": f"v{number}", "created": f"{moment:%a, %d %b %Y %H:%M:%S} GMT"}
        for number, moment in enumerate(moments, start=1)
    ]
    fields = {
        "id": paper.arxiv_id.base,
        "title": paper.title,
        "abstract": paper.abstract.replace("\n", "\n  "),
        "comments": paper.comment,
        "journal-ref": paper.journal_ref,
        "doi": paper.doi,
        "categories": " ".join(paper.categories),
        "authors_parsed": [[name, "", ""] for name in paper.authors],
        "versions": versions,
    }
    return json.dumps(fields) + "\n"


def test_a_site_starts_with_history_and_no_news(tmp_path: Path) -> None:
    """
    From a packed snapshot: pages have all papers on their days, the digest is empty, and the
    first fetch finds them known and changes none.
    """
    papers = read_papers(SAMPLE)
    keeper = Keeper(tmp_path)
    path = tmp_path / "arxiv-metadata-oai-snapshot.json.gz"
    path.write_bytes(gzip.compress("".join(map(snapshot_line, papers)).encode()))
    (tmp_path / "keywords.yaml").write_text(
        "keywords:\n  - name: Vision\n    categories: [cs.CV]\n", "utf-8"
    )
    vision = {one.arxiv_id.base: one for one in papers if "cs.CV" in one.categories}

    imported = keeper.run("import", str(path))
    before = Store(keeper.source / "data").records()
    with ArxivServer(papers) as server:
        fetched = keeper.run("fetch", "--api-url", server.url, "--pause", "0")

    assert 0 == imported.returncode, imported.stderr
    assert f"Vision: {len(vision)} papers → /vision/\n" in imported.stdout
    assert f"{len(papers)} lines read, 0 unreadable; " in imported.stdout
    assert vision == {base: record.paper for base, record in before.items()}
    assert all(
        record.paper.updated.date() == record.announced["vision"].day for record in before.values()
    )
    assert 0 == fetched.returncode, fetched.stderr
    assert before == Store(keeper.source / "data").records()
    assert "" == keeper.run("digest").stdout


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "keywords.yaml").write_text(
        "keywords:\n  - name: Vision\n    categories: [cs.CV]\n"
        "  - name: Anywhere\n    query: 'all:electron'\n",
        "utf-8",
    )
    return Project.at(tmp_path)


def test_what_is_left_out_is_said(
    project: Project, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """
    Keywords that only arXiv can judge, lines that cannot be read; the rest is taken over.
    """
    path = tmp_path / "history.jsonl"
    lines = [snapshot_line(one) for one in read_papers(SAMPLE)[:2]]
    path.write_text("".join((*lines, "{}\n")), "utf-8")

    assert 1 == import_file(project, path, (), today=TODAY)
    out, err = capsys.readouterr()
    assert "Anywhere: left out: only arXiv can tell what its query finds\n" in out
    assert "3 lines read, 1 unreadable; " in out
    assert "left out: line 3: Object missing required field `id`\n" == err


@pytest.mark.parametrize(
    ("content", "sections", "fault"),
    [
        (b'{"format":"daily-papers/papers","version":2}\n', (), r"in version 2; this program"),
        (b'{"id":"1","authors_parsed":[]}\n', ("A=B",), r"--section A=B: is for trackers' files"),
        (
            gzip.compress(b'{"id":"1","authors_parsed":[]}\n' * 9, mtime=0)[:-9],
            (),
            r"cannot be unpacked",
        ),
        (b"\x1f\x8bnot packed", (), r"cannot be read: Unknown compression"),
    ],
    ids=["a newer version", "sections of no tracker", "broken off", "not packed"],
)
def test_what_cannot_be_read_changes_nothing(
    project: Project, content: bytes, sections: tuple[str, ...], fault: str
) -> None:
    """
    The file is named, or the word of the keeper.
    """
    path = project.root / "history.gz"
    path.write_bytes(content)

    with pytest.raises(ConfigError, match=fault):
        import_file(project, path, sections, today=TODAY)

    assert not project.store.exists()


def test_a_missing_file_is_named(project: Project) -> None:
    """
    Like any other file of a tracker.
    """
    with pytest.raises(ConfigError, match=r"nothing\.json: cannot be read: No such file"):
        import_file(project, project.root / "nothing.json", (), today=TODAY)
