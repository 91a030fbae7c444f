"""The answers to the question of a week, by the value that their buttons carry, and what was answered of late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from bot.dispatch.context import Context
from bot.domain.check_ins import CheckIn, touchpoint_subject, value_subject
from bot.errors import UserMistake
from bot.language.i18n import Message, Quoted, msg
from bot.views.own_touchpoints import touchpoints_of

NOTED_FOR = timedelta(days=91)
"""How long an answer is shown: a quarter."""
ABOUT_TOUCHPOINT: Mapping[str, Message] = {
    "better": msg("button", "Yes, better"),
    "worse": msg("button", "Yes, worse"),
    "same": msg("button", "No, as before"),
}
ABOUT_VALUE: Mapping[str, Message] = {
    "customer": msg("button", "With a customer"),
    "colleague": msg("button", "With a colleague"),
    "nowhere": msg("button", "Not this week"),
}
ANSWERS: Mapping[str, Message] = {**ABOUT_TOUCHPOINT, **ABOUT_VALUE}


def keep_answer(ctx: Context, about: str, choice: str, day: str, words: str = "") -> str:
    """Keep what a person answered to a question and return it noted; raises UserMistake for what was not asked."""
    known = {touchpoint_subject(point.id): ABOUT_TOUCHPOINT for point in touchpoints_of(ctx, ctx.who)}
    known |= {value_subject(value.id): ABOUT_VALUE for value in ctx.work.check_ins.values()}
    asked = _day_of(day)
    if choice not in known.get(about, {}) or not ctx.today - NOTED_FOR <= asked <= ctx.today:
        raise UserMistake("colleague", "That is not asked any more.")
    ctx.work.check_ins.answer(CheckIn(person=ctx.who.id, subject=about, day=asked, choice=choice, words=words))
    return ctx.t("colleague", "Noted: {answer}. Thank you.", answer=Quoted(ctx.m(ANSWERS[choice])))


def _day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
