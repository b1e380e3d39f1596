from pathlib import Path

import yaml

from generator.build.engines import Engine

CONFIG, TARGET = Path("/site/mkdocs.yml"), Path("/site/made")


def test_every_engine_refuses_warnings() -> None:
    """
    A site is built whole or not at all, whatever builds it.
    """
    for engine in Engine:
        module, *arguments = engine.arguments(CONFIG, TARGET)
        assert engine == module
        assert {"build", "--strict", str(CONFIG)} <= set(arguments)


def test_every_engine_is_told_where_to_build() -> None:
    """
    By an argument, or else by a configuration of its own.
    """
    for engine in Engine:
        by_argument = str(TARGET) in engine.arguments(CONFIG, TARGET)
        assert by_argument == engine.builds_anywhere


def test_zensical_builds_what_mkdocs_yml_says_with_the_theme_our_styles_are_for() -> None:
    """
    Its configuration adds to the keeper's file and repeats nothing of it.
    """
    told = yaml.safe_load(Engine.ZENSICAL.configuration("mkdocs.yml", TARGET))

    assert {
        "INHERIT": "mkdocs.yml",
        "site_dir": str(TARGET),
        "theme": {"variant": "classic"},
    } == told
