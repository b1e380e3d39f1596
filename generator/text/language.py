"""
The language a site speaks: texts from gettext's message files, days and numbers as its readers
write them.

Texts in English are the source of all others; what a language lacks is said in English.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from gettext import NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_datetime_format
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.support import Translations
from markupsafe import Markup
from msgspec import Struct

# Of English dates there are two kinds, and most of the world reads this one.
_ENGLISH = Locale("en", "GB")

# Plural forms are asked of so many numbers: no language has one that only larger numbers need.
_NUMBERS = range(201)


class Language(Struct, frozen=True):
    """
    The language that *tag* names, as in ``theme.language``: ``en``, ``de``, ``zh-Hant``.
    """

    tag: str = "en"

    @property
    def locale(self) -> Locale:
        """
        How its readers write days and numbers; as the English do where nobody has translated the
        texts, for an Arabic day within an English sentence helps nobody.
        """
        return _locale(self.tag)

    @property
    def texts(self) -> str:
        """
        The language the texts are in: this one, or English where nobody has translated them.
        """
        return self.locale.language

    @property
    def script_tag(self) -> str:
        """
        The locale for browsers: ``en-GB``, ``de``.
        """
        return str(self.locale).replace("_", "-")

    @property
    def translations(self) -> NullTranslations:
        """
        The texts as gettext has them, for what fills in values by itself.
        """
        return _translations(self.tag)

    def gettext(self, text: str, **values: object) -> str:
        """
        The English *text* in this language, with *values* in place of ``%(name)s``.
        """
        return self.translations.gettext(text) % values

    def ngettext(self, singular: str, plural: str, number: int, **values: object) -> str:
        """
        The text that fits *number*, which stands in it as ``%(num)s``.
        """
        text = self.translations.ngettext(singular, plural, number)
        return text % {"num": self.number(number), **values}

    def papers(self, number: int) -> str:
        """
        A number of papers: ``1 paper``, ``1,200 papers``.
        """
        return self.ngettext("%(num)s paper", "%(num)s papers", number)

    def arxiv_papers(self, number: int) -> str:
        """
        A number of papers, for those who do not know yet of which: ``1 arXiv paper``.
        """
        return self.ngettext("%(num)s arXiv paper", "%(num)s arXiv papers", number)

    def keywords(self, number: int) -> str:
        """
        A number of keywords.
        """
        return self.ngettext("%(num)s keyword", "%(num)s keywords", number)

    def number(self, number: int) -> str:
        """
        A whole number: ``1,200``.
        """
        return format_decimal(number, locale=self.locale)

    def percent(self, share: float) -> str:
        """
        A share in whole hundredths: ``25%``.
        """
        return format_percent(share, "#,##0 %" if self.locale == _ENGLISH else None, self.locale)

    def day(self, on: date) -> str:
        """
        A day: ``19 December 2025``.
        """
        return _day(on.year, on.month, on.day, self.tag)

    def short_day(self, on: date) -> str:
        """
        A day in few letters: ``19 Dec 2025``.
        """
        # The English write Sept, and no other month with four letters but June and July.
        if self.locale == _ENGLISH:
            return format_date(on, "d MMM y", "en")
        return format_date(on, "medium", self.locale)

    def day_of_year(self, on: date) -> str:
        """
        A day of a year that is known: ``19 December``.
        """
        return format_skeleton("MMMMd", on, locale=self.locale)

    def weekday(self, on: date) -> str:
        """
        A day with its day of the week: ``Friday, 19 December 2025``.
        """
        return format_date(on, "full", self.locale)

    def month(self, named: str) -> str:
        """
        A month: ``December 2025`` for ``2025-12``.
        """
        first = date(int(named[:4]), int(named[5:]), 1)
        return format_skeleton("yMMMM", first, locale=self.locale)

    def at(self, moment: datetime) -> str:
        """
        A moment, in UTC: ``19 December 2025, 05:17``.
        """
        utc = moment.astimezone(UTC)
        pattern = str(get_datetime_format("medium", locale=self.locale))
        return pattern.replace("{1}", self.day(utc)).replace("{0}", f"{utc:%H:%M}")

    def moment(self, when: datetime, zone: str = "") -> Markup:
        """
        A moment for readers and for programs, in UTC; *zone* follows where nothing else says so.
        """
        utc = when.astimezone(UTC)
        return Markup('<time datetime="{}">{}{}</time>').format(
            f"{utc:%Y-%m-%dT%H:%M:%SZ}", self.at(utc), zone
        )

    def listed(self, names: Iterable[str]) -> str:
        """
        Several in a row: ``one, two and three``.
        """
        return format_list(list(names), locale=self.locale)

    def messages(self, place: str) -> Mapping[str, str | Mapping[str, str]]:
        """
        The texts that *place*, the end of a file's path or the beginning of one, shows: by their
        English ones. One with a plural is found by the singular, and has a text for each of
        CLDR's plural categories that the language knows. Without those that are missing.
        """
        return dict(_messages(self.tag, place))


ENGLISH = Language()


@cache
def _locale(tag: str) -> Locale:
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return _ENGLISH
    return locale if _message_file(locale).is_file() else _ENGLISH


def _message_file(locale: Locale) -> Traversable:
    return files("generator.text").joinpath("locales", f"{locale.language}.po")


@cache
def _catalog(tag: str) -> Catalog | None:
    source = _message_file(_locale(tag))
    return read_po(BytesIO(source.read_bytes())) if source.is_file() else None


@cache
def _translations(tag: str) -> NullTranslations:
    catalog = _catalog(tag)
    if catalog is None:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)


@lru_cache(4096)
def _day(year: int, month: int, day: int, tag: str) -> str:
    return format_date(date(year, month, day), "long", _locale(tag))


def _messages(tag: str, place: str) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    for message in _catalog(tag) or ():
        paths = (path for path, _ in message.locations)
        if not message.string or not any(place in path for path in paths):
            continue
        if isinstance(message.id, str):
            yield message.id, str(message.string)
        else:
            singular, plural = message.id
            spoken = _translations(tag)
            category = _locale(tag).plural_form
            yield singular, {category(n): spoken.ngettext(singular, plural, n) for n in _NUMBERS}
