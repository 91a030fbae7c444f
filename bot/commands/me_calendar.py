"""A secret address under which one's own promises and follow-ups stand in one's calendar; shown once."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.access_tokens import TokenKind
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.access_tokens import CALENDAR_PATH
from bot.views.secret_addresses import ARGS, SecretAddress

ADDRESS = SecretAddress(
    verb="me calendar",
    kind=TokenKind.CALENDAR,
    form=f"{{url}}{CALENDAR_PATH}{{secret}}.ics",
    label=msg("token", "calendar"),
    title=msg("calendar", "Your calendar"),
    closed=msg("calendar", "Calendars are not open here: whoever runs me has to set SNURR_URL."),
    lines=(
        msg("calendar", "Subscribe to this address in your calendar program: “From the web” or “By URL”."),
        msg("calendar", "Whoever has it reads your promises and follow-ups. I keep no copy: it is shown this once."),
    ),
)


@command(
    ADDRESS.verb,
    help=msg("help", "Your promises and follow-ups in your calendar: a secret address"),
    by_hand=True,
    args=ARGS,
    examples=("me calendar", "me calendar off"),
)
def me_calendar(ctx: Context, act: str | None, number: str, copied: str, lost: str) -> Reply:
    """Show the address of one's calendar, or end it."""
    return ADDRESS.reply(ctx, act, number, copied, lost)
