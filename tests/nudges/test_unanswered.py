"""A kind of nudge that somebody never answers asks, once, whether it is to stop."""

from __future__ import annotations

from datetime import date, timedelta

from bot.messages.card import Card
from tests.nudges.house import House

FIRST = date(2026, 11, 24)
QUESTION = "Ten of these stayed unanswered. Stop them until"


def workdays(count: int) -> list[str]:
    """Return so many working days from FIRST on."""
    days = (FIRST + timedelta(days=n) for n in range(count * 2))
    return [day.isoformat() for day in days if day.isoweekday() < 6][:count]


async def evenings(house: House, days: list[str], answered: int = -1, line: str = "") -> list[Card]:
    """Return anna's evenings; one of them is answered by a press, and a line is typed on each day."""
    cards = []
    for number, day in enumerate(days):
        await house.tick(f"{day}T08:30")
        if line:
            assert (await house.say("anna", line, f"{day}T09:00")).ok
        await house.tick(f"{day}T15:45")
        receipt, card = [(n, each.card) for n, each in enumerate(house.paper.sent, 1) if each.to == "anna"][-1]
        assert "Your day" in card.texts()
        cards.append(card)
        if number == answered:
            press = next(button.press for button in card.buttons if button.press.verb == "firstcall")
            await house.press("anna", press, f"{day}T15:50", f"paper:{receipt}")
    return cards


def asking(cards: list[Card]) -> list[int]:
    """Return which of the cards ask, counted from 1."""
    return [n for n, card in enumerate(cards, 1) if any(text.startswith(QUESTION) for text in card.texts())]


async def test_after_ten_unanswered_ones_the_eleventh_asks_once(house: House) -> None:
    """With an end; what it stops prints the way back."""
    cards = await evenings(house, workdays(14))
    assert asking(cards) == [11]
    assert f"{QUESTION} Tue 22 Dec 2026?" in list(cards[10].texts())
    stop = next(button.press for button in cards[10].buttons if button.label == "Stop them")
    reply = await house.press("anna", stop, "2026-12-08T15:50")
    assert list(reply.card.texts()) == ["Quiet until Tue 22 Dec 2026: evening. Type “mute evening off” to end that."]


async def test_one_answer_among_them_is_an_answer(house: House) -> None:
    """Whoever presses now and then is asked nothing."""
    assert asking(await evenings(house, workdays(14), answered=4)) == []


async def test_nine_are_not_enough(house: House) -> None:
    """The tenth asks nothing yet."""
    assert asking(await evenings(house, workdays(10))) == []


async def test_work_that_is_logged_answers_the_morning_but_not_the_evening(house: House) -> None:
    """Who types calls instead of pressing uses the mornings; only the evening is asked about."""
    cards = await evenings(house, workdays(12), line="call acme")
    assert asking(cards) == [11]
    mornings = [each.card for each in house.paper.sent if each.to == "anna" and "Good morning" in each.card.texts()]
    assert asking(mornings) == []


async def test_what_was_never_answered_in_the_morning_is_asked_there(house: House) -> None:
    """Of somebody who logs nothing at all."""
    await evenings(house, workdays(12))
    mornings = [each.card for each in house.paper.sent if each.to == "anna" and "Good morning" in each.card.texts()]
    assert asking(mornings) == [11]
