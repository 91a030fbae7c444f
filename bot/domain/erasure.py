"""Erasing: a person's name goes out of everything, and what they logged stays for the sums."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain.audit import AuditAction
from bot.domain.people import Person, Role
from bot.domain.work import Work


def alias_of(person: Person) -> str:
    """Return the name under which an erased person's work is kept, the same in every language."""
    return f"N.N. {person.id}"


def indispensable_role(work: Work, person: Person) -> Role | None:
    """Return the role that nobody else in the company has, so that it cannot be erased with the person."""
    held = (role for role in (Role.ADMIN, Role.MANAGER) if role in person.roles)
    return next((role for role in held if not work.people.another(role, than=person.id)), None)


def erase_person(work: Work, person: Person, author: int | None, at: datetime, emptied: Callable[[str], str]) -> None:
    """Take a person's name, addresses and settings out of everything, for good.

    What they logged stays under an alias, so that every sum stays as it is; customers and touchpoints of theirs have no
    owner. `author` is None for the operator's terminal. `emptied` takes the texts out of the receipts in which others
    read the name.
    """
    work.personal_data.erase(person, alias_of(person), emptied)
    work.audit.add(AuditAction.ERASED, at, author=author, person=person.id)
