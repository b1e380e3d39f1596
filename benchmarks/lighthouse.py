"""
Lighthouse's figures for the demo, best of some runs: python benchmarks/lighthouse.py [RUNS]

Timed figures depend on the machine, so they are printed and nothing is asserted; read them beside
the benchmark index, Lighthouse's own measure of the machine (about 1500 for a fast one).
"""

from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from browsers import need_browser
from programs.checkers import lighthouse
from programs.keeper import Keeper
from programs.tools import NODE_MODULES
from servers.pages_server import PagesServer
from table import MissingError, Row, Topic, allowed, number, wanted

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = {
    "home": "",
    "100 papers": "all/",
    "month": "video-understanding/2025-12/",
    "subscribe": "subscribe/",
    "404": "404.html",
}
# The page and device that limits are set for.
LIMITED, PERFORMANCE, KILOBYTES = ("100 papers", "mobile"), 98, 150
DEVICES: dict[str, tuple[str, ...]] = {"mobile": (), "desktop": ("--preset=desktop",)}


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    A row a page and device, the best of so many runs.
    """
    need_browser()
    if not (NODE_MODULES / "lighthouse").is_dir():
        raise MissingError("Lighthouse is not installed; `make tools` brings it with npm")
    with TemporaryDirectory() as folder:
        keeper = Keeper(Path(folder))
        with PagesServer(keeper.site) as server:
            keeper.run("demo", "--no-serve", SITE_URL=server.url).check_returncode()
            for (name, path), (device, settings) in product(PAGES.items(), DEVICES.items()):
                runs = [
                    lighthouse(server.url + path, CATEGORIES, *settings) for _ in range(sizes[-1])
                ]
                best = max(runs, key=_performance)
                yield _row(f"{name}, {device}", best, limited=(name, device) == LIMITED)
    speed = best["environment"]["benchmarkIndex"]
    yield Row(what="Lighthouse's measure of this machine (a fast one: 1,500)", amount=number(speed))


def _performance(report: dict[str, Any]) -> float:
    return float(report["categories"]["performance"]["score"])


def _row(name: str, report: dict[str, Any], *, limited: bool) -> Row:
    audits = {name: one.get("numericValue", 0.0) for name, one in report["audits"].items()}
    kilobytes, moved = audits["total-byte-weight"] / 1000, audits["cumulative-layout-shift"]
    performance, *others = (report["categories"][one]["score"] * 100 for one in CATEGORIES)
    limits = (
        wanted(performance, PERFORMANCE, "points"),
        allowed(kilobytes, KILOBYTES, "KB"),
        "nothing moves" if moved == 0 else f"layout shift {moved:.3f}: **missed**",
    )
    painted, blocked = audits["largest-contentful-paint"] / 1000, audits["total-blocking-time"]
    return Row(
        what=name,
        amount=f"{performance:.0f} points, {kilobytes:.0f} KB, drawn after {painted:.1f} s,"
        f" busy {blocked:.0f} ms",
        compared=(
            *(limits if limited else ()),
            "accessibility {:.0f}, best practices {:.0f}, SEO {:.0f}".format(*others),
        ),
    )


TOPIC = Topic(
    title="Pages in Lighthouse",
    about="Pages of the demo, the best of some runs; *points* are those of performance. The mobile"
    " preset plays a slow telephone on a slow network; the server is on this machine.",
    rows=rows,
    quick=(1,),
    full=(3,),
    programs={"node": "`make tools` brings it"},
)

if __name__ == "__main__":
    TOPIC.main()
