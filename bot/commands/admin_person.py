"""Add or change a person."""

from __future__ import annotations

from bot.arguments.basic import ButtonValue
from bot.arguments.people import NewPerson, PersonOrNewArg, RolesArg, WithoutRolesArg
from bot.arguments.person_match import met_as
from bot.arguments.setup import COUNTRY, LANGUAGE, RENAMED, TEAM, ZONE
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.audit import AuditAction
from bot.domain.claims import ClaimOutcome
from bot.domain.people import ADMINS, MAIL, Person, Role
from bot.domain.person_search import PersonAddress, certain_person, people_named
from bot.domain.teams import Team
from bot.errors import UserMistake
from bot.language.i18n import Quoted, msg
from bot.language.names import clean_name
from bot.language.vocabulary import LANGUAGE_NAMES, ROLES
from bot.messages.card import Reply
from bot.messages.press import new_name
from bot.views.known_tails import ask_tail, keyword_label, tails
from bot.views.labels import hours_text, quota_text
from bot.views.person_changes import change_person
from bot.views.roles import record_role_change, restore_person
from bot.views.setup import saved_reply, taken_name, unknown_name


@command(
    "admin person",
    help=msg("help", "Add a person, or give or take a role, a team, a zone"),
    roles=ADMINS,
    args=(
        PersonOrNewArg(name="name", label=msg("field", "Person")),
        RolesArg(name="roles", label=msg("me", "Roles"), optional=True),
        WithoutRolesArg(name="without", label=msg("field", "Roles to take away"), optional=True),
        TEAM,
        ZONE,
        COUNTRY,
        LANGUAGE,
        RENAMED,
        ButtonValue(name="sure", label=msg("field", "Name")),
    ),
    examples=(
        "admin person Sanna seller team Nord timezone Europe/Oslo country NO",
        "admin person Ola without seller",
    ),
)
def admin_person(
    ctx: Context,
    name: Person | NewPerson,
    roles: frozenset[Role] | None,
    without: frozenset[Role] | None,
    team: Team | None,
    zone: str | None,
    country: str | None,
    language: str | None,
    renamed: str | None,
    sure: str,
) -> Reply:
    """Add a person, restore a removed one, or change what is named; roles add up until they are taken away."""
    if isinstance(name, NewPerson) and not (name.address or team or sure) and (asked := _asked_team(ctx, name.name)):
        return asked
    added = not isinstance(name, Person)
    person = name if isinstance(name, Person) else _add_person(ctx, name, renamed)
    if renamed:
        _require_free_name(ctx, renamed, person)
    named = {"team": team.id if team else None, "zone": zone, "country": country, "language": language, "name": renamed}
    changes: dict[str, object] = {key: value for key, value in named.items() if value is not None}
    what = {key: f"{key} {team.name if team and key == 'team' else value}" for key, value in changes.items()}
    # An admin's word makes the name theirs, whatever they were called when they came.
    changes |= {"renamed_from": ""} if renamed else {}
    person = restore_person(ctx, person)
    if roles or without:
        changes |= record_role_change(ctx, person, roles or frozenset(), without or frozenset())
    changed = change_person(ctx, person, changes, what)
    return saved_reply(ctx, (*_facts(ctx, changed), *(_defaults(ctx, changed) if added else ())))


def _facts(ctx: Context, person: Person) -> tuple[str, ...]:
    roles = ", ".join(ROLES.label(role, ctx.translator.language) for role in sorted(person.roles))
    team = ctx.work.teams.get(person.team).name if person.team else ""
    return (person.name, met_as(ctx.work, person), roles, team, person.zone, person.country)


def _defaults(ctx: Context, person: Person) -> tuple[str, ...]:
    """Return what somebody new has though nobody said so: language, hours, calls a day."""
    calls = ctx.t("admin", "calls a day: {calls}", calls=quota_text(ctx.translator, person))
    language = LANGUAGE_NAMES.label(person.language, ctx.translator.language)
    return language, hours_text(ctx.translator, person.hours), calls if Role.SELLER in person.roles else ""


def _asked_team(ctx: Context, name: str) -> Reply | None:
    """Return the question about a new name that ends in a team's; None for any other."""
    found = ((head, team) for head, tail in tails(name) if (team := ctx.work.teams.by_name(tail)))
    head, team = next(found, ("", None))
    if team is None:
        return None
    label = keyword_label(ctx, head, "team", team.name)
    values = {"name": new_name(head), "team": team.name}
    return ask_tail(ctx, "admin person", name, (label, values), {"name": new_name(name), "sure": "1"})


def _add_person(ctx: Context, new: NewPerson, renamed: str | None) -> Person:
    """Add somebody; with an address they are the person there, or who was set up under the name alone."""
    address = new.address
    if address is None and renamed:
        raise unknown_name(new.name)
    if address is None:
        return ctx.work.people.add(new.name, ctx.at, team=_only_team(ctx))
    name = renamed or clean_name(new.name)
    if not name:
        raise UserMistake(
            "admin", "Nobody was met at {address} yet: add “name” and what they are called.", address=str(address)[:80]
        )
    # A mention names one user, so another of that name may exist; a mail's first part and a typed name are only words.
    mentioned = not renamed and address.platform != MAIL
    if not mentioned and ctx.work.people.named(name):
        raise taken_name(name) if renamed else _whose_mail(name)
    waiting = [person for person in people_named(ctx.work, name) if not met_as(ctx.work, person)]
    person = (certain_person(waiting) if mentioned else None) or ctx.work.people.add(name, ctx.at, team=_only_team(ctx))
    ctx.work.people.link(person.id, address.platform, address.target)
    _close_claims(ctx, person, address)
    return person


def _whose_mail(name: str) -> UserMistake:
    """Return the mistake of a mail address whose first part is somebody's name: nobody can say that it is theirs."""
    return UserMistake(
        "admin",
        "{text} is on the list already: type “admin person {name}” to change that person, "
        "or add “name” and what somebody new is called.",
        text=Quoted(name[:40]),
        name=name[:40],
    )


def _close_claims(ctx: Context, person: Person, address: PersonAddress) -> None:
    """Let a refused address in as the person: its claims would else be decided once more, and move it away."""
    for claim in ctx.work.claims.at_address(address.platform, address.target):
        if claim.newcomer is None and claim.outcome is ClaimOutcome.OPEN:
            ctx.work.claims.let_in(claim.id, person.id)
            ctx.work.claims.decide(claim.id, ClaimOutcome.CONFIRMED, ctx.who.id, ctx.at)
            ctx.work.audit.add(
                AuditAction.CLAIM_CONFIRMED, ctx.at, author=ctx.who.id, person=claim.person, what=claim.address
            )


def _only_team(ctx: Context) -> int | None:
    only = ctx.work.teams.only()
    return only.id if only else None


def _require_free_name(ctx: Context, name: str, person: Person | None = None) -> None:
    if any(person is None or holder.id != person.id for holder in ctx.work.people.named(name)):
        raise taken_name(name)
