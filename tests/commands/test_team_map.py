"""`team map`: touchpoints with owner, last rating and score, and the departments."""

from __future__ import annotations

from tests.commands.steps import file_rows, line_of
from tests.dialog import Dialog


def test_every_touchpoint_stands_with_owner_and_last_rating(talk: Dialog) -> None:
    """What nobody rated is blank, not 0."""
    talk.say("admin touchpoint invoice owner bo", "chris")
    talk.say("admin desk service phone 55 12 34 56", "chris")
    talk.say("touch acme invoice c2 seen 20/11")
    talk.say("touch acme invoice q0 seen")
    reply = talk.say("team map", "chris")
    assert line_of(reply, "invoice") == "invoice · bo · Tue 24 Nov 2026 · 0 · 1"
    assert line_of(reply, "yard").rstrip(" ·") == "yard · nobody"
    assert line_of(reply, "1 score") == "1 score given this week, the week before 1"
    assert line_of(reply, "Departments") == "Departments: service 55 12 34 56."
    assert [reply.figures[name] for name in ("touchpoints", "without_owner", "unrated")] == [7, 6, 6]
    assert file_rows(talk.say("team map export csv", "chris"))[1] == ["invoice", "bo", "2026-11-24", "0.0", "1"]
