"""Figures as files in Teams, which takes none from a bot without asking first: the rows to copy."""

from __future__ import annotations

from tests.fakes.teams import CHANNEL
from tests.fakes.teams_cards import texts
from tests.teams.bench import Bench


async def test_the_rows_of_a_file_are_sent_to_the_personal_chat_to_be_copied(house: Bench) -> None:
    """Asked in a channel too; the card is within Teams' limits, as the stand-in checks."""
    await house.say("team month export xlsx", channel=True)
    shown = texts(house.fake.to("a:1")[-1].card)
    assert "nord-2026-11-01.xlsx" in shown
    assert '"2026-11-24","1","16","0","0","0","0"' in shown
    assert "2026-11-24" not in house.fake.to(CHANNEL)[-1].text
