"""
Whether there is a browser to measure in.
"""

from pathlib import Path

import measuring  # noqa: F401  (lets it find the modules of the tests)
from playwright.sync_api import sync_playwright
from programs.chromium import executable
from table import MissingError


def need_browser() -> None:
    """
    Raise MissingError where there is none: neither on the path nor Playwright's own.
    """
    with sync_playwright() as playwright:
        found = executable() or playwright.chromium.executable_path
    if not Path(found).is_file():
        raise MissingError("there is no Chromium; `make tools` brings it")
