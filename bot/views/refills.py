"""What customers use up, as text: until when it lasts, and when their seller is reminded."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dispatch.context import Context
from bot.domain.calendar import calendar_of
from bot.domain.entries import Entry
from bot.domain.refills import NOTICE, Refill
from bot.language.names import fold
from bot.language.word_forms import share_word
from bot.messages.card import Reply
from bot.views.labels import person_name, rhythm_text
from bot.views.replies import receipt_reply


def refill_receipt(ctx: Context, entry: Entry, head: str, number: int) -> Reply:
    """Return the receipt of a refill, or of an order of one: until when it lasts now, and when who is reminded."""
    refill = ctx.work.refills.find(number)
    account = ctx.work.accounts.get(entry.account or 0).name
    if refill is None:  # a newer one of the same item counts instead
        return receipt_reply(ctx, entry, [ctx.translator.join((head, account, entry.ref))])
    rhythm = rhythm_text(ctx.translator, refill.every)
    facts = (head, account, refill.item, rhythm, entry.ref)
    return receipt_reply(ctx, entry, [ctx.translator.join(facts), reminder_line(ctx, refill)])


def meant_refills(known: Sequence[Refill], item: str) -> list[Refill]:
    """Return the refills that an item may be: the one of these very words, else those that share one; all for ""."""
    if not item:
        return list(known)
    exact = [refill for refill in known if fold(refill.item) == fold(item)]
    return exact or [refill for refill in known if share_word(refill.item, item)]


def reminder_line(ctx: Context, refill: Refill) -> str:
    """Return until when something lasts and when who is reminded."""
    say = ctx.translator
    until = say.day(refill.lasts_until)
    on = refill.reminder(calendar_of(ctx.work.people.get(refill.person)))
    if on <= ctx.today:
        return say.t("refill", "Lasts until {until}: ring before they run out.", until=until)
    day = say.day(on)
    if refill.person == ctx.who.id:
        return say.t(
            "refill",
            "Lasts until {until}. I remind you {notice} workdays before: {day}.",
            until=until,
            notice=NOTICE,
            day=day,
        )
    name = person_name(ctx, refill.person)
    return say.t("refill", "Lasts until {until}. Reminded {day}: {name}.", until=until, day=day, name=name)


def refill_text(ctx: Context, refill: Refill) -> str:
    """Return a refill in one line, without its account."""
    return ctx.translator.join(
        (refill.ref, refill.item, rhythm_text(ctx.translator, refill.every), _until(ctx, refill))
    )


def due_refill_text(ctx: Context, refill: Refill) -> str:
    """Return a refill in one line, for a list of what is to be done."""
    account = ctx.work.accounts.get(refill.account).name
    return ctx.translator.join((refill.ref, account, refill.item, _until(ctx, refill)))


def _until(ctx: Context, refill: Refill) -> str:
    day = ctx.translator.day(refill.lasts_until)
    if refill.lasts_until < ctx.today:
        return ctx.t("refill", "was to last until {day}", day=day)
    return ctx.t("refill", "lasts until {day}", day=day)
