"""
What ``mkdocs.yml`` says about the site: its name, its address and its language.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from reprlib import repr as shortened
from typing import Any

from msgspec import Struct

from generator.errors import ConfigError
from generator.keywords.yaml_lines import check_aliases
from generator.text.language import ENGLISH, Language

# The Markdown extension is an entry point of this package, so that its module can move. A
# keeper's mkdocs.yml may still name the module.
_EXTENSION = "daily-papers"
_OUR_MODULES = "generator."


class SiteConfig(Struct, frozen=True):
    """
    The site's *name*, its *url*, which ends with a slash, and its *language*.
    """

    name: str
    url: str
    language: Language = ENGLISH


def read_site(path: Path) -> SiteConfig:
    """
    The site's name, address and language from the ``mkdocs.yml`` at *path*.

    Raises ConfigError if the file cannot be read, if name or address is missing or malformed, or
    if the file names a Markdown extension as earlier releases did.
    """
    found = _loaded(path)
    _check_extensions(path, found.get("markdown_extensions"))
    name, url = found.get("site_name"), found.get("site_url")
    if not name or not isinstance(name, str):
        raise ConfigError(str(path), "site_name is missing; write site_name: Daily Papers")
    if re.search("[\ud800-\udfff]", name):
        raise ConfigError(str(path), "site_name has half a character; type it anew")
    if not isinstance(url, str) or not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", url):
        fault = "is missing" if url is None else f"is {shortened(url)}"
        raise ConfigError(
            str(path),
            f"site_url {fault}; feeds need the site's address, such as "
            "site_url: https://name.github.io/daily-papers/",
        )
    return SiteConfig(name, url.rstrip("/") + "/", _language(path, found.get("theme")))


def _loaded(path: Path) -> dict[str, Any]:
    # MkDocs takes a tenth of a second to import; only building needs more of it than this.
    from mkdocs.utils.yaml import yaml_load  # noqa: PLC0415

    if path.exists() and not path.is_file():
        # To read a pipe would wait for another program.
        raise ConfigError(str(path), "cannot be read: is not a file")
    try:
        with path.open("rb") as file:
            found = yaml_load(file)
        check_aliases(found)
    except RecursionError as exc:
        reason = "lists or settings inside each other, too deep to read"
        raise ConfigError(str(path), reason) from exc
    except (ValueError, ArithmeticError, LookupError, AttributeError) as exc:
        # PyYAML recognises dates, numbers and escapes by their form, and fails on their values.
        reason = f"a value cannot be read ({exc}); put it in quotation marks"
        raise ConfigError(str(path), reason) from exc
    except Exception as exc:
        # yaml_load lets through whatever YAML's values, tags and environment variables raise.
        raise ConfigError(str(path), f"cannot be read: {exc}") from exc
    if not isinstance(found, dict):
        raise ConfigError(str(path), "a list or text; write site_name: Daily Papers")
    return found


def _check_extensions(path: Path, extensions: Any) -> None:
    for name in _names(extensions):
        if name.startswith(_OUR_MODULES):
            raise ConfigError(
                str(path),
                f"markdown_extensions: {name} is no name of an extension any more; "
                f"write {_EXTENSION} instead",
            )


def _names(extensions: Any) -> Iterator[str]:
    # MkDocs takes a list of names, of mappings from a name to options, or one such mapping.
    for entry in extensions if isinstance(extensions, list | dict) else ():
        yield from map(str, entry if isinstance(entry, dict) else (entry,))


def _language(path: Path, theme: Any) -> Language:
    tag = theme.get("language", "en") if isinstance(theme, dict) else "en"
    if not isinstance(tag, str):
        # YAML takes `no`, Norwegian, for false.
        raise ConfigError(str(path), f'theme.language is {shortened(tag)}; write language: "de"')
    return Language(tag)
