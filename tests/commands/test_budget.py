"""`budget`: how much reading today's nudges were."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.nudges.house import House


async def test_a_quiet_day_has_used_nothing(house: House) -> None:
    """All figures are 0 beside the limits of a day."""
    reply = await house.say("anna", "budget", "2026-11-24T08:00")
    assert card_text(reply.card) == "Today: 0 of 3 nudges sent, 0 of 273 words, 0 s of reading."
    assert reply.figures == {"moments": 0, "words": 0}


async def test_a_sent_nudge_counts_with_its_words(house: House) -> None:
    """The words are those of the nudges that were sent."""
    sent = [nudge for nudge in await house.tick("2026-11-24T08:30") if nudge.to == "anna"]
    reply = await house.say("anna", "budget", "2026-11-24T08:35")
    assert reply.figures == {"moments": 1, "words": sum(nudge.words for nudge in sent)}
    assert reply.figures["words"] > 0


async def test_nudges_in_one_message_are_one_moment(house: House) -> None:
    """Two nudges folded into one message count as one moment."""
    await house.say("anna", "follow acme tue ask about the board", "2026-11-23T09:00")
    sent = [nudge for nudge in await house.tick("2026-11-24T08:30") if nudge.to == "anna"]
    assert len(sent) == 2
    assert (await house.say("anna", "budget", "2026-11-24T08:35")).figures["moments"] == 1


async def test_it_is_ones_own_and_of_today(house: House) -> None:
    """A colleague's nudges and yesterday's are not counted."""
    await house.say("bo", "mute N1", "2026-11-24T08:00")
    await house.tick("2026-11-24T08:30")
    assert (await house.say("bo", "budget", "2026-11-24T08:35")).figures["moments"] == 0
    assert (await house.say("anna", "budget", "2026-11-25T07:00")).figures["moments"] == 0


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("da", "I dag: 0 af 3"),
        ("nb", "I dag: 0 av 3"),
        ("sv", "Idag: 0 av 3"),
        ("pl", "Dziś: przypomnienia: 0 z 3"),
    ],
)
async def test_it_speaks_the_persons_language(house: House, language: str, line: str) -> None:
    """The answer is in the person's language, whichever language the word was typed in."""
    await house.say("anna", f"me language {language}", "2026-11-24T08:00")
    for word in ("budget", "budsjett", "budżet"):
        assert card_text((await house.say("anna", word, "2026-11-24T08:01")).card).startswith(line)


async def test_words_after_it_are_an_error(house: House) -> None:
    """The command takes no argument."""
    assert 'I do not understand "now" here' in ((await house.say("anna", "budget now", "2026-11-24T08:00")).error or "")
