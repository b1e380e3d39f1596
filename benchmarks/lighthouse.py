"""
Lighthouse's figures for the demo, best of three runs: python benchmarks/lighthouse.py [RUNS]

Timed figures depend on the machine, so they are printed and nothing is asserted; read them beside
the benchmark index, Lighthouse's own measure of the machine (about 1500 for a fast one).
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from measuring import ROOT

sys.path.insert(0, str(ROOT / "tests"))
from checkers import lighthouse
from keeper import Keeper
from pages_server import PagesServer

RUNS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = {
    "home": "",
    "100 papers": "all/",
    "month": "video-understanding/2025-12/",
    "subscribe": "subscribe/",
    "404": "404.html",
}
DEVICES: dict[str, tuple[str, ...]] = {"mobile": (), "desktop": ("--preset=desktop",)}


def main() -> None:
    """
    Print a line a page and device.
    """
    runs = int(sys.argv[1]) if sys.argv[1:] else RUNS
    print("page        device   perf a11y best seo   FCP s  LCP s  TBT ms  CLS     KB  machine")
    with TemporaryDirectory() as folder:
        keeper = Keeper(Path(folder))
        with PagesServer(keeper.site) as server:
            keeper.run("demo", "--no-serve", SITE_URL=server.url).check_returncode()
            for name, path in PAGES.items():
                for device, settings in DEVICES.items():
                    reports = [
                        lighthouse(server.url + path, CATEGORIES, *settings) for _ in range(runs)
                    ]
                    print(
                        f"{name:11} {device:8} {_line(max(reports, key=_performance))}", flush=True
                    )


def _performance(report: dict[str, Any]) -> float:
    return float(report["categories"]["performance"]["score"])


def _line(report: dict[str, Any]) -> str:
    scores = [round(report["categories"][name]["score"] * 100) for name in CATEGORIES]
    audits = {name: one.get("numericValue", 0.0) for name, one in report["audits"].items()}
    return (
        "{:4} {:4} {:4} {:4}".format(*scores)
        + f"{audits['first-contentful-paint'] / 1000:7.2f}"
        + f"{audits['largest-contentful-paint'] / 1000:7.2f}"
        + f"{audits['total-blocking-time']:8.0f}"
        + f"{audits['cumulative-layout-shift']:7.3f}"
        + f"{audits['total-byte-weight'] / 1000:6.0f}"
        + f"{report['environment']['benchmarkIndex']:8.0f}"
    )


if __name__ == "__main__":
    main()
