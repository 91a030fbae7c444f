"""Set up a first team: people, roles, team, quotas, hours, touchpoints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.arguments.entities import PersonArg, touchpoint_name
from bot.arguments.keyword import KeywordArg, NewNameArg, WeekdayCountsArg, WeekHoursArg, plain
from bot.arguments.parser import Arg, Match, ParseContext
from bot.clock import zone
from bot.commands.me import LANGUAGE_NAMES, hours_text, quota_text
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.calendar import knows_holidays_of
from bot.domain.named_lists import NamedList
from bot.domain.people import ADMINS, Hours, Person, Role
from bot.domain.teams import Team
from bot.errors import ConfigError, UserMistake
from bot.language.i18n import Translator, msg
from bot.language.tokens import Token, text_of, tokens
from bot.language.vocabulary import KEYWORDS, ROLES
from bot.messages.card import Card, Reply, Text
from bot.views.roles import changed_roles, returned


def zone_name(text: str, context: ParseContext) -> str:
    """Return a time zone that exists."""
    try:
        return zone(text).key
    except ConfigError:
        raise UserMistake("admin", "{text} is no time zone: type Europe/Oslo.", text=f'"{text[:40]}"') from None


def country_code(text: str, context: ParseContext) -> str:
    """Return a country code of two letters."""
    if len(text) != 2 or not text.isascii() or not text.isalpha():
        raise UserMistake("admin", "{text} is no country: type DK, NO, SE or PL.", text=f'"{text[:40]}"')
    if not knows_holidays_of(text.upper()):
        raise UserMistake("admin", "The holidays of {text} are not known: type DK, NO, SE or PL.", text=f'"{text}"')
    return text.upper()


def language_code(text: str, context: ParseContext) -> str:
    """Return one of our languages."""
    found = LANGUAGE_NAMES.find(text)
    if found is None:
        raise UserMistake("admin", "{text} is none of my languages: type en, da, nb, sv or pl.", text=f'"{text[:40]}"')
    return found


def team_named(text: str, context: ParseContext) -> Team:
    """Return a team that exists."""
    found = context.work.teams.by_name(text)
    if found is None:
        raise UserMistake(
            "admin", "No team is called {text}: make it with admin team {name}.", text=f'"{text[:40]}"', name=text[:40]
        )
    return found


@dataclass(frozen=True, kw_only=True)
class RolesArg(Arg):
    """One or more roles, in any language."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        found: list[Role] = []
        for word in words:
            role = None if word.quoted else ROLES.find(word.text)
            if role is None:
                break
            found.append(Role(role))
        return Match(frozenset(found), len(found)) if found else None

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return self.match(words, context, ()) is not None


@dataclass(frozen=True, kw_only=True)
class WithoutArg(RolesArg):
    """`without` and the roles that are taken away."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not self.recognises(words, context):
            return None
        taken = super().match(words[1:], context, after)
        if taken is None:
            role = text_of(words[1:2])[:40]
            raise UserMistake("admin", "{text} is no role: type seller, manager, admin or colleague.", text=f'"{role}"')
        return Match(taken.value, 1 + taken.used)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return bool(words) and not words[0].quoted and KEYWORDS.find(words[0].text) == "without"

    def read(self, text: str, context: ParseContext) -> object:
        return super().read(text if self.recognises(tokens(text), context) else f"without {text}", context)

    def usage(self, say: Translator | None = None) -> str:
        return f"[{KEYWORDS.label('without', say.language if say else 'en')} …]"


WITHOUT = WithoutArg(name="without", label=msg("field", "Roles to take away"), optional=True)
ZONE = KeywordArg(name="zone", label=msg("me", "Time zone"), keyword="timezone", meaning=zone_name, optional=True)
COUNTRY = KeywordArg(
    name="country", label=msg("field", "Country"), keyword="country", meaning=country_code, optional=True
)
LANGUAGE = KeywordArg(
    name="language", label=msg("me", "Language"), keyword="language", meaning=language_code, optional=True
)


RENAMED = KeywordArg(name="renamed", label=msg("field", "New name"), keyword="name", meaning=plain, optional=True)


@command(
    "admin team",
    help=msg("help", "Make or change a team and its channel"),
    roles=ADMINS,
    args=(
        NewNameArg(name="name", label=msg("field", "Team")),
        KeywordArg(name="channel", label=msg("field", "Channel"), keyword="channel", meaning=plain, optional=True),
        ZONE,
        COUNTRY,
        LANGUAGE,
        RENAMED,
    ),
    examples=(
        "admin team Nord channel #nord timezone Europe/Oslo country NO language nb",
        "admin team Nord name Nordvest",
    ),
)
def admin_team(
    ctx: Context,
    name: str,
    channel: str | None,
    zone: str | None,
    country: str | None,
    language: str | None,
    renamed: str | None,
) -> Reply:
    """Make a team, or change what is named; the first team takes in everybody."""
    name = _renamed(ctx.work.teams, name, renamed)
    place = ctx.place
    here = f"{place.platform}:#{place.channel}" if channel and place.name == channel.lstrip("#") else ""
    made = ctx.work.teams.save(
        name,
        ctx.at,
        channel=(channel or "").lstrip("#"),
        address=here,
        zone=zone or "",
        country=country or "",
        language=language or "",
    )
    facts = (made.name, f"#{made.channel}" if made.channel else "", made.zone, made.country, made.language)
    return _done(ctx, facts)


@command(
    "admin person",
    help=msg("help", "Add a person, or give or take a role, a team, a zone"),
    roles=ADMINS,
    args=(
        NewNameArg(name="name", label=msg("field", "Person")),
        RolesArg(name="roles", label=msg("me", "Roles"), optional=True),
        WITHOUT,
        KeywordArg(name="team", label=msg("field", "Team"), keyword="team", meaning=team_named, optional=True),
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
    """Add a person, bring one back, or change what is named; roles add up until they are taken away."""
    name = name.removeprefix("@")
    person = ctx.work.people.by_name(name) or _added(ctx, name, renamed)
    if renamed:
        _free(ctx, person, renamed)
    named = {"team": team.id if team else None, "zone": zone, "country": country, "language": language, "name": renamed}
    changes: dict[str, object] = {key: value for key, value in named.items() if value is not None}
    person = returned(ctx, person)
    if roles or without:
        changes |= changed_roles(ctx, person, roles or frozenset(), without or frozenset())
    changed = ctx.work.people.change(person.id, **changes)
    shown = ", ".join(ROLES.label(role, ctx.translator.language) for role in sorted(changed.roles))
    return _done(ctx, (changed.name, shown, team.name if team else "", changed.zone, changed.country))


def _added(ctx: Context, name: str, renamed: str | None) -> Person:
    if renamed:
        raise _unknown(name)
    teams = ctx.work.teams.all()
    return ctx.work.people.add(name, ctx.at, team=teams[0].id if len(teams) == 1 else None)


def _free(ctx: Context, person: Person, name: str) -> None:
    holder = ctx.work.people.by_name(name)
    if holder and holder.id != person.id:
        raise _taken(name)


@command(
    "admin quota",
    help=msg("help", "Calls a day, for all days or by weekday"),
    roles=ADMINS,
    args=(
        PersonArg(name="person", label=msg("field", "Person")),
        WeekdayCountsArg(name="quota", label=msg("me", "Calls a day")),
    ),
    examples=("admin quota Sanna 10", "admin quota Sanna mon-thu 8 fri 4"),
)
def admin_quota(ctx: Context, person: Person, quota: tuple[tuple[int, int], ...]) -> Reply:
    """Set how many calls are asked of a person."""
    merged = tuple(sorted((dict(person.quotas) | dict(quota)).items()))
    changed = ctx.work.people.change(person.id, quotas=merged)
    return _done(ctx, (changed.name, ctx.t("me", "Calls a day"), quota_text(ctx.translator, changed)))


@command(
    "admin hours",
    help=msg("help", "A person's working hours"),
    roles=ADMINS,
    args=(PersonArg(name="person", label=msg("field", "Person")), WeekHoursArg(name="hours", label=msg("me", "Hours"))),
    examples=("admin hours Sanna mon-fri 08:00-16:00",),
)
def admin_hours(ctx: Context, person: Person, hours: Hours) -> Reply:
    """Set a person's working hours; days that are not named are free."""
    changed = ctx.work.people.change(person.id, hours=hours)
    return _done(ctx, (changed.name, hours_text(ctx.translator, changed.hours)))


@command(
    "admin touchpoint",
    help=msg("help", "Add a touchpoint, or give it an owner"),
    roles=ADMINS,
    args=(
        NewNameArg(name="name", label=msg("field", "Touchpoint")),
        KeywordArg(
            name="owner",
            label=msg("field", "Owner"),
            keyword="owner",
            optional=True,
            inner=PersonArg(name="owner", label=msg("field", "Owner"), adds=True),
        ),
        RENAMED,
    ),
    examples=("admin touchpoint invoice owner Kari", "admin touchpoint yard name warehouse"),
)
def admin_touchpoint(ctx: Context, name: str, owner: Person | None, renamed: str | None) -> Reply:
    """Add a touchpoint to the map, call it something else, or say who answers for it."""
    name = _renamed(ctx.work.touchpoints, name, renamed)
    made = ctx.work.touchpoints.save(name, owner.id if owner else None)
    owned = ctx.t("touch", "Owner: {name}.", name=owner.name) if owner else ""
    return _done(ctx, (touchpoint_name(ctx.translator, made), owned))


@command(
    "admin desk",
    help=msg("help", "A desk that customers can reach directly, and its number"),
    roles=ADMINS,
    args=(
        NewNameArg(name="name", label=msg("field", "Desk")),
        KeywordArg(name="phone", label=msg("field", "Phone"), keyword="phone", meaning=plain, optional=True),
        RENAMED,
    ),
    examples=("admin desk service phone 55 12 34 56", "admin desk service name helpdesk"),
)
def admin_desk(ctx: Context, name: str, phone: str | None, renamed: str | None) -> Reply:
    """Add a desk, or change its number or its name."""
    name = _renamed(ctx.work.desks, name, renamed)
    made = ctx.work.desks.save(name, phone or "")
    return _done(ctx, (made.name, made.phone))


def _done(ctx: Context, facts: Sequence[str]) -> Reply:
    return Reply(card=Card(body=(Text(text=ctx.translator.join((ctx.t("admin", "Saved"), *facts))),)))


def _renamed(things: NamedList, name: str, renamed: str | None) -> str:
    """Return what a thing is called from now on; raises UserMistake when it is not there or the name is taken."""
    if not renamed:
        return name
    thing = things.by_name(name)
    if thing is None:
        raise _unknown(name)
    if things.taken(renamed) not in (None, thing.id):
        raise _taken(renamed)
    things.rename(thing.id, renamed)
    return renamed


def _unknown(name: str) -> UserMistake:
    return UserMistake("admin", "Nothing is called {text} now: type the present name first.", text=f'"{name[:40]}"')


def _taken(name: str) -> UserMistake:
    return UserMistake("admin", "{text} is taken: choose another name.", text=f'"{name[:40]}"')
