"""What is missing in the set-up: how much of what, and the card that leads to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.arguments.touchpoint import touchpoint_name
from bot.dispatch.context import Context
from bot.domain.gaps import ACCOUNT_GAPS, Gap, Missing
from bot.domain.people import Person, Role
from bot.domain.work import Work
from bot.language.i18n import Message, Translator, msg
from bot.messages.card import Button, Card, Text

NAMED = 3
"""Things that a line of the overview names; the rest are counted."""
LABELS: dict[Gap, Message] = {
    Gap.PURPOSE: msg("missing", "What team figures are for"),
    Gap.CHANNEL: msg("missing", "Teams without a channel"),
    Gap.TOUCHPOINT_OWNER: msg("missing", "Touchpoints without an owner"),
    Gap.ACCOUNT_OWNER: msg("missing", "Customers without an owner"),
    Gap.SELLER_ACCOUNTS: msg("missing", "Sellers without customers"),
    Gap.VALUE: msg("missing", "Customers without a yearly value"),
    Gap.RHYTHM: msg("missing", "Customers without a rhythm"),
    Gap.PHONE: msg("missing", "Customers without a phone number"),
    Gap.NEVER_WROTE: msg("missing", "People who never wrote"),
}


def missing_things(work: Work, gap: Gap) -> Sequence[Missing]:
    """Return what lacks something that is no field of an account: teams, touchpoints, people."""
    match gap:
        case Gap.PURPOSE:
            named = work.purposes.versions() or work.purposes.is_tried_out()
            return [] if named else [Missing(id=0, name="")]
        case Gap.CHANNEL:
            return [Missing(id=team.id, name=team.name) for team in work.teams.all() if not team.channel]
        case Gap.TOUCHPOINT_OWNER:
            points = work.touchpoints.all()
            return [Missing(id=point.id, name=point.name) for point in points if point.owner is None]
        case Gap.SELLER_ACCOUNTS:
            owners = work.gaps.owners()
            sellers = (person for person in work.people.everyone() if _sells(person))
            return [Missing(id=seller.id, name=seller.name) for seller in sellers if seller.id not in owners]
        case _:
            return work.gaps.never_wrote()


def _sells(person: Person) -> bool:
    return person.active and Role.SELLER in person.roles


def gap_counts(work: Work) -> dict[Gap, int]:
    """Return how many things lack what, without those gaps that there are not."""
    of_accounts = work.gaps.account_counts()
    found = {gap: of_accounts[gap] if gap in ACCOUNT_GAPS else len(missing_things(work, gap)) for gap in Gap}
    return {gap: count for gap, count in found.items() if count}


def some_missing(work: Work, gap: Gap, limit: int, skip: int = 0) -> Sequence[Missing]:
    """Return some of what lacks something: of accounts those first that are worth the most."""
    if gap in ACCOUNT_GAPS:
        return work.gaps.accounts(gap, limit, skip)
    return missing_things(work, gap)[skip : skip + limit]


def thing_name(work: Work, say: Translator, gap: Gap, missing: Missing) -> str:
    """Return the name of what lacks something; a standard touchpoint's in the reader's language."""
    if gap is Gap.PURPOSE:
        return say.t("missing", "not filled in")
    return touchpoint_name(say, work.touchpoints.get(missing.id)) if gap is Gap.TOUCHPOINT_OWNER else missing.name


def gap_lines(work: Work, say: Translator) -> Iterator[str]:
    """Yield a line for each gap: how many lack it, some by name, and how many more there are."""
    for gap, count in gap_counts(work).items():
        names = ", ".join(thing_name(work, say, gap, missing) for missing in some_missing(work, gap, NAMED))
        more = say.t("missing", "and {count} more", count=count - NAMED) if count > NAMED else ""
        yield f"{say.m(LABELS[gap])}: {count} ({', '.join(filter(None, (names, more)))})"


def gap_button(ctx: Context, gap: Gap, count: int) -> Button:
    """Return the button that leads to all that lacks something."""
    return ctx.button(f"{ctx.m(LABELS[gap])} ({count})", "admin missing", gap=gap.value)


def missing_button(ctx: Context) -> Button:
    """Return the button that shows what is missing."""
    return ctx.button(ctx.t("button", "What is missing"), "admin missing")


def overview_card(ctx: Context) -> Card:
    """Return the card of all gaps, each with its button."""
    counts = gap_counts(ctx.work)
    buttons = tuple(gap_button(ctx, gap, count) for gap, count in counts.items())
    lines = list(gap_lines(ctx.work, ctx.translator)) or [ctx.t("missing", "Nothing: the set-up is complete.")]
    title = ctx.t("missing", "What is missing")
    body = tuple(Text(text=line) for line in lines)
    return Card(title=title, body=body, buttons=buttons[:3], more=buttons[3:])
