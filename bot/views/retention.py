"""For how long things are kept, in words."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dispatch.context import Context
from bot.domain.retention import LINE_DAYS, USUAL_MONTHS, Kept
from bot.language.i18n import Message, Translator, msg

WHAT: dict[Kept, Message] = {
    Kept.LOG: msg("retention", "calls, ratings, promises and notes, unless something in force rests on them; days off"),
    Kept.LINES: msg("retention", "lines as typed, and their receipts"),
    Kept.AUDIT: msg("retention", "who looked at or changed what, and claims on names"),
    Kept.NUDGES: msg("retention", "which nudge went to whom and when"),
    Kept.ANSWERS: msg("retention", "answers to questions, messages between colleagues, own words"),
    Kept.SUMS: msg("retention", "sums a day and person; those of the team stay"),
    Kept.LEAVERS: msg("retention", "names of people who left"),
    Kept.WORKSPACES: msg("retention", "everything of a workspace that took Snurr away"),
}


def kept_text(ctx: Context, kind: Kept) -> str:
    """Return for how long a kind of data is kept, such as 13 months."""
    return length_text(ctx.translator, ctx.work.retention.months(), kind)


def length_text(say: Translator, months: Mapping[Kept, int], kind: Kept) -> str:
    """Return for how long a kind of data is kept where a company set these lengths."""
    if kind is Kept.LINES and kind not in months:
        return say.n("retention", "{count} day", "{count} days", LINE_DAYS)
    return _months(say, months.get(kind, USUAL_MONTHS))


def months_text(ctx: Context, months: int) -> str:
    """Return a number of months."""
    return _months(ctx.translator, months)


def _months(say: Translator, months: int) -> str:
    return say.n("retention", "{count} month", "{count} months", months)
