"""What people press of what was sent to them: kept, not today, later, called; and what that means."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.messages.card import Card, Reply
from bot.messages.press import Press
from tests.soak.quarter import facts
from tests.soak.quarter.asks import LASTING
from tests.soak.quarter.days import Person
from tests.soak.quarter.desk import Desk, Sent
from tests.soak.quarter.history import Typist

WANTED = 0.3
"""How many of the messages somebody presses a button of."""
Pressing = Callable[[str, Press, datetime, str], Awaitable[Reply]]


@dataclass(kw_only=True)
class Presser:
    """Presses for everybody, and tells the book what was meant; `pressed` counts what was."""

    typist: Typist
    press: Pressing
    chance: random.Random
    pressed: Counter[str] = field(default_factory=Counter)

    async def answer(
        self, who: Person, desk: Desk, told: Sequence[Sent], card: Card, receipt: str, now: datetime
    ) -> None:
        """Press one of the buttons of a message, or none."""
        presses = [each.press for each in card.all_buttons() if self._is_meant(each.press, told)]
        if not presses or self.chance.random() > WANTED:
            return
        press = self.chance.choice(presses)
        reply = await self.press(who.name, press, now, receipt)
        assert reply.ok, (who.name, now, press, *reply.card.texts())
        self.pressed[press.verb] += 1
        if press.verb == "snooze":
            desk.put_off(who, told, now)
        else:
            self._keep(who, press, reply, now)

    def _is_meant(self, press: Press, told: Sequence[Sent]) -> bool:
        """Whether a press says something that the book knows; what is said daily is not put off here."""
        match press.verb, press.values:
            case "snooze", {"until": "1h"}:
                return all(each.rule in LASTING for each in told)
            case "kept", {"promise": ref}:
                return self.typist.book.facts[ref].live
            case "edit", {"ref": ref}:
                return self.typist.book.facts[ref].live
            case "call", {"account": _}:
                return True
            case "holds", {"answer": "yes"}:
                return True
        return False

    def _keep(self, who: Person, press: Press, reply: Reply, now: datetime) -> None:
        typist, values = self.typist, press.values
        if press.verb == "kept":
            account = typist.book.facts[values["promise"]].account
            typist.keep(who, now, reply, facts.Step, account=account, promise=values["promise"], fate="kept")
        elif press.verb == "call":
            number = int(values["account"].removeprefix("="))
            account = next(name for name, each in typist.book.accounts.items() if each.id == number)
            typist.keep(who, now, reply, facts.Contact, account=account, kind="call")
        elif press.verb == "edit":
            typist.forget(who)
            typist.book.change(values["ref"], due=date.fromisoformat(values["rest"]))
