"""
Programs that check pages: axe, the Nu HTML checker, linkinator, Lighthouse.
"""

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from programs import chromium
from programs.tools import needed, needed_file

_CHROME = ("--headless=new", "--disable-dev-shm-usage", *chromium.ARGUMENTS)


def axe(page: Page) -> list[str]:
    """
    What axe finds wrong on the page as it is now: the rule and the first elements that break it.
    """
    script = needed_file("axe-core", "axe.min.js")
    if not page.evaluate("'axe' in window"):
        # By the browser's own tools, which the page's policy does not bind.
        page.evaluate(script.read_text("utf-8"))
        # What is not drawn, as it is out of sight, has no colours to compare.
        page.evaluate(
            """() => document.querySelectorAll(".paper")
                .forEach(one => one.style.contentVisibility = "visible")"""
        )
    violations: list[dict[str, Any]] = page.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
    )
    return [f"{one['id']}: {[node['target'] for node in one['nodes'][:3]]}" for one in violations]


def html_errors(site: Path) -> list[str]:
    """
    The errors that the Nu HTML checker finds in the files of *site*.
    """
    jar = needed_file("vnu-jar", "build/dist/vnu.jar")
    run = _run(needed("java"), "-jar", jar, "--format", "json", "--skip-non-html", site)
    return [
        f"{one['url'].partition(str(site))[2]}: {one['message']}"
        for one in json.loads(run.stderr)["messages"]
        # Warnings take the policy's 'self' for something that a file is not.
        if one["type"] == "error"
    ]


def broken_links(url: str) -> list[str]:
    """
    Links of the site at *url* that lead nowhere on it, fragments included.
    """
    script = needed_file("linkinator", "build/src/cli.js")
    settings = ("--recurse", "--check-fragments", "--format", "json", "--skip", f"^(?!{url})")
    run = _run(needed("node"), script, url, *settings)
    links: list[dict[str, Any]] = json.loads(run.stdout)["links"]
    assert len(links) > 1, run.stderr
    return [f"{one['parent']}: {one['url']}" for one in links if one["state"] == "BROKEN"]


def lighthouse(url: str, categories: Iterable[str], *settings: str) -> dict[str, Any]:
    """
    Lighthouse's report about the page at *url*.
    """
    script = needed_file("lighthouse", "cli/index.js")
    run = _run(
        needed("node"),
        script,
        url,
        "--quiet",
        "--output=json",
        *settings,
        "--disable-full-page-screenshot",
        f"--only-categories={','.join(categories)}",
        f"--chrome-flags={' '.join(_CHROME)}",
    )
    assert run.returncode == 0, run.stderr[-2000:]
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def imperfections(report: dict[str, Any]) -> list[str]:
    """
    The categories of *report* below 100, and the audits that failed.
    """
    low = [name for name, one in report["categories"].items() if one["score"] != 1]
    failed = [name for name, one in report["audits"].items() if one["score"] not in {None, 1}]
    return [*low, *failed] if low else []


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    browser = chromium.executable()
    environment = os.environ | ({"CHROME_PATH": browser} if browser else {})
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, env=environment
    )
