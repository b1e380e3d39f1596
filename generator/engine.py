"""
The programs that can turn the source tree into the site, and what each needs of its own.

All of them read ``mkdocs.yml``, Markdown pages, and Material's templates with ours over them
(``overrides/``), which keep to what Jinja2 and Zensical's MiniJinja both know.
"""

from enum import StrEnum
from pathlib import Path


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
