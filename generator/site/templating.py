"""
Templates: all they print is escaped, and what is missing is an error.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.text.language import ENGLISH, Language

# What templates use of a language.
_FILTERS = "at day keywords moment month number papers percent short_day weekday".split()


def environment(
    language: Language = ENGLISH, *, keep_trailing_newline: bool = False, **filters: Any
) -> Environment:
    """
    What templates of ``templates/`` may use: *filters*, by the names they have there, and texts,
    days and numbers in *language*.

    Markdown templates are escaped too: all they print stands in headings or in HTML.
    """
    made = Environment(
        loader=PackageLoader("generator.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=keep_trailing_newline,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        language.translations.gettext, language.translations.ngettext, newstyle=True
    )
    made.globals["_"] = made.globals["gettext"] = _texts(language)
    made.filters.update({name: getattr(language, name) for name in _FILTERS})
    made.filters.update(filters)
    return made


def _texts(language: Language) -> Callable[..., Markup]:
    """
    What Jinja2's own ``gettext`` does, in a third of the time: a paper has a dozen texts.

    Translations are ours and may hold HTML; what stands in them is escaped.
    """

    @cache
    def marked(text: str) -> Markup:
        return Markup(language.translations.gettext(text))  # noqa: S704  (see above)

    @cache
    def bare(text: str) -> Markup:
        return marked(text) % {}

    def gettext(text: str, /, **values: object) -> Markup:
        return marked(text) % values if values else bare(text)

    return gettext
