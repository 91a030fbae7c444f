"""Pieces that several commands' cards share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.context import Context
from bot.domain.accounts import Account
from bot.domain.entries import Entry
from bot.domain.people import Person
from bot.domain.ratings import Factor, Score
from bot.domain.touchpoints import Touchpoint
from bot.i18n import Words
from bot.message import Button, Card, Reply, Text
from bot.wordlists import FACTORS, STANDARD_TOUCHPOINTS


def logged(
    ctx: Context, entry: Entry, lines: Sequence[str], *, buttons: Sequence[Button] = (),
    figures: Mapping[str, float] | None = None, public: bool = False, stored: Sequence[str] = (),
) -> Reply:  # fmt: skip
    """Return the receipt of an entry; one that counts for another day says so in full."""
    if entry.day != ctx.today:
        lines = [*lines, ctx.t("log", "Counts for {day}.", day=ctx.words.day(entry.day))]
    card = Card(body=tuple(Text(text=line) for line in lines), buttons=tuple(buttons) or (ctx.undo_button(entry),))
    return Reply(card=card, stored=tuple(stored) or (entry.ref,), figures=figures or {}, public=public)


def shown(
    title: str, lines: Sequence[str], *, buttons: Sequence[Button] = (), figures: Mapping[str, float] | None = None
) -> Reply:
    """Return an answer that stored nothing."""
    card = Card(title=title, body=tuple(Text(text=line) for line in lines if line), buttons=tuple(buttons))
    return Reply(card=card, figures=figures or {})


def account_name(ctx: Context, account: Account | None) -> str:
    """Return the name of an account, or words for a call to nobody in particular."""
    return account.name if account else ctx.t("call", "unnamed")


def person_name(ctx: Context, person: int | None) -> str:
    """Return a person's name, or words for nobody."""
    return ctx.work.people.get(person).name if person else ctx.t("person", "nobody")


def point_name(say: Words, touchpoint: Touchpoint) -> str:
    """Return a touchpoint's name; the standard ones in the person's language."""
    known = touchpoint.name in STANDARD_TOUCHPOINTS.words
    return STANDARD_TOUCHPOINTS.label(touchpoint.name, say.language) if known else touchpoint.name


def factor_name(say: Words, factor: Factor) -> str:
    """Return a factor in the person's language."""
    return FACTORS.label(factor, say.language)


def score_text(say: Words, score: Score) -> str:
    """Return a score with how many of the four factors are known."""
    if score.value is None:
        return say.t("score", "not rated yet")
    value = say.number(score.value, 2)
    return say.t("score", "score {value} ({known} of 4 factors known)", value=value, known=score.factors_known)


def owner_of(ctx: Context, owner: int | None) -> Person | None:
    """Return the person who owns something, if anybody does."""
    return ctx.work.people.get(owner) if owner else None
