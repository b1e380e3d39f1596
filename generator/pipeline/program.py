"""
Programs of other people that make parts of the site.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from click import unstyle

from generator.errors import BuildError

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
        raise BuildError(step, _told(run.stderr + run.stdout, root)[-_LONGEST:])


def _told(text: str, root: Path) -> str:
    # Logs of a public repository are public: they need not say where on whose machine this is.
    for folder in (root.resolve(), Path(sys.prefix), Path(sys.base_prefix), Path.home()):
        text = text.replace(f"{folder}{os.sep}", "")
    # MkDocs tells what it does as well as what is wrong; Zensical paints even what no one sees.
    lines = (line for line in unstyle(text).strip().splitlines() if not line.startswith("INFO "))
    return "\n".join(lines)
