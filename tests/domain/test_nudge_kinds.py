"""The kinds of nudge that people mute."""

from __future__ import annotations

from bot.domain.nudge_kinds import PERSONAL
from bot.language.vocabulary import NUDGES
from nudges.rule import To, rules


def test_every_nudge_to_a_person_can_be_muted_by_name() -> None:
    """A new rule is listed among the kinds, and named in the word files."""
    assert {rule.id for rule in rules() if rule.to is To.PERSON} <= set(PERSONAL)
    assert set(PERSONAL) <= set(NUDGES.words)


def test_every_nudge_to_a_channel_has_a_name() -> None:
    """By which its hour is set."""
    assert {rule.id for rule in rules()} <= set(NUDGES.words)
