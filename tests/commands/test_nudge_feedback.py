"""`nudge feedback`: the buttons of a nudge that say whether it helped."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.language.word_files import LANGUAGES
from bot.messages.card import Button, Card, Reply
from bot.messages.plain_text import card_text
from bot.messages.press import Press
from tests.nudges.house import House

FIRST = date(2026, 11, 24)
QUESTION = "Ten of these stayed unanswered."


def last(house: House, who: str = "anna") -> tuple[str, Card]:
    """Return the receipt and the card of what somebody got last."""
    return [(f"paper:{number}", each.card) for number, each in enumerate(house.paper.sent, 1) if each.to == who][-1]


async def say(house: House, helped: str, when: str, who: str = "anna") -> Reply:
    """Press a button of the feedback on anna's last nudge."""
    receipt, card = last(house)
    (button,) = (each for each in card.feedback if each.press.values["helped"] == helped)
    return await house.press(who, button.press, when, receipt)


async def noted(house: House) -> set[tuple[str, str, bool]]:
    """Return which of anna's nudges were said to help, and answered."""
    rows = await house.store.read(lambda work: work.outbox.of_day(work.people.named("anna")[0].id, FIRST))
    return {(row.rule, row.helped, row.answered) for row in rows}


async def test_what_helped_is_noted_and_the_nudge_stays_as_it_is(house: House) -> None:
    """With all of its buttons but those of the feedback, which was given."""
    await house.tick("2026-11-24T08:30")
    _, card = last(house)
    reply = await say(house, "yes", "2026-11-24T08:35")
    assert reply.replaces
    assert "Good to know, thank you." in card_text(reply.card)
    assert set(card.texts()) <= set(reply.card.texts())
    assert {button.label for button in card.buttons} <= {button.label for button in reply.card.all_buttons()}
    assert reply.card.feedback == ()
    assert ("N1", "yes", False) in await noted(house)


async def test_of_what_did_not_help_an_end_is_offered(house: House) -> None:
    """For two weeks, by one press; until then nothing stops."""
    await house.tick("2026-11-24T08:30")
    reply = await say(house, "no", "2026-11-24T08:35")
    assert "Noted. Stop these until Tue 8 Dec 2026?" in card_text(reply.card)
    assert ("N1", "no", False) in await noted(house)
    stop = next(button.press for button in reply.card.all_buttons() if button.label == "Stop them")
    stopped = await house.press("anna", stop, "2026-11-24T08:36")
    assert "Quiet until Tue 8 Dec 2026: morning" in card_text(stopped.card)


async def evenings(house: House, days: int, helped: dict[int, str]) -> list[int]:
    """Return which of anna's evenings ask whether they are to stop; of some she says whether they helped."""
    asked = []
    found = [day for n in range(days * 2) if (day := FIRST + timedelta(days=n)).isoweekday() < 6][:days]
    for number, day in enumerate(found, 1):
        await house.tick(f"{day}T15:45")
        receipt, card = last(house)
        asked += [number] if QUESTION in card_text(card) else []
        if number in helped:
            await say(house, helped[number], f"{day}T15:50")
            press = next(each.press for each in card.buttons if each.press.verb == "firstcall")
            if helped[number] == "no":
                await house.press("anna", press, f"{day}T15:51", receipt)
    return asked


async def test_one_that_helped_is_an_answer_to_the_rule_that_offers_to_stop(house: House) -> None:
    """Nobody is asked whether to stop what they said is of use."""
    assert await evenings(house, 13, {4: "yes"}) == []


async def test_one_that_did_not_help_is_none_whatever_else_was_pressed(house: House) -> None:
    """Ten of a kind of which none helped ask once."""
    assert await evenings(house, 13, dict.fromkeys(range(1, 11), "no")) == [11]


async def test_it_is_ones_own_nudge(house: House) -> None:
    """A colleague who gets hold of the button, or makes one up, says nothing."""
    await house.tick("2026-11-24T08:30")
    _, card = last(house)
    for who, values in (
        ("bo", card.feedback[0].press.values),
        ("anna", {"nudges": "999", "helped": "yes"}),
        ("anna", {"nudges": "x; DROP TABLE outbox", "helped": "yes"}),
        ("anna", card.feedback[0].press.values | {"helped": "perhaps"}),
    ):
        reply = await house.press(who, Press(verb="nudge feedback", values=values), "2026-11-24T08:35")
        assert "no longer there" in (reply.error or "")
    assert {helped for _, helped, _ in await noted(house)} == {""}


async def test_an_alarm_asks_for_no_feedback(house: House) -> None:
    """What has to be known is not asked about."""
    await house.say("chris", "admin touchpoint invoice owner bo", "2026-11-24T12:00")
    await house.say("chris", "touch acme invoice clarity 0", "2026-11-24T12:05")
    await house.tick("2026-11-24T12:06")
    alarms = [each.card for each in house.paper.sent if each.to == "bo" and "Rated 0" in card_text(each.card)]
    assert alarms
    assert [card.feedback for card in alarms] == [()] * len(alarms)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_is_asked_and_answered_in_each_language(house: House, language: str) -> None:
    """Each label once, beside the others."""
    await house.say("anna", f"me language {language}", "2026-11-24T08:00")
    await house.tick("2026-11-24T08:30")
    _, card = last(house)
    labels = [button.label for button in card.all_buttons()]
    assert len(set(labels)) == len(labels)
    reply = await say(house, "no", "2026-11-24T08:35")
    assert reply.ok
    assert language == "en" or "Noted" not in card_text(reply.card)


def test_feedback_is_last_among_the_buttons() -> None:
    """So that no number of another button changes by it."""
    one, two, three = (Button(label=label, press=Press(verb=label)) for label in ("one", "two", "three"))
    assert Card(buttons=(one,), more=(two,), feedback=(three,)).all_buttons() == (one, two, three)
