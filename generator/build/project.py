"""
The keeper's folder: where everything stands in it.
"""

from pathlib import Path

from msgspec import Struct


class Project(Struct, frozen=True):
    """
    A folder with ``keywords.yaml`` and ``mkdocs.yml``; *site* is where the built site goes.
    """

    root: Path
    site: Path

    @classmethod
    def at(cls, root: Path) -> "Project":
        """
        The project in *root*, built into its ``site/``.
        """
        return cls(root, root / "site")

    @property
    def keywords(self) -> Path:
        """
        What to follow.
        """
        return self.root / "keywords.yaml"

    @property
    def mkdocs(self) -> Path:
        """
        The site's name, address and theme.
        """
        return self.root / "mkdocs.yml"

    @property
    def source(self) -> Path:
        """
        The tree of Markdown pages and other files that MkDocs reads.
        """
        return self.root / "site_src"

    @property
    def lock(self) -> Path:
        """
        What the one run that writes here has locked.
        """
        return self.root / ".daily-papers.lock"

    @property
    def holder(self) -> Path:
        """
        Which run that is, in words.
        """
        return self.root / ".daily-papers.run"

    @property
    def store(self) -> Path:
        """
        The remembered papers; they are published with the site.
        """
        return self.source / "data"
