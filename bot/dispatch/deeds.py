"""What a command changed outside of the log: noted with what takes it back, and taken back by undo or an edit."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from bot.arguments.parser import ParseContext
from bot.arguments.parsing import parse
from bot.arguments.raw_arguments import RawArguments
from bot.dispatch.command_call import CommandCall, CommandEvent
from bot.dispatch.context import Context
from bot.dispatch.origins import corrects, origin_of
from bot.dispatch.registry import lazily
from bot.domain.deeds import Deed, with_deed, without_deed
from bot.domain.details import Kind
from bot.domain.people import EVERYONE, Person
from bot.domain.work import Work
from bot.language.i18n import Translator, translator_for
from bot.messages.card import Button, Reply, Text
from bot.messages.events import Pressed, typed_line
from bot.messages.outside_json import read_json
from bot.messages.press import CommandPress, Press, read_press

UNDO = "undo"
LONG = 13
"""Characters that no ref has."""
MESSAGE = "message"
"""The value of a button that takes back all lines of a message."""


def note_deed(event: CommandEvent, call: CommandCall, reply: Reply, work: Work, who: Person) -> None:
    """Note what a command changed that is in no entry; the button that takes a deed back ends that one."""
    if reply.stored or reply.undone or call.command.verb == UNDO:
        return
    deeds = work.people.deeds(who.id)
    pressed = event.press.pack() if isinstance(event, Pressed) and event.press.fits else ""
    if ended := next((deed for deed in reversed(deeds) if pressed and deed.undo == pressed), None):
        work.people.set_deeds(who.id, without_deed(deeds, ended))
        return
    undo = _undo_press(reply, who)
    if call.command.hidden and not undo:
        return
    latest = work.entries.latest(who.id)
    deed = Deed(verb=call.command.verb, undo=undo, origin=origin_of(event), entry=latest.id if latest else 0)
    work.people.set_deeds(who.id, with_deed(deeds, deed))


def _undo_press(reply: Reply, who: Person) -> str:
    """Return the press of a reply's button that takes back what it did; "" where it has none."""
    label = translator_for(who.language).t("button", "Undo")
    presses = (button.press for button in reply.card.all_buttons() if button.label == label)
    return next((press.pack() for press in presses if press.fits), "")


def edited_deed_text(event: CommandEvent, reading: ParseContext) -> str:
    """Take back what a message had changed outside of the log before it was edited, and return what is to say of it.

    Where nothing takes it back, that it stands.
    """
    if not corrects(event):
        return ""
    origin, ctx = origin_of(event), _context_of(event, reading)
    deed = next((deed for deed in reversed(reading.work.people.deeds(reading.who.id)) if deed.origin == origin), None)
    if deed is None:
        return ""
    if not deed.undo or not may_be_taken_back(Press.unpack(deed.undo)):
        return ctx.t("edit", "What the line said before was carried out and is not taken back.")
    take_back(deed, ctx)
    return ""


def _context_of(event: CommandEvent, reading: ParseContext) -> Context:
    return Context(
        work=reading.work,
        who=reading.who,
        at=event.at,
        today=reading.today,
        translator=reading.translator,
        place=event.place,
        line=typed_line(event),
    )


def with_line(reply: Reply, line: str) -> Reply:
    """Return a reply with one more line, if there is one."""
    return replace(reply, card=replace(reply.card, body=(*reply.card.body, Text(text=line)))) if line else reply


def may_be_taken_back(press: Press) -> bool:
    """Whether the person alone takes back what a press would, without a role; all other deeds have their own button."""
    call = read_press(press)
    command = lazily().named(call.verb) if isinstance(call, CommandPress) else None
    return command is not None and command.roles == EVERYONE and not command.by_hand


def take_back(deed: Deed, ctx: Context) -> Reply:
    """Take back a deed as its button does; it is one that may be taken back."""
    press = Press.unpack(deed.undo)
    command = lazily().get(press.verb)
    context = ParseContext(work=ctx.work, who=ctx.who, translator=ctx.translator, at=ctx.at, today=ctx.today)
    reply = command.handler(ctx, **parse(command.args, RawArguments(machine=press.values), context))
    ctx.work.people.set_deeds(ctx.who.id, without_deed(ctx.work.people.deeds(ctx.who.id), deed))
    return reply


def undo_button(translator: Translator, ref: str, *, whole: bool = False) -> Button:
    """Return the button that takes back the entry of a ref, or the `whole` line that it is of."""
    label = translator.t("button", "Undo all") if whole else translator.t("button", "Undo {ref}", ref=ref)
    values = {"ref": ref, "pressed": "1"} | ({"whole": "1"} if whole else {})
    return Button(label=label, press=Press(verb=UNDO, values=values))


def whole_message(presses: Sequence[Press]) -> Press:
    """Return the press that takes back all that the lines of a message did; each has one of its own among `presses`."""
    parts = [press.values["ref"] if press.verb == UNDO else press.pack() for press in presses if press.fits]
    return Press(verb=UNDO, values={MESSAGE: json.dumps(parts, ensure_ascii=False)})


def parts_of_message(packed: str) -> tuple[list[str], list[str]]:
    """Return the refs that such a press takes back, and the packed presses of deeds, as they were done."""
    found: object = None
    with suppress(ValueError):  # made up by somebody
        found = read_json(packed)
    parts = [part for part in found if isinstance(part, str)] if isinstance(found, list) else []
    return [part for part in parts if _is_ref(part)], [part for part in parts if not _is_ref(part)]


def _is_ref(text: str) -> bool:
    return text[:1] in {kind.value for kind in Kind} and text[1:].isdecimal() and text.isascii() and len(text) < LONG


def undo_of(deed: Deed, label: str) -> Button:
    """Return the button that takes a deed back."""
    return Button(label=label, press=Press.unpack(deed.undo))
