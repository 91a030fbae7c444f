"""Where the reply to a pressed button goes: in the place of the nudge that it sat on, or beside it."""

from __future__ import annotations

from dataclasses import replace

from bot.dispatch.command_call import CommandEvent
from bot.domain.work import Work
from bot.messages.card import Reply
from bot.messages.events import Pressed, Submission


def placed(reply: Reply, event: CommandEvent, work: Work) -> Reply:
    """Return a reply that says whether it takes the place of the nudge whose button was pressed.

    1. In a channel a post is everybody's: only a public reply may take its place, never what is for the presser.
    2. A message with one nudge turns into its result.
    3. A message with several stays, or the buttons of the others would go.
    """
    receipt = event.receipt if isinstance(event, Pressed | Submission) else ""
    held = work.outbox.at_receipt(receipt) if receipt else ()
    if any(occurrence.team for occurrence in held):
        return replace(reply, replaces=reply.replaces and reply.public)
    return replace(reply, replaces=True) if len(held) == 1 else reply
