"""No nudges until a day; stopping always has an end and prints the way back."""

from __future__ import annotations

from datetime import date

from bot.args import Missing
from bot.context import Context
from bot.errors import UserMistake
from bot.i18n import msg
from bot.kinds import Day, OneOf
from bot.message import Card, Reply, Text
from bot.registry import command
from bot.wordlists import KEYWORDS


@command(
    "pause",
    help=msg("help", "No nudges until a day"),
    args=(
        OneOf(name="off", label=msg("field", "Off"), table=KEYWORDS, choices=("off",), optional=True, hidden=True),
        Day(name="until", label=msg("field", "Until"), optional=True, before=("until", "by"), behind=True),
    ),
    examples=("pause until mon", "pause off"),
)
def pause(ctx: Context, off: str | None, until: date | None) -> Reply:
    """Pause one's nudges, or have them back."""
    if off:
        ctx.work.people.change(ctx.who.id, paused_until=None)
        return Reply(card=Card(body=(Text(text=ctx.t("pause", "Your nudges are back.")),)))
    if until is None:
        raise Missing(["until"])
    if until <= ctx.today:
        raise UserMistake("pause", "{day} is not ahead: a pause ends on a later day.", day=ctx.words.day(until))
    ctx.work.people.change(ctx.who.id, paused_until=until)
    sentence = ctx.t("pause", "No nudges until {day}; type pause off to have them back.", day=ctx.words.day(until))
    back = ctx.button(ctx.t("button", "Undo"), "pause", off="off")
    return Reply(card=Card(body=(Text(text=sentence),), buttons=(back,)))
