"""The company's own holidays and half days: add, list, take back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.arguments.basic import ButtonValue, ChoiceArg, TextArg
from bot.arguments.closed_span import ClosedSpanArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.audit import AuditAction
from bot.domain.calendar import holiday_name
from bot.domain.closed_days import ClosedDay
from bot.domain.people import ADMINS
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.names import NAME_LIMIT
from bot.language.vocabulary import KEYWORDS
from bot.messages.card import Card, Reply, Text
from bot.views.access import record_change
from bot.views.closed_days import closed_ahead, closed_day_text, closed_days_text
from bot.views.replies import text_reply

LONGEST = 31
"""Days in a row that a company closes at most."""
SHOWN = 20
"""Days that the list shows; the rest are counted."""


@command(
    "admin holiday",
    help=msg("help", "The company's own holidays and half days"),
    roles=ADMINS,
    args=(
        ClosedSpanArg(name="days", label=msg("field", "Days, such as 24/12 or 27-30 dec"), optional=True),
        ChoiceArg(
            name="how", label=msg("field", "Half day, or off"), table=KEYWORDS, choices=("half", "off"), optional=True
        ),
        TextArg(name="name", label=msg("field", "Name"), optional=True, multiline=False, limit=NAME_LIMIT),
        ButtonValue(name="gone", label=msg("field", "Days")),
        ButtonValue(name="back", label=msg("field", "Days")),
    ),
    examples=(
        "admin holiday",
        "admin holiday 24/12 half",
        "admin holiday 2 jan Stocktaking",
        "admin holiday 24/12 off",
    ),
)
def admin_holiday(
    ctx: Context, days: tuple[date, date] | None, how: str | None, name: str | None, gone: str, back: str
) -> Reply:
    """Add days, with `off` take them off the list, or list those ahead; `gone` and `back` are the ids of an undo."""
    if gone or back:
        return _undone(ctx, _ids(gone), _ids(back))
    if days is None:
        return _list(ctx)
    first, last = days
    if (last - first).days >= LONGEST:
        raise UserMistake("holiday", "At most {most} days in a row: type the others apart.", most=LONGEST)
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    if how == "off":
        return _taken_off(ctx, span)
    return _added(ctx, span, name or "", half=how == "half")


def _added(ctx: Context, span: Sequence[date], name: str, *, half: bool) -> Reply:
    """Store the days; one that is on the list otherwise is replaced, and named as it was."""
    known = {closed.day: closed for closed in ctx.work.closed_days.all()}
    same = [day for day in span if day in known and (known[day].name, known[day].half) == (name, half)]
    replaced = [known[day] for day in span if day in known and day not in same]
    wanted = [day for day in span if day not in same]
    if not wanted:
        shown = closed_days_text(ctx, [known[day] for day in same])
        return text_reply(ctx.t("holiday", "That is on the list already: {days}.", days=shown))
    ctx.work.closed_days.remove(closed.id for closed in replaced)
    added = [ctx.work.closed_days.add(day, name, half=half) for day in wanted]
    record_change(ctx, AuditAction.CLOSED_DAYS_CHANGED, f"added {_machine_days(added)}")
    lines = [
        ctx.t("holiday", "Company holiday: {days}.", days=closed_days_text(ctx, added)),
        *([ctx.t("holiday", "Until now: {days}.", days=closed_days_text(ctx, replaced))] if replaced else []),
        *_holiday_lines(ctx, added),
        ctx.t("holiday", "Work ends early then, and nudges with it.")
        if half
        else ctx.t("holiday", "No nudges then, and no calls are asked for."),
    ]
    undo = ctx.button(ctx.t("button", "Undo"), "admin holiday", gone=_as_value(added), back=_as_value(replaced))
    return text_reply(*lines, buttons=(undo,))


def _holiday_lines(ctx: Context, added: Iterable[ClosedDay]) -> list[str]:
    """Return a line for each day that is a public holiday anyway, in the country of whoever asks."""
    known = [(closed, holiday_name(ctx.who.country, closed.day)) for closed in added]
    return [
        ctx.t("holiday", "{day} is a public holiday anyway ({name}).", day=ctx.translator.day(closed.day), name=name)
        for closed, name in known
        if name
    ]


def _taken_off(ctx: Context, span: Sequence[date]) -> Reply:
    found = [closed for closed in ctx.work.closed_days.all() if closed.day in span]
    if not found:
        return text_reply(ctx.t("holiday", "None of these days is on the list: type “admin holiday” to see it."))
    ctx.work.closed_days.remove(closed.id for closed in found)
    record_change(ctx, AuditAction.CLOSED_DAYS_CHANGED, f"removed {_machine_days(found)}")
    undo = ctx.button(ctx.t("button", "Undo"), "admin holiday", back=_as_value(found))
    return text_reply(_worked_text(ctx, found), buttons=(undo,))


def _worked_text(ctx: Context, days: Iterable[ClosedDay]) -> str:
    return ctx.t("holiday", "No longer a company holiday: {days}.", days=closed_days_text(ctx, days))


def _undone(ctx: Context, gone: Sequence[int], back: Sequence[int]) -> Reply:
    """Take days off the list and put others back, as before; what changed since is named as it is."""
    removed, restored = ctx.work.closed_days.of_ids(gone), ctx.work.closed_days.of_ids(back)
    if not removed and not restored:
        raise UserMistake("admin", "That is not on any list of yours.")
    ctx.work.closed_days.remove(gone)
    ctx.work.closed_days.restore(back)
    changed = ",".join(word for word, days in (("removed", removed), ("restored", restored)) if days)
    record_change(ctx, AuditAction.CLOSED_DAYS_CHANGED, f"{changed} {_machine_days((*removed, *restored))}")
    lines = [
        *([_worked_text(ctx, removed)] if removed else []),
        *([ctx.t("holiday", "Company holiday: {days}.", days=closed_days_text(ctx, restored))] if restored else []),
    ]
    return text_reply(*lines)


def _list(ctx: Context) -> Reply:
    """Show the days ahead, each with a button that takes it off."""
    ahead = closed_ahead(ctx)
    title = ctx.t("holiday", "Company holidays")
    more = len(ahead) - SHOWN
    lines = [closed_day_text(ctx, closed) for closed in ahead[:SHOWN]] or [
        ctx.t("holiday", "None yet, beside the public holidays of your country.")
    ]
    lines += [ctx.n("team", "And {count} more.", "And {count} more.", more)] if more > 0 else []
    lines.append(ctx.t("holiday", "Type “admin holiday 24/12 half”, “admin holiday 2 jan Stocktaking” or “… off”."))
    buttons = tuple(
        ctx.button(
            ctx.t("button", "Remove {day}", day=ctx.translator.short_day(closed.day)),
            "admin holiday",
            days=closed.day.isoformat(),
            how="off",
        )
        for closed in ahead[:SHOWN]
    )
    return Reply(
        card=Card(title=title, body=tuple(Text(text=line) for line in lines), buttons=buttons[:3], more=buttons[3:])
    )


def _machine_days(days: Iterable[ClosedDay]) -> str:
    found = sorted(closed.day.isoformat() for closed in days)
    return found[0] if found[0] == found[-1] else f"{found[0]}–{found[-1]}"


def _as_value(days: Iterable[ClosedDay]) -> str:
    return " ".join(str(closed.id) for closed in days)


def _ids(text: str) -> list[int]:
    return [int(part) for part in text.split()[:LONGEST] if re.fullmatch("[0-9]{1,12}", part)]
