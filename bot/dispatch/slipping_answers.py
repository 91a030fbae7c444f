"""The answer to a line that says that something promised will not be there by its day, and perhaps when it will."""

from __future__ import annotations

from collections.abc import Iterator

from bot.arguments.raw_arguments import RawArguments
from bot.dispatch.command_call import CommandCall
from bot.dispatch.due_buttons import promise_button
from bot.dispatch.moved_answers import correct_button, does_know, told_button
from bot.dispatch.moved_promises import as_typed
from bot.dispatch.plain_line import LABEL_LIMIT, PlainLine
from bot.dispatch.promise_buttons import knows_button, unheld_button
from bot.dispatch.slips import Slip, SlipReader
from bot.domain.promises import Promise
from bot.language.roles import LATE, UNDONE
from bot.language.roles import TOLD as TELLS
from bot.language.tokens import line_of, tokens
from bot.language.vocabulary import TELLING, verb_label
from bot.messages.card import Button, Reply
from bot.messages.press import line_again

TOLD = "told"
MOST = 2
"""Promises that are offered."""


def slipping_answer(line: PlainLine) -> CommandCall | Reply | None:
    """Move the promise of which the customer knows the new day, or ask; None for a line that tells no slip.

    1. Of one open promise the customer knows: it is told, and the new day is asked for where none is said.
    2. Where nobody says so, or which promise it is, or of which none is open, that is asked; nobody guesses a breach.
    """
    slip = _slip(line)
    if slip is None or not (slip.day or (slip.what and (slip.told is not None or slip.promises))):
        return None
    if len(slip.promises) == 1 and slip.told and slip.sure:
        return _told(line, slip, slip.promises[0])
    buttons = [button for button in _offered(line, slip) if button.press.fits]
    return line.ask(_title(line, slip), *buttons, line.help_button, quote=line.line)


def told_slip_answer(line: PlainLine) -> CommandCall | Reply | None:
    """Return that answer to a line that says who knows, whatever was not done: "didn't make the quote, they know"."""
    slip = _slip(line) if line.roles & TELLS else None
    return slipping_answer(line) if slip and slip.told is not None else None


def _slip(line: PlainLine) -> Slip | None:
    return SlipReader(line).read() if line.roles & (UNDONE | LATE) else None


def _told(line: PlainLine, slip: Slip, promise: Promise) -> CommandCall:
    machine = {"promise": promise.ref}
    machine |= {"due": as_typed(slip.day).replace(" ", "T")} if slip.day else {}
    machine |= {"on": slip.on.isoformat()} if slip.on else {}
    # What a form holds is not asked for: without a new day the note is typed behind the promise.
    said = {"typed": {"note": slip.note}} if slip.day else {"words": tokens(slip.note)}
    arguments = RawArguments(machine=machine, **said)
    return CommandCall(command=line.registry.get(TOLD), arguments=arguments, line=line.line)


def _title(line: PlainLine, slip: Slip) -> str:
    say = line.context.translator
    if len(slip.promises) > 1:
        return say.t("promise", "Which promise do you mean?")
    if slip.promises and slip.day and slip.told is None:
        return does_know(line, slip.promises[0], slip.day)
    if slip.promises:
        return say.t("promise", "{ref} will not hold: what do I save?", ref=slip.promises[0].ref)
    return say.t("promise", "No such promise to {account} is open: what do I save?", account=slip.account.name)


def _offered(line: PlainLine, slip: Slip) -> Iterator[Button]:
    """Yield what the line may mean, what it says first."""
    say, account = line.context.translator, slip.account
    for promise in slip.promises[:MOST]:
        told = told_button(promise, slip.day, say) if slip.day else knows_button(promise, line)
        unheld = () if slip.told else (unheld_button(promise, say),)
        yield from (*unheld, told) if slip.told is False else (told, *unheld)
    if len(slip.promises) == 1 and slip.day and slip.told is None:
        yield correct_button(slip.promises[0], slip.day, say)
    if not slip.promises and slip.told is not False:
        yield _told_first(line, slip)
    if not slip.promises and slip.day:
        yield promise_button(line, account, slip.what, slip.day)
    if not slip.promises and slip.was and not slip.told:
        # Nobody knows yet: a promise of that day is asked about before it is late.
        yield promise_button(line, account, slip.what, slip.was)
    yield line.note_button(account, line_of(line.words))


def _told_first(line: PlainLine, slip: Slip) -> Button:
    """Return the button that saves a promise that was never recorded as told in advance, and the new one."""
    say, language = line.context.translator, line.context.language
    what = f'"{slip.account.name}" {slip.what}'
    text = f"{verb_label('broken', language)} {what}, {TELLING.label('knew', language)}"
    label = say.t("button", "Told in advance")
    if slip.day:
        text += f"; {verb_label('promise', language)} {what} {as_typed(slip.day)}"
        label = say.t("button", "Told in advance, now due {day}", day=say.day_at(slip.day.day, slip.day.hour))
    return Button(label=label[:LABEL_LIMIT], press=line_again(text, once=f"{line.context.at.isoformat()} {TOLD}"))
