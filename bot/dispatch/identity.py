"""Who sent an event, and how a sender who is not known yet becomes a person."""

from __future__ import annotations

from collections.abc import Collection

from bot.clock import known_zone
from bot.dispatch.refusals import RefusalReason, Refused, refusal
from bot.domain.audit import AuditAction
from bot.domain.first_contact import awaits_admin, find_person, register_person
from bot.domain.people import Person, Role
from bot.domain.work import Work
from bot.language.i18n import language_of, translator_for
from bot.messages.events import Contact, Event, MemberStatus, typed_line

OPERATORS_COMPANY = 1
"""The company whose tokens are in the settings; others installed the app by themselves."""


class UnknownSender(Exception):
    """The sender has to be registered first: nobody is known at the address, or it was parked and works again."""


def identify(event: Event, work: Work) -> Person:
    """Return the person behind an event; raises UnknownSender, Refused.

    1. Guests, bots and deactivated accounts are refused, also those who were members once.
    2. While the platform cannot say who the sender is, only people who are known already are served.
    3. Whoever came as somebody whom an admin has removed is refused until an admin lets them in.
    4. Nobody is known at the address, or messages to it failed for good until now: UnknownSender.
    5. People whom an admin has removed are refused.
    """
    sender = event.sender
    work.came_by(event.via)
    if sender.person is not None:
        return _known(event, sender.person, work)
    if sender.standing not in (MemberStatus.MEMBER, MemberStatus.UNKNOWN):
        raise _refused(event, RefusalReason.NOT_A_MEMBER, language_of(sender.language))
    person = find_person(work, sender.platform, sender.user, sender.name)
    if person is None and sender.standing is MemberStatus.UNKNOWN:
        raise _refused(event, RefusalReason.UNIDENTIFIED, language_of(sender.language))
    if person is None and awaits_admin(work, sender.platform, sender.user):
        raise _refused(event, RefusalReason.NAME_REMOVED, language_of(sender.language))
    # Whoever writes can be reached again: registering links the address anew and takes the parking away.
    reach = work.people.reach(sender.platform, sender.user)
    if person is None or (person.active and reach and reach.parked):
        raise UnknownSender
    if not person.active:
        raise _refused(event, RefusalReason.REMOVED, person.language)
    return person


def _known(event: Event, number: int, work: Work) -> Person:
    """Return who is known by a token; nobody is registered by one, and nobody is reached at it."""
    person = work.people.get(number)
    if not person.active:
        raise _refused(event, RefusalReason.REMOVED, person.language)
    return person


def _refused(event: Event, reason: RefusalReason, language: str) -> Refused:
    return Refused(refusal(translator_for(language), typed_line(event), reason))


def is_listed_admin(event: Event, admins: Collection[str]) -> bool:
    """Whether the settings name the sender as an admin, by `platform:user` or by mail address."""
    sender = event.sender
    # A guest, or somebody the platform cannot vouch for, gets no rights by carrying a listed mail address.
    if not admins or sender.person is not None or sender.standing is not MemberStatus.MEMBER:
        return False
    if sender.mail and sender.mail.casefold() in admins:
        return True
    # In a workspace that installed the app by itself another person may have the same id.
    return event.tenant == OPERATORS_COMPANY and f"{sender.platform}:{sender.user}".casefold() in admins


def lacks_admin_roles(event: Event, work: Work) -> bool:
    """Whether the sender is known without the roles of an admin, as is who was met before the settings named them."""
    person = work.people.at_address(event.sender.platform, event.sender.user)
    return person is not None and not {Role.ADMIN, Role.MANAGER} <= person.roles


def is_installation(event: Event) -> bool:
    """Whether a full member installed the app."""
    return isinstance(event, Contact) and event.installer and event.sender.standing is MemberStatus.MEMBER


def register_sender(event: Event, admins: Collection[str], work: Work) -> None:
    """Make the sender a known person with the platform's hints, unless an admin has to let them in first."""
    sender, installer = event.sender, is_installation(event)
    person = register_person(
        work,
        sender.platform,
        sender.user,
        sender.name,
        event.at,
        admin=is_listed_admin(event, admins),
        mail=sender.mail,
        installer=installer,
    )
    if installer:
        who, address = person.id if person else None, f"{sender.platform}:{sender.user}"
        work.audit.add(AuditAction.INSTALLED, event.at, author=who, person=None, what=address)
    if person is None:
        return
    # A zone that this machine's table lacks would raise wherever a local day is asked for, so it is left out here.
    work.people.change(person.id, hint_zone=known_zone(sender.zone), hint_language=sender.language)
