"""How a person becomes known: on first contact, by the platform's own name, zone and language."""

from __future__ import annotations

from datetime import datetime

from bot.domain.people import Person, Role
from bot.domain.work import Work

LOCAL_PLATFORMS = frozenset({"terminal", "web"})
"""Platforms on the operator's own machine, where a name is proof enough."""


def find_person(work: Work, platform: str, user: str, name: str) -> Person | None:
    """Return the person behind an address; on the local platforms a name is one."""
    person = work.people.at_address(platform, user)
    if person is None and platform in LOCAL_PLATFORMS:
        person = work.people.by_name(name or user)
    return person


def register_person(work: Work, platform: str, user: str, name: str, at: datetime, *, admin: bool) -> Person:
    """Return the person behind a new address: someone set up before and never met there, else a new seller.

    The first person of an empty local database is admin and manager, and so is everyone listed as admin.
    """
    person = find_person(work, platform, user, name) or _expected(work, name, admin=admin)
    if person is None:
        admin = admin or (platform in LOCAL_PLATFORMS and not work.people.everyone())
        person = work.people.add(name or user, at, team=_only_team(work))
    work.people.link(person.id, platform, user)
    return work.people.change(person.id, bootstrap=True) if admin else person


def _expected(work: Work, name: str, *, admin: bool) -> Person | None:
    """Return whom an admin set up under a name; a display name alone never gets what the first hour gave."""
    person = work.people.by_name(name) if name else None
    if person is None or not person.active:
        return None
    met = any(address.platform not in LOCAL_PLATFORMS for address in work.people.addresses(person.id))
    unearned = Role.ADMIN in person.roles - work.people.given_roles(person.id)
    return None if met or (unearned and not admin) else person


def _only_team(work: Work) -> int | None:
    teams = work.teams.all()
    return teams[0].id if len(teams) == 1 else None
