"""
The programs that turn the source tree into the site: MkDocs, ProperDocs, Zensical.
"""

import errno
import os
import re
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
from generator.build.staging import replace_files, staging_folder
from generator.build.tree import check_readable
from generator.errors import BuildError, ConfigError
from generator.store import atomic

# At most so many characters of what a failed program printed are shown, the last ones.
_LONGEST = 4000

# What Python says when the operating system refuses something: the last line of a traceback. A copy
# that fails has two names, of which the second is the copy's.
_REFUSED = re.compile(
    r"^\w*Error: \[Errno \d+\] (?P<reason>[^:\n]+?)(?:: (?:'[^'\n]*' -> )?'(?P<name>[^'\n]*)')?$",
    re.MULTILINE,
)

# What programs written in Rust say when the disk is full: Zensical and Pagefind.
_FULL = re.compile(rf"\bOs {{ code: {errno.ENOSPC},|\(os error {errno.ENOSPC}\)")

# A configuration beside mkdocs.yml, while an engine that needs one builds.
_CONFIGURATION = ".daily-papers.engine.yml"


class Engine(StrEnum):
    """
    A program that builds the site. The value is the name of its Python module.
    """

    MKDOCS = "mkdocs"
    PROPERDOCS = "properdocs"
    ZENSICAL = "zensical"

    @property
    def builds_anywhere(self) -> bool:
        """
        Whether an argument can say into which folder the engine builds.
        """
        return self is not Engine.ZENSICAL

    def configuration(self, mkdocs: str, target: Path) -> str:
        """
        The text of a configuration that extends the file *mkdocs* and builds into *target*.

        Engines that do not build anywhere need it. It must lie beside *mkdocs*, and *target* must
        be below their folder.
        """
        import yaml  # noqa: PLC0415 - `--help` lists the engines, and must not wait for it

        return yaml.safe_dump(
            {
                "INHERIT": mkdocs,
                "site_dir": str(target),
                # By default Zensical takes new style sheets, which ours do not fit.
                "theme": {"variant": "classic"},
            }
        )

    def arguments(self, config: Path, target: Path) -> tuple[str, ...]:
        """
        The engine's module and the arguments that build *config* into *target*.

        The engine fails at the first warning.
        """
        # Not --quiet: MkDocs would not count the warnings that it does not show.
        build = (self.value, "build", "--strict", "--config-file", str(config))
        if self.builds_anywhere:
            return (*build, "--site-dir", str(target))
        # Without its cache of earlier builds, the same tree always gives the same site.
        return (*build, "--clean")


def run_module(step: str, arguments: Sequence[str], *, root: Path, **environment: str) -> None:
    """
    Run a Python module for the project in *root*; the first of *arguments* is the module's name.

    Raises BuildError, for *step*, with the end of what the program printed, if it fails.
    """
    run = subprocess.run(  # noqa: S603 - our own interpreter and paths
        [sys.executable, "-m", *arguments],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        env=os.environ | environment,
    )
    if run.returncode != 0:
        raise BuildError(step, _message(run.stderr + run.stdout, root)[-_LONGEST:])


def _message(text: str, root: Path) -> str:
    # Logs of a public repository are public: folders of the machine are left out.
    for folder in (root.resolve(), Path(sys.prefix), Path(sys.base_prefix), Path.home()):
        text = text.replace(f"{folder}{os.sep}", "")
    # The lines of a traceback say where in the engine's code the disk was full.
    if refused := [*_REFUSED.finditer(text)]:
        return f"{refused[-1]['name'] or 'a file'}: {refused[-1]['reason']}"
    if _FULL.search(text):
        return f"the project's folder: {os.strerror(errno.ENOSPC)}"
    # MkDocs also prints its progress, and Zensical uses colours even when nobody sees them.
    lines = (line for line in unstyle(text).strip().splitlines() if not line.startswith("INFO "))
    return "\n".join(lines)


def build_site(project: Project, engine: Engine = Engine.MKDOCS) -> None:
    """
    Build the project's source tree into its site folder; any warning of *engine* is an error.

    The site changes only when the new one is complete. Raises BuildError with what the engine
    printed, and ConfigError if the engine is not installed.
    """
    if find_spec(engine) is None:
        install = f"pip install 'daily-papers[{engine}]'"
        raise ConfigError(f"engine {engine}", f"it is not installed; {install} brings it")
    site = project.site.resolve()
    try:
        check_readable(project.source)
        # Inside the site's folder, so that files can be renamed: it may be a disk of its own.
        with staging_folder(site) as folder:
            _run(engine, project, folder / "site")
            replace_files(site, folder / "site")
    except shutil.Error as exc:
        # Each failed file of a folder that was copied: its name, the copy's, and the error.
        *_, (_, _, error) = exc.args[0]
        raise BuildError("build", _message(f"OSError: {error}", project.root)) from exc
    except OSError as exc:
        raise BuildError("build", f"{exc.filename}: {exc.strerror}") from exc


def _run(engine: Engine, project: Project, target: Path) -> None:
    with _prepared(engine, project.mkdocs.resolve(), target) as (config, folder):
        run_module(
            f"{engine} build",
            engine.arguments(config, folder),
            root=project.root,
            # The theme's announcement of its end of life is no warning about this site.
            NO_MKDOCS_2_WARNING="1",
        )


@contextmanager
def _prepared(engine: Engine, mkdocs: Path, target: Path) -> Iterator[tuple[Path, Path]]:
    """
    The configuration to build with, and the folder to build into, which becomes *target*.
    """
    if engine.builds_anywhere:
        yield mkdocs, target
        return
    config = mkdocs.with_name(_CONFIGURATION)
    with staging_folder(mkdocs.parent) as staging:
        folder = staging / "site"
        atomic.write(config, engine.configuration(mkdocs.name, folder).encode())
        try:
            yield config, folder
        finally:
            config.unlink(missing_ok=True)
        # Copies, if *target* is on another disk.
        shutil.move(folder, target)
