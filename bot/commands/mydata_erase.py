"""Erase oneself, after a question: the name goes, what was logged stays for the sums."""

from __future__ import annotations

from bot.arguments.basic import ButtonValue
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.erasure import erase_person, indispensable_role
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.vocabulary import ROLES
from bot.messages.card import Button, Card, Reply, Text
from bot.views.personal_data import duty_texts, emptied
from bot.views.replies import text_reply


@command(
    "mydata erase",
    help=msg("help", "Erase your name and settings; what you logged stays without your name"),
    by_hand=True,
    args=(ButtonValue(name="sure", label=msg("field", "Person")),),
    examples=("mydata erase",),
)
def mydata_erase(ctx: Context, sure: str) -> Reply:
    """Ask first; the button of the question erases. Raises UserMistake for the last admin or manager."""
    if role := indispensable_role(ctx.work, ctx.who):
        label = ROLES.label(role, ctx.translator.language)
        raise UserMistake("mydata", "You are the last {role}: name another first.", role=label)
    if sure != str(ctx.who.id):
        return _question(ctx)
    erase_person(ctx.work, ctx.who, ctx.who.id, ctx.at, emptied)
    return text_reply(
        ctx.t("mydata", "Erased: your name, addresses, settings and typed lines are gone."),
        ctx.t("mydata", "What you logged stays without your name, as customers and sums rest on it."),
    )


def _question(ctx: Context) -> Reply:
    lines = [
        ctx.t("mydata", "Gone for good: your name, addresses, hours, days off, own words and typed lines."),
        ctx.t("mydata", "Stays without your name: what you logged, as customers and sums rest on it."),
        ctx.t(
            "mydata",
            "Notes stay as typed, as they are about the customer; who looked at whose figures stays, "
            "as others may know.",
        ),
    ]
    if duties := duty_texts(ctx, ctx.who):
        advice = ctx.t("mydata", "Without an owner then: {duties}. Hand them over first.", duties=", ".join(duties))
        lines.append(advice)
    return Reply(
        card=Card(
            title=ctx.t("mydata", "Erase yourself?"),
            body=tuple(Text(text=line) for line in lines),
            buttons=(_erase_button(ctx), ctx.button(ctx.t("button", "Take a copy"), "mydata export")),
        ),
        ok=False,
    )


def _erase_button(ctx: Context) -> Button:
    return ctx.button(ctx.t("button", "Erase"), "mydata erase", sure=str(ctx.who.id))
