"""First contact: which person an unknown address belongs to. A display name proves nobody's identity."""

from __future__ import annotations

from datetime import datetime

from bot.domain.people import Person, Role
from bot.domain.work import Work
from bot.language.names import clean_name

LOCAL_PLATFORMS = frozenset({"terminal", "web"})
"""Platforms on the operator's own machine, where whoever types a name is that person."""


def find_person(work: Work, platform: str, user: str, name: str) -> Person | None:
    """Return the person of an address, None when it is new; on local platforms a name is an address."""
    person = work.people.at_address(platform, user)
    if person is None and platform in LOCAL_PLATFORMS:
        person = next(iter(work.people.named(name or user)), None)
    return person


def register_person(work: Work, platform: str, user: str, name: str, at: datetime, *, admin: bool) -> Person:
    """Link an address to a person and return that person.

    1. Whoever is known by the address, or by the name on a local platform.
    2. Else whom an admin set up under the display name, if nobody has come from a platform as that person yet.
    3. Else a new seller, in the only team if there is exactly one.
    Whoever is listed as admin (`admin`), and the first person of an empty local database, becomes admin and manager.
    """
    person = find_person(work, platform, user, name) or _expected(work, name, admin=admin)
    if person is None:
        # Somebody has to be able to set the company up, and who types on the operator's machine may.
        admin = admin or (platform in LOCAL_PLATFORMS and not work.people.everyone())
        person = work.people.add(clean_name(name) or user, at, team=_only_team(work))
    work.people.link(person.id, platform, user)
    return work.people.change(person.id, bootstrap=True) if admin else person


def _expected(work: Work, name: str, *, admin: bool) -> Person | None:
    """Return the active person whom an admin set up under a name and who was never met.

    Anybody can choose a display name, so it never gives admin rights that no admin granted (those of the first hour).
    """
    person = next(iter(work.people.named(name)), None) if name else None
    if person is None or not person.active:
        return None
    # Somebody who was met is known by the address: another one with the same name may be another person.
    met = any(address.platform not in LOCAL_PLATFORMS for address in work.people.addresses(person.id))
    unearned = Role.ADMIN in person.roles - work.people.given_roles(person.id)
    return None if met or (unearned and not admin) else person


def _only_team(work: Work) -> int | None:
    teams = work.teams.all()
    # With several teams a guess would show one team's figures to a stranger, so an admin decides.
    return teams[0].id if len(teams) == 1 else None
