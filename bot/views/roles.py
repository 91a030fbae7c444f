"""Roles given and taken, people who leave and come back: each is noted, and somebody always stays in charge."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.domain.people import Person, Role, RoleChange
from bot.errors import UserMistake
from bot.language.vocabulary import ROLES

GONE, BACK = "gone", "back"
NEVER_LAST = (Role.ADMIN, Role.MANAGER)
"""Roles that the last person who has them cannot lose."""


def changed_roles(ctx: Context, person: Person, given: frozenset[Role], taken: frozenset[Role]) -> dict[str, object]:
    """Note what a person gains and loses and return it as settings; raises UserMistake for the last one in charge."""
    before = person.roles if taken else ctx.work.people.given_roles(person.id)
    after = (before | given) - taken
    for role in NEVER_LAST:
        if role in person.roles & taken:
            _somebody_else(ctx, person, role)
    for role in sorted(given - person.roles):
        ctx.work.people.add_role_change(ctx.who.id, person.id, f"+{role}", ctx.at)
    for role in sorted(taken & person.roles):
        ctx.work.people.add_role_change(ctx.who.id, person.id, f"-{role}", ctx.at)
    roles = {"roles": after or frozenset({Role.COLLEAGUE})}
    return roles | ({"bootstrap": False} if taken & set(NEVER_LAST) else {})


def _somebody_else(ctx: Context, person: Person, role: Role) -> None:
    others = (each for each in ctx.work.people.everyone() if each.active and each.id != person.id)
    if not any(role in other.roles for other in others):
        label = ROLES.label(role, ctx.translator.language)
        raise UserMistake("admin", "{name} is the last {role}: name another first.", name=person.name, role=label)


def gone(ctx: Context, person: Person) -> None:
    """Take a person off the list; raises UserMistake for oneself, so that an admin always stays."""
    if person.id == ctx.who.id:
        raise UserMistake("admin", "Another admin has to remove you.")
    if Role.MANAGER in person.roles:
        _somebody_else(ctx, person, Role.MANAGER)
    ctx.work.people.change(person.id, gone=True)
    ctx.work.people.add_role_change(ctx.who.id, person.id, GONE, ctx.at)


def returned(ctx: Context, person: Person) -> Person:
    """Return a person who is there, brought back if need be."""
    if person.active:
        return person
    back = ctx.work.people.change(person.id, gone=False)
    if back.active:
        ctx.work.people.add_role_change(ctx.who.id, person.id, BACK, ctx.at)
    return back


def note_text(ctx: Context, note: RoleChange) -> str:
    """Return one note as a line: when, who, whom, what."""
    author, name = ctx.work.people.get(note.author).name, ctx.work.people.get(note.person).name
    day = ctx.translator.day(note.at.astimezone(ctx.zone).date())
    return ctx.translator.join((day, author, name, _what(ctx, note.what)))


def _what(ctx: Context, what: str) -> str:
    if what == GONE:
        return ctx.t("admin", "removed")
    if what == BACK:
        return ctx.t("admin", "back again")
    role = ROLES.label(what[1:], ctx.translator.language)
    return ctx.t("admin", "now {role}", role=role) if what[0] == "+" else ctx.t("admin", "no longer {role}", role=role)
