"""Tell in words what one answered to the question of a week."""

from __future__ import annotations

from bot.arguments.basic import ButtonValue, TextArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.check_ins import WORDS_LIMIT, keep_answer
from bot.views.replies import text_reply


@command(
    "check in tell",
    help=msg("help", "Tells what you saw, for your manager to read"),
    args=(
        *(ButtonValue(name=name, label=msg("field", "Answer")) for name in ("about", "choice", "day")),
        TextArg(name="words", label=msg("field", "What was it?"), limit=WORDS_LIMIT),
    ),
    hidden=True,
)
def check_in_tell(ctx: Context, about: str, choice: str, day: str, words: str) -> Reply:
    """Keep the words with the answer."""
    noted, undo = keep_answer(ctx, about, choice, day, words)
    return text_reply(noted, ctx.translator.quoted(words), buttons=(undo,) if undo.press.fits else ())
