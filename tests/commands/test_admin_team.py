"""`admin team`: teams are added and changed."""

from __future__ import annotations

from tests.dialog import Dialog


def test_a_team_gets_another_name_and_keeps_its_people(talk: Dialog) -> None:
    """The same team: its figures, channel and people stay."""
    talk.say("call acme")
    assert talk.say("admin team Nord name Nordvest", "chris").ok
    assert talk.text("team today", "chris").startswith("Nordvest")
    assert talk.say("team Nordvest today", "chris").figures["calls"] == 1
