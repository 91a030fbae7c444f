"""The kinds of nudge by their ids: for whom each is, and at which hour it usually comes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

PERSONAL = (
    "N1", "N3", "N4", "N5", "N6", "N7", "N9", "N10", "N11", "N12", "N13", "N14", "N15", "N16", "N17", "N18", "N19",
    "N21", "N22", "N23", "N24", "N25", "N26", "N27",
)  # fmt: skip
"""Kinds that come to one person, who may mute them."""
USUAL_HOURS: Mapping[str, time] = {
    "N1": time(8, 30),
    "N2": time(8, 45),
    "N4": time(15),
    "N14": time(14, 30),
    "N15": time(14, 30),
    "N18": time(15),
}
"""Local time of the kinds that come at an hour of their own."""
TIMED = ("N1", "N2", "N4", "N13", "N14", "N15", "N18")
"""Kinds whose hour a team may set; N13 usually comes a little before each person's own end of work."""
TIMED_FOR_CHANNEL = ("N2", "N18")
SWEEPS = ("N14", "N15")
"""Timed kinds that come on Fridays to whom they have something to say."""

NudgeHours = tuple[tuple[str, time], ...]
"""The hours that a team has set, by kind."""


def hour_of(kind: str, hours: NudgeHours) -> time:
    """Return the local time of a kind that has a usual one; raises KeyError for another."""
    return dict(hours).get(kind) or USUAL_HOURS[kind]
