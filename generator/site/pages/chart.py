"""
A small chart of papers a week, as SVG inside a page.
"""

from markupsafe import Markup

from generator.site.trends import Weeks
from generator.text.language import Language

_HEIGHT = 24

_BAR = 2


def chart(trend: Weeks, language: Language) -> Markup:
    """
    A bar a week, its lower part the new papers; in words for those who do not see it.
    """
    highest = max(trend.weeks)
    words = language.gettext(
        "Papers a week: %(newest)s in the newest week, %(papers)s in %(weeks)s weeks, "
        "%(highest)s at most",
        newest=language.number(trend.weeks[-1]),
        papers=language.papers(sum(trend.weeks)),
        weeks=len(trend.weeks),
        highest=language.number(highest),
    )
    return Markup(
        '<svg class="chart" viewBox="0 0 {width} {height}" role="img" aria-label="{words}">'
        '<path d="{all}"/><path class="new" d="{new}"/></svg>'
    ).format(
        width=_BAR * len(trend.weeks),
        height=_HEIGHT,
        words=words,
        all=_path(trend.weeks, highest),
        new=_path(trend.new, highest),
    )


def _path(weeks: tuple[int, ...], highest: int) -> str:
    # v and h draw a bar's sides from the bottom line; a week with papers is never invisible.
    heights = (max(1, round(_HEIGHT * papers / highest)) if papers else 0 for papers in weeks)
    return "".join(
        f"M{_BAR * week} {_HEIGHT}v-{high}h1.5v{high}z" for week, high in enumerate(heights) if high
    )
