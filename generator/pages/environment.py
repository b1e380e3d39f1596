"""
The templates, compiled once.
"""

from functools import cache, partial

from jinja2 import Environment

from generator import site_map, templating
from generator.pages.card import head, marked_card
from generator.pages.chart import chart
from generator.pages.markdown import heading
from generator.wording import at, count, day, moment, month, weekday


def render(template: str, page: str, **context: object) -> str:
    """
    *template* filled in for *page*: its ``link`` makes an address one that works from there.
    """
    link = partial(site_map.relative, page)
    return environment().get_template(template).render(link=link, **context)


@cache
def environment() -> Environment:
    """
    What the templates may use.
    """
    made = templating.environment(
        keep_trailing_newline=True,
        at=at,
        card=marked_card,
        chart=chart,
        count=count,
        day=day,
        head=head,
        heading=heading,
        moment=moment,
        month=month,
        weekday=weekday,
    )
    made.globals["site_map"] = site_map
    return made
