"""Programs that act for a person: what they may do, and how it is marked."""

from __future__ import annotations

from dataclasses import replace

from bot.dispatch.command_call import CommandCall, CommandEvent
from bot.language.i18n import Message, Translator, msg
from bot.messages.card import Reply, Text
from bot.messages.events import Via

BY: dict[Via, Message] = {
    Via.ASSISTANT: msg("log", "by assistant"),
    Via.HOOK: msg("log", "by a program"),
}


def via_text(translator: Translator, via: str) -> str:
    """Return by what something came, "" for a person's own line."""
    return translator.m(BY[Via(via)]) if via else ""


def may_be_done_by_programs(call: CommandCall) -> bool:
    """Whether a program may do what a call asks for."""
    return call.command.for_programs


def marked(reply: Reply, event: CommandEvent, translator: Translator) -> Reply:
    """Return the reply to a program's change with a line that says that it was one."""
    mark = via_text(translator, event.via)
    if not mark or not (reply.stored or reply.undone) or any(mark in text for text in reply.card.texts()):
        return reply
    body = (*reply.card.body, Text(text=mark))
    return replace(reply, card=replace(reply.card, body=body))
