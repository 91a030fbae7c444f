"""Promises of which a line says that they will not hold, as in "can't keep the promise to Acme, told them"."""

from __future__ import annotations

from collections.abc import Iterator

from bot.dispatch.plain_line import PlainLine
from bot.domain.accounts import Account
from bot.language.phrases import plain_texts, typable
from bot.language.roles import UNDONE
from bot.messages.card import Button
from bot.messages.press import Press

MOST = 2
"""Promises that are offered."""


def unheld_buttons(line: PlainLine, account: Account) -> Iterator[Button]:
    """Yield the open promises to a customer of whom a line denies a promise, told first and not; none for others."""
    say = line.context.translator
    nouns = typable("latest", "promise", line.context.language)
    if not line.roles & UNDONE or nouns.isdisjoint(plain_texts(line.words)):
        return
    for promise in line.context.work.promises.open_for(account.id)[:MOST]:
        values = {"promise": promise.ref}
        yield Button(
            label=say.t("button", "{ref}: the customer knows", ref=promise.ref), press=Press(verb="told", values=values)
        )
        yield Button(
            label=say.t("button", "{ref}: will not hold", ref=promise.ref),
            press=Press(verb="holds", values={**values, "answer": "no"}),
        )
