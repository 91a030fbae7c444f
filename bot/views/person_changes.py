"""What an admin changes about a person: stored, and each change recorded."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dispatch.context import Context
from bot.domain.audit import AuditAction
from bot.domain.people import Person


def change_person(ctx: Context, person: Person, values: Mapping[str, object], what: Mapping[str, str]) -> Person:
    """Store the values and return the person; `what` says of each change to record what it is now, such as "quota 8".

    Keys of `what` are names of Person's fields; one whose value stays as it was is not recorded.
    """
    changed = ctx.work.people.change(person.id, **values)
    for field, text in what.items():
        if getattr(changed, field) != getattr(person, field):
            ctx.work.audit.add(AuditAction.PERSON_CHANGED, ctx.at, author=ctx.who.id, person=person.id, what=text)
    return changed
