"""First contact: which person an unknown address belongs to.

A signed id or a verified mail address says who somebody is. A display name proves nothing: whoever comes under a name
that belongs to somebody makes a claim, which an admin decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.audit import AuditAction
from bot.domain.claims import Claim, ClaimOutcome, ClaimReason
from bot.domain.people import MAIL, Person, Role, mail_target
from bot.domain.work import Work
from bot.language.names import clean_name
from bot.records import record

LOCAL_PLATFORMS = frozenset({"terminal", "web"})
"""Platforms on the operator's own machine, where whoever types a name is that person."""
HARMLESS = frozenset({Role.SELLER, Role.COLLEAGUE})
"""Roles that everybody has who comes as a stranger."""


@record(kw_only=True)
class Newcomer:
    """Somebody at an address, as the platform names them; `mail` is verified or empty, `at` is aware UTC."""

    platform: str
    user: str
    name: str
    mail: str
    at: datetime

    @property
    def address(self) -> str:
        """The address in one word, such as slack:U12."""
        return f"{self.platform}:{self.user}"


def find_person(work: Work, platform: str, user: str, name: str) -> Person | None:
    """Return the person of an address, None when it is new; on local platforms that is the first of a name."""
    person = work.people.at_address(platform, user)
    if person is None and platform in LOCAL_PLATFORMS:
        person = next(iter(work.people.named(name or user)), None)
    return person


def register_person(
    work: Work,
    platform: str,
    user: str,
    name: str,
    at: datetime,
    *,
    admin: bool,
    mail: str = "",
    installer: bool = False,
) -> Person | None:
    """Link an address to a person and return that person; None when it waits for an admin.

    1. Whoever is known by the address, or by the name on a local platform.
    2. Else whoever has the verified mail address.
    3. Else nobody, when an admin removed the owner of the mail or anybody of the name: an admin decides.
    4. Else the one person whom an admin set up under the name, if nothing is to be had by being that person.
    5. Else a new seller, in the only team if there is exactly one; on the name of somebody else it makes a claim.
    `starts_as_admin` says who becomes admin and manager by that.
    """
    becomes_admin = starts_as_admin(work, platform, listed=admin, installer=installer)
    # Cleaned before it is compared: a sign that no screen shows makes no other name.
    newcomer = Newcomer(platform=platform, user=user, name=clean_name(name), mail=mail, at=at)
    person = find_person(work, platform, user, name)
    if person is None and platform not in LOCAL_PLATFORMS:
        work.purposes.begin(at.date())
        person = _meet(work, newcomer, listed=admin)
        if person is None:
            return None
    person = person or add_newcomer(work, user, name, at)
    work.people.link(person.id, platform, user)
    work.outbox.unpark(at, person=person.id)
    learn_mail(work, person, newcomer)
    return _appoint(work, person, platform, at) if becomes_admin else person


def starts_as_admin(work: Work, platform: str, *, listed: bool, installer: bool) -> bool:
    """Whether somebody becomes admin and manager by coming, which no admin granted.

    1. Whom the settings list, by id or by verified mail address.
    2. Who installs the app for a company in which nobody is admin or ever was: installing again gives nothing.
    3. The first person of an empty local database, as who types on the operator's machine may set the company up.
    """
    if listed:
        return True
    if installer:
        return not work.people.admins()
    return platform in LOCAL_PLATFORMS and not work.people.anybody()


def add_newcomer(work: Work, user: str, name: str, at: datetime) -> Person:
    """Add a seller under the platform's name, or the address while there is none, in the only team."""
    return work.people.add(clean_name(name) or user, at, team=_only_team(work))


def _appoint(work: Work, person: Person, platform: str, at: datetime) -> Person:
    """Make somebody admin and manager; recorded, but for the first person on the operator's own machine."""
    gained = frozenset({Role.ADMIN, Role.MANAGER}) - person.roles
    for role in sorted(gained) if platform not in LOCAL_PLATFORMS else ():
        work.audit.add(AuditAction.ROLE_GIVEN, at, author=None, person=person.id, what=role)
    return work.people.change(person.id, bootstrap=True)


def learn_mail(work: Work, person: Person, sender: Newcomer) -> None:
    """Make the verified mail address of a sender, who is `person`, that person's, unless it is somebody's already.

    Where an admin set somebody up by that address, who was never met, it is a claim on them.
    """
    target = mail_target(sender.mail)
    owner = work.people.at_address(MAIL, target)
    if target and owner is None:
        work.people.link(person.id, MAIL, target)
    elif owner and owner.id != person.id and owner.active and not was_met(work, owner):
        _claim(work, sender, owner, ClaimReason.SET_UP, person)


def awaits_admin(work: Work, platform: str, user: str) -> bool:
    """Whether an address is refused until an admin lets it in, or for good, as it came as somebody who was removed."""
    return any(
        claim.reason is ClaimReason.REMOVED
        and claim.newcomer is None
        and claim.outcome is not ClaimOutcome.CONFIRMED
        and not work.people.get(claim.person).active
        for claim in work.claims.at_address(platform, user)
    )


def was_met(work: Work, person: Person) -> bool:
    """Whether somebody came from a platform as this person, beyond the operator's own machine."""
    known = (address.platform for address in work.people.addresses(person.id))
    return any(platform != MAIL and platform not in LOCAL_PLATFORMS for platform in known)


def _meet(work: Work, newcomer: Newcomer, *, listed: bool) -> Person | None:
    owner = work.people.at_address(MAIL, mail_target(newcomer.mail))
    if owner and owner.active:
        return owner
    namesakes = _namesakes(work, newcomer.name)
    removed = owner or next((person for person in namesakes if person.gone), None)
    if removed:
        _claim(work, newcomer, removed, ClaimReason.REMOVED, None)
        return None
    set_up = [person for person in namesakes if not was_met(work, person)]
    # Somebody whom the settings name by id is trusted already, and nobody else may be meant by the name.
    if len(set_up) == 1 and (listed or _is_harmless(work, set_up[0])):
        work.audit.add(
            AuditAction.CLAIM_CONFIRMED, newcomer.at, author=None, person=set_up[0].id, what=newcomer.address
        )
        return set_up[0]
    added = add_newcomer(work, newcomer.user, newcomer.name, newcomer.at)
    # Of those who came themselves only the first: a crowd of one name must not make a claim on each other each.
    for person in set_up or namesakes[:1]:
        _claim(work, newcomer, person, ClaimReason.SET_UP if set_up else ClaimReason.HELD, added)
    return added


def _namesakes(work: Work, name: str) -> Sequence[Person]:
    """Return everybody who goes by a name, or did at first contact; nobody goes by none."""
    if not name:
        return ()
    return (*work.people.named(name), *work.people.formerly(name))


def _is_harmless(work: Work, person: Person) -> bool:
    """Whether being the person gives nothing that a stranger would not have: no role, nothing to read or to take.

    A verified mail address that an admin set up is the only way to become its person.
    """
    return (
        person.active
        and person.roles <= HARMLESS
        and not any(address.platform == MAIL for address in work.people.addresses(person.id))
        and not work.accounts.owned_by(person.id, limit=1)
        and not work.promises.open_of(person.id)
        and work.entries.latest(person.id) is None
        and all(touchpoint.owner != person.id for touchpoint in work.touchpoints.all())
    )


def _claim(work: Work, newcomer: Newcomer, person: Person, reason: ClaimReason, added: Person | None) -> None:
    """Record that an address came under a person's name, once."""
    made = work.claims.at_address(newcomer.platform, newcomer.user)
    if any(_is_of(claim, person, reason) for claim in made):
        return
    newcomer_id = added.id if added else None
    work.claims.add(
        newcomer.platform,
        newcomer.user,
        newcomer.name or newcomer.user,
        person.id,
        reason,
        newcomer.at,
        newcomer=newcomer_id,
    )
    work.audit.add(AuditAction.CLAIMED, newcomer.at, author=newcomer_id, person=person.id, what=newcomer.address)


def _is_of(claim: Claim, person: Person, reason: ClaimReason) -> bool:
    return claim.person == person.id and claim.reason is reason


def _only_team(work: Work) -> int | None:
    # With several teams a guess would show one team's figures to a stranger, so an admin decides.
    only = work.teams.only()
    return only.id if only else None
