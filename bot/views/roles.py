"""Changes of roles and of who is on the list: each is recorded, and the last admin and manager cannot go."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.domain.audit import AuditAction, AuditRecord
from bot.domain.people import Person, Role
from bot.errors import UserMistake
from bot.language.vocabulary import ROLES
from bot.views.labels import person_name

NEVER_LAST = (Role.ADMIN, Role.MANAGER)
"""Roles that the last person who has them cannot lose."""


def record_role_change(
    ctx: Context, person: Person, added: frozenset[Role], removed: frozenset[Role]
) -> dict[str, object]:
    """Record which roles a person gains and loses and return the changes to store.

    Raises UserMistake when nobody else would be admin or manager. Without any role left a person is a colleague.
    """
    # A seller by first contact is one by default only: the first named role ends that, so additions start from the
    # named roles. Taking away starts from all roles, or a default one would come back.
    before = person.roles if removed else ctx.work.people.given_roles(person.id)
    after = (before | added) - removed
    for role in NEVER_LAST:
        if role in person.roles & removed:
            _require_another(ctx, person, role)
    for role in sorted(added - person.roles):
        ctx.work.audit.add(AuditAction.ROLE_GIVEN, ctx.at, author=ctx.who.id, person=person.id, what=role)
    for role in sorted(removed & person.roles):
        ctx.work.audit.add(AuditAction.ROLE_TAKEN, ctx.at, author=ctx.who.id, person=person.id, what=role)
    roles = {"roles": after or frozenset({Role.COLLEAGUE})}
    return roles | ({"bootstrap": False} if removed & set(NEVER_LAST) else {})


def _require_another(ctx: Context, person: Person, role: Role) -> None:
    if not ctx.work.people.another(role, than=person.id):
        label = ROLES.label(role, ctx.translator.language)
        raise UserMistake("admin", "{name} is the last {role}: name another first.", name=person.name, role=label)


def remove_person(ctx: Context, person: Person) -> None:
    """Take a person off the list; raises UserMistake for oneself and for the last manager."""
    record_removal(ctx, person)
    ctx.work.people.change(person.id, gone=True)


def record_removal(ctx: Context, person: Person) -> None:
    """Record that a person is taken off the list; raises UserMistake for oneself and for the last manager."""
    if person.id == ctx.who.id:
        raise UserMistake("admin", "Another admin has to remove you.")
    if Role.MANAGER in person.roles:
        _require_another(ctx, person, Role.MANAGER)
    ctx.work.audit.add(AuditAction.REMOVED, ctx.at, author=ctx.who.id, person=person.id)


def restore_person(ctx: Context, person: Person) -> Person:
    """Return the person, put back on the list when they were removed."""
    if person.active:
        return person
    restored = ctx.work.people.change(person.id, gone=False)
    if restored.active:
        ctx.work.audit.add(AuditAction.RESTORED, ctx.at, author=ctx.who.id, person=person.id)
    return restored


def role_change_text(ctx: Context, record: AuditRecord) -> str:
    """Return one recorded change as a line: its day, who made it, whom it is about, what it was."""
    names = [person_name(ctx, person) for person in (record.author, record.person) if person]
    day = ctx.translator.day(record.at.astimezone(ctx.zone).date())
    return ctx.translator.join((day, *names, _change_text(ctx, record)))


def _change_text(ctx: Context, record: AuditRecord) -> str:
    if record.action is AuditAction.REMOVED:
        return ctx.t("admin", "removed")
    if record.action is AuditAction.RESTORED:
        return ctx.t("admin", "back again")
    role = ROLES.label(record.what, ctx.translator.language)
    given = record.action is AuditAction.ROLE_GIVEN
    return ctx.t("admin", "now {role}", role=role) if given else ctx.t("admin", "no longer {role}", role=role)
