"""
Programs of other people that tests run: there, or the test says why it cannot be run.
"""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

NODE_MODULES = Path(__file__).parents[1] / "node" / "node_modules"


def needed(program: str) -> str:
    """
    The path of *program*; where it is missing the test is skipped, and in CI it fails.
    """
    found = shutil.which(program)
    if found is None:
        _missing(program)
    return str(found)


def needed_file(package: str, path: str) -> Path:
    """
    A file of an npm *package*; where it is missing the test is skipped, and in CI it fails.
    """
    found = NODE_MODULES / package / path
    if not found.is_file():
        _missing(f"{package} from npm")
    return found


def needed_module(name: str) -> str:
    """
    The Python module *name*; where it is missing the test is skipped, and in CI it fails.
    """
    if find_spec(name) is None:
        _missing(f"{name} from PyPI")
    return name


def _missing(what: str) -> None:
    reason = f"{what} is not installed; `make tools` brings it"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
