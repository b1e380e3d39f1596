"""
Where and when a paper was accepted or published.
"""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from generator.papers.paper import Paper
from generator.papers.remarks import venue_context
from generator.papers.remarks.venue_names import SIGN, Mention, without_names
from generator.papers.remarks.venue_year import dated, year_of_conference, year_of_journal
from generator.papers.remarks.withdrawal import withdrawn

Track = Literal["Workshop", "Findings"]

# The longest comment among 21,000 papers had 421 characters.
_LENGTH = 2000

# How far around a name the words are that tell what it does there.
_REACH = 300

_ADDRESS = re.compile(r"(?:\w{3,5}:)?//\S+|\bwww\.\S+")

# Findings of the Association for Computational Linguistics: EMNLP 2025
_PUBLISHER = re.compile(
    r"(?<=Findings of )(?:the )?Association for Computational Linguistics:", re.IGNORECASE
)

_SENTENCE_END = re.compile(
    r"(?<!\b[Pp]roc)(?<!\b[CcKk]onf)(?<!\b[Ii]nt)(?<!\b[Ss]ymp)(?<!\b[Vv]ol)(?<!\bpp)(?<!\b[Nn]o)"
    r"[.;!?](?=[\s*\u2020\\]|\Z)|\n|\|\|"
)


class Venue(Struct, frozen=True):
    """
    A conference or journal, its year where it is known, and the *track* if not the main one.
    """

    name: str
    year: int | None
    track: Track | None = None

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.name, self.year, self.track) if part)


def venue(paper: Paper) -> Venue | None:
    """
    Where *paper* was accepted or published, as its comment says, or else its journal reference.

    What can be read in another way does not count, nor does what was accepted of it elsewhere: an
    earlier, shorter or conference version. But a full version is the paper itself.
    """
    if withdrawn(paper):
        return None
    return _first(paper.comment or "") or _first(f"Published in: {paper.journal_ref or ''}")


def _first(text: str) -> Venue | None:
    """
    The first venue that *text* is sure about; a conference or journal, rather than a workshop.
    """
    return min(_venues(text), key=lambda one: one.track == "Workshop", default=None)


def _venues(text: str) -> Iterator[Venue]:
    text = _PUBLISHER.sub("", _ADDRESS.sub("", text[:_LENGTH]))
    unnamed, mentions = without_names(text)
    names = iter(mentions)
    for sentence in _SENTENCE_END.split(unnamed):
        for sign in re.finditer(SIGN, sentence):
            before = sentence[max(0, sign.start() - _REACH) : sign.start()]
            after = sentence[sign.end() : sign.end() + _REACH]
            found = _judged(next(names), before, after)
            if found:
                yield found


def _judged(mention: Mention, before: str, after: str) -> Venue | None:
    name = mention.spelling.venue
    if not mention.weak and venue_context.at_workshop(before, after):
        return Venue(name, _year(mention, "", after), "Workshop")
    track = _track(before, after)
    if _other(mention, after, track):
        return None
    lead = venue_context.accepted(before)
    if lead is None:
        lead = _lead_of_alone(mention, before, after, track)
    if lead is None:
        return None
    year = _year(mention, lead, after)
    vague = mention.weak and mention.spelling.abbreviated and not mention.spelling.journal
    return None if vague and year is None else Venue(name, year, track)


def _lead_of_alone(mention: Mention, before: str, after: str, track: Track | None) -> str | None:
    """
    The words before a name that makes a clause of its own, with its year and track at most.
    """
    lead = None if mention.weak else venue_context.names_only(before, after)
    if lead is None:
        return None
    clause = venue_context.clause(after)
    whole = track == "Workshop" or venue_context.only_track(clause)
    known = _year(mention, lead, after) or dated(clause) or venue_context.says_accepted(clause)
    return lead if whole and known else None


def _track(before: str, after: str) -> Track | None:
    if venue_context.workshop_behind(after):
        return "Workshop"
    if venue_context.among_findings(before) or venue_context.findings_behind(after):
        return "Findings"
    return None


def _other(mention: Mention, after: str, track: Track | None) -> bool:
    """
    Whether it is not the venue itself that is named.
    """
    spelling = mention.spelling
    return (
        (mention.weak and venue_context.longer_phrase(after))
        or (not spelling.abbreviated and not mention.certain and venue_context.longer_title(after))
        or (track != "Workshop" and (venue_context.longer(after) or venue_context.beside(after)))
    )


def _year(mention: Mention, lead: str, after: str) -> int | None:
    if mention.spelling.journal:
        return year_of_journal(after)
    abbreviated = mention.spelling.abbreviated or mention.certain
    return year_of_conference(lead, after, abbreviated=abbreviated)
