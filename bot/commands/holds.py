"""Answers to nudges: does the promise hold, and did anybody wait."""

from __future__ import annotations

from datetime import date

from bot.arguments.basic import ChoiceArg, DayArg, TextArg
from bot.arguments.entities import PromiseArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.promises import Promise
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.vocabulary import ANSWERS
from bot.messages.card import Card, Reply, Style, Text
from bot.views.promises import untold


@command(
    "holds",
    help=msg("help", "Says whether a promise holds"),
    hidden=True,
    args=(
        PromiseArg(name="promise", label=msg("field", "Promise")),
        ChoiceArg(name="answer", label=msg("field", "Does it hold?"), table=ANSWERS, choices=("yes", "no")),
    ),
)
def holds(ctx: Context, promise: Promise, answer: str) -> Reply:
    """Thank for a yes; on a no say what to do before it is late."""
    account = ctx.work.accounts.get(promise.account).name
    if answer == "yes":
        sentence = ctx.t(
            "holds", "Good: {account} gets it {day}.", account=account, day=ctx.translator.day(promise.due)
        )
        kept = ctx.button(ctx.t("button", "Kept"), "kept", promise=promise.ref)
        return Reply(card=Card(body=(Text(text=sentence),), buttons=(kept,)), replaces=True)
    told = ctx.button(ctx.t("button", "I told them"), "told", Style.MAIN, promise=promise.ref)
    breach = ctx.work.promises.breaches(promise.account, ctx.today) + 1
    return Reply(
        card=Card(
            title=ctx.t("nudge", "{account} does not know yet", account=account),
            body=(Text(text=untold(ctx.translator, promise, promise.what, breach)),),
            buttons=(told,),
        ),
        replaces=True,
    )


@command(
    "answer",
    help=msg("help", "Answers the question of the day"),
    hidden=True,
    args=(
        ChoiceArg(name="choice", label=msg("field", "Answer"), table=ANSWERS, choices=("nobody", "someone")),
        DayArg(name="day", label=msg("field", "Day"), right=False, allows_past=True),
        TextArg(name="team", label=msg("field", "Team"), multiline=False),
    ),
)
def answer(ctx: Context, choice: str, day: date, team: str) -> Reply:
    """Keep an answer and say how many gave which, never who."""
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
    return Reply(card=Card(body=(Text(text=sentence),)))
