"""For how long each kind of data is kept; what is older goes every day."""

from __future__ import annotations

from datetime import date

from bot.arguments.basic import ButtonValue, ChoiceArg, PatternArg
from bot.arguments.parser import MissingArguments
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.audit import AuditAction
from bot.domain.people import ADMINS
from bot.domain.retention import LONGEST, Kept, kept_for, shortest
from bot.domain.retention_round import MARK
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.rhythms import RHYTHM
from bot.language.vocabulary import KEPT
from bot.messages.card import Card, Reply, Style, Table, Text
from bot.views.access import record_change
from bot.views.replies import text_reply
from bot.views.retention import WHAT, kept_text, months_text


@command(
    "admin retention",
    help=msg("help", "For how long each kind of data is kept"),
    roles=ADMINS,
    args=(
        ChoiceArg(name="kind", label=msg("field", "What kind"), table=KEPT, optional=True),
        PatternArg(name="months", label=msg("field", "Months"), shape="([0-9]{1,3})", optional=True),
        ChoiceArg(
            name="unit", label=msg("field", "Months"), table=RHYTHM, choices=("month",), optional=True, hidden=True
        ),
        ButtonValue(name="sure", label=msg("field", "Months")),
    ),
    examples=("admin retention", "admin retention log 24"),
)
def admin_retention(ctx: Context, kind: str | None, months: int | None, unit: str | None, sure: str) -> Reply:
    """Show all lengths, or keep a kind for so many months, 0 for the usual time; a shorter one is asked about first."""
    if kind is None:
        return _overview(ctx)
    if months is None and not sure:
        raise MissingArguments(("months",))
    kept, length = Kept(kind), months if months is not None else int(sure)
    if length and not shortest(kept) <= length <= LONGEST:
        label = KEPT.label(kept, ctx.translator.language)
        raise UserMistake(
            "retention",
            "{kind}: {least} to {most} months, or 0 for the usual.",
            kind=label,
            least=shortest(kept),
            most=LONGEST,
        ).at("months")
    before, after = ctx.work.retention.months(), {kept: length} if length else {}
    if kept_for(kept, after) < kept_for(kept, before) and not sure:
        return _question(ctx, kept, length)
    ctx.work.retention.set_months(kept, length or None)
    record_change(ctx, AuditAction.RETENTION_CHANGED, f"{kept} {length}")
    undo = ctx.button(ctx.t("button", "Undo"), "admin retention", kind=kept.value, months=str(before.get(kept, 0)))
    line = ctx.translator.join(
        (ctx.t("admin", "Saved"), KEPT.label(kept, ctx.translator.language), kept_text(ctx, kept))
    )
    return text_reply(line, buttons=(undo,))


def _question(ctx: Context, kept: Kept, length: int) -> Reply:
    shorter = ctx.button(ctx.t("button", "Shorten"), "admin retention", Style.MAIN, kind=kept.value, sure=str(length))
    title = ctx.t("retention", "Keep {kind} for a shorter time?", kind=KEPT.label(kept, ctx.translator.language))
    gone = ctx.t(
        "retention", "What is older goes for good with the next round of the day: {what}.", what=ctx.m(WHAT[kept])
    )
    lengths = ctx.t("retention", "Today: {length}.", length=kept_text(ctx, kept))
    wanted = ctx.t("retention", "Then: {length}.", length=months_text(ctx, length)) if length else ""
    lines = (lengths, wanted, gone)
    return Reply(
        card=Card(title=title, body=tuple(Text(text=line) for line in lines if line), buttons=(shorter,)), ok=False
    )


def _overview(ctx: Context) -> Reply:
    header = (ctx.t("field", "What kind"), ctx.t("retention", "Kept for"), ctx.t("retention", "What it is"))
    rows = tuple((KEPT.label(kind, ctx.translator.language), kept_text(ctx, kind), ctx.m(WHAT[kind])) for kind in Kept)
    mark = ctx.work.people.mark(MARK)
    last = (
        ctx.t("retention", "What is older was deleted last on {day}.", day=ctx.translator.day(date.fromisoformat(mark)))
        if mark
        else ctx.t("retention", "Nothing was deleted by its age yet.")
    )
    hint = ctx.t("retention", "“admin retention log 24” keeps the log for 24 months.")
    title = ctx.t("retention", "How long things are kept")
    return Reply(card=Card(title=title, body=(Table(header=header, rows=rows), Text(text=last), Text(text=hint))))
