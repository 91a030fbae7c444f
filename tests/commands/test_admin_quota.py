"""`admin quota`: calls a day asked of a person."""

from __future__ import annotations

import pytest

from tests.commands.steps import field_errors, filled, labels
from tests.dialog import Dialog


@pytest.mark.parametrize(
    ("lines", "shown", "week"),
    [
        (["10"], "10", 50),
        (["0"], "0", 0),
        (["mon-thu 8 fri 4"], "Mon 8, Tue 8, Wed 8, Thu 8, Fri 4", 36),
        (["5", "fri 2"], "Mon 5, Tue 5, Wed 5, Thu 5, Fri 2", 22),
        (["man-tors 6 fre 3"], "Mon 6, Tue 6, Wed 6, Thu 6, Fri 3", 27),
        (["pon 1"], "Mon 1, Tue 8, Wed 8, Thu 8, Fri 8", 33),
    ],
)
def test_a_number_counts_for_every_day_and_named_days_keep_their_own(
    talk: Dialog, lines: list[str], shown: str, week: int
) -> None:
    """A later line changes only the days that it names."""
    texts = [talk.text(f"admin quota anna {line}", "chris") for line in lines]
    assert texts[-1] == f"Saved · anna · Calls a day · {shown}"
    assert talk.say("me week").figures["target"] == week


def test_a_day_that_is_not_worked_asks_for_nothing(talk: Dialog) -> None:
    """Calls of a weekday count only when the weekday has hours."""
    talk.say("admin quota anna sat 5", "chris")
    assert talk.say("me week").figures["target"] == 40
    talk.say("admin hours anna mon-sat 08:00-16:00", "chris")
    assert talk.say("me week").figures["target"] == 45


def test_the_receipt_of_a_call_counts_against_it(talk: Dialog) -> None:
    """The receipt names the quota, or only counts when it is 0."""
    talk.say("admin quota anna 3", "chris")
    assert talk.text("call acme").startswith("Call 1 of 3 ·")
    talk.say("admin quota anna 0", "chris")
    assert talk.text("call acme").startswith("2 calls ·")


def test_nothing_is_asked_of_who_does_not_sell(talk: Dialog) -> None:
    """A quota counts only for people with the role seller."""
    talk.say("admin quota chris 9", "chris")
    assert talk.say("me week", "chris").figures["target"] == 0
    talk.say("admin person chris seller", "chris")
    assert talk.say("me week", "chris").figures["target"] == 45


@pytest.mark.parametrize("typed", ["", "many", "-1", "1000", "1.5", "mon-fri"])
def test_a_number_that_is_none_opens_a_form_and_changes_nothing(talk: Dialog, typed: str) -> None:
    """The form has the person filled in and shows the error beside the field."""
    assert filled(talk.say(f"admin quota anna {typed}", "chris"))["person"] == "anna"
    assert field_errors(talk.submit({"person": "anna", "quota": "many"}, "chris")) == {
        "quota": '"many" does not fit here.'
    }
    assert talk.submit({"person": "anna", "quota": "7"}, "chris").ok
    assert talk.say("me week").figures["target"] == 35


def test_a_name_that_is_nearly_known_is_offered(talk: Dialog) -> None:
    """The nearest name is a button that carries the number."""
    assert labels(talk.say("admin quota ann 5", "chris")) == ["anna"]
    assert talk.press("anna", "chris").ok
    assert talk.say("me week").figures["target"] == 25


def test_somebody_removed_has_no_quota_to_set(talk: Dialog) -> None:
    """A removed person is not found by name."""
    talk.say("admin remove person bo", "chris")
    reply = talk.say("admin quota bo 5", "chris")
    assert 'Nobody is called "bo"' in (reply.error or "")
