"""`admin touchpoint`: touchpoints are added, renamed and given an owner."""

from __future__ import annotations

import pytest

from bot.domain.people import Role
from tests.commands.steps import filled, labels, roles
from tests.dialog import Dialog


def test_a_removed_standard_touchpoint_comes_back_in_any_language(talk: Dialog) -> None:
    """Adding it by its Danish name finds the one that was removed."""
    talk.say("admin remove touchpoint invoice", "chris")
    talk.say("admin touchpoint faktura owner anna", "chris")
    names = [touchpoint.name for touchpoint in talk.work.touchpoints.all()]
    assert ("invoice" in names, "faktura" in names) == (True, False)


def test_an_own_touchpoint_can_be_rated_at_once(talk: Dialog) -> None:
    """Before it is added its name is asked about."""
    assert "No touchpoint is called" in talk.text("touch acme fax 1")
    assert talk.text("admin touchpoint fax", "chris") == "Saved · fax · Owner: nobody."
    assert talk.say("touch acme fax c1").stored == ("R1",)


def test_the_owner_is_named_to_whoever_rates(talk: Dialog) -> None:
    """The receipt of a rating names the present owner."""
    assert talk.text("admin touchpoint invoice owner bo", "chris") == "Saved · invoice · Owner: bo."
    assert "Owner: bo." in talk.text("touch acme invoice c0")
    talk.say("admin touchpoint invoice owner @anna", "chris")
    assert "Owner: anna." in talk.text("touch acme invoice c1")


def test_an_owner_who_is_not_known_is_added_by_a_button_as_a_colleague(talk: Dialog) -> None:
    """The new person has no target, so the team's target stays."""
    reply = talk.say("admin touchpoint invoice owner Kari", "chris")
    assert labels(reply) == ['Add "Kari"']
    assert talk.work.people.by_name("Kari") is None
    assert talk.press('Add "Kari"', "chris").ok
    assert roles(talk, "Kari") == {Role.COLLEAGUE}
    assert talk.say("team week", "chris").figures["target"] == 80


def test_saying_a_touchpoint_again_keeps_its_owner(talk: Dialog) -> None:
    """A line without an owner changes none."""
    talk.say("admin touchpoint invoice owner bo", "chris")
    talk.say("admin touchpoint invoice", "chris")
    assert "invoice (bo)" in talk.text("admin", "chris")


def test_a_new_name_keeps_the_ratings(talk: Dialog) -> None:
    """A standing zero is listed under the new name, and the next rating lifts it."""
    talk.say("touch acme yard c0")
    assert talk.say("admin touchpoint lager name warehouse", "chris").ok
    assert "Acme A/S · warehouse · clarity" in talk.text("team zeros", "chris")
    assert talk.say("touch acme warehouse c1").figures["zeros_open"] == 0


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("admin touchpoint yard name invoice", '"invoice" is taken'),
        ("admin touchpoint yard name faktura", "is taken"),
        ("admin touchpoint fax name telefax", '"fax": type the present name first'),
        ("admin touchpoint invoice owner", 'missing after "owner"'),
        ("admin touchpoint " + "x" * 81, "at most 80 characters"),
    ],
)
def test_what_cannot_be_saved_says_why_and_changes_nothing(talk: Dialog, line: str, part: str) -> None:
    """A standard touchpoint's name is taken in every language."""
    before = talk.text("admin", "chris")
    assert part in (talk.say(line, "chris").error or "")
    assert talk.text("admin", "chris") == before


def test_without_a_name_a_form_asks_for_it(talk: Dialog) -> None:
    """The owner field is read without its keyword."""
    assert filled(talk.say("admin touchpoint", "chris")) == {"name": "", "owner": "", "renamed": ""}
    assert talk.submit({"name": "fax", "owner": "bo"}, "chris").ok
    assert "fax (bo)" in talk.text("admin", "chris")


@pytest.mark.parametrize("line", ["admin touchpoint invoice owner nobody", "admin touchpoint faktura ejer ingen"])
def test_nobody_may_own_it_again(talk: Dialog, line: str) -> None:
    """As with customers; a 0 there alarms nobody but the owner of the customer, and the former owner is told."""
    talk.say("admin touchpoint invoice owner bo", "chris")
    talk.say("me language da", "chris") if "ejer" in line else None
    assert talk.say(line, "chris").ok
    assert "Owner:" not in talk.text("touch acme invoice c0")
    assert "chris · touchpoint changed · owner · invoice" in talk.text("me", "bo")
