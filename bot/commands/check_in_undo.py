"""Take back what one answered to the question of a week; the button of its receipt."""

from __future__ import annotations

from bot.arguments.basic import ButtonValue, TextArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.check_ins import WORDS_LIMIT, take_back
from bot.views.replies import text_reply


@command(
    "check in undo",
    help=msg("help", "Takes back what you answered about your touchpoint"),
    args=(
        *(ButtonValue(name=name, label=msg("field", "Answer")) for name in ("about", "day", "made", "choice")),
        TextArg(name="words", label=msg("field", "Answer"), limit=WORDS_LIMIT, optional=True, default=""),
    ),
    hidden=True,
)
def check_in_undo(ctx: Context, about: str, day: str, made: str, choice: str, words: str) -> Reply:
    """Put back the answer `choice` and its words, none for ""; nothing where another one than `made` stands by now."""
    return text_reply(take_back(ctx, about, day, made, choice, words), replaces=True)
