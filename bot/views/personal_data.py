"""What is held about a person, in words: how much, how long, and what they answer for."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.domain.people import Person
from bot.domain.retention import Kept
from bot.messages import codec
from bot.messages.card import Reply
from bot.views.retention import kept_text


def held_pairs(ctx: Context) -> tuple[tuple[str, str], ...]:
    """Return what is held about the person, each with how much of it, zeros too."""
    counts = ctx.work.personal_data.counts(ctx.who.id)
    addresses = ", ".join(f"{each.platform} {each.target}" for each in ctx.work.people.addresses(ctx.who.id))
    counted = (
        (ctx.t("mydata", "Logged by you"), counts["entry"]),
        (ctx.t("mydata", "Days with sums"), counts["seller_day"]),
        (ctx.t("mydata", "Customers and touchpoints of yours"), counts["account"] + counts["touchpoint"]),
        (ctx.t("mydata", "Days off and own words"), counts["leave"] + counts["own_word"]),
        (ctx.t("mydata", "Lines that you typed"), counts["inbound"]),
        (ctx.t("mydata", "Nudges to you"), counts["outbox"]),
        (ctx.t("mydata", "Tokens"), counts["access_token"]),
        (ctx.t("mydata", "Looks and changes by others"), counts["audit"]),
    )
    return (
        (ctx.t("field", "Name"), ctx.who.name),
        (ctx.t("mydata", "Addresses"), addresses or ctx.t("me", "none")),
        *((label, str(count)) for label, count in counted),
    )


def kept_for(ctx: Context) -> tuple[str, ...]:
    """Return how long things are kept, in sentences."""
    return (
        ctx.t(
            "mydata",
            "Typed lines go after {lines}, looks and changes after {audit}.",
            lines=kept_text(ctx, Kept.LINES),
            audit=kept_text(ctx, Kept.AUDIT),
        ),
        ctx.t("mydata", "What you logged goes after {log}; the team's sums stay.", log=kept_text(ctx, Kept.LOG)),
    )


def duty_texts(ctx: Context, person: Person) -> list[str]:
    """Count what a person still answers for: customers, open promises, touchpoints."""
    accounts = len(ctx.work.accounts.owned_by(person.id))
    promises = len(ctx.work.promises.open_of(person.id))
    touchpoints = sum(touchpoint.owner == person.id for touchpoint in ctx.work.touchpoints.all())
    counted = (
        (accounts, ctx.n("admin", "{count} customer", "{count} customers", accounts)),
        (promises, ctx.n("admin", "{count} open promise", "{count} open promises", promises)),
        (touchpoints, ctx.n("admin", "{count} touchpoint", "{count} touchpoints", touchpoints)),
    )
    return [text for count, text in counted if count]


def emptied(receipt: str) -> str:
    """Return a packed reply without its texts: it still counts once, and an edit of its message finds its entries."""
    reply = codec.unpack_reply(receipt)
    return codec.pack(Reply(ok=reply.ok, stored=reply.stored, undone=reply.undone))
