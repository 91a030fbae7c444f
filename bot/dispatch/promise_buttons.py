"""Promises of which a line says that they will not hold, as in "can't keep the promise to Acme, told them"."""

from __future__ import annotations

from collections.abc import Iterator

from bot.arguments.new_day import told_values
from bot.dispatch.plain_line import PlainLine
from bot.domain.accounts import Account
from bot.domain.promises import Promise
from bot.language.i18n import Translator
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
        yield knows_button(promise, line)
        yield unheld_button(promise, say)


def knows_button(promise: Promise, line: PlainLine) -> Button:
    """Return the button that says that the customer knows, which asks for the new day."""
    label = line.context.translator.t("button", "{ref}: the customer knows", ref=promise.ref)
    return Button(label=label, press=Press(verb="told", values=told_values(line.context.work, promise)))


def unheld_button(promise: Promise, say: Translator) -> Button:
    """Return the button that says that a promise will not hold, which says what to do before it is late."""
    label = say.t("button", "{ref}: will not hold", ref=promise.ref)
    return Button(label=label, press=Press(verb="holds", values={"promise": promise.ref, "answer": "no"}))
