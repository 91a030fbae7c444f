"""The audit for admins: who looked at, took or changed what is another's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.arguments.file_format import EXPORT
from bot.arguments.people import PersonArg
from bot.arguments.period import PeriodArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.audit import AUDIT_KEPT, AuditRecord
from bot.domain.looks import Look, View, period_words
from bot.domain.people import ADMINS, Person
from bot.domain.periods import Period
from bot.language.i18n import msg
from bot.messages.card import Card, Reply, Table, Text
from bot.messages.spreadsheet import Sheet
from bot.views.access import record_look
from bot.views.audit import ACTIONS, author_name, what_text
from bot.views.export import attach_file
from bot.views.labels import person_name

SHOWN = 25
"""Acts on the card."""
READ_FOR_CARD = 2_000
"""Records that are read for the card: an act has one for each person whom it concerns."""
READ_FOR_FILE = 20_000
"""Records, the newest, that a file holds."""
NAMED = 3
"""People of one act that the card names; a file names all."""


@dataclass(frozen=True, kw_only=True)
class Act:
    """The records of one act: the first of them, and the people whom it concerns."""

    record: AuditRecord
    people: list[int] = field(default_factory=list)


@command(
    "admin audit",
    help=msg("help", "Who looked at, took or changed what is another's; by person and period"),
    roles=ADMINS,
    args=(
        PersonArg(name="person", label=msg("field", "Person"), optional=True),
        PeriodArg(name="period", label=msg("field", "Period"), optional=True),
        EXPORT,
    ),
    examples=("admin audit", "admin audit Sanna week", "admin audit month export csv"),
)
def admin_audit(ctx: Context, person: Person | None, period: Period | None, export: str | None) -> Reply:
    """Show the newest acts by or about a person, or of all, of a period or of all that is kept.

    It is itself a look at everybody who is named: an act tells what they did.
    """
    first, end = _span(ctx, period)
    who = person.id if person else None
    limit = READ_FOR_FILE if export else READ_FOR_CARD
    acts = _acts(ctx.work.audit.between(first, end, limit=limit, person=who))
    shown = acts if export else acts[:SHOWN]
    record_look(ctx, _people(shown), Look(view=View.AUDIT, period=period, export=export or ""))
    more = ctx.work.audit.count_acts(first, end, person=who) - SHOWN
    title = ctx.translator.join((ctx.t("audit", "Audit"), person.name if person else ""))
    reply = Reply(card=_card(ctx, title, acts[:SHOWN], more))
    rows = tuple(_cells(ctx, act, every=True) for act in shown)
    name = f"{ctx.t('audit', 'Audit')} {period_words(period)}"
    return attach_file(ctx, reply, export, Sheet(name=name, header=_header(ctx), rows=rows))


def _span(ctx: Context, period: Period | None) -> tuple[datetime, datetime]:
    if period is None:
        # A moment ahead, so that what was recorded at this very instant is among them.
        return ctx.at - AUDIT_KEPT, ctx.at + timedelta(seconds=1)
    midnight = datetime.min.time()
    first = datetime.combine(period.first, midnight, ctx.zone)
    return first, datetime.combine(period.last + timedelta(days=1), midnight, ctx.zone)


def _acts(records: Iterable[AuditRecord]) -> list[Act]:
    """Return what belongs together, newest first: one author, action, thing and instant."""
    acts: dict[tuple[object, ...], Act] = {}
    for record in records:
        act = acts.setdefault((record.author, record.action, record.what, record.at), Act(record=record))
        if record.person is not None:
            act.people.append(record.person)
    return list(acts.values())


def _people(acts: Iterable[Act]) -> set[int]:
    named = {person for act in acts for person in act.people}
    return named | {act.record.author for act in acts if act.record.author}


def _card(ctx: Context, title: str, acts: Sequence[Act], more: int) -> Card:
    if not acts:
        return Card(
            title=title,
            body=(
                Text(
                    text=ctx.t("audit", "Nothing is recorded."),
                ),
            ),
        )
    rows = tuple(_cells(ctx, act, every=False) for act in acts)
    tail = (Text(text=ctx.n("team", "And {count} more.", "And {count} more.", more)),) if more > 0 else ()
    return Card(title=title, body=(Table(header=_header(ctx), rows=rows), *tail))


def _header(ctx: Context) -> tuple[str, ...]:
    return (
        ctx.t("field", "Day"),
        ctx.t("audit", "Who"),
        ctx.t("audit", "Did"),
        ctx.t("audit", "What"),
        ctx.t("audit", "Whose"),
    )


def _cells(ctx: Context, act: Act, *, every: bool) -> tuple[str, ...]:
    record, named = act.record, sorted(person_name(ctx, person) for person in act.people)
    local = record.at.astimezone(ctx.zone)
    when = (
        local.isoformat(sep=" ", timespec="seconds") if every else f"{ctx.translator.day(local.date())} {local:%H:%M}"
    )
    rest = len(named) - NAMED
    whose = named if every or rest <= 0 else [*named[:NAMED], f"+{rest}"]
    return when, author_name(ctx, record), ctx.m(ACTIONS[record.action]), what_text(ctx, record), ", ".join(whose)
