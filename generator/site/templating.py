"""
The Jinja2 environment of all templates. They escape what they print; a missing name is an error.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.papers import remarks
from generator.papers.doi import doi_url
from generator.text.language import ENGLISH, Language

# Methods of Language that templates use as filters.
_FILTERS = "at day keywords moment month number papers percent short_day weekday".split()


def environment(
    language: Language = ENGLISH, *, keep_trailing_newline: bool = False, **filters: Any
) -> Environment:
    """
    Return an environment for ``templates/`` with texts in *language* and further *filters*.

    Markdown templates are escaped, too: they print into headings or into HTML only.
    """
    env = Environment(
        loader=PackageLoader("generator.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=keep_trailing_newline,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        language.translations.gettext, language.translations.ngettext, newstyle=True
    )
    env.globals["_"] = env.globals["gettext"] = _texts(language)
    env.filters.update({name: getattr(language, name) for name in _FILTERS})
    env.filters["doi_url"] = doi_url
    env.filters["link_label"] = link_labels(language).__getitem__
    env.filters.update(filters)
    return env


def link_labels(language: Language) -> dict[remarks.LinkKind, str]:
    """
    Return what links of the authors are called in *language*, by their kinds.
    """
    _ = language.gettext
    return {"code": _("Code"), "data": _("Data"), "model": _("Model"), "project": _("Project")}


def _texts(language: Language) -> Callable[..., Markup]:
    """
    Return the ``gettext`` of templates.

    It does what Jinja2's own does in a third of the time, which counts: a paper has a dozen texts.
    Translations are part of the program and may hold HTML. Values put into them are escaped.
    """

    @cache
    def marked(text: str) -> Markup:
        return Markup(language.translations.gettext(text))  # noqa: S704  (a translation is part of the program)

    @cache
    def bare(text: str) -> Markup:
        return marked(text) % {}

    def gettext(text: str, /, **values: object) -> Markup:
        return marked(text) % values if values else bare(text)

    return gettext
