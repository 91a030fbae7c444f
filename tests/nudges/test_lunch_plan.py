"""N12: before the own lunch, whom to call first afterwards."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog
from tests.nudges.house import House
from tests.nudges.outlook import ended, labels, nudges, only, pressed, recipients, shown

DAY = "2026-11-25"


@pytest.fixture(autouse=True)
def with_lunch(talk: Dialog) -> None:
    """Anna eats at noon."""
    assert talk.say("me lunch 12:00-13:00").ok


def test_it_comes_half_an_hour_before_lunch(talk: Dialog) -> None:
    """With the calls so far and the hour after it."""
    plan = only(talk, "N12", "anna", DAY)
    assert plan.local_time == f"{DAY}T11:30+01:00"
    assert shown(plan) == ["Before lunch", "0 of 8. Who is first at 13:00?"]
    assert labels(plan) == ["Choose", "Eating with a customer", "Leave me in peace"]


def test_only_who_has_set_a_lunch_is_asked(talk: Dialog) -> None:
    """It is opted into, and ends with it."""
    assert recipients(talk, "N12", DAY) == ["anna"]
    talk.say("me lunch off")
    assert recipients(talk, "N12", DAY) == []


@pytest.mark.parametrize(
    "line",
    [
        "off wed",
        "mute lunch until fri",
        "pause until fri",
        "me hours mon-fri 12:00-20:00",
        "me hours mon-fri 08:00-13:00",
        "follow acme wed 13:00",
    ],
)
def test_it_does_not_come_where_there_is_nothing_to_choose(talk: Dialog, line: str) -> None:
    """Days off, quiet, no work before or after lunch, or somebody chosen for that hour."""
    assert talk.say(line).ok
    assert recipients(talk, "N12", DAY) == []


def test_it_does_not_come_on_a_half_day_of_the_company(talk: Dialog) -> None:
    """Nobody calls after noon."""
    talk.say("admin holiday 25 nov half", "chris")
    assert recipients(talk, "N12", DAY) == []


def test_it_does_not_come_when_the_calls_are_made(talk: Dialog) -> None:
    """The reason is named."""
    talk.at = talk.at.replace(day=25)
    for _ in range(8):
        talk.later(minutes=2)
        talk.say("call -")
    (plan,) = nudges(talk, "N12", "anna", DAY)
    assert plan.outcome == "skipped: already done"


def test_a_colleague_who_does_not_sell_is_not_asked(talk: Dialog) -> None:
    """Though lunch is set."""
    talk.say("me lunch 12:00", "chris")
    assert recipients(talk, "N12", DAY) == ["anna"]


def test_choosing_asks_for_the_customer_and_reminds_at_that_hour(talk: Dialog) -> None:
    """The follow-up of today at one o'clock."""
    talk.at = talk.at.replace(day=25)
    assert pressed(talk, only(talk, "N12", "anna", DAY), "Choose").form
    assert talk.submit({"account": "acme"}).ok
    assert only(talk, "N3", "anna", DAY).local_time == f"{DAY}T13:00+01:00"


def test_eating_with_a_customer_asks_with_whom(talk: Dialog) -> None:
    """It is logged as a meeting."""
    talk.at = talk.at.replace(day=25)
    assert pressed(talk, only(talk, "N12", "anna", DAY), "Eating with a customer").form
    assert talk.submit({"account": "acme"}).ok
    assert "· meeting" in talk.text("account acme")


def test_peace_has_an_end_and_a_way_back(talk: Dialog) -> None:
    """The plan alone is muted."""
    reply = pressed(talk, only(talk, "N12", "anna", DAY), "Leave me in peace")
    assert "mute lunch off" in "\n".join(reply.card.texts())
    assert recipients(talk, "N12", DAY) == []
    assert "anna" in recipients(talk, "N1", DAY)


async def test_it_is_sent_once_and_not_after_lunch_began(house: House) -> None:
    """A quarter past is too late."""
    await house.say("anna", "me lunch 12:00-13:00", "2026-11-24T09:00")
    found = await ended(house, "N12", "anna", ["2026-11-24T11:29", "2026-11-24T11:30", "2026-11-24T11:45"])
    assert found == [("2026-11-24T11:30", "sent")]
    assert await ended(house, "N12", "anna", ["2026-11-25T12:15"]) == [("2026-11-25T12:15", "expired: too late")]


async def test_an_alarm_waits_until_lunch_is_over(house: House) -> None:
    """Bo rates a 0 at anna's customer while she eats."""
    await house.say("anna", "account Acme owner anna", "2026-11-24T08:58")
    await house.say("anna", "me lunch 12:00-13:00", "2026-11-24T09:00")
    await house.tick("2026-11-24T11:59")
    await house.say("bo", "touch acme invoice 0", "2026-11-24T12:10")
    found = await ended(house, "N6", "anna", ["2026-11-24T12:11", "2026-11-24T12:59", "2026-11-24T13:00"])
    assert found == [("2026-11-24T13:00", "sent")]
