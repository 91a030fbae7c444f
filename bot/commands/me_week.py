"""One's own figures of a period, against one's own target."""

from __future__ import annotations

from bot.arguments.period import PeriodArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.people import Person
from bot.domain.periods import Period, week_of
from bot.language.i18n import msg
from bot.messages.card import Bars, Card, Element, Progress, Reply, Text
from bot.views.figures import calls_chart, person_figures, promises_line, waits_line, zeros_line
from bot.views.periods import title


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
    figures = person_figures(ctx.work, person, asked, ctx.today)
    progress = Progress(label=ctx.t("today", "Calls"), done=int(figures["calls"]), target=int(figures["target"]))
    lines = (
        promises_line(ctx.translator, figures),
        zeros_line(ctx.translator, figures),
        waits_line(ctx.translator, figures),
    )
    chart: tuple[Bars, ...] = ()
    if asked.first != asked.last:
        sums = ctx.work.figures.days(asked.first, asked.last, person=person.id)
        chart = (calls_chart(ctx.translator, asked, sums, [person]),)
    body: tuple[Element, ...] = (progress, *(Text(text=line) for line in lines if line), *chart)
    return Reply(card=Card(title=f"{person.name} · {title(ctx.translator, asked)}", body=body), figures=figures)
