"""
Templates: all they print is escaped, and what is missing is an error.
"""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def environment(*, keep_trailing_newline: bool = False, **filters: Any) -> Environment:
    """
    What templates of ``templates/`` may use: *filters*, by the names they have there.

    Markdown templates are escaped too: all they print stands in headings or in HTML.
    """
    made = Environment(
        loader=PackageLoader("generator"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=keep_trailing_newline,
        auto_reload=False,
    )
    made.filters.update(filters)
    return made
