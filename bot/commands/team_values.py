"""What owners of touchpoints answered to the question of the week, for their managers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.arguments.touchpoint import touchpoint_name
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.check_ins import CheckIn, touchpoint_subject, value_subject
from bot.domain.looks import Look, View
from bot.domain.people import MANAGERS
from bot.language.i18n import msg
from bot.messages.card import Card, Reply, Text
from bot.views.access import record_look
from bot.views.check_ins import ANSWERS, NOTED_FOR
from bot.views.purpose import require_open
from bot.views.replies import first_lines

SHOWN = 5
"""Answers in words that are shown of each subject."""


@command(
    "team values",
    help=msg("help", "Where colleagues saw the company's values, and what changed at touchpoints"),
    roles=MANAGERS,
    examples=("team values",),
)
def team_values(ctx: Context) -> Reply:
    """Show the answers of the last quarter, counted, with the newest words; who answered reads that it was seen."""
    require_open(ctx, None)
    answers = ctx.work.check_ins.since(ctx.today - NOTED_FOR)
    record_look(ctx, [answer.person for answer in answers], Look(view=View.VALUES))
    values = {value_subject(value.id): ctx.translator.quoted(value.name) for value in ctx.work.check_ins.values()}
    points = {
        touchpoint_subject(point.id): touchpoint_name(ctx.translator, point) for point in ctx.work.touchpoints.all()
    }
    found: dict[str, list[CheckIn]] = {}
    for answer in answers:
        if answer.subject in values or answer.subject in points:
            found.setdefault(answer.subject, []).append(answer)
    lines = [line for subject, name in (values | points).items() for line in _lines(ctx, name, found.get(subject, ()))]
    unset = ctx.t("team", "Nobody was asked yet: set a value with “admin value we help at once”.")
    empty = ctx.t("team", "Nobody has answered yet.") if values else unset
    body = tuple(Text(text=line) for line in lines or [empty])
    return Reply(card=Card(title=ctx.t("team", "What we stand for"), body=body), figures={"answers": len(answers)})


def _lines(ctx: Context, name: str, answers: Sequence[CheckIn]) -> list[str]:
    if not answers:
        return []
    counts = Counter(answer.choice for answer in answers)
    counted = ", ".join(f"{ctx.m(label)} {counts[choice]}" for choice, label in ANSWERS.items() if counts[choice])
    told = [ctx.translator.quoted(answer.words) for answer in answers if answer.words]
    return [f"{name}: {counted}", *first_lines(ctx, told, SHOWN)]
