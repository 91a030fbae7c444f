"""Presses on a nudge: each part of a message is answered by itself, and what is still open stays in it.

1. The parts are what the message carried and nobody answered yet, drawn anew as their rules have it now.
2. The part whose button was pressed is answered, unless the press only read; one that asks about several customers
   stays for the others.
3. The reply takes the message's place, with what is open behind it, so that no button of another part is lost.
So does a question back, and the answer to it: both stand in the same message.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from bot.dispatch.refusals import Refused
from bot.domain.first_contact import find_person
from bot.domain.outbox import Occurrence
from bot.domain.work import Work
from bot.messages.card import Button, Card, Reply, Text
from bot.messages.events import Event, Pressed, Submission
from nudges.compose import VISIBLE_BUTTONS, ClaimedNudge, fold_nudges
from nudges.planner import nudges_by_subject, picture_of, skip_reason

PUTS_OFF = "snooze"
SAYS = "nudge feedback"
"""Says of a message whether it helped, and answers nothing that it asks."""
UNDO = "undo"


def answer_parts(event: Event, reads: bool, run: Callable[[Work], Reply], work: Work) -> Reply:
    """Carry out an event and return its reply; on a nudge that asks more than was answered, with what is still open."""
    held = _held(event, work)
    if not held or not isinstance(event, Pressed | Submission):
        return run(work)
    before = _open_parts(work, held, event)
    try:
        reply = run(work)
    except Refused as refused:
        if refused.reply.form or not refused.reply.card.buttons:
            raise
        raise Refused(_with_rest(refused.reply, before)) from refused
    if reply.form or not reply.ok:
        return reply
    answered = [] if reads else _answered(event, before)
    for occurrence in answered:
        work.outbox.mark_answered(occurrence.id)
    if _called(event)[0] == PUTS_OFF:
        return _with_rest(reply, [])
    # Asked anew: what was just logged may have answered other parts too.
    return _with_rest(reply, _open_parts(work, _held(event, work), event))


def _held(event: Event, work: Work) -> Sequence[Occurrence]:
    """Return what the message carried whose button was pressed; nothing of a channel's post or another's."""
    receipt = event.receipt if isinstance(event, Pressed | Submission) else ""
    held = work.outbox.at_receipt(receipt) if receipt else ()
    if not held or any(occurrence.person is None for occurrence in held):
        return ()
    who = find_person(work, event.sender.platform, event.sender.user, event.sender.name)
    return held if who and all(occurrence.person == who.id for occurrence in held) else ()


def _open_parts(work: Work, held: Sequence[Occurrence], event: Pressed | Submission) -> list[ClaimedNudge]:
    """Return what of a message is still to be answered, as it is asked now."""
    if not held:
        return []
    picture = picture_of(work, held[0], event.at)
    current = nudges_by_subject(picture)
    parts = []
    for occurrence in held:
        planned = current.get((occurrence.rule, occurrence.subject))
        if planned is None or planned.nudge.skip or skip_reason(picture, planned.rule):
            continue
        if planned.nudge.again is None:
            card = None if occurrence.answered else planned.nudge.card
        else:
            card = planned.nudge.again(occurrence.note)
        if card:
            drawn = replace(planned.nudge, draw=partial(_same, card))
            parts.append(ClaimedNudge(occurrence=occurrence, planned=replace(planned, nudge=drawn)))
    return parts


def _same(card: Card) -> Card:
    return card


def _answered(event: Pressed | Submission, parts: Sequence[ClaimedNudge]) -> list[Occurrence]:
    """Return what a press answers: the part whose button it is, or all that it puts off."""
    verb, values = _called(event)
    if verb == PUTS_OFF:
        return [part.occurrence for part in parts]
    if verb == SAYS:
        return []
    return [part.occurrence for part in parts if _has_button(part.planned.nudge.card, verb, values)][:1]


def _called(event: Pressed | Submission) -> tuple[str, Mapping[str, str]]:
    if isinstance(event, Pressed):
        return event.press.verb, event.press.values
    return event.verb, {**event.kept, **event.values}


def _has_button(card: Card, verb: str, values: Mapping[str, str]) -> bool:
    """Whether a press, or what came of its question or form, began with a button of a card."""
    presses = (button.press for button in card.all_buttons())
    return any(press.verb == verb and press.values.items() <= values.items() for press in presses)


def _with_rest(reply: Reply, parts: Sequence[ClaimedNudge]) -> Reply:
    """Return the reply as it takes the message's place: with the open parts behind it."""
    if not parts:
        return replace(reply, replaces=True)
    rest = fold_nudges(parts, parts[0].planned.picture)
    heading = (Text(text=rest.title),) if rest.title else ()
    buttons = _ordered(reply.card, rest)
    card = Card(
        title=reply.card.title,
        body=(*reply.card.body, *heading, *rest.body),
        buttons=buttons[:VISIBLE_BUTTONS],
        more=buttons[VISIBLE_BUTTONS:],
        feedback=rest.feedback,
    )
    return replace(reply, card=card, replaces=True)


def _ordered(said: Card, rest: Card) -> tuple[Button, ...]:
    """Return the buttons: two of what is open in sight, beside the one that takes the answer back."""
    undo = [button for button in said.buttons if button.press.verb == UNDO][:1]
    first = list(rest.buttons[: VISIBLE_BUTTONS - len(undo)]) if undo else list(said.buttons[:1])
    ordered = [*first, *undo, *rest.buttons, *said.all_buttons(), *rest.more]
    once: list[Button] = []
    for button in ordered:
        if button not in once:
            once.append(button)
    return tuple(once)
