"""
From the source tree to the site: MkDocs reads files, and that is all it does here.
"""

from pathlib import Path

from generator.errors import BuildError
from generator.pipeline.program import run_module
from generator.project import Project
from generator.workshop import move_in, workshop


def build_site(project: Project) -> None:
    """
    Build the project's source tree into its site folder; any warning of MkDocs is an error.

    The site changes only once the new one is whole. Raises BuildError with what MkDocs said.
    """
    site = project.site.resolve()
    try:
        # Inside the site: the only place sure to be on its disk.
        with workshop(site) as folder:
            _run_mkdocs(project, folder / "site")
            move_in(folder / "site", site)
    except OSError as exc:
        raise BuildError("build", f"{exc.filename}: {exc.strerror}") from exc


def _run_mkdocs(project: Project, target: Path) -> None:
    run_module(
        "mkdocs build",
        # Not --quiet: MkDocs would not count the warnings that it does not show.
        [
            *("mkdocs", "build", "--strict"),
            *("--config-file", str(project.mkdocs.resolve())),
            *("--site-dir", str(target)),
        ],
        root=project.root,
        # The theme's box about its end of life is no warning about this site.
        NO_MKDOCS_2_WARNING="1",
    )
