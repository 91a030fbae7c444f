"""Mutes: kinds of nudge that one person does without for a while, as receipt and own settings show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.dispatch.context import Context
from bot.language.vocabulary import NUDGES


def kinds_text(ctx: Context, kinds: Sequence[str]) -> str:
    """Return kinds of nudge by their names, as they can be typed after `mute`."""
    return ", ".join(NUDGES.label(kind, ctx.translator.language) for kind in kinds)


def quiet_text(ctx: Context, kinds: Sequence[str], until: date) -> str:
    """Return until when these kinds do not come, and what to type to have them back before."""
    return ctx.t(
        "mute",
        "Quiet until {day}: {kinds}. Type “mute {kinds} off” to end that.",
        day=ctx.translator.day(until),
        kinds=kinds_text(ctx, kinds),
    )


def mute_lines(ctx: Context) -> list[str]:
    """Return a line for each kind that is muted today, each with its end and its own way back."""
    return [quiet_text(ctx, (kind,), until) for kind, until in ctx.who.muted if ctx.today < until]
