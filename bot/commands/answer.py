"""Answer the question of the day; the buttons of a team's morning post."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from bot.arguments.basic import ButtonValue
from bot.arguments.until_day import UntilDayArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.channel_posts import question_subject
from bot.domain.teams import zone_of
from bot.errors import UserMistake
from bot.language.i18n import Quoted, msg
from bot.messages.card import Reply
from bot.views.day_question import count_line, question_with
from bot.views.replies import text_reply


@command(
    "answer",
    help=msg("help", "Answers the question of the day"),
    hidden=True,
    args=(
        ButtonValue(name="choice", label=msg("field", "Answer")),
        UntilDayArg(name="day", label=msg("field", "Day"), right=False, allows_past=True),
        ButtonValue(name="team", label=msg("field", "Team")),
    ),
)
def answer(ctx: Context, choice: str, day: date, team: str) -> Reply:
    """Store one answer a person and day, which the post counts and never names; only the presser is answered.

    Raises UserMistake for another team's question, for one of another day, and for what is not an answer.
    """
    if team != str(ctx.who.team):
        raise UserMistake("answer", "That question is for another team.")
    question = question_with(choice)
    if question is None:
        raise UserMistake("answer", "{choice} is not an answer to that question.", choice=Quoted(choice[:40]))
    if day != _today(ctx, int(team)):
        raise UserMistake(
            "answer", "That question was for {day}; its answers are counted.", day=ctx.translator.day(day)
        )
    ctx.work.outbox.answer(int(team), day, ctx.who.id, choice)
    ctx.work.channel_posts.mark_changed(subject := question_subject(int(team), day))
    label = ctx.m(question.answers[choice].label)
    noted = ctx.t("answer", "Noted: {answer}. Until the day ends you can press another one.", answer=Quoted(label))
    counted = count_line(ctx.translator, question, ctx.work.outbox.answers(int(team), day))
    return text_reply(noted, counted, changes=subject)


def _today(ctx: Context, team: int) -> date:
    zone = zone_of(ctx.work.teams.get(team), ctx.work.people.in_team(team))
    return ctx.at.astimezone(ZoneInfo(zone)).date() if zone else ctx.today
