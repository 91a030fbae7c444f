"""N8: nobody has gone to a waiting customer for two minutes: one ping to the channel, then silence."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.dialog import Dialog
from tests.nudges.house import House
from tests.nudges.outlook import TYPED, answer, ended, labels, nudges, only, pressed, recipients, shown

SAID = {
    "en": ["A customer waits", "Counter, 2 min. Nobody is on it yet."],
    "da": ["En kunde venter", "Counter, 2 min. Ingen har taget sig af kunden endnu."],
    "nb": ["En kunde venter", "Counter, 2 min. Ingen har tatt seg av kunden ennå."],
    "sv": ["En kund väntar", "Counter, 2 min. Ingen har tagit hand om kunden än."],
    "pl": ["Klient czeka", "Counter, 2 min. Nikt się tym jeszcze nie zajmuje."],
    "de": ["Ein Kunde wartet", "Counter, 2 min. Noch kümmert sich niemand darum."],
}


@pytest.mark.parametrize(("language", "said"), SAID.items())
def test_it_says_where_in_the_teams_language(talk: Dialog, language: str, said: list[str]) -> None:
    """The channel's language, not that of whoever saw the customer."""
    talk.say(f"admin team Nord language {language}", "chris")
    talk.say("waiting counter")
    assert shown(only(talk, "N8", "#nord")) == said


def test_a_known_customer_is_named_with_what_for(talk: Dialog) -> None:
    """The account as it is spelt, then what it is about."""
    talk.say("waiting acme quote")
    assert shown(only(talk, "N8", "#nord"))[1] == "Acme A/S · quote, 2 min. Nobody is on it yet."


def test_it_comes_two_minutes_later_and_ends_when_somebody_goes(talk: Dialog) -> None:
    """Whoever goes ends it, and whoever takes that back brings it back."""
    talk.say("waiting counter")
    assert only(talk, "N8", "#nord").local_time == "2026-11-24T09:02+01:00"
    talk.say("go", "bo")
    assert nudges(talk, "N8", "#nord") == []
    talk.say("undo", "bo")
    assert recipients(talk, "N8") == ["#nord"]


def test_a_wait_that_is_taken_back_pings_nobody(talk: Dialog) -> None:
    """A slip of the tongue calls nobody to the counter."""
    for line in ("waiting counter", "undo"):
        talk.say(line)
    assert recipients(talk, "N8") == []


def test_it_goes_to_the_channel_of_whoever_saw_the_customer(talk: Dialog) -> None:
    """The other team's counter is another one, and a team without a channel is pinged nowhere."""
    talk.say("waiting lada", "dora")
    assert recipients(talk, "N8") == ["#syd"]
    for line in ("admin team Vest", "admin person eva seller team Vest"):
        talk.say(line, "chris")
    talk.say("waiting hall", "eva")
    assert recipients(talk, "N8") == ["#syd"]


def test_each_waiting_customer_is_a_ping_of_its_own(talk: Dialog) -> None:
    """In a post of its own; going to one leaves the other waiting."""
    for line in ("waiting counter", "waiting yard"):
        talk.say(line)
    first, second = nudges(talk, "N8", "#nord")
    assert [labels(first), labels(second)] == [["I go"], ["I go"]]
    assert answer(pressed(talk, first, "I go", "bo")) == "counter: bo went after 0 s."
    left = only(talk, "N8", "#nord")
    assert (labels(left), shown(left)[:2]) == (["I go"], shown(second)[:2])


def test_whoever_presses_is_named_with_the_minutes_for_all_to_see(talk: Dialog) -> None:
    """Public, in the ping's place; a second press stores nothing and says who went."""
    talk.say("waiting counter")
    ping = only(talk, "N8", "#nord")
    assert labels(ping) == ["I go"]
    talk.later(minutes=5)
    first = pressed(talk, ping, "I go", "bo")
    assert (answer(first), first.stored, first.public, first.replaces) == (
        "counter: bo went after 5 min.", ("G1",), True, True
    )  # fmt: skip
    talk.later(minutes=5)
    second = pressed(talk, ping, "I go", "anna")
    assert (answer(second), second.stored) == ("counter: bo went after 5 min.", ())


@pytest.mark.parametrize(
    ("asked", "local"),
    [
        (datetime(2026, 11, 24, 22, 59, tzinfo=UTC), "2026-11-25T00:01+01:00"),
        (datetime(2026, 11, 24, 5, 0, tzinfo=UTC), "2026-11-24T06:02+01:00"),
    ],
)
def test_speed_knows_no_hours_on_a_working_day(talk: Dialog, asked: datetime, local: str) -> None:
    """Early, and over midnight, where the ping belongs to the new day."""
    talk.at = asked
    talk.say("waiting counter")
    assert only(talk, "N8", "#nord", local[:10]).local_time == local


@pytest.mark.parametrize(
    ("day", "outcome"), [("2026-11-28", "skipped: not a workday"), ("2026-12-25", "skipped: public holiday")]
)
def test_the_channel_is_left_in_peace_on_days_off(talk: Dialog, day: str, outcome: str) -> None:
    """Weekends and holidays of the team's country."""
    talk.at = datetime.fromisoformat(f"{day}T10:00+00:00")
    talk.say("waiting counter")
    assert only(talk, "N8", "#nord").outcome == outcome


def test_a_long_place_is_cut_and_shown_as_typed(talk: Dialog) -> None:
    """Eight words and an ellipsis; a mention in it calls nobody more than the ping does."""
    talk.say(f"waiting <!here> {TYPED} by the third counter on the left")
    assert shown(only(talk, "N8", "#nord"))[1].startswith(f"<!here> {TYPED} by the third counter…")


async def test_it_pings_once_then_silence_however_long_it_takes(house: House) -> None:
    """An hour of turns brings one ping."""
    await house.tick("2026-11-24T09:00")
    await house.say("bo", "waiting counter", "2026-11-24T10:00")
    moments = [f"2026-11-24T10:{minute:02}" for minute in range(60)]
    assert await ended(house, "N8", "#nord", moments) == [("2026-11-24T10:02", "sent")]


@pytest.mark.parametrize(("up", "outcome"), [("2026-11-24T10:47", "sent"), ("2026-11-24T10:48", "expired: too late")])
async def test_after_three_quarters_of_an_hour_it_is_too_late(house: House, up: str, outcome: str) -> None:
    """A ping about a customer who has long gone sends somebody to an empty counter."""
    await house.tick("2026-11-24T09:00")
    await house.say("bo", "waiting counter", "2026-11-24T10:00")
    assert await ended(house, "N8", "#nord", [up]) == [(up, outcome)]


async def test_a_team_mates_budget_holds_up_no_ping(house: House) -> None:
    """A channel has no budget: six customers in a row are six pings."""
    await house.tick("2026-11-24T09:00")
    found = []
    for minute in range(10, 40, 5):
        await house.say("bo", f"waiting counter {minute}", f"2026-11-24T10:{minute}")
        found += await ended(house, "N8", "#nord", [f"2026-11-24T10:{minute + 2}"])
    assert [outcome for _, outcome in found] == ["sent"] * 6
