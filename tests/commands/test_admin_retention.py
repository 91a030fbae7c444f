"""`admin retention`: how long each kind of data is kept."""

from __future__ import annotations

from bot.domain.retention import Kept
from tests.dialog import Dialog


def test_every_kind_is_listed_with_its_length(talk: Dialog) -> None:
    """What the company set stands beside what is usual."""
    assert "Nothing was deleted by its age yet." in talk.text("admin retention", "chris")
    assert talk.say("admin retention log 24 months", "chris").ok
    shown = talk.text("admin retention", "chris")
    assert all(text in shown for text in ("log", "24 months", "lines", "30 days", "leavers", "13 months"))


def test_longer_is_saved_at_once_and_taken_back_by_its_button(talk: Dialog) -> None:
    """Which is asked about in turn, as it would delete."""
    assert "Saved · audit · 24 months" in talk.text("admin retention audit 24", "chris")
    assert talk.press("Undo", "chris").ok is False
    assert "Today: 24 months." in str(talk.last.card)
    assert talk.press("Shorten", "chris").ok
    assert {} == talk.work.retention.months()


def test_shorter_is_asked_about_since_it_deletes_for_good(talk: Dialog) -> None:
    """Until the button is pressed everything stays as it is."""
    reply = talk.say("admin retention audit 6", "chris")
    assert (reply.ok, talk.work.retention.months()) == (False, {})
    assert "Saved · audit · 6 months" in str(talk.press("Shorten", "chris").card)
    assert {Kept.AUDIT: 6} == talk.work.retention.months()


def test_lengths_outside_of_the_bounds_are_refused(talk: Dialog) -> None:
    """Scores count for half a year, and nothing is kept for ever."""
    for line in ("admin retention log 3", "admin retention nudges 12", "admin retention audit 121"):
        assert not talk.say(line, "chris").ok
        assert "months, or 0 for the usual." in str(talk.last)
    assert {} == talk.work.retention.months()


def test_a_kind_alone_asks_for_the_months(talk: Dialog) -> None:
    """The form saves what the line would."""
    assert talk.say("admin retention sums", "chris").form
    assert talk.submit({"kind": "sums", "months": "18"}, "chris").ok
    assert {Kept.SUMS: 18} == talk.work.retention.months()


def test_the_change_is_in_the_audit(talk: Dialog) -> None:
    """With who made it."""
    assert talk.say("admin retention log 24", "chris").ok
    assert "retention changed · log 24" in talk.text("admin audit", "chris").replace(" | ", " · ")
