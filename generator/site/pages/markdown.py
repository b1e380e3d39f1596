"""
Text from outside as Markdown: front matter and headings that say what was meant, and no more.
"""

import html
import re
from collections.abc import Mapping

import yaml
from markupsafe import Markup

from generator.papers.paper import folded

DESCRIPTION_LENGTH = 160

# PyYAML's own writer takes a second for what a year of papers says in schema.org's words.
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

_ACTIVE = re.compile(r"([\\`*_{}\[\]()#+\-.!])")

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def document(meta: Mapping[str, object], body: str) -> str:
    """
    A Markdown document: *meta* as its front matter, then *body*.
    """
    front = yaml.dump(dict(meta), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**16)
    return f"---\n{front}---\n\n{body}"


def heading(text: str) -> Markup:
    """
    *text* for a heading: no Markdown and no HTML in it is taken for such.
    """
    escaped = html.escape(_plain(text), quote=False)
    # Markdown that is safe HTML too: templates may print it as it is.
    return Markup(_ACTIVE.sub(r"\\\1", escaped))  # noqa: S704  (escaped in the line above)


def title(text: str) -> str:
    """
    *text* for a title in the front matter, which the theme prints into HTML as it is.
    """
    return html.escape(_plain(text))


def description(text: str) -> str:
    """
    *text*, shortened at a word, for a description in the front matter; escaped like a title.
    """
    plain = _plain(text)
    if len(plain) > DESCRIPTION_LENGTH:
        start = plain[: DESCRIPTION_LENGTH - 1]
        plain = (start.rpartition(" ")[0] or start) + "…"
    return html.escape(plain)


def _plain(text: str) -> str:
    return folded(_CONTROL.sub("", text))
