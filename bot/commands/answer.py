"""Answer the question of the day; the buttons of a team's morning post."""

from __future__ import annotations

from datetime import date

from bot.arguments.basic import ChoiceArg, TextArg
from bot.arguments.until_day import UntilDayArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.vocabulary import ANSWERS
from bot.messages.card import Reply
from bot.views.replies import text_reply


@command(
    "answer",
    help=msg("help", "Answers the question of the day"),
    hidden=True,
    args=(
        ChoiceArg(name="choice", label=msg("field", "Answer"), table=ANSWERS, choices=("nobody", "someone")),
        UntilDayArg(name="day", label=msg("field", "Day"), right=False, allows_past=True),
        TextArg(name="team", label=msg("field", "Team"), multiline=False),
    ),
)
def answer(ctx: Context, choice: str, day: date, team: str) -> Reply:
    """Store one answer a person and day and show how many gave which, never who.

    Raises UserMistake for another team's question.
    """
    if team != str(ctx.who.team):
        raise UserMistake("answer", "That question is for another team.")
    ctx.work.outbox.answer(int(team), day, ctx.who.id, choice)
    counts = ctx.work.outbox.answers(int(team), day)
    sentence = ctx.t(
        "answer",
        "Noted. Nobody waited: {nobody}. Someone did: {someone}.",
        nobody=counts.get("nobody", 0),
        someone=counts.get("someone", 0),
    )
    return text_reply(sentence)
