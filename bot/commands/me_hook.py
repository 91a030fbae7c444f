"""A secret address at which a program, such as a telephone exchange, gives one line as its holder; shown once."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.access_tokens import TokenKind
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.access_tokens import HOOK_PATH
from bot.views.secret_addresses import ARGS, SecretAddress

ADDRESS = SecretAddress(
    verb="me hook",
    kind=TokenKind.HOOK,
    form=f"{{url}}{HOOK_PATH}/{{secret}}",
    label=msg("token", "hook"),
    title=msg("hook", "Your hook"),
    closed=msg("hook", "Hooks are not open here: whoever runs me has to set SNURR_URL."),
    lines=(
        msg("hook", "A program that posts a line such as “call acme” to this address logs it as you."),
        msg("hook", "Whoever has it logs and reads as you. I keep no copy: it is shown this once."),
    ),
)


@command(
    ADDRESS.verb,
    help=msg("help", "Lines from a program, such as your telephone: a secret address"),
    by_hand=True,
    args=ARGS,
    examples=("me hook", "me hook off"),
)
def me_hook(ctx: Context, act: str | None, number: str, copied: str, lost: str) -> Reply:
    """Show the address of one's hook, or end it."""
    return ADDRESS.reply(ctx, act, number, copied, lost)
