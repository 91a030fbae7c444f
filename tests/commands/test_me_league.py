"""`me league`: take part in the league, or no longer."""

from __future__ import annotations

from tests.dialog import Dialog


def test_it_says_what_is_true_from_now_on(talk: Dialog) -> None:
    """Joining and leaving, each for oneself alone."""
    assert "You take part in the league" in talk.text("me league")
    assert "You take part in the league" in talk.text("me league", "bo")
    assert "You no longer take part in the league" in talk.text("me league")
    assert len(talk.work.people.in_league()) == 1


def test_two_records_of_one_human_take_part_once(talk: Dialog) -> None:
    """Whoever is merged into another takes their part along."""
    ids = {name: person.id for name in ("anna", "bo") if (person := talk.work.people.by_name(name))}
    talk.say("me league", "bo")
    talk.work.people.merge(ids["bo"], ids["anna"])
    assert talk.work.people.in_league() == {ids["anna"]}
