"""`team`: a team's sums and one person's figures, for the manager."""

from __future__ import annotations

from tests.dialog import Dialog


def test_a_manager_sees_only_the_own_team(talk: Dialog) -> None:
    """Another team's figures are refused, one's own people can see who looked."""
    assert "another team" in (talk.say("team anna week", "dora").error or "")
    assert talk.say("team anna week", "chris").ok
    assert "chris looked at your figures on Tue 24 Nov 2026." in talk.text("me", "anna")


def test_team_figures_are_sums_against_the_own_target(talk: Dialog) -> None:
    """Calls, promises, zeros and waiting of the week."""
    for line in (
        "call acme",
        "promise acme quote by fri",
        "kept 1",
        "broken acme list",
        "touch acme invoice c0",
        "waiting yard",
    ):
        talk.say(line, "anna")
    talk.later(seconds=40)
    talk.say("go", "bo")
    figures = talk.say("team week", "chris").figures
    expected = {
        "calls": 1, "target": 80, "promises_kept": 1, "promises_broken": 1, "told_first": 0, "zeros_open": 1,
        "accounts_rated": 1, "accounts_at_zero": 1, "score": 0.0, "waiting_median_s": 40.0,
        "waits": 1.0,
    }  # fmt: skip
    assert expected == figures
    assert talk.say("team w47", "chris").figures["calls"] == 0
    assert "1 of 80 calls" in talk.text("team uge", "chris")


def test_team_figures_have_every_name_before_anything_happened(talk: Dialog) -> None:
    """Scripts need not ask whether a figure is there; the card says that nothing is rated and names no waiting."""
    figures = talk.say("team week", "chris").figures
    assert (0.0, 0.0, 0) == (figures["score"], figures["waiting_median_s"], figures["accounts_rated"])
    assert "no account is rated yet" in talk.text("team week", "chris")
    assert "waiting" not in talk.text("team week", "chris")


def test_what_was_logged_before_there_was_a_team_counts_for_it(empty: Dialog) -> None:
    """Setting up a team later loses no call."""
    empty.say("call -", "mette")
    empty.say("admin team Nord", "mette")
    empty.say("call -", "mette")
    assert empty.say("team today", "mette").figures["calls"] == 2
