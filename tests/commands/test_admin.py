"""`admin`: the set-up at a glance."""

from __future__ import annotations

from tests.dialog import Dialog


def test_who_changed_roles_is_written_down(talk: Dialog) -> None:
    """The audit names when, who, whom and what, the newest first, and only what changed."""
    for line in (
        "admin person bo manager",
        "admin person bo manager",
        "admin person bo without manager",
        "admin remove person bo",
        "admin person bo",
    ):
        talk.say(line, "chris")
    notes = [f"{talk.work.people.get(n.author).name} {n.what}" for n in talk.work.people.notes(4)]
    assert notes == ["chris back", "chris gone", "chris -manager", "chris +manager"]
    text = talk.text("admin", "chris")
    for part in (
        "chris · bo · back again",
        "chris · bo · removed",
        "chris · bo · no longer manager",
        "bo · now manager",
    ):
        assert part in text
