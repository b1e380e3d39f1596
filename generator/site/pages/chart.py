"""
The chart of papers a week, as SVG inside a page.
"""

from markupsafe import Markup

from generator.site.trends import Weeks
from generator.text.language import Language

# Height of the chart, and width of a week with the gap beside it, in SVG units.
_HEIGHT = 24

_WEEK_WIDTH = 2


def chart(trend: Weeks, language: Language) -> Markup:
    """
    Return an SVG element with a bar a week, in which the new papers are the lower part.

    Its label, for screen readers, says the numbers in *language*.
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
        width=_WEEK_WIDTH * len(trend.weeks),
        height=_HEIGHT,
        words=words,
        all=_path(trend.weeks, highest),
        new=_path(trend.new, highest),
    )


def _path(weeks: tuple[int, ...], highest: int) -> str:
    # A bar is drawn from the bottom line, up, right and down again. It is at least one unit high if
    # the week had a paper.
    heights = (max(1, round(_HEIGHT * papers / highest)) if papers else 0 for papers in weeks)
    return "".join(
        f"M{_WEEK_WIDTH * week} {_HEIGHT}v-{high}h1.5v{high}z"
        for week, high in enumerate(heights)
        if high
    )
