"""The kinds of nudge by their ids: for whom each is, and at which hour it usually comes."""

from __future__ import annotations

PERSONAL = (
    "N1", "N3", "N4", "N5", "N6", "N7", "N9", "N10", "N11", "N12", "N13", "N14", "N15", "N16", "N17", "N18", "N19",
    "N21", "N22",
)  # fmt: skip
"""Kinds that come to one person, who may mute them."""
