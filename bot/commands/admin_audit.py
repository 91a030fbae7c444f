"""The audit for admins: who looked at, took or changed what is another's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from datetime import datetime, timedelta
from functools import cache, partial

from bot.arguments.file_format import EXPORT
from bot.arguments.people import PersonArg
from bot.arguments.period import PeriodArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.audit import AuditRecord
from bot.domain.looks import Look, View
from bot.domain.people import ADMINS, Person
from bot.domain.periods import Period
from bot.domain.retention import Kept, kept_for
from bot.language.i18n import msg
from bot.messages.card import Card, Reply, Table, Text
from bot.messages.spreadsheet import Sheet
from bot.records import record
from bot.views.access import record_look
from bot.views.audit import action_text, author_name, what_text
from bot.views.export import attach_file
from bot.views.labels import person_name
from bot.views.team import more_in_file

SHOWN = 25
"""Acts on the card."""
READ = 5_000
"""Records, the newest, that are read and that a file holds: an act has one for each person whom it concerns."""
NAMED = 3
"""People of one act that the card names; a file names all."""


@record(kw_only=True)
class Act:
    """The records of one act: the first of them, and the people whom it concerns."""

    record: AuditRecord
    people: list[int] = field(default_factory=list)


@command(
    "admin audit",
    help=msg("help", "Who looked at, took or changed what is another's; by person and period"),
    roles=ADMINS,
    args=(
        PersonArg(name="person", label=msg("field", "Person"), optional=True, removed=True),
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
    acts = _acts(ctx.work.audit.between(first, end, limit=READ, person=who))
    shown = acts if export else acts[:SHOWN]
    # Counted before this look is recorded, which would be one of them.
    count = ctx.work.audit.count_acts(first, end, person=who)
    lines = _more_lines(ctx, count - len(acts[:SHOWN]), count - len(shown) if export else 0)
    record_look(ctx, _people(shown), Look(view=View.AUDIT, period=period, export=export or ""))
    title = ctx.translator.join((ctx.t("audit", "Audit"), person.name if person else ""))
    reply = Reply(card=_card(ctx, title, acts[:SHOWN], lines))
    rows = tuple(_rows(ctx, shown, every=True))
    name = f"{ctx.t('audit', 'Audit')} {(period.first if period else ctx.today).isoformat()}"
    return attach_file(ctx, reply, export, Sheet(name=name, header=_header(ctx), rows=rows))


def _span(ctx: Context, period: Period | None) -> tuple[datetime, datetime]:
    if period is None:
        # A moment ahead, so that what was recorded at this very instant is among them.
        return ctx.at - kept_for(Kept.AUDIT, ctx.work.retention.months()), ctx.at + timedelta(seconds=1)
    midnight = datetime.min.time()
    first = datetime.combine(period.first, midnight, ctx.zone)
    return first, datetime.combine(period.last + timedelta(days=1), midnight, ctx.zone)


def _acts(records: Iterable[AuditRecord]) -> list[Act]:
    """Return what belongs together, newest first: one author, action, thing and instant."""
    acts: dict[tuple[object, ...], Act] = {}
    for entry in records:
        act = acts.setdefault((entry.author, entry.action, entry.what, entry.at), Act(record=entry))
        if entry.person is not None:
            act.people.append(entry.person)
    return list(acts.values())


def _people(acts: Iterable[Act]) -> set[int]:
    named = {person for act in acts for person in act.people}
    return named | {act.record.author for act in acts if act.record.author}


def _card(ctx: Context, title: str, acts: Sequence[Act], lines: Sequence[str]) -> Card:
    if not acts:
        return Card(
            title=title,
            body=(
                Text(
                    text=ctx.t("audit", "Nothing is recorded."),
                ),
            ),
        )
    rows = tuple(_rows(ctx, acts, every=False))
    return Card(title=title, body=(Table(header=_header(ctx), rows=rows), *(Text(text=line) for line in lines)))


def _more_lines(ctx: Context, not_on_card: int, not_in_file: int) -> list[str]:
    more = [more_in_file(ctx, not_on_card)] if not_on_card > 0 else []
    older = ctx.n(
        "audit",
        "{count} older one is not in the file: name a period, for example “admin audit month”.",
        "{count} older ones are not in the file: name a period, for example “admin audit month”.",
        not_in_file,
    )
    return [*more, older] if not_in_file > 0 else more


def _header(ctx: Context) -> tuple[str, ...]:
    return (
        ctx.t("field", "Day"),
        ctx.t("audit", "Who"),
        ctx.t("audit", "Did"),
        ctx.t("audit", "What"),
        ctx.t("audit", "Whose"),
    )


def _rows(ctx: Context, acts: Iterable[Act], *, every: bool) -> Iterator[tuple[str, ...]]:
    # Kept for all rows: a file has thousands of them, of few people and things.
    name = cache(partial(person_name, ctx))
    whats: dict[tuple[str, str], str] = {}
    for act in acts:
        record, named = act.record, sorted(name(person) for person in act.people)
        thing = record.action.value, record.what
        if thing not in whats:
            whats[thing] = what_text(ctx, record)
        rest = len(named) - NAMED
        whose = ", ".join(named if every or rest <= 0 else [*named[:NAMED], f"+{rest}"]) or "–"
        author = name(record.author) if record.author else author_name(ctx, record)
        yield _when(ctx, record, every=every), author, action_text(ctx, record), whats[thing], whose


def _when(ctx: Context, record: AuditRecord, *, every: bool) -> str:
    local = record.at.astimezone(ctx.zone)
    if every:
        return local.isoformat(sep=" ", timespec="seconds")
    return ctx.translator.day_at(local.date(), local.time())
