"""What others did to what is a person's: who looked at their figures, and who changed something of theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.dispatch.context import Context
from bot.domain.audit import LOOKS, AuditAction, AuditRecord
from bot.domain.looks import parse_look
from bot.domain.retention import Kept
from bot.views.audit import action_text, author_name, is_in_file, local_date, view_text, what_text
from bot.views.retention import kept_text

LINES_SHOWN = 10
"""Lines about looks, and as many about changes, so that both stay on one screen."""


def audit_lines(ctx: Context, page: int = 1) -> tuple[list[str], bool]:
    """Return a page of lines for each viewer and thing looked at, then of changes; and whether there are more.

    Each of the two says how many more there are.
    """
    records = ctx.work.audit.about(ctx.who.id)
    looks = [record for record in records if record.action in LOOKS]
    changes = [record for record in records if record.action not in LOOKS]
    if not records:
        length = kept_text(ctx, Kept.AUDIT)
        nobody = ctx.t("me", "Nobody looked at your figures or changed what is yours within {length}.", length=length)
        return [nobody], False
    groups, first, last = _groups(ctx, looks), (page - 1) * LINES_SHOWN, page * LINES_SHOWN
    shown = [_change_line(ctx, change) for change in changes[first:last]]
    viewed = [_look_line(ctx, what, group) for what, group in groups[first:last]]
    lines = [*viewed, *_more_line(ctx, len(groups) - last), *shown, *_more_line(ctx, len(changes) - last)]
    return lines, max(len(groups), len(changes)) > last


def _groups(ctx: Context, looks: Sequence[AuditRecord]) -> list[tuple[str, list[AuditRecord]]]:
    exact = _by_thing(ctx, looks, exact=True)
    # A hundred looks of a year are weeks and days of a few views: then each view is one line, without its periods.
    return exact if len(exact) <= LINES_SHOWN else _by_thing(ctx, looks, exact=False)


def _by_thing(ctx: Context, looks: Iterable[AuditRecord], *, exact: bool) -> list[tuple[str, list[AuditRecord]]]:
    texts: dict[str, str] = {}
    groups: dict[tuple[int | None, AuditAction, str], list[AuditRecord]] = {}
    for record in looks:
        if record.what not in texts:
            look = parse_look(record.what)
            texts[record.what] = view_text(ctx, look, exact=exact) if look else record.what
        groups.setdefault((record.author, record.action, texts[record.what]), []).append(record)
    return [(what, records) for (_, _, what), records in groups.items()]


def _look_line(ctx: Context, what: str, records: Sequence[AuditRecord]) -> str:
    newest = records[0]
    values = {"name": author_name(ctx, newest), "what": what, "day": ctx.translator.day(local_date(ctx, newest))}
    if is_in_file(newest):
        return ctx.n(
            "me",
            "{name} put a sum with your work in a file: {what}, on {day}.",
            "{name} put sums with your work in a file: {what}, {count} times, last on {day}.",
            len(records),
            **values,
        )
    if newest.action is AuditAction.SHARED:
        return ctx.n(
            "me",
            "{name} showed a channel: {what}, on {day}.",
            "{name} showed a channel: {what}, {count} times, last on {day}.",
            len(records),
            **values,
        )
    return ctx.n(
        "me",
        "{name} looked at your figures: {what}, on {day}.",
        "{name} looked at your figures: {what}, {count} times, last on {day}.",
        len(records),
        **values,
    )


def _change_line(ctx: Context, record: AuditRecord) -> str:
    day = ctx.translator.day(local_date(ctx, record))
    return ctx.translator.join((day, author_name(ctx, record), action_text(ctx, record), what_text(ctx, record)))


def _more_line(ctx: Context, more: int) -> list[str]:
    return [ctx.n("team", "And {count} more.", "And {count} more.", more)] if more > 0 else []
