"""One's own figures of a period, against one's own target."""

from __future__ import annotations

from bot.context import Context
from bot.domain.people import Person
from bot.domain.quotas import target
from bot.i18n import msg
from bot.message import Card, Progress, Reply, Text
from bot.periods import Period, PeriodArg, title, week_of
from bot.registry import command
from bot.teamcard import calls_chart, promises_line


@command(
    "me week",
    help=msg("help", "Your own week against your own target"),
    reads=True,
    examples=("me week",),
    args=(PeriodArg(name="period", label=msg("field", "Period"), optional=True),),
)
def me_week(ctx: Context, period: Period | None) -> Reply:
    """Show one's own figures."""
    return person_card(ctx, ctx.who, period or week_of(ctx.today))


def person_card(ctx: Context, person: Person, asked: Period) -> Reply:
    """Return one person's figures of a period."""
    sums = ctx.work.figures.days(asked.first, asked.last, person=person.id)
    figures: dict[str, float] = {
        "calls": sum(day.calls for day in sums),
        "target": target(person, asked.first, asked.last),
        "promises_kept": sum(day.kept for day in sums),
        "promises_broken": sum(day.broken for day in sums),
        "told_first": sum(day.told for day in sums),
    }
    progress = Progress(label=ctx.t("today", "Calls"), done=int(figures["calls"]), target=int(figures["target"]))
    chart = (calls_chart(ctx.words, asked, sums, [person]),) if asked.first != asked.last else ()
    body = (progress, Text(text=promises_line(ctx.words, figures)), *chart)
    return Reply(card=Card(title=f"{person.name} · {title(ctx.words, asked)}", body=body), figures=figures)
