"""The demo's company: one week of it holds every idea of the product, and whoever presses [Next nudge] sees where it went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from bot.cli.demo import Demo
from bot.cli.demo_company import ZONE
from bot.domain.outbox import State
from bot.domain.work import Work
from bot.messages.card import Reply
from bot.messages.events import Line, Pressed, Sender
from bot.messages.plain_text import card_text

WEEK = ("N1", "N2", "N3", "N4", "N5", "N6", "N7", "N9", "N12", "N13", "N14", "N15", "N17", "N18", "N19")
"""What comes from a Tuesday to the Monday after it: N16 asks about a touchpoint that nobody rates, N8 about who waits."""
MONDAY = date(2026, 11, 30)
SHOWN = [
    ("account bergen bygg", ["1 of 25 contacts", "wants two prices", "55 98 76 54"]),
    ("account akerlund", ["visit", "saw the new hall", "where is the driver"]),
    ("account grünwald", ["drawings", "two different totals", "120k"]),
    ("account acme norge", ["2 breaches", "drawings"]),
    ("account odegard vin", ["planers", "41 days"]),
    ("account zakład świt", ["they pay too late"]),
    ("account fjallraven", ["nobody answered"]),
    ("account acme aalborg", ["meeting", "did not understand the terms"]),
    ("team zeros", ["did not understand the terms", "Kari"]),
    ("team promises", ["samples of oak", "Piotr"]),
    ("team switchboard", ["NOK 338", "wrong item"]),
    ("team waiting month", ["counter"]),
    ("team drift", ["Sønderjysk Korn ApS"]),
    ("team map", ["Kari", "reception"]),
    ("team risk", ["Ødegård Vin AS", "Zakład Świt S.A."]),
    ("team league week", ["Sanna", "Ola", "Piotr"]),
    ("find toner", ["Nilsson Rör AB"]),
]
"""What Mette reads of the story, by what she types."""


async def _say(demo: Demo, who: str, text: str) -> Reply:
    sender = Sender(platform="web", user=who.lower(), name=who)
    return await demo._handle(Line(sender=sender, at=demo.clock.now(), text=text, limited=False))


@pytest.mark.parametrize(("line", "words"), SHOWN)
async def test_what_was_seeded_is_read_back(demo: Demo, line: str, words: Sequence[str]) -> None:
    """Each idea of the product has something to show before anything is typed."""
    text = card_text((await _say(demo, "Mette", line)).card)
    assert [word for word in words if word not in text] == [], text


def _sent(work: Work) -> set[str]:
    """Return the kinds that were sent to anybody."""
    first = MONDAY - timedelta(days=7)
    people = (work.outbox.between(person.id, first, MONDAY) for person in work.people.everyone())
    rules = {found.rule for nudges in people for found in nudges if found.state is State.SENT}
    return rules | {rule for rule in ("N2", "N18") if work.outbox.sent(rule, 1)}


async def test_a_week_of_next_nudges_tells_the_whole_story(demo: Demo) -> None:
    """Every kind comes, and each press says to whom it went."""
    while demo.clock.now().astimezone(ZONE).date() < MONDAY:
        names = await demo.chat.steer("next")
        assert names
        assert set(names) <= {"#sales", "Mette", "Sanna", "Ola", "Piotr", "Maja", "Jonas", "Kari"}
    assert set(WEEK) - await demo.app.store.read(_sent) == set()


async def test_a_nudge_that_was_put_off_is_the_next_one(demo: Demo) -> None:
    """An hour later, before anything that comes later than it."""
    assert "Sanna" in await demo.chat.steer("next")
    morning = demo.chat.room.messages["@Sanna"][-1]
    assert morning.card is not None
    later = next(button for button in morning.card.all_buttons() if button.label == "Later")
    sender = Sender(platform="web", user="sanna", name="Sanna")
    press = Pressed(sender=sender, at=demo.clock.now(), press=later.press, receipt=morning.id)
    assert (await demo._handle(press)).ok
    went: list[str] = []
    while "Sanna" not in went:
        went += await demo.chat.steer("next")
    local = demo.clock.now().astimezone(ZONE)
    assert (local.hour, local.minute) == (9, 30)
