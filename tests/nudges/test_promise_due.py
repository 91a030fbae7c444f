"""N4: does the promise of the next working day hold, asked while there is still time to tell the customer."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.dialog import Dialog
from tests.nudges.house import House
from tests.nudges.outlook import TYPED, answer, ended, labels, nudges, on, only, pressed, recipients, shown

ASKED = {
    "en": [["Promise 1, tomorrow", "Acme A/S: quote. Does it hold?"], "Promise 1, today"],
    "da": [["Løfte 1, i morgen", "Acme A/S: quote. Holder det?"], "Løfte 1, i dag"],
    "nb": [["Løfte 1, i morgen", "Acme A/S: quote. Holder det?"], "Løfte 1, i dag"],
    "sv": [["Löfte 1, imorgon", "Acme A/S: quote. Håller det?"], "Löfte 1, idag"],
    "pl": [["Obietnica 1, jutro", "Acme A/S: quote. Czy to aktualne?"], "Obietnica 1, dziś"],
    "de": [["Zusage 1, morgen", "Acme A/S: quote. Hält die Zusage?"], "Zusage 1, heute"],
}


@pytest.mark.parametrize(("language", "asked"), ASKED.items())
def test_it_asks_about_tomorrow_and_in_the_morning_about_today(
    talk: Dialog, language: str, asked: tuple[list[str], str]
) -> None:
    """The title says which promise and when, the line what and to whom, in the seller's language."""
    for line in (f"me language {language}", "promise acme quote by wed"):
        talk.say(line)
    before, morning = only(talk, "N4", "anna"), only(talk, "N4", "anna", "2026-11-25")
    assert [shown(before), shown(morning)[0]] == asked
    assert [before.local_time, morning.local_time] == ["2026-11-24T15:00+01:00", "2026-11-25T08:30+01:00"]


@pytest.mark.parametrize(
    ("due", "asked", "heading"),
    [
        ("mon", "2026-11-27", "Promise 1, Mon 30 Nov"),
        ("28/11", "2026-11-27", "Promise 1, tomorrow"),
        ("29/11", "2026-11-27", "Promise 1, Sun 29 Nov"),
        ("28/12", "2026-12-28", "Promise 1, today"),
    ],
)
def test_weekends_holidays_and_half_days_move_the_question(talk: Dialog, due: str, asked: str, heading: str) -> None:
    """On Friday for all until Monday; nobody is asked in the afternoon of Christmas Eve, so on the day itself."""
    talk.say(f"promise acme price list 2027 by {due}")
    assert nudges(talk, "N4", "anna", "2026-12-24") == []
    assert shown(only(talk, "N4", "anna", asked))[0] == heading


def test_whoever_goes_home_before_three_is_asked_in_the_morning(talk: Dialog) -> None:
    """Nobody is asked when nobody is there to answer."""
    for line in ("me hours mon-fri 06:00-14:00", "promise acme quote by wed"):
        talk.say(line)
    assert nudges(talk, "N4", "anna") == []
    assert only(talk, "N4", "anna", "2026-11-25").local_time == "2026-11-25T08:30+01:00"


def test_leave_in_between_brings_the_question_before_it(talk: Dialog) -> None:
    """What falls due during a leave is asked about on the last afternoon before it."""
    for line in ("off 25-27 nov", "promise acme quote by thu", "promise acme list by tue"):
        talk.say(line)
    assert [shown(result)[0] for result in nudges(talk, "N4", "anna")] == ["Promise 1, Thu 26 Nov"]


def test_it_asks_whoever_gave_the_promise(talk: Dialog) -> None:
    """bo promised anna's customer something: bo is asked."""
    talk.say("promise acme quote by wed", "bo")
    assert recipients(talk, "N4") == ["bo"]


def test_what_was_promised_today_for_today_is_not_asked_about(talk: Dialog) -> None:
    """At nine in the morning one knows what one just promised; before work it is asked at half past eight."""
    talk.say("promise acme quote by today")
    assert nudges(talk, "N4", "anna") == []
    talk.at = on("2026-11-24")
    talk.say("promise acme list by today")
    assert [shown(result)[1] for result in nudges(talk, "N4", "anna")] == ["Acme A/S: list. Does it hold?"]


@pytest.mark.parametrize("line", ["kept 1", "broken 1", "undo", "told 1 new date fri", "edit P1 fri"])
def test_it_keeps_quiet_when_nothing_is_due_any_more(talk: Dialog, line: str) -> None:
    """Kept, broken, taken back, moved: there is nothing to ask."""
    talk.say("promise acme quote by wed")
    assert talk.say(line).ok
    assert nudges(talk, "N4", "anna") == []


def test_long_and_strange_words_are_cut_and_shown_as_typed(talk: Dialog) -> None:
    """25 words in all; the customer's name and what was promised act on nothing."""
    talk.account(TYPED)
    talk.say(f'promise "{TYPED}" <!here> {"very " * 30}long list by wed')
    nudge = only(talk, "N4", "anna")
    assert shown(nudge)[1].startswith(f"{TYPED}: <!here> very very")
    assert "very…" in shown(nudge)[1]
    assert shown(nudge)[1].endswith("Does it hold?")
    assert nudge.words <= 25


def test_yes_thanks_with_the_day_and_stores_nothing(talk: Dialog) -> None:
    """The promise stays open, and the answer offers to say later that it was kept."""
    talk.say("promise acme quote by wed")
    nudge = only(talk, "N4", "anna")
    assert labels(nudge) == ["Yes", "No, they know", "No, not told yet"]
    for _ in range(2):
        reply = pressed(talk, nudge, "Yes")
        assert (card_text(reply.card), reply.stored) == ("Good: Acme A/S gets it Wed 25 Nov 2026.\n[Kept]", ())
    assert talk.press("Kept").ok
    assert answer(pressed(talk, nudge, "Yes")) == "Good: Acme A/S gets it Wed 25 Nov 2026."


def test_no_they_know_stores_that_the_customer_was_told(talk: Dialog) -> None:
    """Told first is no breach; nothing is said about it on the day."""
    talk.say("promise acme quote by wed")
    asked = pressed(talk, only(talk, "N4", "anna"), "No, they know")
    assert (answer(asked), asked.stored) == ("P1: what is the new day?", ())
    reply = talk.press("Same day: Wed 25 Nov 2026")
    assert (answer(reply), reply.stored) == ("Told in advance · Acme A/S · quote · P1", ("S1",))
    assert nudges(talk, "N5", "anna", "2026-11-25") == []


def test_no_they_know_moves_the_promise_to_the_day_that_is_chosen(talk: Dialog) -> None:
    """Its nudges come on that day."""
    talk.say("promise acme quote by wed")
    pressed(talk, only(talk, "N4", "anna"), "No, they know")
    assert answer(talk.press("Thu 26 Nov 2026")).endswith("now due Thu 26 Nov 2026")
    assert talk.work.promises.open_of(talk.work.people.by_name("anna").id)[0].due.day == 26


def test_no_not_told_yet_shows_at_once_what_to_do(talk: Dialog) -> None:
    """Nothing is broken yet; there is a button for having told them."""
    talk.say("promise acme quote by wed")
    reply = pressed(talk, only(talk, "N4", "anna"), "No, not told yet")
    assert reply.replaces
    assert card_text(reply.card) == (
        "Acme A/S does not know yet\nquote, due Wed 25 Nov. Call before, not after.\n[I told them] [Draft a message]"
    )
    talk.press("I told them")
    assert talk.press("Same day: Wed 25 Nov 2026").stored == ("S1",)


async def test_what_could_not_be_asked_is_asked_in_the_morning_of_its_day(house: House) -> None:
    """ "Tomorrow" of a missed afternoon becomes "today"."""
    await house.say("anna", "promise acme quote by wed", "2026-11-23T09:00")
    moments = ["2026-11-24T14:00", "2026-11-24T18:30", "2026-11-25T08:30", "2026-11-25T08:31"]
    house.paper.sent.clear()
    assert await ended(house, "N4", "anna", moments) == [
        ("2026-11-24T18:30", "expired: too late"),
        ("2026-11-25T08:30", "sent"),
    ]
    assert "Promise 1, today" in [text for message in house.paper.sent for text in message.card.texts()]


async def test_what_was_asked_is_not_asked_again_unless_it_moves(house: House) -> None:
    """Once for each day that it was due on."""
    await house.say("anna", "promise acme quote by wed", "2026-11-23T09:00")
    moments = ["2026-11-24T15:00", "2026-11-24T15:30", "2026-11-25T08:30"]
    assert await ended(house, "N4", "anna", moments) == [("2026-11-24T15:00", "sent")]
    await house.say("anna", "told 1 new date fri", "2026-11-25T09:00")
    moments = ["2026-11-26T15:00", "2026-11-27T08:30"]
    assert await ended(house, "N4", "anna", moments) == [("2026-11-26T15:00", "sent")]


async def test_a_promise_made_after_three_is_asked_about_next_morning(house: House) -> None:
    """Too late for the afternoon before, in time for the morning."""
    await house.tick("2026-11-24T15:10")
    await house.say("anna", "promise acme quote by wed", "2026-11-24T15:20")
    moments = ["2026-11-24T15:21", "2026-11-25T08:30"]
    assert await ended(house, "N4", "anna", moments) == [("2026-11-25T08:30", "sent")]


async def test_what_was_kept_meanwhile_is_not_asked_about(house: House) -> None:
    """Put off for an hour and kept in it."""
    await house.say("anna", "promise acme quote by wed", "2026-11-23T09:00")
    await house.tick("2026-11-24T15:00")
    await house.say("anna", "snooze 1h", "2026-11-24T15:01")
    await house.say("anna", "kept 1", "2026-11-24T15:30")
    assert await ended(house, "N4", "anna", ["2026-11-24T16:01"]) == [("2026-11-24T16:01", "skipped: already done")]


@pytest.mark.parametrize(("up", "outcome"), [("2026-11-25T12:30", "sent"), ("2026-11-25T12:31", "expired: too late")])
async def test_the_question_of_the_morning_stands_until_half_past_twelve(house: House, up: str, outcome: str) -> None:
    """After that the afternoon speaks for it."""
    await house.tick("2026-11-24T15:10")
    await house.say("anna", "promise acme quote by wed", "2026-11-24T15:20")
    assert await ended(house, "N4", "anna", [up]) == [(up, outcome)]
    assert await ended(house, "N5", "anna", ["2026-11-25T15:00"]) == [("2026-11-25T15:00", "sent")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Acme A/S: quote, by 14:00. Does it hold?"),
        ("da", "Acme A/S: quote, senest kl. 14.00. Holder det?"),
        ("nb", "Acme A/S: quote, innen kl. 14:00. Holder det?"),
        ("sv", "Acme A/S: quote, senast kl. 14:00. Håller det?"),
        ("pl", "Acme A/S: quote, do 14:00. Czy to aktualne?"),
    ],
)
def test_the_question_says_the_hour(talk: Dialog, language: str, text: str) -> None:
    """Asked in the afternoon before, as without one."""
    for line in ("promise acme quote by wed 14:00", f"me language {language}"):
        talk.say(line)
    found = only(talk, "N4", "anna")
    assert (text, "2026-11-24T15:00") == (shown(found)[1], found.local_time[:16])


def test_an_hour_of_the_early_morning_is_not_asked_about_after_its_reminder(talk: Dialog) -> None:
    """Work starts at eight, and half past eight is due: the reminder at eight speaks for the question."""
    talk.say("promise acme quote by wed 08:30")
    assert [] == nudges(talk, "N4", "anna", "2026-11-25")
    assert "2026-11-25T08:00" == only(talk, "N5", "anna", "2026-11-25").local_time[:16]


async def test_the_question_of_the_morning_ends_with_the_reminder_of_the_hour(house: House) -> None:
    """Nobody is asked at the same time twice."""
    await house.tick("2026-11-24T15:10")
    await house.say("anna", "promise acme quote by wed 10:00", "2026-11-24T15:20")
    await house.tick("2026-11-25T08:00")
    assert [("2026-11-25T09:01", "expired: too late")] == await ended(house, "N4", "anna", ["2026-11-25T09:01"])


def test_yes_names_the_hour(talk: Dialog) -> None:
    """When the customer gets it."""
    talk.say("promise acme quote by wed 14:00")
    reply = pressed(talk, only(talk, "N4", "anna"), "Yes")
    assert "Good: Acme A/S gets it Wed 25 Nov 2026 14:00." == answer(reply)
