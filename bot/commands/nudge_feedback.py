"""Say of a nudge whether it helped; the button of its message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.arguments.basic import ButtonValue
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.outbox import Occurrence
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.replies import text_reply

MOST_NUDGES = 50
"""Nudges of one message, far more than one ever holds."""
STOPPED = timedelta(days=14)
"""For how long `mute` stops a kind where no day is said."""
ANSWERS = frozenset({"yes", "no"})


@command(
    "nudge feedback",
    help=msg("help", "Says whether a nudge helped"),
    args=(
        ButtonValue(name="nudges", label=msg("field", "Nudges")),
        ButtonValue(name="helped", label=msg("field", "Answer")),
    ),
    hidden=True,
)
def nudge_feedback(ctx: Context, nudges: str, helped: str) -> Reply:
    """Note it of each nudge of a message of one's own; of what did not help offer to stop it.

    Raises UserMistake when there is no such nudge.
    """
    own = _own(ctx, nudges) if helped in ANSWERS else []
    if not own:
        raise UserMistake("snooze", "That nudge is no longer there.")
    for each in own:
        ctx.work.outbox.mark_helped(each.id, helped)
    if helped == "yes":
        return text_reply(ctx.t("nudge", "Good to know, thank you."))
    until = ctx.translator.day(ctx.today + STOPPED)
    rules = " ".join(dict.fromkeys(each.rule for each in own))
    stop = ctx.button(ctx.t("button", "Stop them"), "mute", rule=rules)
    return text_reply(ctx.t("nudge", "Noted. Stop these until {day}?", day=until), buttons=(stop,))


def _own(ctx: Context, nudges: str) -> Sequence[Occurrence]:
    ids = [int(number) for number in nudges.split()[:MOST_NUDGES] if re.fullmatch("[0-9]{1,12}", number)]
    found = (ctx.work.outbox.get(number) for number in ids)
    return [each for each in found if each and each.person == ctx.who.id]
