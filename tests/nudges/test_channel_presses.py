"""A press on a channel's post: it stays for the others, and what is about the presser is for the presser alone."""

from __future__ import annotations

import pytest

from bot.messages.press import Press
from tests.nudges.house import House

POSTS = {"2026-11-24T09:00": "N2", "2026-11-27T15:15": "N18"}
"""When each post of the channel comes."""


async def _post(house: House, at: str, rule: str) -> tuple[int, list[Press]]:
    """Return the number and the buttons of the channel's post by a rule."""
    assert (rule, "#nord", "sent") in [(each.rule, each.to, each.outcome) for each in await house.tick(at)]
    number, message = next((n, each) for n, each in enumerate(house.paper.sent, 1) if each.to == "nord")
    presses = [button.press for button in message.card.all_buttons()]
    assert presses
    return number, presses


@pytest.mark.parametrize(("at", "rule"), POSTS.items())
async def test_no_button_of_a_channels_post_takes_the_post_from_the_others(house: House, at: str, rule: str) -> None:
    """Two people press each: neither reply stands in the post's place, and none is public."""
    for who in ("anna", "bo"):
        await house.say(who, "call acme", "2026-11-24T08:00")
    number, presses = await _post(house, at, rule)
    for press in presses:
        for who in ("anna", "bo"):
            reply = await house.press(who, press, at, receipt=f"paper:{number}")
            assert (reply.error, reply.replaces, reply.public) == (None, False, False), press


async def test_what_only_the_presser_may_see_never_stands_in_the_post(house: House) -> None:
    """Whatever button somebody puts on a post: the own settings and a nudge put off are nobody else's."""
    number, _ = await _post(house, "2026-11-24T09:00", "N2")
    for verb, values in (("me", {}), ("me week", {}), ("today", {}), ("mute", {"rule": "N13"}), ("help", {})):
        reply = await house.press(
            "anna", Press(verb=verb, values=values), "2026-11-24T09:01", receipt=f"paper:{number}"
        )
        assert not reply.replaces, verb
