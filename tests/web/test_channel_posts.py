"""The page's channel: what people press is counted or done in every post, and nobody else sees what is theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.cli.demo import Demo
from tests.web.conftest import Tab

ANSWERS = ("Nobody waited", "Someone did")


async def _everybody(tab: Tab) -> list[dict[str, Any]]:
    """Return what stands in the channel for all."""
    return [each for each in await tab.history("#") if not each["only"] and not each["who"]]


async def _morning(demo: Demo, tab: Tab) -> dict[str, Any]:
    """Return the post of the team's morning."""
    demo.clock.move_to(demo.clock.now().replace(hour=7, minute=45) + timedelta(days=0))
    await demo._tick()
    return next(each for each in await _everybody(tab) if "Good morning" in each["text"])


async def test_answers_are_counted_for_all_and_noted_for_each(demo: Demo, tab: Tab) -> None:
    """Two people press; the post keeps its buttons, and each reads their own answer alone."""
    post = await _morning(demo, tab)
    for person, button in (("Sanna", 0), ("Ola", 1), ("Sanna", 1)):
        await tab.press(person, post, button, place="channel")
        noted = (await tab.until("said", only=person))["message"]
        assert ANSWERS[button] in noted["text"] or "Noter" in noted["text"] or "Noterat" in noted["text"]
    await demo._tick()
    (now,) = [each for each in await _everybody(tab) if each["id"] == post["id"]]
    assert "2 answered: 2 someone did" in now["text"]
    assert all(label in str(now["card"]) for label in ANSWERS)
    assert not any(name in now["text"] for name in ("Sanna", "Ola"))


async def test_all_posts_of_one_wait_change_together(demo: Demo, tab: Tab) -> None:
    """The announcement and the ping, when somebody types in private that they go."""
    await tab.say("Sanna", "waiting counter", place="channel")
    demo.clock.move_to(demo.clock.now() + timedelta(minutes=2, seconds=5))
    await demo._tick()
    posts = [each["id"] for each in await _everybody(tab) if "counter" in each["text"].lower()]
    assert len(posts) == 2
    await tab.say("Ola", "go")
    await demo._tick()
    shown = {each["id"]: each["text"] for each in await _everybody(tab)}
    assert all("Ola went after" in shown[id] for id in posts)


async def test_somebody_of_another_team_is_answered_alone_and_counted_nowhere(demo: Demo, tab: Tab) -> None:
    """Ola sells elsewhere by now; the post stays as it is for everybody."""
    assert "Syd" in (await tab.say("Mette", "admin team Syd"))["text"]
    assert "Ola" in (await tab.say("Mette", "admin person Ola team Syd"))["text"]
    post = await _morning(demo, tab)
    await tab.press("Ola", post, 0, place="channel")
    refused = (await tab.until("said", only="Ola"))["message"]
    assert not any(label in refused["text"] for label in ANSWERS)
    await demo._tick()
    (now,) = [each for each in await _everybody(tab) if each["id"] == post["id"]]
    assert (now["text"], now["card"]) == (post["text"], post["card"])


async def test_what_team_figures_are_for_is_read_by_the_presser_alone_and_once(demo: Demo, tab: Tab) -> None:
    """In the first answer to who only presses buttons; the post stays as it is."""
    post, told = await _morning(demo, tab), []
    for button in (0, 1):
        await tab.press("Sanna", post, button, place="channel")
        told.append("time where a customer needs help" in (await tab.until("said", only="Sanna"))["message"]["text"])
    await demo._tick()
    assert [True, False] == told
    assert not any("needs help" in each["text"] for each in await _everybody(tab))
