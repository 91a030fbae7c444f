"""One person's figures of a period, for `me week` and for the own manager's `team NAME`."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.domain.people import Person, Role
from bot.domain.periods import Period, period_before
from bot.messages.card import Bars, Card, Element, Progress, Reply, Text
from bot.views.contacts import contact_progress
from bot.views.figures import calls_chart, person_figures, person_work, work_lines, zeros_line
from bot.views.listening import listening_figures, listening_line
from bot.views.own_touchpoints import touchpoint_lines
from bot.views.periods import period_title


def person_reply(ctx: Context, person: Person, period: Period) -> Reply:
    """Return one person's figures of a period, with a chart when it has several days; without calls who sells none."""
    figures = person_figures(ctx.work, person, period, ctx.today)
    progress = Progress(label=ctx.t("today", "Calls"), done=int(figures["calls"]), target=int(figures["target"]))
    heard = ctx.work.figures.listening(person.id, period.first, period.last)
    figures |= listening_figures(heard)
    before = person_work(ctx.work, person, period_before(period), ctx.today)
    calls, promises, waited = work_lines(ctx.translator, period, figures, before)
    lines = (
        calls if before["calls"] else "",
        listening_line(ctx.translator, heard),
        promises,
        zeros_line(ctx.translator, figures),
        waited,
    )
    sells = Role.SELLER in person.roles
    chart: tuple[Bars, ...] = ()
    if sells and period.first != period.last:
        sums = ctx.work.figures.days(period.first, period.last, person=person.id)
        chart = (calls_chart(ctx.translator, period, sums, [person]),)
    # Whoever sells nothing reads of their touchpoints, and of the rest only what there is.
    rated = zeros_line(ctx.translator, figures) if figures["accounts_rated"] else ""
    own = (*touchpoint_lines(ctx, person), promises if figures["promises_due"] else "", rated, waited)
    told = lines if sells else own
    counts = (progress, *contact_progress(ctx.translator, figures)) if sells or figures["calls"] else ()
    body: tuple[Element, ...] = (*counts, *(Text(text=line) for line in told if line), *chart)
    body = body or (Text(text=ctx.t("person", "No targets and no touchpoints: there is nothing to show.")),)
    return Reply(card=Card(title=f"{person.name} · {period_title(ctx.translator, period)}", body=body), figures=figures)
