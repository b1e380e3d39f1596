"""
What is installed: known to the last byte, from the registry, within the bounds of pyproject.toml.
"""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = ("run.txt", "dev.txt", "engines.txt")

# The first releases without a hole that was published. A lower bound below one of these would
# let whoever installs without the lock have the hole.
SOUND = {
    "filelock": "3.20.3",
    "jinja2": "3.1.6",
    "lxml": "6.1",
    "mkdocs-material": "9.7.7",
    "requests": "2.33",
}

_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def locked(name: str) -> dict[str, list[str]]:
    """
    The requirements of a lock file and the hashes of each.
    """
    text = (ROOT / "requirements" / name).read_text("utf-8")
    lines = re.sub(r" *\\\n *", " ", text).splitlines()
    entries = (line.split(" --hash=") for line in lines if line and line.lstrip()[0] != "#")
    return {entry: hashes for entry, *hashes in entries}


def asked(extra: str | None) -> list[Requirement]:
    """
    What pyproject.toml asks for.
    """
    lines = _PROJECT["optional-dependencies"][extra] if extra else _PROJECT["dependencies"]
    return list(map(Requirement, lines))


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_locked_by_hash(name: str) -> None:
    """
    One version each, at least one SHA-256 each, and no place but the registry.
    """
    for entry, hashes in locked(name).items():
        requirement = Requirement(entry)
        assert [("==", True)] == [(one.operator, True) for one in requirement.specifier], entry
        assert requirement.url is None
        assert hashes
        assert all(re.fullmatch("sha256:[0-9a-f]{64}", one) for one in hashes), entry
    assert "://" not in (ROOT / "requirements" / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "extra"),
    [
        ("run.txt", None),
        ("dev.txt", "dev"),
        ("engines.txt", "properdocs"),
        ("engines.txt", "zensical"),
    ],
)
def test_what_is_asked_for_is_locked_within_its_bounds(name: str, extra: str | None) -> None:
    """
    Whoever changes a bound renews the lock.
    """
    versions = {
        canonicalize_name(one.name): next(iter(one.specifier)).version
        for one in map(Requirement, locked(name))
    }

    for one in asked(extra):
        assert one.specifier.contains(versions[canonicalize_name(one.name)]), one


def test_the_tests_run_what_users_run() -> None:
    """
    Whatever stands in several lists stands there in the same version.
    """
    run, *others = (
        {Requirement(one).name: str(Requirement(one).specifier) for one in locked(name)}
        for name in LOCKS
    )

    for other in others:
        assert run == {name: version for name, version in other.items() if name in run}


@pytest.mark.parametrize(("name", "first"), SOUND.items())
def test_bounds_exclude_known_holes(name: str, first: str) -> None:
    """
    Also who installs without the lock gets no release that is known to be open.
    """
    (found,) = (one for one in asked(None) if one.name == name)

    (least,) = (one.version for one in found.specifier if one.operator == ">=")
    assert first == least
