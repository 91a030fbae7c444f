"""The set-up at a glance: people, teams, touchpoints, desks, and the latest changes of roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.arguments.keyword import KeywordArg, count
from bot.arguments.person_match import person_label
from bot.arguments.touchpoint import touchpoint_name
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.claims import Claim
from bot.domain.people import ADMINS, Person, Role
from bot.domain.person_search import certain_person, people_named
from bot.domain.teams import Team
from bot.language.i18n import msg
from bot.language.vocabulary import ROLES
from bot.messages.card import Button, Card, Element, Reply, Table, Text
from bot.views.claims import claim_buttons, claim_text, holder_text, mail_text
from bot.views.closed_days import closed_ahead, closed_days_text
from bot.views.contacts import quotas_text
from bot.views.gaps import gap_counts, missing_button
from bot.views.labels import hours_text, person_name
from bot.views.notes import older_buttons, page_number
from bot.views.roles import role_change_text
from bot.views.setup import desk_text

SHOWN = 25
"""People in the table, and teams below it; the rest are counted."""
CHANGES_SHOWN = 5
CLAIMS_SHOWN = 3
"""Open claims that can be decided here; as each is decided, the next one shows."""


@command(
    "admin",
    help=msg("help", "Teams, people, quotas, touchpoints"),
    args=(KeywordArg(name="page", label=msg("field", "Page"), keyword="page", meaning=count, optional=True),),
    roles=ADMINS,
    reads=True,
    rank=130,
    examples=("admin", "admin page 2"),
)
def admin(ctx: Context, page: int | None) -> Reply:
    """Show the set-up and the lines that change it; on later pages more people and teams."""
    number = page_number(page)
    first, last = (number - 1) * SHOWN, number * SHOWN
    people, teams = ctx.work.people.count_active(), ctx.work.teams.count()
    lines = [
        *_more_line(ctx, people - last),
        *(_team_line(ctx, team) for team in ctx.work.teams.all(last)[first:]),
        *_more_line(ctx, teams - last),
    ]
    older = older_buttons("admin", number, {}, ctx) if max(people, teams) > last else ()
    table = _table(ctx, ctx.work.people.active(last)[first:])
    if number == 1:
        return _set_up(ctx, table, lines, older)
    lines = lines if table or lines else [ctx.t("me", "There is nothing older.")]
    body: tuple[Element, ...] = (*table, *(Text(text=line) for line in lines))
    return Reply(card=Card(title=ctx.t("admin", "Set-up"), body=body, buttons=older))


def _set_up(ctx: Context, table: tuple[Table, ...], teams: Sequence[str], older: tuple[Button, ...]) -> Reply:
    lines = [
        *teams,
        ctx.t("admin", "Touchpoints: {names}.", names=_joined(_touchpoint_names(ctx))),
        *_desk_line(ctx),
        *_closed_line(ctx),
        *(role_change_text(ctx, change) for change in ctx.work.audit.newest_on_list(CHANGES_SHOWN)),
        ctx.t(
            "admin",
            "Type “admin team”, “admin person”, “admin quota”, “admin hours”, “admin touchpoint”, “admin desk”, "
            "“admin holiday”, “admin nudge” or “admin remove”.",
        ),
    ]
    claims = ctx.work.claims.open(CLAIMS_SHOWN)
    buttons = [button for claim in claims for button in claim_buttons(ctx.translator, ctx.work, claim)]
    buttons += [*older, *([missing_button(ctx)] if gap_counts(ctx.work) else [])]
    body: tuple[Element, ...] = (*table, *(Text(text=line) for line in (*_claim_lines(ctx, claims), *lines)))
    title = ctx.t("admin", "Set-up")
    return Reply(card=Card(title=title, body=body, buttons=tuple(buttons[:3]), more=tuple(buttons[3:])))


def _table(ctx: Context, people: Sequence[Person]) -> tuple[Table, ...]:
    header = (
        ctx.t("field", "Person"),
        ctx.t("field", "Team"),
        ctx.t("me", "Roles"),
        ctx.t("me", "Calls a day"),
        ctx.t("me", "Hours"),
    )
    rows = tuple(_person_row(ctx, person) for person in people)
    return (Table(header=header, rows=rows),) if rows else ()


def _claim_lines(ctx: Context, claims: Sequence[Claim]) -> Iterator[str]:
    for claim in claims:
        yield claim_text(ctx.translator, claim, person_name(ctx, claim.person))
        facts = (say_more(ctx.translator, ctx.work, claim) for say_more in (holder_text, mail_text))
        yield from filter(None, facts)


def _person_row(ctx: Context, person: Person) -> tuple[str, ...]:
    team = ctx.work.teams.get(person.team).name if person.team else "–"
    roles = ", ".join(ROLES.label(role, ctx.translator.language) for role in sorted(person.roles))
    return (
        _told_apart(ctx, person),
        team,
        roles,
        quotas_text(ctx.translator, person) if Role.SELLER in person.roles else "–",
        hours_text(ctx.translator, person.hours),
    )


def _told_apart(ctx: Context, person: Person) -> str:
    """Return the name, with the address and the former name where the name alone would not say who it is."""
    certain = certain_person(people_named(ctx.work, person.name))
    return person.name if certain else person_label(ctx.work, ctx.translator, person)


def _more_line(ctx: Context, more: int) -> list[str]:
    return [ctx.n("team", "And {count} more.", "And {count} more.", more)] if more > 0 else []


def _team_line(ctx: Context, team: Team) -> str:
    return ctx.translator.join(
        (team.name, f"#{team.channel}" if team.channel else "", team.zone, team.country, team.language)
    )


def _touchpoint_names(ctx: Context) -> Iterator[str]:
    for touchpoint in ctx.work.touchpoints.all():
        name = touchpoint_name(ctx.translator, touchpoint)
        yield f"{name} ({person_name(ctx, touchpoint.owner)})" if touchpoint.owner else name


def _desk_line(ctx: Context) -> list[str]:
    names = _joined(desk_text(desk) for desk in ctx.work.desks.all())
    return [ctx.t("admin", "Desks: {names}.", names=names)] if names else []


def _closed_line(ctx: Context) -> list[str]:
    ahead = closed_ahead(ctx)
    return [ctx.t("holiday", "Company holiday: {days}.", days=closed_days_text(ctx, ahead))] if ahead else []


def _joined(names: Iterable[str]) -> str:
    return ", ".join(names)
