"""Answer the question of a week about one's touchpoint or a value of the company."""

from __future__ import annotations

from bot.arguments.basic import ButtonValue
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.check_ins import keep_answer
from bot.views.replies import text_reply

NOTHING_TO_TELL = frozenset({"same", "nowhere"})


@command(
    "check in",
    help=msg("help", "Answers the question of the week about your touchpoint"),
    args=tuple(ButtonValue(name=name, label=msg("field", "Answer")) for name in ("about", "choice", "day")),
    hidden=True,
)
def check_in(ctx: Context, about: str, choice: str, day: str) -> Reply:
    """Keep the answer of a person and day; where there is something to tell, a button opens a form for it."""
    noted, undo = keep_answer(ctx, about, choice, day)
    tell = ctx.button(ctx.t("button", "Tell it"), "check in tell", about=about, choice=choice, day=day)
    return text_reply(noted, buttons=(undo,) if choice in NOTHING_TO_TELL else (tell, undo))
