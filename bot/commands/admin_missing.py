"""What is missing in the set-up, each with a button that fills it in."""

from __future__ import annotations

import re

from bot.arguments.basic import ButtonValue
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.gaps import Gap, Missing
from bot.domain.people import ADMINS
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.messages.card import Button, Card, Reply, Text
from bot.messages.press import FORM, Press, existing
from bot.views.gaps import LABELS, gap_button, gap_counts, missing_button, overview_card, some_missing, thing_name
from bot.views.purpose import fill_button

PAGE = 8
"""Things that a page offers."""
HINTS = {
    Gap.PURPOSE: msg("missing", "Without it, nobody but a person themself sees figures."),
    Gap.CHANNEL: msg("missing", "Without one, the team has no morning post and no week in figures."),
    Gap.TOUCHPOINT_OWNER: msg("missing", "Without one, a 0 there alarms only the owner of the customer."),
    Gap.ACCOUNT_OWNER: msg("missing", "Without one, nobody is reminded of the customer."),
    Gap.SELLER_ACCOUNTS: msg("missing", "Without customers, the morning names nobody: type “account acme owner Anna”."),
    Gap.VALUE: msg("missing", "Without it, nobody sees what is at risk."),
    Gap.RHYTHM: msg("missing", "Without it, nobody is told when a customer has waited too long."),
    Gap.PHONE: msg("missing", "Without it, no nudge carries the number to dial."),
    Gap.NEVER_WROTE: msg("missing", "They get no nudge until they write to me once: ask them to type “hi”."),
}


@command(
    "admin missing",
    help=msg("help", "What nobody has filled in yet: owners, values, rhythms, channels"),
    roles=ADMINS,
    reads=True,
    args=(
        ButtonValue(name="gap", label=msg("field", "What kind")),
        ButtonValue(name="skip", label=msg("field", "Page")),
    ),
    examples=("admin missing",),
)
def admin_missing(ctx: Context, gap: str, skip: str) -> Reply:
    """Show all gaps, or what lacks one of them, a page at a time; raises UserMistake for a gap that there is not."""
    if not gap:
        return Reply(card=overview_card(ctx))
    try:
        chosen = Gap(gap)
    except ValueError:
        raise UserMistake("admin", "That is not on any list of yours.") from None
    return _page(ctx, chosen, int(skip) if re.fullmatch("[0-9]{1,6}", skip) else 0)


def _page(ctx: Context, gap: Gap, skip: int) -> Reply:
    counts = gap_counts(ctx.work)
    count = counts.get(gap, 0)
    found = some_missing(ctx.work, gap, PAGE, skip)
    if not found:
        return Reply(card=overview_card(ctx))
    names = ", ".join(thing_name(ctx.work, ctx.translator, gap, missing) for missing in found)
    buttons = [button for missing in found if (button := _fill_button(ctx, gap, missing))]
    rest = count - skip - len(found)
    if rest > 0:
        label = ctx.t("button", "{count} more", count=rest)
        buttons.append(ctx.button(label, "admin missing", gap=gap.value, skip=str(skip + PAGE)))
    if gap is Gap.SELLER_ACCOUNTS and Gap.ACCOUNT_OWNER in counts:
        buttons.append(gap_button(ctx, Gap.ACCOUNT_OWNER, counts[Gap.ACCOUNT_OWNER]))
    buttons.append(missing_button(ctx))
    return Reply(
        card=Card(
            title=f"{ctx.m(LABELS[gap])}: {count}",
            body=(Text(text=ctx.m(HINTS[gap])), Text(text=names)),
            buttons=tuple(buttons[:3]),
            more=tuple(buttons[3:]),
        )
    )


def _fill_button(ctx: Context, gap: Gap, missing: Missing) -> Button | None:
    """Return the button that opens the form in which it is filled in; for people, the one that removes them."""
    name = thing_name(ctx.work, ctx.translator, gap, missing)
    match gap:
        case Gap.PURPOSE:
            return fill_button(ctx)
        case Gap.CHANNEL:
            return _form_button(name, "admin team", "name", missing.name)
        case Gap.TOUCHPOINT_OWNER:
            return _form_button(name, "admin touchpoint", "name", missing.name)
        case Gap.SELLER_ACCOUNTS:
            return None
        case Gap.NEVER_WROTE:
            label = ctx.t("button", "Remove {name}", name=name)
            return ctx.button(label, "admin remove", kind="person", name=existing(missing.id))
        case _:
            return _form_button(name, "account", "account", existing(missing.id))


def _form_button(label: str, verb: str, arg: str, value: str) -> Button:
    return Button(label=label, press=Press(verb=verb, values={arg: value, FORM: "1"}))
