"""
The venue of a paper: where and when it was accepted or published.
"""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from generator.papers.paper import Paper
from generator.papers.remarks import venue_context
from generator.papers.remarks.venue_names import PLACEHOLDER, Mention, without_names
from generator.papers.remarks.venue_year import dated, year_of_conference, year_of_journal
from generator.papers.remarks.withdrawal import withdrawn

Track = Literal["Workshop", "Findings"]

# The longest comment among 21,000 papers had 421 characters.
_LENGTH = 2000

# How many characters before and after a name are its context.
_CONTEXT_LENGTH = 300

_ADDRESS = re.compile(r"(?:\w{3,5}:)?//\S+|\bwww\.\S+")

# In "Findings of the Association for Computational Linguistics: EMNLP 2025" this is no venue.
_PUBLISHER = re.compile(
    r"(?<=Findings of )(?:the )?Association for Computational Linguistics:", re.IGNORECASE
)

_SENTENCE_END = re.compile(
    r"(?<!\b[Pp]roc)(?<!\b[CcKk]onf)(?<!\b[Ii]nt)(?<!\b[Ss]ymp)(?<!\b[Vv]ol)(?<!\bpp)(?<!\b[Nn]o)"
    r"[.;!?](?=[\s*\u2020\\]|\Z)|\n|\|\|"
)


class Venue(Struct, frozen=True):
    """
    A conference or journal by its *name*, with its *year* and *track*.

    *year* is None if it is unknown; *track* is None for the main track and for a journal.
    """

    name: str
    year: int | None
    track: Track | None = None

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.name, self.year, self.track) if part)


def venue(paper: Paper) -> Venue | None:
    """
    Return where *paper* was accepted or published, as its comment or else its journal_ref says.

    None says that the texts state no venue, or that they can be read in another way, or that the
    paper is withdrawn. An earlier, shorter or conference version that was accepted is another
    paper; a full version is the paper itself.
    """
    if withdrawn(paper):
        return None
    return _first(paper.comment or "") or _first(f"Published in: {paper.journal_ref or ''}")


def _first(text: str) -> Venue | None:
    # The first venue that *text* states; a workshop only if there is nothing else.
    return min(_venues(text), key=lambda one: one.track == "Workshop", default=None)


def _venues(text: str) -> Iterator[Venue]:
    text = _PUBLISHER.sub("", _ADDRESS.sub("", text[:_LENGTH]))
    unnamed, mentions = without_names(text)
    names = iter(mentions)
    for sentence in _SENTENCE_END.split(unnamed):
        for sign in re.finditer(PLACEHOLDER, sentence):
            before = sentence[max(0, sign.start() - _CONTEXT_LENGTH) : sign.start()]
            after = sentence[sign.end() : sign.end() + _CONTEXT_LENGTH]
            found = _judged(next(names), before, after)
            if found:
                yield found


def _judged(mention: Mention, before: str, after: str) -> Venue | None:
    name = mention.name.venue
    if not mention.weak and venue_context.at_workshop(before, after):
        return Venue(name, _year(mention, "", after), "Workshop")
    track = _track(before, after)
    if _means_something_else(mention, after, track):
        return None
    lead = venue_context.words_since_accepted(before)
    if lead is None:
        lead = _lead_of_sole_name(mention, before, after, track)
    if lead is None:
        return None
    year = _year(mention, lead, after)
    ambiguous = mention.weak and mention.name.abbreviated and not mention.name.journal
    return None if ambiguous and year is None else Venue(name, year, track)


def _lead_of_sole_name(
    mention: Mention, before: str, after: str, track: Track | None
) -> str | None:
    # The words before a name that stands in a clause of its own with at most a year and a track.
    lead = None if mention.weak else venue_context.words_before_sole_name(before, after)
    if lead is None:
        return None
    clause = venue_context.rest_of_clause(after)
    is_whole = track == "Workshop" or venue_context.is_only_track(clause)
    known = _year(mention, lead, after) or dated(clause) or venue_context.says_accepted(clause)
    return lead if is_whole and known else None


def _track(before: str, after: str) -> Track | None:
    if venue_context.workshop_follows(after):
        return "Workshop"
    if venue_context.among_findings(before) or venue_context.findings_follow(after):
        return "Findings"
    return None


def _means_something_else(mention: Mention, after: str, track: Track | None) -> bool:
    # Whether the name means something else than the venue: another venue, or an event beside it.
    if mention.weak and venue_context.continues_sentence(after):
        return True
    in_full = not mention.name.abbreviated and not mention.certain
    if in_full and venue_context.continues_full_name(after):
        return True
    other_name = venue_context.continues_name(after) or venue_context.is_side_event(after)
    return track != "Workshop" and other_name


def _year(mention: Mention, lead: str, after: str) -> int | None:
    if mention.name.journal:
        return year_of_journal(after)
    abbreviated = mention.name.abbreviated or mention.certain
    return year_of_conference(lead, after, abbreviated=abbreviated)
