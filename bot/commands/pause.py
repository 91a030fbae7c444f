"""Stop all nudges until a day."""

from __future__ import annotations

from datetime import date

from bot.arguments.basic import ChoiceArg
from bot.arguments.parser import MissingArguments
from bot.arguments.until_day import UntilDayArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.vocabulary import KEYWORDS
from bot.messages.card import Button, Reply
from bot.views.replies import text_reply


@command(
    "pause",
    help=msg("help", "Pause nudges until a day"),
    args=(
        ChoiceArg(name="off", label=msg("field", "Off"), table=KEYWORDS, choices=("off",), optional=True, hidden=True),
        UntilDayArg(
            name="until", label=msg("field", "Until"), optional=True, keywords=("until", "by"), allows_past=True
        ),
    ),
    examples=("pause until mon", "pause off"),
)
def pause(ctx: Context, off: str | None, until: date | None) -> Reply:
    """Stop one's nudges until a day after today, or end the pause with `off`; raises UserMistake for an earlier day."""
    undo = _undo_button(ctx)
    if off:
        ctx.work.people.change(ctx.who.id, paused_until=None)
        return text_reply(ctx.t("pause", "Your nudges are back."))
    if until is None:
        raise MissingArguments(["until"])
    # UntilDayArg lets past days through (allows_past), so that this sentence says what a pause needs.
    if until <= ctx.today:
        raise UserMistake("pause", "{day} is not ahead: choose a later day.", day=ctx.translator.day(until))
    ctx.work.people.change(ctx.who.id, paused_until=until)
    sentence = ctx.t(
        "pause", "No nudges until {day}; type “pause off” to have them back.", day=ctx.translator.day(until)
    )
    return text_reply(sentence, buttons=(undo,))


def _undo_button(ctx: Context) -> Button:
    """Return the button that puts back the pause that there is until now, or none where there is none."""
    label, before = ctx.t("button", "Undo"), ctx.who.paused_until
    if before is None or before <= ctx.today:
        return ctx.button(label, "pause", off="off")
    return ctx.button(label, "pause", until=before.isoformat())
