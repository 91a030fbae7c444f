"""Buttons of open promises that a line may be about: kept, not going to hold, or known to the customer."""

from __future__ import annotations

from collections.abc import Iterator

from bot.arguments.new_day import told_values
from bot.arguments.promise_match import promise_choice
from bot.dispatch.plain_line import LABEL_LIMIT, PlainLine
from bot.domain.accounts import Account
from bot.domain.promises import Promise
from bot.language.i18n import Translator
from bot.language.phrases import plain_texts, typable
from bot.language.roles import UNDONE
from bot.language.tokens import line_of
from bot.messages.card import Button
from bot.messages.press import Press, typed_values

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


def kept_button(promise: Promise, line: PlainLine) -> Button:
    """Return the button that says that a promise was kept, with the whole line as its note."""
    shown = promise_choice(promise, line.context)
    label = line.context.translator.t("button", "Kept {promise}", promise=shown.label)
    values = {"promise": shown.value, **typed_values({"note": line_of(line.words)})}
    return Button(label=label[:LABEL_LIMIT], press=Press(verb="kept", values=values))


def unheld_button(promise: Promise, say: Translator) -> Button:
    """Return the button that says that a promise will not hold, which says what to do before it is late."""
    label = say.t("button", "{ref}: will not hold", ref=promise.ref)
    return Button(label=label, press=Press(verb="holds", values={"promise": promise.ref, "answer": "no"}))
