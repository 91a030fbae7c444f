"""`snooze`: a nudge comes again later."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from bot.messages.press import Press
from tests.nudges.house import House

MORNING = "2026-11-24T08:30"


async def sent_to(house: House, who: str, when: str) -> list[str]:
    """Return the rules whose nudges somebody gets at a minute."""
    return [nudge.rule for nudge in await house.tick(when) if nudge.to == who and nudge.outcome == "sent"]


@pytest.mark.parametrize(
    ("typed", "again", "shown"),
    [
        ("snooze", "2026-11-24T09:35", "I will remind you again Tue 24 Nov 2026 09:35."),
        ("snooze 1h", "2026-11-24T09:35", "I will remind you again Tue 24 Nov 2026 09:35."),
        ("snooze 2 timer", "2026-11-24T10:35", "I will remind you again Tue 24 Nov 2026 10:35."),
        ("snooze tomorrow", "2026-11-25T08:30", "I will remind you again Wed 25 Nov 2026 08:30."),
        ("snooze jutro", "2026-11-25T08:30", "I will remind you again Wed 25 Nov 2026 08:30."),
    ],
)
async def test_the_last_nudge_comes_again_when_the_answer_says(
    house: House, typed: str, again: str, shown: str
) -> None:
    """By default an hour later; the time is read in every language."""
    assert "N1" in await sent_to(house, "anna", MORNING)
    assert card_text((await house.say("anna", typed, "2026-11-24T08:35")).card) == shown
    assert "N1" in await sent_to(house, "anna", again)


async def test_tomorrow_is_the_next_day_that_is_worked(house: House) -> None:
    """From Friday it is Monday at 08:30."""
    await house.tick("2026-11-27T08:30")
    reply = await house.say("anna", "snooze tomorrow", "2026-11-27T08:35")
    assert "I will remind you again Mon 30 Nov 2026 08:30." in card_text(reply.card)


async def test_it_is_ones_own_nudge(house: House) -> None:
    """A colleague's nudge is not put off."""
    await house.tick(MORNING)
    await house.say("anna", "snooze 1h", "2026-11-24T08:35")
    assert await sent_to(house, "bo", "2026-11-24T09:35") == []


async def test_with_nothing_sent_today_there_is_nothing_to_put_off(house: House) -> None:
    """Before the first nudge, and on the next day, the line is refused."""
    assert "No nudge came to you today" in ((await house.say("anna", "snooze 1h", "2026-11-24T08:00")).error or "")
    await house.tick(MORNING)
    assert "No nudge came to you today" in ((await house.say("anna", "snooze 1h", "2026-11-25T07:00")).error or "")


@pytest.mark.parametrize("typed", ["never", "1", "fri", "1h tomorrow", "-1h"])
async def test_a_time_that_is_none_says_what_to_type(house: House, typed: str) -> None:
    """The refusal plans nothing."""
    await house.tick(MORNING)
    reply = await house.say("anna", f"snooze {typed}", "2026-11-24T08:35")
    assert "is not a time to put off to: type “1h” or “tomorrow”." in (reply.error or "")
    assert await sent_to(house, "anna", "2026-11-24T09:35") == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "A nudge is put off by 1 to 24 hours: type “1h” or “tomorrow”."),
        ("da", "En påmindelse kan udsættes 1 til 24 timer: skriv »1t« eller »i morgen«."),
        ("nb", "En påminnelse kan utsettes 1 til 24 timer: skriv «1t» eller «i morgen»."),
        ("sv", "En påminnelse kan skjutas upp 1 till 24 timmar: skriv ”1t” eller ”imorgon”."),
        ("pl", "Przypomnienie można odłożyć o 1 do 24 godzin: wpisz „1h” lub „jutro”."),
    ],
)
async def test_hours_that_are_none_or_more_than_a_day_say_what_is_allowed(
    house: House, language: str, said: str
) -> None:
    """Neither at once nor in four days; the refusal plans nothing."""
    await house.tick(MORNING)
    assert (await house.say("anna", f"me language {language}", "2026-11-24T08:34")).ok
    for typed in ("0h", "25h", "99h", "100h", "0 timer", "999999999h"):
        assert said in ((await house.say("anna", f"snooze {typed}", "2026-11-24T08:35")).error or "")
    assert await sent_to(house, "anna", "2026-11-24T08:36") == []


@pytest.mark.parametrize(("typed", "ends"), [("1h", "24 Nov 2026 09:35."), ("24h", "25 Nov 2026 08:35.")])
async def test_the_first_and_the_last_hour_that_are_allowed(house: House, typed: str, ends: str) -> None:
    """An hour and a whole day ahead."""
    await house.tick(MORNING)
    assert card_text((await house.say("anna", f"snooze {typed}", "2026-11-24T08:35")).card).endswith(ends)


async def test_what_was_done_meanwhile_does_not_come_again(house: House) -> None:
    """A nudge about a promise that was kept meanwhile is not sent."""
    await house.say("anna", "promise acme quote by wed", "2026-11-23T09:00")
    (rule,) = await sent_to(house, "anna", "2026-11-24T15:00")
    await house.say("anna", "snooze 1h", "2026-11-24T15:01")
    await house.say("anna", "kept 1", "2026-11-24T15:30")
    assert rule not in await sent_to(house, "anna", "2026-11-24T16:01")


async def test_the_answer_speaks_the_persons_language(house: House) -> None:
    """The day is shown in that language."""
    await house.say("anna", "me language da", "2026-11-24T08:00")
    await house.tick(MORNING)
    reply = await house.say("anna", "senere 1t", "2026-11-24T08:35")
    assert "tirs 24. nov 2026" in card_text(reply.card)


@pytest.mark.parametrize(
    ("typed", "when", "again"),
    [
        ("snooze 8h", "2026-11-24T12:00", "Wed 25 Nov 2026 08:30"),
        ("snooze 3h", "2026-11-24T15:01", "Wed 25 Nov 2026 08:30"),
        ("snooze 2h", "2026-11-24T15:01", "Tue 24 Nov 2026 17:01"),
        ("snooze 20h", "2026-11-24T08:35", "Wed 25 Nov 2026 08:30"),
        ("snooze 8h", "2026-11-24T22:30", "Wed 25 Nov 2026 08:30"),
    ],
)
async def test_it_comes_while_people_work(house: House, typed: str, when: str, again: str) -> None:
    """Not at eight in the evening, nor in the night: the next working morning."""
    await house.tick(MORNING)
    assert again in card_text((await house.say("anna", typed, when)).card)


async def test_who_works_late_is_reminded_late(house: House) -> None:
    """Until the end of the own hours."""
    await house.say("anna", "me hours mon-fri 08:00-22:00", "2026-11-24T08:00")
    await house.tick(MORNING)
    assert "Tue 24 Nov 2026 20:00" in card_text((await house.say("anna", "snooze 8h", "2026-11-24T12:00")).card)


@pytest.mark.parametrize("second", ["snooze 1h", "snooze 2h", "snooze tomorrow"])
@pytest.mark.parametrize("way", ["typed", "pressed"])
async def test_what_is_put_off_twice_comes_once(house: House, second: str, way: str) -> None:
    """When its reader said last, also where that is what was said first, or sooner."""
    await house.tick(MORNING)
    await house.say("anna", "snooze 3h", "2026-11-24T08:35")
    if way == "pressed":
        later = next(
            button.press
            for message in house.paper.sent
            if message.to == "anna"
            for button in message.card.all_buttons()
            if button.press.verb == "snooze"
        )
        until = {"until": second.removeprefix("snooze ")}
        await house.press("anna", Press(verb="snooze", values={**later.values, **until}), "2026-11-24T08:36")
    else:
        await house.say("anna", second, "2026-11-24T08:36")
    moments = ["2026-11-24T09:36", "2026-11-24T10:36", "2026-11-24T11:35", "2026-11-25T08:29"]
    came = [when for when in moments if "N1" in await sent_to(house, "anna", when)]
    wanted = {"snooze 1h": moments[:1], "snooze 2h": moments[1:2], "snooze tomorrow": []}[second]
    assert came == wanted


@pytest.mark.parametrize("nudges", ["99", "x", "-1", "9" * 40])
async def test_a_made_up_button_puts_nothing_off(house: House, nudges: str) -> None:
    """A forged id is refused."""
    await house.tick(MORNING)
    reply = await house.press("anna", Press(verb="snooze", values={"nudges": nudges, "until": "1h"}), MORNING)
    assert "no longer there" in (reply.error or "")


async def test_only_the_last_message_is_put_off(house: House) -> None:
    """The morning's nudge of the same day does not come again with the afternoon's."""
    await house.say("anna", "promise acme quote by wed", "2026-11-23T09:00")
    assert "N1" in await sent_to(house, "anna", MORNING)
    (afternoon,) = await sent_to(house, "anna", "2026-11-24T15:00")
    await house.say("anna", "snooze 1h", "2026-11-24T15:01")
    again = await sent_to(house, "anna", "2026-11-24T16:01")
    assert (afternoon in again, "N1" in again) == (True, False)


async def test_another_persons_button_is_refused(house: House) -> None:
    """The ids of somebody else's nudges put nothing off."""
    await house.tick(MORNING)
    later = next(
        button
        for message in house.paper.sent
        if message.to == "anna"
        for button in message.card.all_buttons()
        if button.press.verb == "snooze"
    )
    assert "no longer there" in ((await house.press("bo", later.press, "2026-11-24T08:35")).error or "")
    assert (await house.press("anna", later.press, "2026-11-24T08:35")).ok
