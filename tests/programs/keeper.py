"""
A keeper at work: a copy of the project's own files, and its commands run as processes.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]

SAMPLE = ROOT / "generator" / "build" / "sample" / "papers.jsonl"

# What a fresh clone holds and a site is built from.
_TRACKED = ("keywords.yaml", "mkdocs.yml", "overrides", "site_src/assets", "site_src/about.md")

_ENVIRONMENT = {"SITE_URL": "https://example.org/papers/"}

# The line of the first page that says when arXiv was asked.
_CHECKED = re.compile(rb'<p class="checked">.*\n')


class Keeper:
    """
    A project in *root*, as a fresh clone has it.
    """

    def __init__(self, root: Path) -> None:
        self._stand(root)
        for name in _TRACKED:
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, target)
            else:
                shutil.copy(ROOT / name, target)

    @classmethod
    def at(cls, root: Path) -> Self:
        """
        A project in *root* as it stands.
        """
        keeper = cls.__new__(cls)
        keeper._stand(root)
        return keeper

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """
        Run ``daily-papers`` with these *words* in the project.
        """
        return subprocess.run(
            self._command(words),
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
            env=os.environ | _ENVIRONMENT | environment,
        )

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """
        The same, without waiting for its end.
        """
        return subprocess.Popen(
            self._command(words),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | _ENVIRONMENT,
        )

    def _stand(self, root: Path) -> None:
        self.root = root
        self.source = root / "site_src"
        self.site = root / "site"

    def _command(self, words: Iterable[str]) -> list[str]:
        return [sys.executable, "-m", "generator", "-C", str(self.root), *words]

    def generated(self) -> dict[str, bytes]:
        """
        Every file of the source tree by its path, without what tells when arXiv was asked.
        """
        told = {
            self.source / name for name in ("status/index.md", "status.json", "data/status.json")
        }
        return {
            str(path.relative_to(self.source)): _CHECKED.sub(b"", path.read_bytes())
            for path in sorted(self.source.rglob("*"))
            if path.is_file() and path not in told
        }
