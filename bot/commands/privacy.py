"""What team figures are for, who sees what, and for how long: for everybody to read at any time."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.dispatch.welcome import purpose
from bot.domain.team_figures import team_figures_gate
from bot.language.i18n import msg
from bot.messages.card import Card, Fields, Reply, Style, Text
from bot.views.access import viewers_line
from bot.views.personal_data import kept_for
from bot.views.purpose import purpose_pairs, standing_text


@command(
    "privacy",
    help=msg("help", "What figures are for, who sees them, and for how long"),
    reads=True,
    examples=("privacy",),
)
def privacy(ctx: Context) -> Reply:
    """Show the purpose, how the team's figures stand, what is recorded and who sees it."""
    figures = team_figures_gate(ctx.work, ctx.who.team, ctx.today)
    lines = (
        *purpose(ctx.translator),
        standing_text(ctx, figures),
        *viewers_line(ctx),
        *kept_for(ctx),
        ctx.t("privacy", "Nothing is taken from presence, typing, mails, calendars or calls."),
        ctx.t("privacy", "No decision about you follows from a figure by itself."),
    )
    pairs = (Fields(pairs=purpose_pairs(ctx.translator, figures.purpose)),) if figures.purpose else ()
    return Reply(
        card=Card(
            title=ctx.t("privacy", "What is recorded, and why"),
            body=(*pairs, *(Text(text=line) for line in lines)),
            buttons=(
                ctx.button(ctx.t("button", "My data"), "mydata", Style.MAIN),
                ctx.button(ctx.t("button", "Who looked"), "me"),
            ),
        )
    )
