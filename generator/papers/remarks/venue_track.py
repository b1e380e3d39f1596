"""
The track of a conference that accepted a paper: its workshops, its Findings, its demonstrations.
"""

import re
from collections.abc import Mapping
from typing import Literal

from generator.papers.remarks.venue_names import PLACEHOLDER

# A part of a conference beside its main track.
Track = Literal[
    "Workshop", "Findings", "Demo", "Student Abstract", "Late-Breaking", "Doctoral Consortium"
]

# Words for a workshop; SRW is the Student Research Workshop of ACL.
WORKSHOP = r"(?:work-?shops?|workskops?|wksh?ps?|ws|srw)"

# Between two words. What may be part of a word is left out, so that a text has one reading only.
_GAP = rf"[^\w;&/'{PLACEHOLDER}]{{1,4}}"

_WORKSHOP_FOLLOWS = re.compile(
    r"[\W_]{,4}\d{,4}"
    rf"(?:{_GAP}(?!(?:accepted|version|also|presented|previous|earlier|extended|from|code)\b)"
    rf"[\w&/'{PLACEHOLDER}]+){{,10}}?{_GAP}{WORKSHOP}\b",
    re.IGNORECASE,
)

# Tracks that are not the main one, as they stand after a name or between "accepted" and a name.
_OTHER_TRACKS: Mapping[Track, re.Pattern[str]] = {
    "Findings": re.compile(r"\bfindings?\b", re.IGNORECASE),
    "Demo": re.compile(
        r"\b(?:demo(?:nstration)?s?)\b"
        r"(?!\W*(?:page|video|site|website|code|available|is)\b|\s*:|\W+at\W*\Z)",
        re.IGNORECASE,
    ),
    "Student Abstract": re.compile(r"\bstudent abstracts?\b", re.IGNORECASE),
    "Late-Breaking": re.compile(r"\blate[ -]?breaking\b|\bLBW\b", re.IGNORECASE),
    "Doctoral Consortium": re.compile(r"\bdoctoral (?:consortium|symposium)\b", re.IGNORECASE),
    "Workshop": re.compile(rf"\b{WORKSHOP}\b", re.IGNORECASE),
}

# How far behind a name its track may stand.
_NEAR = re.compile(
    r"[^,;:.]{,40}(?:[,:]\W*(?:main |system |student )?"
    r"(?:findings?|demo\w*|student|late|doctoral)[^,;:.]{,40})?",
    re.IGNORECASE,
)


def track(lead: str, after: str) -> Track | None:
    """
    Return the track that *lead*, the words between "accepted" and the name, or *after* name.

    None means the main track.
    """
    if _WORKSHOP_FOLLOWS.match(after):
        return "Workshop"
    near = _NEAR.match(after)
    words = (f"{lead}NAME", near[0] if near else "")
    tracks = (track for track, found in _OTHER_TRACKS.items() if any(map(found.search, words)))
    return next(tracks, None)
