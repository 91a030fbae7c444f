"""The reading time that one's nudges took today."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.outbox import State
from bot.domain.reading_time import MOMENTS_A_DAY, WORDS_A_DAY, reading_seconds
from bot.language.i18n import msg
from bot.messages.card import Card, Reply, Text


@command(
    "budget",
    reads=True,
    examples=("budget",),
    help=msg("help", "What your nudges cost today: how many, and words"),
)
def budget(ctx: Context) -> Reply:
    """Show messages, words and seconds of reading of the nudges sent today, against the limits of a day."""
    sent = [nudge for nudge in ctx.work.outbox.of_day(ctx.who.id, ctx.today) if nudge.state is State.SENT]
    # Nudges that left in one message share its receipt and were one moment.
    moments, words = len({nudge.receipt or nudge.key for nudge in sent}), sum(nudge.words for nudge in sent)
    sentence = ctx.t(
        "budget",
        "Today: {moments} of {limit} nudges sent, {words} of {most} words, {seconds} s of reading.",
        moments=moments,
        limit=MOMENTS_A_DAY,
        words=words,
        most=WORDS_A_DAY,
        seconds=reading_seconds(words),
    )
    figures = {"moments": moments, "words": words}
    return Reply(card=Card(body=(Text(text=sentence),)), figures=figures)
