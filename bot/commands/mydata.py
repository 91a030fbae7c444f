"""Show what is held about oneself, and lead on to a copy and to erasing it."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.language.i18n import msg
from bot.messages.card import Card, Fields, Reply, Style, Text
from bot.views.personal_data import held_pairs, kept_for


@command(
    "mydata",
    help=msg("help", "What I hold about you: see it, take a copy, erase it"),
    reads=True,
    examples=("mydata",),
)
def mydata(ctx: Context) -> Reply:
    """Show how much of what is held about the person, how long it is kept, and how it is corrected."""
    lines = (
        *kept_for(ctx),
        ctx.t("mydata", "Who looked at your figures is in “me”."),
        ctx.t("mydata", "Correct it: “edit C1 …”, “undo C1”, “me hours …”, “me language …”, “off …”."),
    )
    return Reply(
        card=Card(
            title=ctx.t("mydata", "What I hold about you"),
            body=(Fields(pairs=held_pairs(ctx)), *(Text(text=line) for line in lines)),
            buttons=(
                ctx.button(ctx.t("button", "Take a copy"), "mydata export", Style.MAIN),
                ctx.button(ctx.t("button", "Erase"), "mydata erase"),
            ),
        )
    )
