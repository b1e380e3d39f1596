"""
Markdown documents, with text from outside escaped for their front matter and headings.
"""

import html
import re
from collections.abc import Mapping

import yaml
from markupsafe import Markup

from generator.papers.paper import folded

# Characters of a page's description: about what search engines show.
DESCRIPTION_LENGTH = 160

# libyaml, where PyYAML has it: PyYAML's own writer takes a second for the structured data of a year
# of papers.
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

# Characters that a backslash takes their meaning in Markdown.
_ACTIVE = re.compile(r"([\\`*_{}\[\]()#+\-.!])")

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def document(meta: Mapping[str, object], body: str) -> str:
    """
    Return a Markdown document with *meta* as its YAML front matter.
    """
    front = yaml.dump(dict(meta), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**16)
    return f"---\n{front}---\n\n{body}"


def heading(text: str) -> Markup:
    """
    Return *text* for a heading, with its Markdown and HTML escaped.
    """
    escaped = html.escape(_plain(text), quote=False)
    # Markup, since templates must not escape it again.
    return Markup(_ACTIVE.sub(r"\\\1", escaped))  # noqa: S704  (escaped above)


def title(text: str) -> str:
    """
    Return *text* for a title in the front matter. It is escaped: the theme does not escape titles.
    """
    return html.escape(_plain(text))


def description(text: str) -> str:
    """
    Return *text* for a description in the front matter, cut after a word and escaped like a title.
    """
    plain = _plain(text)
    if len(plain) > DESCRIPTION_LENGTH:
        start = plain[: DESCRIPTION_LENGTH - 1]
        plain = (start.rpartition(" ")[0] or start) + "…"
    return html.escape(plain)


def _plain(text: str) -> str:
    return folded(_CONTROL.sub("", text))
