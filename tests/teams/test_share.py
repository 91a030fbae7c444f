"""A manager shows a team's figures in the channel where they were asked for."""

from __future__ import annotations

from tests.fakes.teams import CHANNEL
from tests.teams.bench import Bench


async def test_share_here_posts_from_the_own_chat_into_the_channel(house: Bench) -> None:
    """The mention's answer went to the personal chat; its button brings the sums into the mention's thread."""
    for number, name in ((4, "Carl"), (5, "Dora")):
        house.fake.person(number, name)
        await house.say("call - vm", user=number)
    await house.say("team week", channel=True, thread="7")
    private = house.fake.to("a:1")[-1]
    await house.deliver(house.fake.press(private, "Share here"))
    public = house.fake.to(f"{CHANNEL};messageid=7")
    assert [post.text for post in public[:1]] == ["The answer is in our own chat."]
    assert "3 of 160 calls" in public[1].text
    assert private.edits == 1
