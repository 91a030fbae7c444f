"""Short forms for tests of one rule: what a day would bring, what pressing does, what turns of the loop end with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.messages.card import Reply
from bot.messages.plain_text import card_text
from nudges.claim import NudgeResult
from tests.dialog import Dialog
from tests.nudges.house import House

TYPED = "<!channel> *Acme* [x](http://evil.example)"
"""What a person may call a customer: a mention, marks and a link, all of which are to be shown as typed."""


def on(day: str) -> datetime:
    """Return an early instant of a day, 07:00 UTC."""
    return datetime.fromisoformat(f"{day}T07:00+00:00")


def nudges(talk: Dialog, rule: str, to: str, day: str = "") -> list[NudgeResult]:
    """Return what a rule has to say to somebody on a day, today when none is named; also what is skipped."""
    return [result for result in talk.holds(on(day) if day else None) if (result.rule, result.to) == (rule, to)]


def only(talk: Dialog, rule: str, to: str, day: str = "") -> NudgeResult:
    """Return the one thing that a rule has to say to somebody on a day."""
    (found,) = nudges(talk, rule, to, day)
    return found


def recipients(talk: Dialog, rule: str, day: str = "") -> list[str]:
    """Return to whom a rule would speak on a day, once for each nudge."""
    found = talk.holds(on(day) if day else None)
    return sorted(result.to for result in found if (result.rule, result.outcome) == (rule, "would send"))


def shown(nudge: NudgeResult) -> list[str]:
    """Return the title and lines of a nudge, without buttons and reading time."""
    return list(nudge.card.texts())


def labels(nudge: NudgeResult) -> list[str]:
    """Return its buttons in sight."""
    return [button.label for button in nudge.card.buttons]


def pressed(talk: Dialog, nudge: NudgeResult, label: str, who: str = "") -> Reply:
    """Press a button of a nudge and return the reply."""
    talk.last = Reply(card=nudge.card)
    return talk.press(label, who)


def answer(reply: Reply) -> str:
    """Return the first line of a reply, which says what was done or why not."""
    return card_text(reply.card).partition("\n")[0]


async def ended(house: House, rule: str, to: str, moments: Sequence[str]) -> list[tuple[str, str]]:
    """Take a turn at each Oslo moment; return when and how the nudges of a rule to somebody ended."""
    return [
        (moment, result.outcome)
        for moment in moments
        for result in await house.tick(moment)
        if (result.rule, result.to) == (rule, to)
    ]
