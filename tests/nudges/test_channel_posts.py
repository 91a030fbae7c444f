"""Channel posts that change with what they are about: drawn anew by whichever turn comes by, and never lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

import nudges.channel_posts as posts
from bot.errors import DeliveryError
from bot.messages.card import Card
from bot.messages.events import Place, Posted, Scope, Sender
from bot.messages.plain_text import card_text
from bot.messages.press import Press
from tests.nudges.house import House, at

ASKED = "2026-11-24T10:00"
PINGED = "2026-11-24T10:02"
CHANNEL = Place(platform="paper", scope=Scope.CHANNEL, channel="nord", name="nord")


async def _waiting(house: House) -> int:
    """Let bo say that a customer waits, in the channel; return the number of the post, whose receipt is passed on."""
    await house.tick("2026-11-24T09:00")
    reply = await house.say("bo", "waiting counter", ASKED)
    assert (reply.subject, reply.public) == ("W1", True)
    await house.paper.send(house.route("#nord", ())[1], reply.card, "")  # type: ignore[index]
    number = len(house.paper.sent)
    who = Sender(platform="terminal", user="bo", name="bo")
    event = Posted(
        sender=who, at=at(ASKED), place=CHANNEL, subject=reply.subject, receipt=f"paper:{number}", card=reply.card
    )
    await house.give(event)
    return number


async def _pinged(house: House) -> tuple[int, int]:
    """Return the numbers of the announcement and of the ping."""
    first = await _waiting(house)
    await house.tick(PINGED)
    return first, len(house.paper.sent)


def _shown(house: House, *numbers: int) -> list[str]:
    return [card_text(house.paper.shows(number)) for number in numbers]


async def test_what_is_true_is_not_sent_again(house: House) -> None:
    """A post that shows what is so stays untouched, however many turns pass."""
    await _pinged(house)
    for _ in range(3):
        await house.tick("2026-11-24T10:05")
    assert house.paper.updates == []


@pytest.mark.parametrize("line", ["go", "go W1", "waiting done"])
async def test_a_typed_line_changes_every_post(house: House, line: str) -> None:
    """Typed in private, by somebody else: the announcement and the ping say who went."""
    posts = await _pinged(house)
    await house.say("anna", line, "2026-11-24T10:03")
    await house.tick("2026-11-24T10:03")
    assert _shown(house, *posts) == ["counter: anna went after 3 min."] * 2


async def test_taking_back_that_one_went_lets_the_posts_ask_again(house: House) -> None:
    """With the button to go; the next one who goes is named."""
    posts = await _pinged(house)
    await house.say("anna", "go", "2026-11-24T10:03")
    await house.tick("2026-11-24T10:03")
    await house.say("anna", "undo", "2026-11-24T10:04")
    await house.tick("2026-11-24T10:04")
    assert all("Counter. Nobody is on it yet." in text and "[I go]" in text for text in _shown(house, *posts))
    await house.say("bo", "go", "2026-11-24T10:05")
    await house.tick("2026-11-24T10:05")
    assert _shown(house, *posts) == ["counter: bo went after 5 min."] * 2


async def test_a_wait_that_is_taken_back_is_gone_from_every_post(house: House) -> None:
    """Nobody runs to a counter where nobody waits."""
    posts = await _pinged(house)
    await house.say("bo", "undo", "2026-11-24T10:03")
    await house.tick("2026-11-24T10:03")
    for text in _shown(house, *posts):
        assert "That was taken back: nobody waits here." in text
        assert "[" not in text


async def test_another_place_is_shown_in_every_post(house: House) -> None:
    """Whoever mistyped the place corrects it where people read it."""
    posts = await _pinged(house)
    await house.say("bo", "edit W1 yard", "2026-11-24T10:03")
    await house.tick("2026-11-24T10:03")
    assert all("Yard. Nobody is on it yet." in text for text in _shown(house, *posts))


async def test_what_happened_while_it_was_posted_is_shown(house: House) -> None:
    """Somebody goes before the platform has told where the announcement is."""
    await house.tick("2026-11-24T09:00")
    reply = await house.say("bo", "waiting counter", ASKED)
    await house.say("anna", "go", ASKED)
    who = Sender(platform="terminal", user="bo", name="bo")
    event = Posted(sender=who, at=at(ASKED), place=CHANNEL, subject="W1", receipt="paper:9", card=reply.card)
    await house.give(event)
    await house.tick(ASKED)
    assert [(receipt, card_text(card)) for receipt, card in house.paper.updates] == [
        ("paper:9", "counter: anna went after 0 s.")
    ]


async def test_a_wait_ends_with_its_day_as_not_served(house: House) -> None:
    """At midnight of the place; until then it asks."""
    posts = await _pinged(house)
    await house.tick("2026-11-24T23:59")
    assert house.paper.updates == []
    await house.tick("2026-11-25T00:00")
    assert _shown(house, *posts) == ["counter: nobody went before the day ended. Not served."] * 2
    assert "Not served" in ((await house.say("anna", "go W1", "2026-11-25T08:00")).error or "")
    assert "counter" not in card_text((await house.say("anna", "today", "2026-11-25T08:00")).card)


async def test_who_comes_at_the_end_of_a_day_waits_for_an_hour(house: House) -> None:
    """Midnight does not end a wait of one minute."""
    await house.say("bo", "waiting counter", "2026-11-24T23:30")
    assert (await house.say("anna", "go", "2026-11-25T00:29")).stored == ("G1",)
    await house.say("bo", "waiting counter", "2026-11-25T23:30")
    assert (await house.say("anna", "go", "2026-11-26T00:30")).error


async def test_a_question_counts_until_its_day_ends(house: House) -> None:
    """Then its buttons go, and a press of an old one is refused."""
    await house.tick("2026-11-24T08:45")
    number = len(house.paper.sent)
    press = next(iter(house.paper.shows(number).buttons)).press
    for who, minute in (("anna", "50"), ("bo", "51")):
        reply = await house.press(who, press, f"2026-11-24T08:{minute}", receipt=f"paper:{number}")
        assert (reply.public, reply.replaces, reply.changes) == (False, False, "Q1:2026-11-24")
    await house.tick("2026-11-24T08:52")
    assert "2 answered: 2 nobody waited" in _shown(house, number)[0]
    await house.tick("2026-11-25T00:00")
    (last,) = _shown(house, number)
    assert "2 answered: 2 nobody waited" in last
    assert "[" not in last
    assert "its answers are counted" in ((await house.press("bo", press, "2026-11-25T08:00")).error or "")


async def test_a_platform_that_asks_to_wait_is_asked_again(house: House) -> None:
    """Nothing is lost: the post changes once it may."""
    first, _ = await _pinged(house)
    await house.say("anna", "go", "2026-11-24T10:03")
    house.paper.errors = [DeliveryError("ratelimited", retry_after=timedelta(seconds=40)), DeliveryError("answer_lost")]
    await house.tick("2026-11-24T10:03")
    await house.tick_at(at("2026-11-24T10:03") + timedelta(seconds=20))
    assert house.paper.updates == []
    await house.tick("2026-11-24T10:04")
    assert _shown(house, first) == ["counter: anna went after 3 min."]
    assert len(house.paper.updates) == 2


async def test_a_post_that_is_no_longer_there_is_forgotten(house: House) -> None:
    """It is asked for once, and the other one changes."""
    first, ping = await _pinged(house)
    await house.say("anna", "go", "2026-11-24T10:03")
    house.paper.errors = [DeliveryError("message_not_found", permanent=True)]
    for _ in range(2):
        await house.tick("2026-11-24T10:03")
    await house.say("anna", "undo", "2026-11-24T10:04")
    await house.tick("2026-11-24T10:04")
    assert {receipt for receipt, _ in house.paper.updates} == {f"paper:{ping}"}
    assert first != ping


async def test_a_post_whose_change_is_refused_is_changed_later(house: House) -> None:
    """The workspace refused the app for a while; the post is not forgotten for it."""
    first, _ = await _pinged(house)
    await house.say("anna", "go", "2026-11-24T10:03")
    house.paper.errors = [DeliveryError(code, permanent=True) for code in ("account_inactive", "is_archived")]
    await house.tick("2026-11-24T10:03")
    assert house.paper.updates == []
    await house.tick("2026-11-24T11:04")
    assert _shown(house, first) == ["counter: anna went after 3 min."]


async def test_a_post_that_cannot_be_drawn_holds_up_no_other(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug in one card is logged, and the others change."""
    first, ping = await _pinged(house)
    await house.say("anna", "go", "2026-11-24T10:03")
    draw = posts.card_now

    def broken(*args: object) -> Card:
        if getattr(args[1], "receipt", "") == f"paper:{first}":
            raise RuntimeError("a bug")
        return draw(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(posts, "card_now", broken)
    await house.tick("2026-11-24T10:03")
    assert [receipt for receipt, _ in house.paper.updates] == [f"paper:{ping}"]


async def test_posts_are_forgotten_a_while_after_their_day(house: House) -> None:
    """Cards hold what people typed, so they are kept no longer than somebody may still say who went."""
    await _pinged(house)
    await house.tick("2026-12-02T00:00")
    assert await house.store.read(lambda work: work.channel_posts.has_before(at("2026-12-30T00:00")))
    await house.tick("2026-12-03T00:01")
    await house.tick("2026-12-03T00:02")
    assert not await house.store.read(lambda work: work.channel_posts.has_before(at("2026-11-26T00:00")))


async def test_pings_of_one_moment_are_posts_of_their_own(house: House) -> None:
    """Going to one customer leaves the other post as it is."""
    await house.tick("2026-11-24T09:00")
    for place in ("counter", "yard"):
        await house.say("bo", f"waiting {place}", ASKED)
    await house.tick(PINGED)
    numbers = range(len(house.paper.sent) - 1, len(house.paper.sent) + 1)
    await house.press("anna", Press(verb="go", values={"waiting": "W1"}), "2026-11-24T10:03")
    await house.tick("2026-11-24T10:03")
    counter, yard = _shown(house, *numbers)
    assert counter == "counter: anna went after 3 min."
    assert "[I go]" in yard
