"""Programs that act for a person: what they may do, and how it is marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.dispatch.command_call import CommandCall, CommandEvent
from bot.domain.audit import AuditAction
from bot.domain.people import Person
from bot.domain.work import Work
from bot.language.i18n import Message, Translator, msg, translator_for
from bot.messages.card import Reply, Text
from bot.messages.events import Via

BY: dict[Via, Message] = {
    Via.ASSISTANT: msg("log", "by assistant"),
    Via.HOOK: msg("log", "by a program"),
    Via.WORKFLOW: msg("log", "by a workflow"),
}


def via_text(translator: Translator, via: str) -> str:
    """Return by what something came, "" for a person's own line."""
    return translator.m(BY[Via(via)]) if via else ""


def may_be_done_by_programs(call: CommandCall) -> bool:
    """Whether a program may do what a call asks for."""
    return call.command.for_programs


def marked(run: Callable[[], Reply], event: CommandEvent, call: CommandCall, work: Work, who: Person) -> Reply:
    """Run what an event calls; the reply to a program's change says that it was one.

    A change that is neither in the log nor in the audit, such as one of a setting, is recorded there.
    """
    if not event.via:
        return run()
    changes, recorded = work.changes(), work.audit.changes
    reply = run()
    if work.changes() == changes:
        return reply
    if work.audit.changes == recorded and not (reply.stored or reply.undone):
        verb = call.command.verb
        work.audit.add(AuditAction.OWN_CHANGED, event.at, author=who.id, person=who.id, what=verb)
    # The person is read again: the command itself may have changed the language.
    mark = via_text(translator_for(work.people.get(who.id).language), event.via)
    body = (*reply.card.body, Text(text=mark))
    return replace(reply, card=replace(reply.card, body=body))
