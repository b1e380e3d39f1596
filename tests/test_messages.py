"""
The message files: each language says all that the site says, and nothing else.
"""

import re
from collections.abc import Sequence

import pytest
from babel.messages.catalog import Catalog, Message
from scripts import messages

CATALOGS = messages.catalogs()
LANGUAGES = sorted(CATALOGS)

# What a translation has to keep: values to come, and HTML.
_KEPT = re.compile(r"%\(\w+\)s|<[^>]+>")


def said(catalog: Catalog) -> list[Message]:
    """
    The messages of *catalog* without its header.
    """
    return [message for message in catalog if message.id]


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """
    A message, or its plural forms.
    """
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def test_five_languages_are_translated() -> None:
    """
    Besides English, in which everything is written.
    """
    assert ["de", "es", "fr", "ja", "zh"] == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_complete(language: str) -> None:
    """
    No message is missing, doubtful, or no longer said: ``make messages`` collects them.
    """
    catalog = CATALOGS[language]

    assert {one.id for one in said(messages.template())} == {one.id for one in said(catalog)}
    assert [] == [one.id for one in said(catalog) if one.fuzzy or not all(forms(one.string))]
    assert {} == catalog.obsolete
    assert {catalog.num_plurals} == {
        len(forms(one.string)) for one in said(catalog) if one.pluralizable
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_values_and_markup(language: str) -> None:
    """
    All that is filled in, and every tag, stands in the translation as often as in English.
    """
    for message in said(CATALOGS[language]):
        kept = sorted(_KEPT.findall(forms(message.id)[-1]))
        assert [kept] * len(forms(message.string)) == [
            sorted(_KEPT.findall(form)) for form in forms(message.string)
        ], message.id
        # Some stand in attributes, where a quotation mark would be the end.
        assert not [one for one in forms(message.string) if '"' in _KEPT.sub("", one)], message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_knows_who_says_it(language: str) -> None:
    """
    By its places a rendering finds what the theme and the scripts have to be told.
    """
    places = {one.id: {path for path, _ in one.locations} for one in said(messages.template())}

    assert places == {
        one.id: {path for path, _ in one.locations} for one in said(CATALOGS[language])
    }


def test_a_word_of_the_theme_stands_beside_its_english_text() -> None:
    """
    So the theme speaks English where the first page says nothing else.
    """
    for path in messages.sources("overrides", ".html"):
        text = path.read_text("utf-8")
        for word, otherwise in re.findall(r'words\["([^"]+)"\] or ("[^"]+"|[\w.]+)', text):
            assert otherwise in {f'"{word}"', "config.mdx_configs.toc.title"}, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_about_the_site_waits_in_each_language(language: str) -> None:
    """
    With all that the English one has: headings, keys, links, and what it tells the theme.
    """
    told = r"^#+|<kbd>.*?</kbd>|https?:[^\"]*|status/index.md|^(?!title|description)\w+:.*$"
    english, other = (
        re.findall(told, (messages.ROOT / path).read_text("utf-8"), re.MULTILINE)
        for path in ("site_src/about.md", f"docs/about/{language}.md")
    )

    assert english == other
    # What browsers show above a feed stands in its style sheet, for feeds name their language.
    sheet = (messages.ROOT / "site_src/assets/feed.css").read_text("utf-8")
    assert f":root:lang({language})::before" in sheet
