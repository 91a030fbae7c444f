"""N22: who may do what has changed: told to whom it concerns, and to admins where nobody granted it by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from bot.domain.audit import AuditAction, AuditRecord
from bot.domain.first_contact import was_met
from bot.domain.people import Role
from bot.language.i18n import msg
from bot.language.vocabulary import ROLES
from bot.messages.card import Card, Text
from nudges.brevity import clipped, short_card
from nudges.rule import Nudge, To, nudge
from nudges.salesday import FRESH, SalesDay

ROLES_TOLD = (Role.ADMIN, Role.MANAGER)
ARRIVALS_TOLD = 3
"""Arrivals that are told at a time, so that a company's first morning does not fill an admin's."""


@nudge("N22", to=To.PERSON, rank=220, lasting=True, limited=False, help=msg("nudge", "Roles you gain or lose"))
def access_change(day: SalesDay) -> Iterator[Nudge]:
    """Tell a person of roles that somebody else gave or took, an admin of installations and of who came as set up."""
    since = day.midnight - FRESH
    found = [*_own_changes(day, day.work.audit.role_changes(day.person.id, since)), *_arrivals(day, since)]
    for record in found if found and was_met(day.work, day.person) else ():
        due = day.at_once(record.at)
        if due is not None:
            yield Nudge(subject=f"A{record.id}", due=due, until=day.quiet, draw=partial(_card, day, record))


def _own_changes(day: SalesDay, news: Sequence[AuditRecord]) -> Iterable[AuditRecord]:
    """Return the last change of each of the person's roles: what was true in between is no news."""
    last: dict[str, AuditRecord] = {}
    for record in news:
        if _is_own(day, record):
            last.setdefault(record.what, record)
    return last.values()


def _is_own(day: SalesDay, record: AuditRecord) -> bool:
    """Whether somebody else gave the person a role that is told, or took it."""
    return record.what in ROLES_TOLD and record.author not in (None, day.person.id)


def _arrivals(day: SalesDay, since: datetime) -> Sequence[AuditRecord]:
    """Return who installed the app, and who became somebody set up, or admin, without an admin's yes, to an admin."""
    if Role.ADMIN not in day.person.roles:
        return ()
    return day.work.audit.arrivals(since, but=day.person.id, limit=ARRIVALS_TOLD)


def _card(day: SalesDay, record: AuditRecord) -> Card:
    say = day.say
    me = day.button(say.t("button", "What is kept of me"), "me")
    set_up = day.button(say.t("button", "Open the set-up"), "admin")

    def made(cut: int) -> Card:
        text = Text(text=_sentence(day, record, cut))
        if record.person != day.person.id:
            return Card(title=say.t("claim", "Somebody came"), body=(text,), buttons=(set_up,))
        return Card(title=say.t("claim", "Your roles"), body=(text,), buttons=(me,))

    return short_card(made)


def _sentence(day: SalesDay, record: AuditRecord, cut: int) -> str:
    say = day.say
    if record.action is AuditAction.INSTALLED:
        return say.t("claim", "{address} installed Snurr; a second time gives no role.", address=record.what)
    name = _name(day, record.person, cut)
    if record.action is AuditAction.ROLE_GIVEN and record.author is None:
        role = ROLES.label(record.what, say.language)
        return say.t("claim", "{name} is {role} now; no admin gave it.", name=name, role=role)
    if record.action is AuditAction.CLAIM_CONFIRMED:
        return say.t("claim", "{name}, whom an admin set up, came from {address}.", name=name, address=record.what)
    role, admin = ROLES.label(record.what, say.language), _name(day, record.author, cut)
    if record.action is AuditAction.ROLE_GIVEN:
        return say.t("claim", "{admin} made you {role}.", role=role, admin=admin)
    return say.t("claim", "{admin} took your role: {role}.", role=role, admin=admin)


def _name(day: SalesDay, person: int | None, cut: int) -> str:
    return clipped(day.work.people.get(person).name, cut) if person else "–"
