from pathlib import Path

from generator.build.project import Project


def test_everything_has_its_place_below_the_keepers_folder() -> None:
    """
    Workflows, ignore files and documents name these places.
    """
    project = Project.at(Path("mine"))

    assert Path("mine/keywords.yaml") == project.keywords
    assert Path("mine/mkdocs.yml") == project.mkdocs
    assert Path("mine/site_src") == project.source
    assert Path("mine/site_src/data") == project.store
    assert Path("mine/site") == project.site


def test_a_site_may_go_elsewhere() -> None:
    """
    The demo builds away from the keeper's own site.
    """
    project = Project(Path("mine"), Path("elsewhere"))

    assert Path("elsewhere") == project.site
    assert Path("mine/site_src") == project.source
