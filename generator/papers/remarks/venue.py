"""
The venue of a paper: where and when it was accepted or published.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from generator.papers.paper import Paper
from generator.papers.remarks import venue_context, venue_track
from generator.papers.remarks.venue_names import PLACEHOLDER, Mention, without_names
from generator.papers.remarks.venue_track import Track
from generator.papers.remarks.venue_year import (
    dated,
    year_of_conference,
    year_of_edition,
    year_of_journal,
)
from generator.papers.remarks.withdrawal import withdrawn

# The longest comment among 21,000 papers had 421 characters.
_LENGTH = 2000

# Comments name few venues. More names are read no further, so that hostile text costs little.
_MOST_NAMES = 20

# How many characters before and after a name are its context.
_CONTEXT_LENGTH = 300

_ADDRESS = re.compile(r"(?:\w{3,5}:)?//\S+|\bwww\.\S+")

# In "Findings of the Association for Computational Linguistics: EMNLP 2025" this is no venue.
_PUBLISHER = re.compile(
    r"(?<=Findings of )(?:the )?Association for Computational Linguistics"
    r"(?::|\W{,4}(?=(?:at |in )?(?:EMNLP|NAACL|EACL|AACL|IJCNLP)))",
    re.IGNORECASE,
)

_SENTENCE_END = re.compile(
    r"(?<!\b[Pp]roc)(?<!\b[CcKk]onf)(?<!\b[Ii]nt)(?<!\b[Ss]ymp)(?<!\b[Vv]ol)(?<!\bpp)(?<!\b[Nn]o)"
    r"[.;!?](?=[\s*\u2020\\]|\Z)(?!\s(?:at|@)\s)|\n|\|\|"
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
        name = f"Findings of {self.name}" if self.track == "Findings" else self.name
        track = None if self.track == "Findings" else self.track
        return " ".join(str(part) for part in (name, self.year, track) if part)


def venue(paper: Paper) -> Venue | None:
    """
    Return where *paper* was accepted or published, as its comment or else its journal_ref says.

    None says that the texts state no venue, or that they can be read in another way, or that the
    paper is withdrawn. An earlier, shorter or conference version that was accepted is another
    paper; a full version is the paper itself.
    """
    if withdrawn(paper):
        return None
    found = _first(paper.comment) if paper.comment else None
    if found is None and paper.journal_ref:
        return _first(f"Published in: {paper.journal_ref}")
    return found


def _first(text: str) -> Venue | None:
    # The first venue that *text* states; a workshop only if there is nothing else.
    return min(_venues(text), key=lambda one: one.track == "Workshop", default=None)


def _venues(text: str) -> Iterator[Venue]:
    unnamed, mentions = without_names(_PUBLISHER.sub("", _ADDRESS.sub("|", text[:_LENGTH])))
    if not mentions:
        return
    names = iter(mentions[:_MOST_NAMES])
    for sentence in _SENTENCE_END.split(unnamed):
        # zip asks for the sign first, so it takes no name too many.
        for sign, mention in zip(re.finditer(PLACEHOLDER, sentence), names, strict=False):
            before = sentence[max(0, sign.start() - _CONTEXT_LENGTH) : sign.start()]
            after = sentence[sign.end() : sign.end() + _CONTEXT_LENGTH]
            found = _judged(mention, before, after)
            if found:
                yield found


def _judged(mention: Mention, before: str, after: str) -> Venue | None:
    if venue_context.is_taken_back(after):
        return None
    words = _words_since_workshop(mention, before, after)
    if words is not None:
        return _venue(mention, words, after, "Workshop")
    lead = venue_context.words_since_accepted(before)
    track = _track(mention, lead or "", after)
    if lead is None and track == "Workshop":
        lead = venue_context.words_since_loosely_accepted(before)
    if lead is None:
        lead = _lead_of_sole_name(mention, before, after, track)
        track = track or _track_of_sole_name(mention, before, after)
    if lead is None or _means_something_else(mention, after, track):
        return None
    return _venue(mention, lead, after, track)


def _words_since_workshop(mention: Mention, before: str, after: str) -> str | None:
    words = venue_context.words_since_accepted_at_workshop(before)
    words = venue_context.words_since_event(before) if words is None else words
    if words is None or mention.name.journal:
        return None
    year = _year(mention, words, after)
    said = year and not venue_context.is_doubtful(before, after)
    certain = year or not mention.weak
    return words if certain and (said or venue_context.says_accepted(words)) else None


def _venue(mention: Mention, lead: str, after: str, track: Track | None) -> Venue | None:
    year = _year(mention, lead, after)
    if year is None and track != "Workshop":
        year = year_of_edition(lead, mention.name.edition_zero)
    ambiguous = mention.weak and mention.name.abbreviated and not mention.name.journal
    if mention.name.venue is None or (ambiguous and year is None):
        return None
    return Venue(mention.name.venue, year, track)


def _lead_of_sole_name(
    mention: Mention, before: str, after: str, track: Track | None
) -> str | None:
    # The words before a name that stands in a clause of its own with at most a year and a track.
    sure = not mention.weak or (track == "Workshop" and bool(_year(mention, "", after)))
    lead = venue_context.words_before_sole_name(before, after) if sure else None
    if lead is None:
        return None
    clause = venue_context.rest_of_clause(after)
    is_whole = track == "Workshop" or venue_context.is_only_track(clause)
    accepted = venue_context.says_accepted(f"{lead} {clause}")
    edition = year_of_edition(lead, mention.name.edition_zero)
    in_journal = mention.name.journal and lead.strip().startswith("in ")
    known = (track, _year(mention, lead, after), edition, dated(clause), accepted, in_journal)
    return lead if is_whole and any(known) else None


def _track(mention: Mention, lead: str, after: str) -> Track | None:
    return None if mention.name.journal else venue_track.track(lead, after)


def _track_of_sole_name(mention: Mention, before: str, after: str) -> Track | None:
    there = not mention.name.journal and venue_context.accepted_at_workshop(after)
    return "Workshop" if there else _track(mention, before, "")


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
