"""The question of a week: its subjects."""

from __future__ import annotations

from bot.domain.check_ins import touchpoint_subject, value_subject


def test_a_touchpoint_and_a_value_of_one_number_are_two_subjects() -> None:
    """What is stored of the one is never read as of the other."""
    assert touchpoint_subject(3) == "T3"
    assert value_subject(3) == "V3"
