"""A manager shows a team's figures in the channel of the local chat."""

from __future__ import annotations

from bot.demo import Demo
from tests.web.test_web import Tab, demo_fixture, tab_fixture

__all__ = ["demo_fixture", "tab_fixture"]


async def test_share_here_is_for_everybody_in_the_channel(demo: Demo, tab: Tab) -> None:
    """Only Mette sees what she asked for until she presses."""
    asked = await tab.say("Mette", "team week", "channel")
    assert (asked["only"], [button["label"] for button in asked["card"]["buttons"]]) == ("Mette", ["Share here"])
    await tab.send(
        type="press", person="Mette", place="channel", payload=asked["payloads"][0], receipt=asked["id"], id="p"
    )
    shared = (await tab.until("said", who=""))["message"]
    assert (shared["only"], shared["conversation"], shared["payloads"]) == ("", "#", [])
