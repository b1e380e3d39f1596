"""
The programs that turn the source tree into the site: MkDocs, ProperDocs, Zensical.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from click import unstyle

from generator.build.project import Project
from generator.build.staging import move_in, staging_folder
from generator.errors import BuildError, ConfigError
from generator.store import atomic


class Engine(StrEnum):
    """
    One of them, called as its Python module is.
    """

    MKDOCS = "mkdocs"
    PROPERDOCS = "properdocs"
    ZENSICAL = "zensical"

    @property
    def builds_anywhere(self) -> bool:
        """
        Whether ``mkdocs.yml`` and arguments tell it everything, the place of the site included.
        """
        return self is not Engine.ZENSICAL

    def configuration(self, mkdocs: str, target: Path) -> str:
        """
        What one that does not build anywhere must be told, as a file beside the file *mkdocs*.

        Below that file's folder is *target*.
        """
        import yaml  # noqa: PLC0415 - `--help` lists the engines, and must not wait for it

        return yaml.safe_dump(
            {
                "INHERIT": mkdocs,
                "site_dir": str(target),
                # Else Zensical takes its own new style sheets, which ours do not fit.
                "theme": {"variant": "classic"},
            }
        )

    def words(self, config: Path, target: Path) -> tuple[str, ...]:
        """
        Its module and arguments: build what *config* says into *target*, and refuse any warning.
        """
        # Not --quiet: MkDocs would not count the warnings that it does not show.
        build = (self.value, "build", "--strict", "--config-file", str(config))
        if self.builds_anywhere:
            return (*build, "--site-dir", str(target))
        # Nothing remembered of earlier builds: the same tree gives the same site.
        return (*build, "--clean")


_LONGEST = 4000


def run_module(step: str, words: Sequence[str], *, root: Path, **environment: str) -> None:
    """
    Run a Python module, named by the first of *words*, for the project in *root*.

    Raises BuildError, for *step*, with what the program said.
    """
    run = subprocess.run(  # noqa: S603 - our own interpreter and paths
        [sys.executable, "-m", *words],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        env=os.environ | environment,
    )
    if run.returncode != 0:
        raise BuildError(step, _last_words(run.stderr + run.stdout, root)[-_LONGEST:])


def _last_words(text: str, root: Path) -> str:
    # Logs of a public repository are public: they need not say where on whose machine this is.
    for folder in (root.resolve(), Path(sys.prefix), Path(sys.base_prefix), Path.home()):
        text = text.replace(f"{folder}{os.sep}", "")
    # MkDocs tells what it does as well as what is wrong; Zensical paints even what no one sees.
    lines = (line for line in unstyle(text).strip().splitlines() if not line.startswith("INFO "))
    return "\n".join(lines)


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
        with staging_folder(site) as folder:
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
    with staging_folder(mkdocs.parent) as folder:
        made = folder / "site"
        atomic.write(config, engine.configuration(mkdocs.name, made).encode())
        try:
            yield config, made
        finally:
            config.unlink(missing_ok=True)
        # Renamed, or copied to the site's disk.
        shutil.move(made, target)
