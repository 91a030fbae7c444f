"""What the buttons of a nudge do: it turns into its result, comes again when that was asked for, or stops for a while."""

from __future__ import annotations

import pytest

from bot.messages.card import Card, Reply
from bot.messages.plain_text import card_text
from nudges.planner import pictures_on
from nudges.preview import preview
from tests.nudges.house import House, at


async def nudged(house: House, when: str, line: str = "") -> Card:
    """Return the message that anna gets at an instant, after a line of the day before."""
    await house.tick("2026-11-23T08:00")
    if line:
        assert (await house.say("anna", line, "2026-11-23T09:00")).ok
    await house.tick("2026-11-23T18:00")
    if when > "2026-11-24T08:30":
        await house.tick("2026-11-24T08:30")
    await house.tick(when)
    return [message.card for message in house.paper.sent if message.to == "anna"][-1]


async def pressed(house: House, card: Card, label: str, when: str) -> Reply:
    """Press a button of a nudge as a platform does that can put the answer in its place."""
    press = next(button.press for button in card.all_buttons() if button.label == label)
    receipt = [f"paper:{n}" for n, message in enumerate(house.paper.sent, 1) if message.to == "anna"][-1]
    return await house.press("anna", press, when, receipt)


CASES = [
    ("N3", "2026-11-24T08:30", "follow acme tue ask"),
    ("N4", "2026-11-24T15:00", "promise acme quote by wed"),
    ("N5", "2026-11-24T15:00", "promise acme quote by tue"),
    ("N13", "2026-11-24T15:45", ""),
]


@pytest.mark.parametrize(("rule", "when", "line"), CASES)
async def test_later_brings_it_again_in_an_hour_and_only_once(house: House, rule: str, when: str, line: str) -> None:
    """The nudge says when it comes again, and does."""
    card = await nudged(house, when, line)
    reply = await pressed(house, card, "Later", when)
    hour = f"{int(when[11:13]) + 1:02}{when[13:]}"
    assert (card_text(reply.card), reply.replaces) == (f"I will remind you again Tue 24 Nov 2026 {hour}.", True)
    assert rule not in {result.rule for result in await house.tick(f"{when[:-2]}59") if result.to == "anna"}
    again = await house.tick(f"2026-11-24T{hour}")
    assert [result.outcome for result in again if (result.rule, result.to) == (rule, "anna")] == ["sent"]
    assert await house.tick(f"2026-11-24T{hour}") == []


@pytest.mark.parametrize(("rule", "when", "line"), CASES[:3])
async def test_tomorrow_brings_it_again_in_the_next_working_morning(
    house: House, rule: str, when: str, line: str
) -> None:
    """A follow-up's own Tomorrow moves the follow-up; the others come again."""
    card = await nudged(house, when, line)
    reply = await pressed(house, card, "Tomorrow", when)
    assert "Wed 25 Nov 2026" in card_text(reply.card)
    found = [result for result in await house.tick("2026-11-25T08:30") if (result.rule, result.to) == (rule, "anna")]
    assert [result.outcome for result in found] == ["sent"]


async def test_on_friday_the_button_that_puts_off_says_monday(house: House) -> None:
    """It brings the nudge in the next working morning."""
    card = await nudged(house, "2026-11-27T15:00", "promise acme quote by mon")
    off = [
        button.label for button in card.all_buttons() if button.press and button.press.values.get("until") == "tomorrow"
    ]
    assert ["Monday"] == off


async def test_what_comes_every_day_has_no_tomorrow(house: House) -> None:
    """The morning comes tomorrow anyway; a day that is over does not."""
    for when in ("2026-11-24T08:30", "2026-11-24T15:45"):
        assert "Tomorrow" not in {button.label for button in (await nudged(house, when)).all_buttons()}


@pytest.mark.parametrize(
    ("line", "again"),
    [
        ("snooze 2h", "Fri 27 Nov 2026 10:31"),
        ("snooze tomorrow", "Mon 30 Nov 2026 08:30"),
        ("snooze 24h", "Mon 30 Nov 2026 08:30"),
    ],
)
async def test_nothing_is_put_off_to_a_day_on_which_nobody_works(house: House, line: str, again: str) -> None:
    """Friday's nudge comes again on Monday, as it says."""
    await house.tick("2026-11-26T08:30")
    await house.say("anna", "follow acme fri ask", "2026-11-26T09:00")
    await house.tick("2026-11-27T08:30")
    reply = await house.say("anna", line, "2026-11-27T08:31")
    assert card_text(reply.card) == f"I will remind you again {again}."
    when = "2026-11-27T10:31" if "27" in again else "2026-11-30T08:30"
    assert "N3" in {
        result.rule for result in await house.tick(when) if result.to == "anna" and result.outcome == "sent"
    }


async def test_what_was_done_meanwhile_does_not_come_again(house: House) -> None:
    """A nudge that was put off asks its rule again."""
    card = await nudged(house, "2026-11-24T08:30", "follow acme tue ask")
    await pressed(house, card, "Later", "2026-11-24T08:35")
    await house.say("anna", "call acme", "2026-11-24T09:00")
    outcomes = {result.rule: result.outcome for result in await house.tick("2026-11-24T09:35") if result.to == "anna"}
    assert outcomes["N3"] == "skipped: already done"


async def test_stop_ends_every_kind_in_the_message_and_prints_the_way_back(house: House) -> None:
    """An end date and the way back; it is back afterwards, and at once when asked for."""
    card = await nudged(house, "2026-11-24T08:30", "follow acme tue ask")
    reply = await pressed(house, card, "Stop these for two weeks", "2026-11-24T08:35")
    assert card_text(reply.card).startswith("Quiet until Tue 8 Dec 2026: morning, follow-ups.")
    outcomes = [
        result.outcome for result in await house.tick("2026-12-07T08:30") if (result.rule, result.to) == ("N1", "anna")
    ]
    assert outcomes[-1] == "skipped: muted"
    assert "sent" in {result.outcome for result in await house.tick("2026-12-08T08:30") if result.to == "anna"}
    await house.say("anna", "mute N1 N13 until fri", "2026-12-08T09:00")
    await house.say("anna", "mute off", "2026-12-08T09:01")
    assert "sent" in {result.outcome for result in await house.tick("2026-12-09T08:30") if result.to == "anna"}


async def test_the_preview_of_a_day_tells_what_became_of_it(house: House) -> None:
    """What was sent is not promised again, and what was said on another day is not listed."""
    await nudged(house, "2026-11-24T08:30", "follow acme tue ask")
    now = at("2026-11-24T09:00")

    async def outlook(day: int) -> dict[str, str]:
        date = now.date().replace(day=day)
        found = await house.store.read(lambda work: preview(work, pictures_on(work, date, now)))
        return {result.rule: result.outcome for result in found if result.to == "anna"}

    assert await outlook(24) == {"N1": "already sent", "N3": "already sent", "N13": "would send"}
    assert await outlook(25) == {"N1": "would send", "N13": "would send"}
