"""The message that a line came in: an edit of it finds what it logged, and what an answer to a question about it did.

A question stores nothing, so that its buttons and its form carry which message they are about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.dispatch.command_call import CommandEvent
from bot.dispatch.refusals import Refused
from bot.messages.card import Button, Reply
from bot.messages.events import Correction, Line, Pressed, Submission, short_key
from bot.messages.press import EDITED, ONCE, ORIGIN


def origin_of(event: CommandEvent) -> str:
    """Return the key of the message that holds the line of an event, or that a question was about; "" for none."""
    if isinstance(event, Line | Correction):
        return short_key(event.origin) if event.origin else ""
    return _carried(event).get(ORIGIN, "")


def corrects(event: CommandEvent) -> bool:
    """Whether an event says anew what a message logged: it was edited, perhaps so that something had to be asked."""
    return bool(origin_of(event)) and (isinstance(event, Correction) or EDITED in _carried(event))


def _carried(event: CommandEvent) -> Mapping[str, str]:
    match event:
        case Pressed(press=press):
            return press.values
        case Submission(kept=kept):
            return kept
        case _:
            return {}


def asked_about(event: CommandEvent, run: Callable[[], Reply]) -> Reply:
    """Return the reply of `run`, or raise its Refused; what answers a question carries which message it is about."""
    if not (origin := origin_of(event)):
        return run()
    values = {ORIGIN: origin, **({EDITED: "1"} if corrects(event) else {})}
    try:
        return _with_values(run(), values)
    except Refused as refused:
        refused.reply = _with_values(refused.reply, values)
        raise


def _with_values(reply: Reply, values: Mapping[str, str]) -> Reply:
    card, form = reply.card, reply.form
    buttons, more = (tuple(_answer(button, values) for button in each) for each in (card.buttons, card.more))
    form = replace(form, kept={**form.kept, **values}) if form else None
    return replace(reply, card=replace(card, buttons=buttons, more=more), form=form)


def _answer(button: Button, values: Mapping[str, str]) -> Button:
    """Return a button that answers a question about a line, which counts once, with more values; else as it is."""
    press = replace(button.press, values={**button.press.values, **values})
    return replace(button, press=press) if ONCE in button.press.values and press.fits else button
