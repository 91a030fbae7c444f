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


def test_other_contacts_have_targets_of_their_own(talk: Dialog) -> None:
    """By kind and weekday; what is not named stays as it was."""
    assert talk.text("admin quota anna 8 calls 2 visits", "chris") == "Saved · anna · Calls a day · 8 · Visits a day 2"
    shown = talk.text("admin quota anna mon-thu 3 visits, fri 1 visit 4 calls", "chris")
    assert "Calls a day · Mon 8, Tue 8, Wed 8, Thu 8, Fri 4" in shown
    assert "Visits a day Mon 3, Tue 3, Wed 3, Thu 3, Fri 1" in shown
    assert {"visits": 0, "visits_target": 13}.items() <= talk.say("me week").figures.items()


def test_a_target_of_zero_takes_its_row_away(talk: Dialog) -> None:
    """Nothing is asked for any more."""
    talk.say("admin quota anna 2 meetings", "chris")
    assert "Meetings a day: 2" in talk.text("me")
    assert talk.text("admin quota anna 0 meetings", "chris") == "Saved · anna · Calls a day · 8"
    assert "Meetings" not in talk.text("me") + talk.text("today")


@pytest.mark.parametrize(
    "line",
    ["8 opkald 2 besøg", "8 anrop 2 besøk", "8 samtal och 2 besök", "8 telefonów i 2 wizyty", "8 Anrufe und 2 Besuche"],
)
def test_the_kinds_are_named_in_every_language(talk: Dialog, line: str) -> None:
    """By whoever administers in it."""
    code = {"opkald": "da", "anrop": "nb", "samtal": "sv", "telefonów": "pl", "Anrufe": "de"}[line.split()[1]]
    talk.say(f"me language {code}", "chris")
    assert talk.say(f"admin quota anna {line}", "chris").ok
    assert talk.say("visit acme").figures["visits_target"] == 2


def test_who_changed_a_target_is_shown_to_its_person(talk: Dialog) -> None:
    """Each kind by its name."""
    talk.say("admin quota anna 8 calls 2 visits 1 offer", "chris")
    shown = talk.text("me")
    assert "visits a day · 2" in shown
    assert "offers a day · 1" in shown
