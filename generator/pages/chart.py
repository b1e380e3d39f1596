"""
A small chart of papers a week, as SVG inside a page.
"""

from markupsafe import Markup

from generator.trends import Weeks
from generator.wording import count

_HEIGHT = 24
_BAR = 2


def chart(trend: Weeks) -> Markup:
    """
    A bar a week, its lower part the new papers; in words for those who do not see it.
    """
    highest = max(trend.weeks)
    words = (
        f"Papers a week: {trend.weeks[-1]} in the newest week, {count(sum(trend.weeks), 'paper')} "
        f"in {len(trend.weeks)} weeks, {highest} at most"
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
