"""
The language of a site: translated texts, and days and numbers as its readers write them.

The texts come from gettext's message files. Their source is English; a text without translation
stays English.
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

# Most of the world's readers of English write days as the British do.
_ENGLISH = Locale("en", "GB")

# Each plural form of each language fits one of these numbers.
_NUMBERS = range(201)


class Language(Struct, frozen=True):
    """
    The language with the *tag* that ``theme.language`` holds: ``en``, ``de``, ``zh-Hant``.

    A language without message file has the texts, days and numbers of English.
    """

    tag: str = "en"

    @property
    def locale(self) -> Locale:
        """
        Babel's locale for days and numbers; British English if the language has no message file.
        """
        return _locale(self.tag)

    @property
    def texts(self) -> str:
        """
        The code of the language of the texts: ``de``; ``en`` if there is no message file.
        """
        return self.locale.language

    @property
    def script_tag(self) -> str:
        """
        The tag of the locale for JavaScript: ``en-GB``, ``de``.
        """
        return str(self.locale).replace("_", "-")

    @property
    def translations(self) -> NullTranslations:
        """
        The texts as gettext's object, for template engines that fill in values themselves.
        """
        return _translations(self.tag)

    def gettext(self, text: str, **values: object) -> str:
        """
        Return the English *text* in this language, with *values* in place of ``%(name)s``.
        """
        return self.translations.gettext(text) % values

    def ngettext(self, singular: str, plural: str, number: int, **values: object) -> str:
        """
        Return the text that fits *number*, which the text has as ``%(num)s``; *values* as above.
        """
        text = self.translations.ngettext(singular, plural, number)
        return text % {"num": self.number(number), **values}

    def papers(self, number: int) -> str:
        """
        Return a number of papers: ``1 paper``, ``1,200 papers``.
        """
        return self.ngettext("%(num)s paper", "%(num)s papers", number)

    def arxiv_papers(self, number: int) -> str:
        """
        Return a number of papers with arXiv's name: ``1 arXiv paper``.
        """
        return self.ngettext("%(num)s arXiv paper", "%(num)s arXiv papers", number)

    def keywords(self, number: int) -> str:
        """
        Return a number of keywords: ``1 keyword``, ``12 keywords``.
        """
        return self.ngettext("%(num)s keyword", "%(num)s keywords", number)

    def number(self, number: int) -> str:
        """
        Return a whole number: ``1,200``.
        """
        return format_decimal(number, locale=self.locale)

    def percent(self, share: float) -> str:
        """
        Return *share*, such as 0.25, in per cent: ``25 %``.
        """
        return format_percent(share, "#,##0 %" if self.locale == _ENGLISH else None, self.locale)

    def day(self, on: date) -> str:
        """
        Return a day: ``19 December 2025``.
        """
        return _day(on.year, on.month, on.day, self.tag)

    def short_day(self, on: date) -> str:
        """
        Return a day with a short month: ``19 Dec 2025``.
        """
        # In British English September is Sept, longer than all other short months.
        if self.locale == _ENGLISH:
            return format_date(on, "d MMM y", "en")
        return format_date(on, "medium", self.locale)

    def day_of_year(self, on: date) -> str:
        """
        Return a day without its year: ``19 December``.
        """
        return format_skeleton("MMMMd", on, locale=self.locale)

    def weekday(self, on: date) -> str:
        """
        Return a day with its weekday: ``Friday, 19 December 2025``.
        """
        return format_date(on, "full", self.locale)

    def month(self, named: str) -> str:
        """
        Return the month *named* ``2025-12``: ``December 2025``.
        """
        first = date(int(named[:4]), int(named[5:]), 1)
        return format_skeleton("yMMMM", first, locale=self.locale)

    def at(self, moment: datetime) -> str:
        """
        Return a moment in UTC: ``19 December 2025, 05:17``.
        """
        utc = moment.astimezone(UTC)
        pattern = str(get_datetime_format("medium", locale=self.locale))
        return pattern.replace("{1}", self.day(utc)).replace("{0}", f"{utc:%H:%M}")

    def moment(self, when: datetime, zone: str = "") -> Markup:
        """
        Return a moment in UTC as a ``time`` element; its text ends with *zone*, such as `` UTC``.
        """
        utc = when.astimezone(UTC)
        return Markup('<time datetime="{}">{}{}</time>').format(
            f"{utc:%Y-%m-%dT%H:%M:%SZ}", self.at(utc), zone
        )

    def enumeration(self, names: Iterable[str]) -> str:
        """
        Return *names* as an enumeration: ``one, two and three``.
        """
        return format_list(list(names), locale=self.locale)

    def messages(self, path: str) -> Mapping[str, str | Mapping[str, str]]:
        """
        Return the translated texts of the source files whose paths contain *path*, such as ``.js``.

        The keys are the English texts. A text with a plural has its English singular as key and a
        mapping from CLDR's plural categories (``one``, ``other``, …) to texts as value. Texts
        without translation are missing.
        """
        return dict(_messages(self.tag, path))


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


def _messages(tag: str, path: str) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    for message in _catalog(tag) or ():
        files_of_message = (file for file, _ in message.locations)
        if not message.string or not any(path in file for file in files_of_message):
            continue
        if isinstance(message.id, str):
            yield message.id, str(message.string)
        else:
            singular, plural = message.id
            translations = _translations(tag)
            category = _locale(tag).plural_form
            yield (
                singular,
                {category(n): translations.ngettext(singular, plural, n) for n in _NUMBERS},
            )
