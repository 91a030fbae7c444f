"""`admin desk`: desks that customers are handed to."""

from __future__ import annotations

import pytest

from tests.commands.steps import field_errors, filled
from tests.dialog import Dialog


def test_a_new_desk_can_be_handed_to_at_once(talk: Dialog) -> None:
    """A seller's next hand-off finds the desk and its number."""
    assert talk.text("admin desk service phone 55 12 34 56", "chris") == "Saved · service · 55 12 34 56"
    assert "55 12 34 56" in talk.text("handoff acme service", "bo")


def test_a_phone_number_stays_until_another_is_named(talk: Dialog) -> None:
    """Saving a desk without a number keeps the stored one."""
    talk.say("admin desk service phone 55 12 34 56", "chris")
    assert talk.text("admin desk SERVICE", "chris") == "Saved · service · 55 12 34 56"
    assert talk.text("admin desk service phone 44 00 11 22", "chris") == "Saved · service · 44 00 11 22"


def test_a_renamed_desk_keeps_its_hand_offs(desks: Dialog) -> None:
    """The month's sums go on under the new name, and the old name is unknown."""
    desks.say("handoff acme service 25m wrong item")
    assert desks.text("admin desk service name helpdesk", "chris") == "Saved · helpdesk · 55 12 34 56"
    assert desks.say("handoff acme helpdesk 5m wrong item").figures == {"minutes": 30, "handoffs": 2}
    assert "No desk is called" in desks.text("handoff acme service 5m")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("admin desk cellar name attic", '"cellar": type the present name first'),
        ("admin desk service name accounting", '"accounting" is taken'),
        ("admin desk service phone", 'missing after "phone"'),
        ("admin desk service name", 'missing after "name"'),
        ("admin desk " + "x" * 81, "at most 80 characters"),
        ("admin desk service phone " + "5" * 81, "is not a phone number: type digits"),
        ("admin desk service phone abc", '"abc" is not a phone number: type digits, such as 55 12 34 56.'),
        ("admin desk service phone 5512345699887766", "is not a phone number: type digits"),
    ],
)
def test_what_cannot_be_saved_says_why_and_changes_nothing(desks: Dialog, line: str, part: str) -> None:
    """Each refusal is one sentence, and the list of desks stays the same."""
    reply = desks.say(line, "chris")
    assert part in (reply.error or "")
    assert "Desks: service 55 12 34 56, accounting." in desks.text("admin", "chris")


def test_without_a_name_a_form_asks_for_it(talk: Dialog) -> None:
    """The form has all fields and saves what a line would."""
    assert filled(talk.say("admin desk", "chris")) == {"name": "", "phone": "", "renamed": ""}
    assert field_errors(talk.submit({"name": " ", "phone": "55"}, "chris")) == {"name": "Required."}
    assert talk.submit({"name": "service", "phone": "55 12 34 56"}, "chris").ok
    assert "service 55 12 34 56" in talk.text("admin", "chris")


def test_a_name_of_several_words_needs_no_quotes(talk: Dialog) -> None:
    """A name ends at the keyword, in any language."""
    assert talk.text("admin desk spare parts telefon 123", "chris") == "Saved · spare parts · 123"
    assert "spare parts · slow" in talk.text("handoff acme spare parts slow")
