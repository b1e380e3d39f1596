"""
What a site does when its keeper removes a keyword, and brings it back.
"""

from pathlib import Path

import pytest
from programs.keeper import Keeper
from samples.making import DAY, make_paper

from generator.build.project import Project, read_configuration
from generator.build.render import render
from generator.papers.announcement import ALL, Announcement, Record
from generator.store import Store


def test_a_removed_keyword_comes_back_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Its pages, its feeds and the papers only it has leave the site, and nothing leaves the store.
    """
    monkeypatch.setenv("SITE_URL", "https://example.org/papers/")
    keeper, project = Keeper(tmp_path), Project.at(tmp_path)
    store = Store(project.store)
    records = {
        f"2512.0000{number}": Record(
            make_paper(f"2512.0000{number}"), dict.fromkeys((ALL, *slugs), Announcement(DAY))
        )
        for number, slugs in enumerate([("sails",), ("sails", "windmills")], start=1)
    }
    store.remember(records, records)

    def rendered(*keywords: str) -> dict[str, bytes]:
        (tmp_path / "keywords.yaml").write_text(f"keywords: [{', '.join(keywords)}]", "utf-8")
        render(read_configuration(project))
        files = keeper.generated().items()
        return {path: text for path, text in files if not path.startswith("pagefind")}

    before = rendered("Windmills", "Sails")
    without = rendered("Windmills")
    after = rendered("Windmills", "Sails")

    assert "sails/atom.xml" in before
    assert not [path for path in without if path.startswith("sails")]
    assert b"2512.00001" in before["all/atom.xml"]
    assert b"2512.00001" not in without["all/atom.xml"]
    assert b"2512.00002" in without["all/atom.xml"]
    assert records == store.records()
    assert before == after
