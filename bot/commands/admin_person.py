"""Add or change a person."""

from __future__ import annotations

from bot.arguments.keyword import NewNameArg
from bot.arguments.people import RolesArg, WithoutRolesArg
from bot.arguments.setup import COUNTRY, LANGUAGE, RENAMED, TEAM, ZONE
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.people import ADMINS, Person, Role
from bot.domain.teams import Team
from bot.language.i18n import msg
from bot.language.vocabulary import ROLES
from bot.messages.card import Reply
from bot.views.roles import record_role_change, restore_person
from bot.views.setup import saved_reply, taken_name, unknown_name


@command(
    "admin person",
    help=msg("help", "Add a person, or give or take a role, a team, a zone"),
    roles=ADMINS,
    args=(
        NewNameArg(name="name", label=msg("field", "Person")),
        RolesArg(name="roles", label=msg("me", "Roles"), optional=True),
        WithoutRolesArg(name="without", label=msg("field", "Roles to take away"), optional=True),
        TEAM,
        ZONE,
        COUNTRY,
        LANGUAGE,
        RENAMED,
    ),
    examples=(
        "admin person Sanna seller team Nord timezone Europe/Oslo country NO",
        "admin person Ola without seller",
    ),
)
def admin_person(
    ctx: Context,
    name: str,
    roles: frozenset[Role] | None,
    without: frozenset[Role] | None,
    team: Team | None,
    zone: str | None,
    country: str | None,
    language: str | None,
    renamed: str | None,
) -> Reply:
    """Add a person, restore a removed one, or change what is named; roles add up until they are taken away."""
    name = name.removeprefix("@")
    person = ctx.work.people.by_name(name) or _add_person(ctx, name, renamed)
    if renamed:
        _require_free_name(ctx, person, renamed)
    named = {"team": team.id if team else None, "zone": zone, "country": country, "language": language, "name": renamed}
    changes: dict[str, object] = {key: value for key, value in named.items() if value is not None}
    person = restore_person(ctx, person)
    if roles or without:
        changes |= record_role_change(ctx, person, roles or frozenset(), without or frozenset())
    changed = ctx.work.people.change(person.id, **changes)
    role_names = ", ".join(ROLES.label(role, ctx.translator.language) for role in sorted(changed.roles))
    return saved_reply(ctx, (changed.name, role_names, team.name if team else "", changed.zone, changed.country))


def _add_person(ctx: Context, name: str, renamed: str | None) -> Person:
    if renamed:
        raise unknown_name(name)
    teams = ctx.work.teams.all()
    return ctx.work.people.add(name, ctx.at, team=teams[0].id if len(teams) == 1 else None)


def _require_free_name(ctx: Context, person: Person, name: str) -> None:
    holder = ctx.work.people.by_name(name)
    if holder and holder.id != person.id:
        raise taken_name(name)
