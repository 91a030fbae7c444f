"""Answers to questions and bare names: the nearest view, which stores nothing."""

from __future__ import annotations

from dataclasses import replace

from bot.dispatch.command_call import CommandCall
from bot.dispatch.named_account import Named, find_named
from bot.dispatch.plain_line import LABEL_LIMIT, PlainLine
from bot.dispatch.unverbed_answers import ended_period_answer
from bot.domain.accounts import Account
from bot.language.questions import (
    ASKED,
    asks_of_own_doing,
    asks_who_waits,
    is_about,
    is_asked,
    is_question,
    names_waiting,
    without_request,
)
from bot.language.tokens import line_of
from bot.messages.card import Button, Card, Reply, Style, Text
from bot.messages.press import Press, existing, line_again

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
    return _view(line)


def _view(line: PlainLine) -> CommandCall | Reply:
    if named := find_named(line.words, line.context):
        return _card_of(line, named)
    if ended := ended_period_answer(line):
        return ended
    return line.call("waits" if names_waiting(line.line, line.context.language) else "today")


def verb_question_answer(line: PlainLine) -> CommandCall | Reply | None:
    """Return the answer to a question that holds what would be logged without its question mark; None for others.

    1. Whether anybody waits, or what the writer did or is to do: the nearest view.
    2. Nothing but a fact, or a request for one ("can you remind me ...?"): it is asked whether to save it. A question
       mark behind a note is part of the note.
    """
    if not is_asked(line.line):
        return None
    if asks_who_waits(line.line, line.context.language):
        return line.call("waits")
    text = without_request(line.line, line.context.language)
    requested = text != ASKED.sub("", line.line).strip()
    if asks_of_own_doing(line.line, line.context.language) and not requested:
        return _view(line)
    return _offered_fact(line, text, requested)


def _offered_fact(line: PlainLine, text: str, requested: bool) -> Reply | None:
    plain = replace(line, line=text)
    if not plain.facts or not (requested or plain.has_no_note):
        return None
    say = line.context.translator
    save = Button(label=text[:LABEL_LIMIT], press=line_again(text, once=line.context.at.isoformat()), style=Style.MAIN)
    named = find_named(line.words, line.context)
    shown = _card_button(named.only) if named and named.only else line.today_button
    buttons = (save, shown) if save.press.fits else (shown,)
    return line.ask(say.t("talk", "Not saved yet: shall I save it?"), *buttons)


def _card_button(account: Account) -> Button:
    return Button(label=account.name, press=Press(verb="account", values={"account": existing(account.id)}))


def bare_name_answer(line: PlainLine) -> CommandCall | Reply | None:
    """Return the card of the customer whose name the line is, or the call that only lacks its verb; None for others."""
    named = find_named(line.words, line.context)
    if named is None or named.at:
        return None
    if all(is_about(word.text, line.context.language) for word in line.words[named.used :]):
        return _card_of(line, named)
    return _offered_call(line, named.only) if named.only and _is_call(line, named) else None


def _card_of(line: PlainLine, named: Named) -> CommandCall | Reply:
    """Return the card of an account; of several it is asked which."""
    if named.only:
        return line.call("account", account=existing(named.only.id))
    buttons = [_card_button(account) for account in named.accounts]
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
