"""Take days off back; the Undo button of `off`."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.keyword import count
from bot.arguments.parser import Arg, Match, ParseContext
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.language.i18n import msg
from bot.language.tokens import Token
from bot.messages.card import Reply
from bot.records import record
from bot.views.replies import text_reply


@record(kw_only=True)
class LeaveIdArg(Arg):
    """The id of stored leave, as a button carries it; raises UserMistake for what is no number."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        return Match(count(words[0].text, context), 1) if words else None


@command(
    "off remove",
    help=msg("help", "Takes days off back"),
    hidden=True,
    args=(LeaveIdArg(name="leave", label=msg("field", "Days, such as 16-22 dec")),),
)
def off_remove(ctx: Context, leave: int) -> Reply:
    """Remove one's own leave; another person's is left alone and reported as not off."""
    removed = ctx.work.people.drop_leave(ctx.who.id, leave)
    if not removed:
        return text_reply(ctx.t("off", "Those days were not off."))
    return text_reply(ctx.t("off", "Those days are working days again."))
