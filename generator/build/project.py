"""
The keeper's folder: its paths, and what its two configuration files say.
"""

from pathlib import Path

from msgspec import Struct

from generator.build.mkdocs_config import SiteConfig, read_site
from generator.keywords.keyword import Keyword
from generator.keywords.keywords_file import read_keywords_file
from generator.keywords.schema import KeywordsFile


class Project(Struct, frozen=True):
    """
    A folder with ``keywords.yaml`` and ``mkdocs.yml``; the built site goes to *site*.
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
        The file with the keywords and settings.
        """
        return self.root / "keywords.yaml"

    @property
    def mkdocs(self) -> Path:
        """
        The file that says the site's name, address and theme.
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
        The file that a run locks while it writes in this folder.
        """
        return self.root / ".daily-papers.lock"

    @property
    def holder(self) -> Path:
        """
        The file that names, for people, the run that holds the lock.
        """
        return self.root / ".daily-papers.run"

    @property
    def store(self) -> Path:
        """
        The folder of the remembered papers; they are published with the site.
        """
        return self.source / "data"


class Configuration(Struct, frozen=True, kw_only=True):
    """
    What the keeper of a project wrote. A command reads it once and passes it to all it calls.
    """

    project: Project
    """The folder of both files."""

    keywords: tuple[Keyword, ...]
    """The keywords of ``keywords.yaml``, in its order."""

    settings: KeywordsFile
    """The other settings of ``keywords.yaml``."""

    site: SiteConfig
    """What ``mkdocs.yml`` says about the site."""


def read_configuration(project: Project) -> Configuration:
    """
    Read the ``keywords.yaml`` and the ``mkdocs.yml`` of *project*.

    Raises ConfigError for the first fault in them.
    """
    keywords, settings = read_keywords_file(project.keywords)
    site = read_site(project.mkdocs)
    return Configuration(project=project, keywords=keywords, settings=settings, site=site)
