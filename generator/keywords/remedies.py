"""
What to write instead, for each fault that msgspec finds in ``keywords.yaml``.
"""

import difflib
import re
from typing import Any

import msgspec
from msgspec import Struct

from generator.keywords.arxiv_settings import ApiKey, ArxivSettings
from generator.keywords.schema import Defaults, KeywordEntry, KeywordsFile

API_KEY = "api_key: {env: ARXIV_API_KEY, header: X-Api-Key}"

# A fault as `setting: msgspec's message`, and what the keeper reads instead. The first match
# counts.
_REMEDIES = (
    (re.compile(r"ids: Expected `array` of length <= (\d+)"), r"more than \1; make two keywords"),
    (re.compile(r"in: .*"), "write title or abstract; without it, either will do"),
    (re.compile(r".*: Object missing required field `(.*)`"), r"'\1' is missing"),
    (
        re.compile(r".*: Expected `str.*, got `(?:int|float|bool|date|datetime)`"),
        "a number, a date or yes/no where a text is due; put it in quotation marks",
    ),
    (re.compile(r".*: Expected `str.*(?:, got `null`|length >= 1)"), "empty; write a text"),
    (re.compile(r".*: Expected `str.*, got .*"), "a list or settings where a text is due"),
    (re.compile(r".*: Expected `str` of length <= (\d+)"), r"longer than \1 characters"),
    (re.compile(r".*: Expected `str`"), "a number where a setting's name is due"),
    (
        re.compile(r"(?:api|oai)_url: .*"),
        "write a full address: https://export.arxiv.org/api/query",
    ),
    (re.compile(r"env: .*"), "write the name of an environment variable, such as ARXIV_API_KEY"),
    (re.compile(r"pause: .*"), "write a number of seconds from 3 to 600"),
    (re.compile(r"page_size: .*"), "write a whole number from 1 to 2000"),
    (re.compile(r"headers: Expected `object.*"), "write headers: {Name: text}"),
    (re.compile(r"api_key: Expected `object.*"), f"write {API_KEY}"),
    (re.compile(r"arxiv: Expected `object.*"), "empty, or no settings; write arxiv: {pause: 5}"),
    (
        re.compile(r"(?:headers|header|prefix|parameter|\]): Expected `str` matching.*"),
        "holds a letter that cannot stand there; names have no blanks, and texts are ASCII",
    ),
    (re.compile(r"max_papers: .*"), "write a whole number from 1 to 2000"),
    (re.compile(r".*: Expected `bool.*"), "write true or false"),
    (re.compile(r".*: Expected `object`.*"), "empty, or no settings; write max_papers: 50"),
    (re.compile(r"(\w+): Expected `array.*, got .*"), r"a list is due; write \1: [one, another]"),
    (
        re.compile(r"(\w+): Expected `array` of length.*"),
        r"an empty list; write \1: [one, another]",
    ),
    (re.compile(r"sort_by: .*"), "write updated or published"),
    (re.compile(r"source: .*"), "write auto, api or oai"),
    (
        re.compile(r"version: .*"),
        "this program reads version 1 of this file; use the newest Daily Papers",
    ),
)


def remedy(reason: str, where: str, data: Any) -> str:
    """
    The *reason* that msgspec gives for refusing *data* at the path *where*, in the keeper's words.
    """
    if unknown := re.fullmatch(r"Object contains unknown field `(.*)`", reason):
        known = _fields(where)
        near = difflib.get_close_matches(unknown[1], known, 1)
        if near:
            return f"unknown setting {unknown[1]!r}; did you mean {near[0]!r}?"
        return (
            f"unknown setting {unknown[1]!r}; known are {', '.join(known)}; "
            "a text with a colon needs quotation marks"
        )
    if not isinstance(data, dict):
        return "'keywords:' should stand in the first line, and the keywords below it"
    setting = where.rpartition(".")[2]
    matches = ((pattern.fullmatch(f"{setting}: {reason}"), text) for pattern, text in _REMEDIES)
    return next((match.expand(text) for match, text in matches if match), reason)


def _fields(where: str) -> list[str]:
    kinds: dict[str, type[Struct]] = {
        "$": KeywordsFile,
        "$.defaults": Defaults,
        "$.arxiv": ArxivSettings,
        "$.arxiv.api_key": ApiKey,
    }
    return [field.encode_name for field in msgspec.structs.fields(kinds.get(where, KeywordEntry))]
