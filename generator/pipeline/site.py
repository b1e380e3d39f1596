"""
From the source tree to the site: MkDocs reads files, and that is all it does here.
"""

import os
import subprocess
import sys
from pathlib import Path

from generator.errors import BuildError
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
    command = [
        # Not --quiet: MkDocs would not count the warnings that it does not show.
        *(sys.executable, "-m", "mkdocs", "build", "--strict"),
        *("--config-file", str(project.mkdocs.resolve())),
        *("--site-dir", str(target)),
    ]
    # The theme's box about its end of life is no warning about this site.
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(  # noqa: S603 - our own interpreter and paths
        command, capture_output=True, text=True, check=False, env=environment
    )
    if run.returncode != 0:
        raise BuildError("mkdocs build", (run.stderr + run.stdout).strip()[-4000:])
