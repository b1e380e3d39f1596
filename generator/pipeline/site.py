"""
From the source tree to the site: an engine such as MkDocs reads files, and that is all it does.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from generator import atomic
from generator.engine import Engine
from generator.errors import BuildError, ConfigError
from generator.pipeline.program import run_module
from generator.project import Project
from generator.workshop import move_in, workshop

# Beside mkdocs.yml while an engine that needs it is at work.
_OWN = ".daily-papers.engine.yml"


def build_site(project: Project, engine: Engine = Engine.MKDOCS) -> None:
    """
    Build the project's source tree into its site folder; any warning of *engine* is an error.

    The site changes only once the new one is whole. Raises BuildError with what the engine said,
    and ConfigError where there is none of that name.
    """
    if find_spec(engine) is None:
        install = f"pip install 'daily-papers[{engine}]'"
        raise ConfigError(f"engine {engine}", f"it is not installed; {install} brings it")
    site = project.site.resolve()
    try:
        # Inside the site: the only place sure to be on its disk.
        with workshop(site) as folder:
            _run(engine, project, folder / "site")
            move_in(folder / "site", site)
    except OSError as exc:
        raise BuildError("build", f"{exc.filename}: {exc.strerror}") from exc


def _run(engine: Engine, project: Project, target: Path) -> None:
    with _told(engine, project.mkdocs.resolve(), target) as (config, made):
        run_module(
            f"{engine} build",
            engine.words(config, made),
            root=project.root,
            # The theme's box about its end of life is no warning about this site.
            NO_MKDOCS_2_WARNING="1",
        )


@contextmanager
def _told(engine: Engine, mkdocs: Path, target: Path) -> Iterator[tuple[Path, Path]]:
    # The configuration to build with, and where; what was built there ends at *target*.
    if engine.builds_anywhere:
        yield mkdocs, target
        return
    config = mkdocs.with_name(_OWN)
    with workshop(mkdocs.parent) as folder:
        made = folder / "site"
        atomic.write(config, engine.configuration(mkdocs.name, made).encode())
        try:
            yield config, made
        finally:
            config.unlink(missing_ok=True)
        # Renamed, or copied to the site's disk.
        shutil.move(made, target)
