"""A manager shows a team's figures in the channel where they were asked for."""

from __future__ import annotations

from tests.slack.bench import Bench


async def test_share_here_shows_the_sums_to_the_channel(house: Bench) -> None:
    """The answer is ephemeral until Share here is pressed; then everybody sees it, without the button."""
    for user, name in (("U4", "Carl"), ("U5", "Dora")):
        house.fake.person(user, name)
        await house.say("call - vm", user=user)
    await house.command("/team week", channel="C1", named="sales")
    _, private = house.fake.hooks[-1]
    shown = house.fake.messages[-1]
    shown.channel, shown.blocks, shown.only_for = "C1", private["blocks"], "U1"
    await house.deliver(house.fake.press_body(shown, "Share here"))
    _, public = house.fake.hooks[-1]
    assert (private["response_type"], public["response_type"]) == ("ephemeral", "in_channel")
    assert public["replace_original"] is False
    assert "3 of 160 calls" in public["text"]
    assert "actions" not in {block["type"] for block in public["blocks"]}
