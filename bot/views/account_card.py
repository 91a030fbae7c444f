"""The card of an account: what is known of it, and what was last said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.arguments.touchpoint import touchpoint_name
from bot.dispatch.context import Context
from bot.domain.accounts import Account
from bot.domain.desks import HandedOver
from bot.domain.figures import DueFollowUp, OpenZero, PastContact
from bot.domain.promises import Promise
from bot.domain.ratings import Score, score
from bot.language.i18n import capitalized
from bot.language.vocabulary import verb_label
from bot.messages.card import Button, Card, Element, Quote, Reply, Text
from bot.messages.press import existing
from bot.views.access import may_read_words, record_account_look
from bot.views.account_counts import contact_count
from bot.views.contacts import past_texts
from bot.views.coverage import YEAR, coverage_figures, coverage_text
from bot.views.entries import minutes_text
from bot.views.exclusives import exclusive_lines
from bot.views.labels import factor_name, person_name, phone_of, rhythm_text, score_text
from bot.views.money import currency_for
from bot.views.promises import told_first_streak_text
from bot.views.refills import refill_text
from bot.views.resting import resting_elements

SHOWN = 3
"""Zeros, promises, follow-ups, refills, hand-offs and contacts that are listed, of each."""
ALL = 25
"""How many of each are listed when all are asked for."""


def account_reply(ctx: Context, account: Account, most: int = SHOWN) -> Reply:
    """Return an account's card: score, whom to call, zeros, what is open, the latest contacts, breaches.

    What colleagues noted is left out for who may not read it. At most `most` of each are listed; a button leads to all.
    """
    zeros = ctx.work.figures.zeros(ctx.today, account=account.id)
    promises = ctx.work.promises.open_for(account.id)
    contacts = ctx.work.figures.last_contacts(account.id, most)
    followups = ctx.work.figures.open_followups_for(account.id)
    handed = ctx.work.desks.handed_of(account.id, ctx.today - timedelta(days=YEAR))
    people = {row.person for rows in (contacts, zeros, promises, followups, handed) for row in rows[:most]}
    heard, resting = ctx.work.figures.last_heard(account.id), ctx.work.resting.of(account.id)
    people |= ({heard.person} if heard else set()) | ({resting.person} if resting else set())
    record_account_look(ctx, account, people)
    now = score(ctx.work.figures.standing(ctx.today, account=account.id).get(account.id, ()))
    breaches = ctx.work.promises.breaches(account.id, ctx.today)
    lists: tuple[list[tuple[Element, ...]], ...] = (
        [_zero(ctx, account, zero) for zero in zeros],
        [_promise(ctx, promise) for promise in promises],
        [_followup(ctx, account, followup) for followup in followups],
        [(Text(text=refill_text(ctx, refill)),) for refill in ctx.work.refills.at(account.id)],
        [(Text(text=line),) for line in exclusive_lines(ctx, account)],
        [_handed(ctx, account, each) for each in handed],
    )
    body = (
        *_head(ctx, account, now),
        *resting_elements(ctx, account),
        *(element for rows in lists for element in _listed(ctx, rows, most)),
        *_breaches(ctx, account, breaches),
        *_contacts(ctx, account, contacts),
        *_particulars(ctx, account),
    )
    cut = most < ALL and (any(len(rows) > most for rows in lists) or contact_count(ctx, account) > most)
    card = Card(title=account.name, body=body, buttons=_buttons(ctx, account, cut=cut), more=_more(ctx, account))
    return Reply(card=card, figures=_figures(ctx, account, now, breaches) | coverage_figures(ctx, account))


def _head(ctx: Context, account: Account, now: Score) -> Iterator[Element]:
    owner = ctx.t("account", "owner {name}", name=person_name(ctx, account.owner))
    if account.closed is not None:
        closed = capitalized(ctx.t("account", "closed"))
        yield from _with_words(ctx, account, closed, 0, account.closed)
    yield Text(text=ctx.translator.join((capitalized(score_text(ctx.translator, now)), owner)))
    yield from phone_of(ctx.translator, account)
    if account.contact_person and not account.phone:
        yield Text(text=f"{ctx.t('field', 'Contact person')}: {account.contact_person}")


def _listed(ctx: Context, rows: list[tuple[Element, ...]], most: int) -> Iterator[Element]:
    """Yield the first rows, and how many more there are."""
    for row in rows[:most]:
        yield from row
    if (more := len(rows) - most) > 0:
        yield Text(text=ctx.n("list", "and {count} more", "and {count} more", more))


def _with_words(ctx: Context, account: Account, line: str, person: int, words: str) -> tuple[Element, ...]:
    """Return a line, and below it the words that a person noted, where the reader may see them."""
    shown = words and (person == ctx.who.id or may_read_words(ctx, account))
    return (Text(text=line), Quote(text=words)) if shown else (Text(text=line),)


def _zero(ctx: Context, account: Account, zero: OpenZero) -> tuple[Element, ...]:
    line = ctx.t(
        "account",
        "Zero: {point}, {factor}, since {day}.",
        point=touchpoint_name(ctx.translator, ctx.work.touchpoints.get(zero.touchpoint)),
        factor=factor_name(ctx.translator, zero.factor),
        day=ctx.translator.day(zero.since),
    )
    return _with_words(ctx, account, line, zero.person, zero.why)


def _promise(ctx: Context, promise: Promise) -> tuple[Element, ...]:
    day = ctx.translator.day_at(promise.due, promise.hour)
    late = promise.due < ctx.today
    due = ctx.t("promise", "was due {day}", day=day) if late else ctx.t("promise", "due {day}", day=day)
    return (Text(text=ctx.translator.join((promise.ref, promise.what, due))),)


def _followup(ctx: Context, account: Account, followup: DueFollowUp) -> tuple[Element, ...]:
    day = ctx.translator.day_at(followup.due, followup.hour)
    when = ctx.t("day", "Follow up {day}", day=day)
    line = ctx.translator.join((followup.ref, when, person_name(ctx, followup.person)))
    return _with_words(ctx, account, line, followup.person, followup.note)


def _handed(ctx: Context, account: Account, handed: HandedOver) -> tuple[Element, ...]:
    desk = ctx.t("account", "handed over to {desk}", desk=ctx.work.desks.get(handed.desk).name)
    facts = (f"H{handed.number}", ctx.translator.day(handed.day), person_name(ctx, handed.person), desk)
    line = ctx.translator.join((*facts, minutes_text(ctx, handed.minutes)))
    return _with_words(ctx, account, line, handed.person, handed.cause)


def _breaches(ctx: Context, account: Account, breaches: int) -> Iterator[Element]:
    if breaches:
        yield Text(text=ctx.n("account", "{count} breach in 12 months", "{count} breaches in 12 months", breaches))
    if streak := told_first_streak_text(ctx, account.id):
        yield Text(text=streak)


def _contacts(ctx: Context, account: Account, contacts: Sequence[PastContact]) -> Iterator[Element]:
    """Yield the latest contacts, and for how long nothing was heard since."""
    say, currency = ctx.translator, currency_for(ctx.work, account.owner, ctx.who)
    for past in contacts:
        line = say.join((say.day(past.day), person_name(ctx, past.person), *past_texts(say, past, currency)))
        yield from _with_words(ctx, account, line, past.person, past.note)
    if (more := contact_count(ctx, account) - len(contacts)) > 0:
        yield Text(text=ctx.n("list", "and {count} more", "and {count} more", more))
    heard = ctx.work.figures.last_heard(account.id)
    if heard and heard not in contacts and (heard.person == ctx.who.id or may_read_words(ctx, account)):
        who = person_name(ctx, heard.person)
        yield Text(text=say.join((say.day(heard.day), who, ctx.t("account", "last in their own words"))))
        yield Quote(text=heard.note)
    if account.last_contact is None:
        yield Text(text=ctx.t("account", "No contact yet."))
        return
    if not contacts:
        yield Text(text=ctx.t("account", "Last contact {day}", day=say.day(account.last_contact)))
    if silent := max(0, (ctx.today - account.last_contact).days):
        since = ctx.n("account", "{count} day since the last contact", "{count} days since the last contact", silent)
        yield Text(text=say.join((since, _rhythm(ctx, account))))


def _particulars(ctx: Context, account: Account) -> Iterator[Element]:
    say, currency = ctx.translator, currency_for(ctx.work, account.owner, ctx.who)
    value = account.value
    line = say.join(
        (
            account.place,
            ctx.t("account", "{value} a year", value=say.value(value, currency)) if value is not None else "",
            coverage_text(ctx, account),
            "" if _is_silent(ctx, account) else _rhythm(ctx, account),
        )
    )
    if line:
        yield Text(text=line)


def _is_silent(ctx: Context, account: Account) -> bool:
    return account.last_contact is not None and account.last_contact < ctx.today


def _rhythm(ctx: Context, account: Account) -> str:
    return rhythm_text(ctx.translator, account.rhythm) if account.rhythm else ""


def _buttons(ctx: Context, account: Account, *, cut: bool) -> tuple[Button, ...]:
    whole = (
        (ctx.button(ctx.t("button", "Show all"), "account", account=existing(account.id), whole="1"),) if cut else ()
    )
    if account.closed is not None:
        return (ctx.button(ctx.t("button", "Open again"), "account open", account=existing(account.id)), *whole)
    log = ctx.button(ctx.t("button", "Log a call"), "call", account=existing(account.id))
    return (log, ctx.button(ctx.t("button", "Promise"), "promise", account=existing(account.id)), *whole)


def _more(ctx: Context, account: Account) -> tuple[Button, ...]:
    verbs = ("notes", "follow") if account.closed is None else ("notes",)
    language = ctx.translator.language
    return tuple(
        ctx.button(capitalized(verb_label(verb, language)), verb, account=existing(account.id)) for verb in verbs
    )


def _figures(ctx: Context, account: Account, now: Score, breaches: int) -> dict[str, float]:
    figures: dict[str, float] = {"zeros_open": now.zeros, "factors_known": now.factors_known, "breaches": breaches}
    if now.value is not None:
        figures["score"] = now.value
    for name in ("value", "contacts"):
        if (known := getattr(account, name)) is not None:
            figures[name] = known
    if account.rhythm is not None:
        figures["rhythm_days"] = account.rhythm
    if account.last_contact is not None:
        figures["silent_days"] = max(0, (ctx.today - account.last_contact).days)
    return figures
