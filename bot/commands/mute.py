"""Stop nudges of one kind until a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.arguments.basic import ButtonValue, ChoiceArg
from bot.arguments.nudge_kind import NudgeKindsArg
from bot.arguments.parser import MissingArguments
from bot.arguments.until_day import UntilDayArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.language.i18n import msg
from bot.language.vocabulary import KEYWORDS
from bot.messages.card import Reply
from bot.views.mutes import kinds_text, quiet_text
from bot.views.replies import text_reply

MUTED = timedelta(days=14)
"""How long, when no day is named."""


@command(
    "mute",
    help=msg("help", "No nudges of one kind for a while"),
    args=(
        NudgeKindsArg(name="rule", label=msg("field", "Kind of nudge"), optional=True),
        ChoiceArg(name="off", label=msg("field", "Off"), table=KEYWORDS, choices=("off",), optional=True, hidden=True),
        UntilDayArg(name="until", label=msg("field", "Until"), optional=True, keywords=("until", "by")),
        ButtonValue(name="before", label=msg("field", "Until")),
    ),
    examples=("mute morning until mon", "mute morning off", "mute off"),
)
def mute(ctx: Context, rule: tuple[str, ...] | None, off: str | None, until: date | None, before: str) -> Reply:
    """Stop kinds of nudge until a day, by default for two weeks; `off` lifts those that are named, or all.

    Undo carries `before`, until when each of them was muted before.
    """
    kinds = rule or ()
    if before:
        return _restored(ctx, kinds, before)
    if off:
        return _lifted(ctx, kinds)
    if not kinds:
        raise MissingArguments(["rule"], {"until": until.isoformat()} if until else {})
    end = until or ctx.today + MUTED
    undo = ctx.button(ctx.t("button", "Undo"), "mute", rule=" ".join(kinds), before=_as_value(ctx, kinds))
    _store(ctx, dict(ctx.who.muted) | dict.fromkeys(kinds, end))
    return text_reply(quiet_text(ctx, kinds, end), buttons=(undo,), replaces=True)


def _lifted(ctx: Context, kinds: Sequence[str]) -> Reply:
    """End the mutes of these kinds, all mutes when none is named."""
    muted = {kind: until for kind, until in ctx.who.muted if ctx.today < until}
    ended = [kind for kind in kinds or muted if kind in muted]
    if kinds and not ended:
        return text_reply(ctx.t("mute", "These come already: {kinds}.", kinds=kinds_text(ctx, kinds)), replaces=True)
    undo = ctx.button(ctx.t("button", "Undo"), "mute", rule=" ".join(ended), before=_as_value(ctx, ended))
    _store(ctx, {kind: until for kind, until in muted.items() if kind not in ended})
    if not kinds:
        return text_reply(ctx.t("mute", "All nudges are back."), buttons=(undo,) if ended else (), replaces=True)
    sentence = ctx.t("mute", "Back again: {kinds}.", kinds=kinds_text(ctx, ended))
    return text_reply(sentence, buttons=(undo,), replaces=True)


def _restored(ctx: Context, kinds: Sequence[str], before: str) -> Reply:
    """Put back until when each kind was muted, as the button carries it."""
    ends = dict(part.split("=") for part in before.split() if part.count("=") == 1)
    known = {kind: day for kind in kinds if (day := _read_day(ends.get(kind, "")))}
    _store(ctx, {kind: until for kind, until in ctx.who.muted if kind not in kinds} | known)
    lines = [quiet_text(ctx, (kind,), until) for kind, until in known.items()]
    free = [kind for kind in kinds if kind not in known]
    back = [ctx.t("mute", "Back again: {kinds}.", kinds=kinds_text(ctx, free))] if free else []
    return text_reply(*back, *lines, replaces=True)


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _as_value(ctx: Context, kinds: Iterable[str]) -> str:
    """Return until when kinds are muted now, as a button carries it: `N1=2026-12-08 N6=`."""
    muted = dict(ctx.who.muted)
    return " ".join(f"{kind}={muted[kind].isoformat() if kind in muted else ''}" for kind in kinds)


def _store(ctx: Context, muted: dict[str, date]) -> None:
    ctx.work.people.change(ctx.who.id, muted=tuple(sorted(muted.items())))
