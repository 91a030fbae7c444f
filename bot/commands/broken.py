"""Log that a promise was broken, a recorded one or one that never was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.arguments.basic import PastDayArg, TextArg
from bot.arguments.parser import Arg, Match, MissingArguments, ParseContext
from bot.arguments.promise import PromiseOrAccountArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.entries import PromiseMade, PromiseOutcome, PromiseStep
from bot.domain.promises import Promise
from bot.language.dates import LONGEST, parse_day
from bot.language.i18n import msg
from bot.language.tokens import Token
from bot.language.vocabulary import KEYWORDS
from bot.messages.card import Reply
from bot.views.promises import breach_figures, breach_text, log_step, step_receipt
from bot.views.replies import receipt_reply


@dataclass(frozen=True, kw_only=True)
class ToldFirstArg(Arg):
    """The words `told them`, with or without a past day, at the end of the line; the value is True."""

    right: bool = True
    optional: bool = True
    hidden: bool = True

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        for start in range(len(words) - 1, max(-1, len(words) - LONGEST - 3), -1):
            if KEYWORDS.find(words[start].text, context.language) == "told" and not words[start].quoted:
                return Match(True, len(words) - start) if self._is_past_day(words[start + 1 :], context) else None
        return None

    def _is_past_day(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        rest = [word.text for word in words]
        if rest and KEYWORDS.find(rest[0], context.language) == "them":
            rest = rest[1:]
        when = parse_day(rest, context.today, past=True) if rest else None
        return not rest or (when is not None and when[1] == len(rest))


def _is_broken(detail: PromiseStep | PromiseMade) -> bool:
    return detail.broken if isinstance(detail, PromiseMade) else detail.outcome is PromiseOutcome.BROKEN


def revise_broken(old: PromiseStep | PromiseMade, changes: Mapping[str, Any]) -> PromiseStep | PromiseMade:
    """Return a broken promise with an edited text, day or told first."""
    told, what = changes.get("told") or old.told, changes.get("what")
    if isinstance(old, PromiseMade):
        return replace(old, what=what or old.what, due=changes.get("on", old.due), told=told)
    return replace(old, note=old.note if what is None else what, told=told)


@command(
    "broken",
    help=msg("help", "A promise was broken; add “told them” if the customer knew"),
    args=(
        PromiseOrAccountArg(name="subject", label=msg("field", "Promise or account"), greedy=False),
        TextArg(name="what", label=msg("field", "What was promised"), optional=True, default="", notes=True),
        PastDayArg(name="on", label=msg("field", "Day")),
        ToldFirstArg(name="told", label=msg("field", "Told in advance"), default=False),
    ),
    fact=True,
    revises=Revision((PromiseStep, PromiseMade), revise_broken, when=_is_broken),
    native="broken",
    rank=50,
    menu=80,
    examples=("broken 1", "broken 1 told them yesterday", "broken acme price list"),
)
def broken(ctx: Context, subject: Promise | Account, what: str, on: date | None, told: bool) -> Reply:
    """Close a promise as broken, or log a broken one of an account; told first is no breach."""
    if isinstance(subject, Account):
        return _log_unrecorded(ctx, subject, what, on, told)
    step = PromiseStep(promise=subject.number, outcome=PromiseOutcome.BROKEN, told=told, note=what)
    entry = log_step(ctx, subject, step, on)
    breaches = _breach_line(ctx, subject.account, told or subject.told)
    return step_receipt(ctx, entry, ctx.t("promise", "Broken"), subject, what, breaches)


def _log_unrecorded(ctx: Context, account: Account, what: str, on: date | None, told: bool) -> Reply:
    if not what:
        # Optional for a recorded promise, needed for one that never was: only now is it known which of the two it is.
        raise MissingArguments(["what"], {"subject": account.name})
    entry = ctx.log(PromiseMade(what=what, due=on or ctx.today, broken=True, told=told), account, on)
    head = ctx.t("promise", "Broken")
    line = ctx.translator.join((head, account.name, what, entry.ref, _breach_line(ctx, account.id, told)))
    return receipt_reply(ctx, entry, [line], figures=breach_figures(ctx, account.id))


def _breach_line(ctx: Context, account: int, told: bool) -> str:
    advice = "" if told else ctx.t("promise", "call before, not after")
    return ctx.translator.join((breach_text(ctx, account, told=told), advice))
