"""
Whether there is a browser to measure in.
"""

import sys
from pathlib import Path

from measuring import ROOT
from playwright.sync_api import sync_playwright
from table import MissingError

sys.path.insert(0, str(ROOT / "tests"))
from programs.chromium import executable


def need_browser() -> None:
    """
    Raise MissingError where there is none: neither on the path nor Playwright's own.
    """
    with sync_playwright() as playwright:
        found = executable() or playwright.chromium.executable_path
    if not Path(found).is_file():
        raise MissingError("there is no Chromium; `make tools` brings it")
