"""Answers to questions and bare names: the nearest view, which stores nothing."""

from __future__ import annotations

from dataclasses import replace

from bot.dispatch.command_call import CommandCall
from bot.dispatch.named_account import Named, find_named
from bot.dispatch.plain_line import PlainLine
from bot.domain.accounts import Account
from bot.language.questions import asks_who_waits, is_question, names_waiting
from bot.language.tokens import line_of
from bot.messages.card import Button, Card, Reply, Style, Text
from bot.messages.press import Press, existing

VIEWS = frozenset({"budget", "help", "me", "me week", "team", "team promises", "team waiting", "team zeros", "today"})
"""The commands that only show something when nothing stands behind their verb."""


def question_answer(line: PlainLine) -> CommandCall | Reply | None:
    """Return the view that answers a question best; None for a line that is none.

    The view that it names, the card of the customer whom it names, who waits, or else the own day.
    """
    if not is_question(line.line, line.context.language):
        return None
    texts = [word.text.rstrip("?") for word in line.words]
    shown = line.registry.find(texts, line.context.language)
    if shown and shown[0].verb in VIEWS and shown[1] == len(texts):
        return line.call(shown[0].verb)
    if named := find_named(line.words, line.context):
        return _card_of(line, named)
    return line.call("waits" if names_waiting(line.line, line.context.language) else "today")


def waiting_answer(line: PlainLine) -> CommandCall | None:
    """Return who waits where that is asked with a verb that logs in any other line."""
    return line.call("waits") if asks_who_waits(line.line, line.context.language) else None


def bare_name_answer(line: PlainLine) -> CommandCall | Reply | None:
    """Return the card of the customer whose name the line is, or the call that only lacks its verb; None for others."""
    named = find_named(line.words, line.context)
    if named is None or named.at:
        return None
    if named.used == len(line.words):
        return _card_of(line, named)
    return _offered_call(line, named.only) if named.only and _is_call(line, named) else None


def _card_of(line: PlainLine, named: Named) -> CommandCall | Reply:
    """Return the card of an account; of several it is asked which."""
    if named.only:
        return line.call("account", account=existing(named.only.id))
    buttons = [
        Button(label=account.name, press=Press(verb="account", values={"account": existing(account.id)}))
        for account in named.accounts
    ]
    name = " ".join(word.text for word in line.words[named.at : named.at + named.used])
    title = line.context.translator.t("account", 'Several accounts match "{name}". Which one?', name=name)
    return line.ask(title, *buttons)


def _is_call(line: PlainLine, named: Named) -> bool:
    """Whether an outcome stands behind the name, or the words are all that a call needs, without a note."""
    outcome = next(arg for arg in line.registry.get("call").args if arg.name == "outcome")
    if outcome.recognises(line.words[named.used :], line.context):
        return True
    values = line.values("call", line_of(line.words))
    return values is not None and bool(values) and not values.get("note")


def _offered_call(line: PlainLine, account: Account) -> Reply:
    """Offer the call that the words are without their verb: nobody said that there was one."""
    say = line.context.translator
    call = replace(line.again("call", line_of(line.words)), style=Style.MAIN)
    card = Press(verb="account", values={"account": existing(account.id)})
    buttons = (call, Button(label=say.t("button", "Open account"), press=card))
    body = (Text(text=say.t("talk", "Not saved yet: was it a call?")),)
    return Reply(card=Card(title=account.name, body=body, buttons=buttons), ok=False)
