"""The customers of the morning as Slack's own cards, where the settings say so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.language.word_files import LANGUAGES
from tests.fakes.slack import FakeSlack, Fault, Message
from tests.slack.bench import MORNING, Bench, bench


async def morning(house: Bench, language: str = "en") -> Message:
    """Return Anna's morning about two customers."""
    await house.command("/nudge admin team Nord channel #sales timezone Europe/Oslo country NO language en")
    await house.say(f"me language {language}")
    for name in ("Acme A/S", "Bygg AS"):
        await house.store.write(
            lambda work, name=name: work.accounts.add(name, work.people.named("Anna")[0].id, house.clock.now())
        )
    await house.tick(MORNING + timedelta(minutes=30))
    return house.fake.to("U1")[-1]


def kinds(message: Message) -> list[str]:
    """Return the types of a message's blocks."""
    return [block["type"] for block in message.blocks]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_customers_stand_side_by_side_and_their_buttons_log(fake: FakeSlack, language: str) -> None:
    """In each language; the press counts, and the message goes on with who is left."""
    async with bench(fake, cards=True) as house:
        message = await morning(house, language)
        assert "carousel" in kinds(message)
        label = next(label for label in message.labels() if "Bygg AS" in label)
        await house.deliver(fake.press_body(message, label))
        assert await house.store.read(lambda work: work.figures.last_entry()) == 1
        assert "Acme A/S" in message.text


async def test_where_slack_refuses_cards_they_stand_below_one_another(fake: FakeSlack) -> None:
    """With the same words and buttons."""
    async with bench(fake, cards=True) as house:
        fake.faults["chat.postMessage"].extend([None, Fault(error="invalid_blocks")])
        message = await morning(house)
        assert "carousel" not in kinds(message)
        assert any("Bygg AS" in label for label in message.labels())


async def test_cards_are_off_by_default_and_thumbs_are_pressed(fake: FakeSlack) -> None:
    """A thumb says whether it helped; nothing else changes."""
    async with bench(fake) as house:
        message = await morning(house)
        assert {"carousel", "card"} & set(kinds(message)) == set()
        await house.deliver(fake.press_body(message, "Helpful"))
        assert "Good to know, thank you." in message.text
        assert "Helpful" not in message.labels()
