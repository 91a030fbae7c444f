"""`team zeros`: standing zeros of a team's accounts."""

from __future__ import annotations

from datetime import timedelta

from tests.dialog import Dialog


def test_standing_zeros_expire_from_the_figures_after_the_window(talk: Dialog) -> None:
    """A rating stands for 180 days."""
    talk.say("touch acme invoice c0 said")
    talk.at += timedelta(days=181)
    assert talk.say("team today", "chris").figures["zeros_open"] == 0
