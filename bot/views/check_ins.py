"""The answers to the question of a week, by the value that their buttons carry, and what was answered of late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from bot.dispatch.context import Context
from bot.domain.check_ins import CheckIn, touchpoint_subject, value_subject
from bot.errors import UserMistake
from bot.language.i18n import Message, Quoted, msg
from bot.messages.card import Button
from bot.messages.press import Press, typed_values
from bot.views.own_touchpoints import touchpoints_of

NOTED_FOR = timedelta(days=91)
"""How long an answer is shown: a quarter."""
WORDS_LIMIT = 300
"""Characters of what is told with an answer."""
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


def keep_answer(ctx: Context, about: str, choice: str, day: str, words: str = "") -> tuple[str, Button]:
    """Keep what a person answered to a question; return it noted, and the button that puts back what stood before.

    Raises UserMistake for what was not asked.
    """
    asked = _asked_day(ctx, about, choice, day)
    before = ctx.work.check_ins.find(ctx.who.id, about, asked)
    _keep(ctx, about, asked, choice, words)
    values = {"about": about, "day": day, "made": choice, "choice": before.choice if before else ""}
    undo = Press(verb="check in undo", values=values | typed_values({"words": before.words} if before else {}))
    noted = ctx.t("colleague", "Noted: {answer}. Thank you.", answer=Quoted(ctx.m(ANSWERS[choice])))
    return noted, Button(label=ctx.t("button", "Undo"), press=undo)


def take_back(ctx: Context, about: str, day: str, made: str, choice: str, words: str) -> str:
    """Put back an earlier answer, none for "", if `made` still stands; raises UserMistake for what was not asked."""
    asked = _asked_day(ctx, about, choice or made, day)
    now = ctx.work.check_ins.find(ctx.who.id, about, asked)
    if now is None or now.choice != made:
        return ctx.t("colleague", "You answered anew since.")
    ctx.work.check_ins.forget(ctx.who.id, about, asked)
    if not choice:
        return ctx.t("colleague", "Taken back.")
    _keep(ctx, about, asked, choice, words)
    return ctx.t("colleague", "Taken back: {answer} stands again.", answer=Quoted(ctx.m(ANSWERS[choice])))


def _keep(ctx: Context, about: str, day: date, choice: str, words: str) -> None:
    ctx.work.check_ins.answer(CheckIn(person=ctx.who.id, subject=about, day=day, choice=choice, words=words))


def _asked_day(ctx: Context, about: str, choice: str, day: str) -> date:
    """Return the day of a question to a person; raises UserMistake for what was not asked."""
    known = {touchpoint_subject(point.id): ABOUT_TOUCHPOINT for point in touchpoints_of(ctx, ctx.who)}
    known |= {value_subject(value.id): ABOUT_VALUE for value in ctx.work.check_ins.values()}
    asked = _day_of(day)
    if choice not in known.get(about, {}) or not ctx.today - NOTED_FOR <= asked <= ctx.today:
        raise UserMistake("colleague", "That is not asked any more.")
    return asked


def _day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
