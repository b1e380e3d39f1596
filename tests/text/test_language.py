"""
Days, numbers and texts in the reader's language.
"""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from generator.text.language import ENGLISH, Language

DAY = date(2026, 3, 1)


def test_english_days_are_written_out() -> None:
    """
    In British English, whatever the machine's language.
    """
    assert "1 March 2026" == ENGLISH.day(DAY)
    assert "1 Mar 2026" == ENGLISH.short_day(DAY)
    assert "1 Sep 2026" == ENGLISH.short_day(date(2026, 9, 1))
    assert "1 March" == ENGLISH.day_of_year(DAY)
    assert "Sunday, 1 March 2026" == ENGLISH.weekday(DAY)
    assert "December 2025" == ENGLISH.month("2025-12")


def test_moments_are_utc_for_readers_and_programs() -> None:
    """
    A moment of any zone is shown in UTC.
    """
    when = datetime(2026, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))

    expected = '<time datetime="2025-12-31T23:30:00Z">31 December 2025, 23:30</time>'
    assert "31 December 2025, 23:30" == ENGLISH.at(when)
    assert expected == ENGLISH.moment(when) == ENGLISH.moment(when.astimezone(UTC))
    assert ENGLISH.moment(when, " UTC").endswith("23:30 UTC</time>")


def test_numbers_are_english() -> None:
    """
    Thousands are parted, and one of a thing has no plural.
    """
    assert ["0 papers", "1 paper", "12,345 papers"] == list(map(ENGLISH.papers, (0, 1, 12345)))
    assert ["0 keywords", "1 keyword"] == list(map(ENGLISH.keywords, (0, 1)))
    assert ["25 %", "-25 %"] == [ENGLISH.percent(0.25), ENGLISH.percent(-0.25)]
    assert "one, two and three" == ENGLISH.enumeration(["one", "two", "three"])


@pytest.mark.parametrize("tag", ["tlh", "no such", "", "en"])
def test_an_unknown_language_is_english(tag: str) -> None:
    """
    A site is built in any case.
    """
    language = Language(tag)

    assert ("en", "1 March 2026") == (language.texts, language.day(DAY))


def test_where_texts_are_not_translated_days_are_english_too() -> None:
    """
    A sentence is in one language.
    """
    language = Language("ko")

    assert ("en", "1 March 2026", "12 papers") == (
        language.texts,
        language.day(DAY),
        language.papers(12),
    )
    assert ("en-GB", {}) == (language.script_tag, language.messages(""))


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("de", "1. März 2026/Sonntag, 1. März 2026/März 2026/1.234 Paper"),
        (
            "es",
            "1 de marzo de 2026/domingo, 1 de marzo de 2026/marzo de 2026/1.234 artículos",
        ),
        ("fr", "1 mars 2026/dimanche 1 mars 2026/mars 2026/1\u202f234 articles"),
        ("ja", "2026年3月1日/2026年3月1日日曜日/2026年3月/論文 1,234 件"),
        ("zh", "2026年3月1日/2026年3月1日星期日/2026年3月/1,234 篇论文"),
        ("zh-TW", "2026年3月1日/2026年3月1日 星期日/2026年3月/1,234 篇论文"),
    ],
)
def test_days_and_numbers_are_those_of_the_language(tag: str, said: str) -> None:
    """
    As its readers write them; a region has its own ways, and the texts of its language.
    """
    language = Language(tag)

    assert said == "/".join(
        (language.day(DAY), language.weekday(DAY), language.month("2026-03"), language.papers(1234))
    )
