"""Whatever admins set up and whoever comes from where: no name gives a role, and removed is removed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.domain.claim_decision import Verdict, decide_claim
from bot.domain.claims import ClaimOutcome, ClaimReason
from bot.domain.first_contact import HARMLESS, awaits_admin, register_person
from bot.domain.people import MAIL, Person, Role
from storage.people import Defaults
from storage.work import SqlWork, memory_work
from tests.dialog import TUESDAY
from tests.migrated import memory_engine

NAMES = st.sampled_from(["Kari", "KARI", "Ka\u200bri", "Ola", ""])
ADDRESSES = st.sampled_from([("slack", "U1"), ("slack", "U2"), ("slack", "U3"), ("teams", "a1"), ("teams", "a2")])
MAILS = st.sampled_from(["", "kari@firm.example", "ola@firm.example"])
ROLES = st.sampled_from(list(Role))


@dataclass(kw_only=True)
class Known:
    """What an outsider may rely on: the addresses that an admin confirmed, and the mails that an admin named."""

    confirmed: set[tuple[str, str]] = field(default_factory=set)
    mails: set[str] = field(default_factory=set)
    told: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """The mails with which each address came."""


class Newcomers(RuleBasedStateMachine):
    """One company: admins set up, remove and decide; people come from two platforms under any name and mail."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        engine = memory_engine()
        self.stack.callback(engine.close)
        self.work: SqlWork = self.stack.enter_context(memory_work(engine, Defaults()))
        self.admin = self.work.people.change(self.work.people.add("Chris", TUESDAY).id, roles=frozenset({Role.ADMIN}))
        self.known = Known()

    def teardown(self) -> None:
        self.stack.close()

    @rule(name=NAMES.filter(bool), role=ROLES, mail=MAILS)
    def set_up(self, name: str, role: Role, mail: str) -> None:
        """Name somebody who never came, perhaps by mail."""
        person = self.work.people.add(name, TUESDAY)
        self.work.people.change(person.id, roles=frozenset({role}))
        if mail and self.work.people.at_address(MAIL, mail) is None:
            self.work.people.link(person.id, MAIL, mail)
            self.known.mails.add(mail)

    @rule(address=ADDRESSES, name=NAMES, mail=MAILS)
    def come(self, address: tuple[str, str], name: str, mail: str) -> None:
        """Write from an address; without a person there, nobody is added to the list."""
        before = len(self.work.people.everyone())
        self.known.told.setdefault(address, set()).add(mail)
        if self.work.people.at_address(*address) is None and awaits_admin(self.work, *address):
            return
        if register_person(self.work, *address, name, TUESDAY, admin=False, mail=mail) is None:
            assert before == len(self.work.people.everyone())
            assert awaits_admin(self.work, *address)

    @rule(name=NAMES.filter(bool), gone=st.booleans())
    def remove(self, name: str, gone: bool) -> None:
        """Take everybody of a name off the list, or put them back."""
        for person in self.work.people.named(name):
            self.work.people.change(person.id, gone=gone)

    @precondition(lambda self: self.work.claims.open())
    @rule(data=st.data(), verdict=st.sampled_from([Verdict.SAME, Verdict.OTHER, Verdict.OUT]))
    def decide(self, data: st.DataObject, verdict: Verdict) -> None:
        """Decide any open claim as an admin may."""
        claim = data.draw(st.sampled_from(list(self.work.claims.open())))
        people = [self.work.people.get(each) for each in (claim.person, claim.newcomer) if each]
        if verdict is Verdict.SAME and claim.reason is not ClaimReason.REMOVED and any(each.gone for each in people):
            return
        if verdict is Verdict.SAME:
            self.known.confirmed |= set(self._addresses(claim.newcomer)) | {(claim.platform, claim.target)}
        assert decide_claim(self.work, claim, verdict, self.admin, TUESDAY).outcome is not ClaimOutcome.OPEN

    def _addresses(self, person: int | None) -> Iterator[tuple[str, str]]:
        for reach in self.work.people.addresses(person) if person else ():
            yield reach.platform, reach.target

    @invariant()
    def a_role_is_proved(self) -> None:
        """Whoever has a role above seller came with a mail that an admin named, or an admin confirmed the address."""
        for person in self.work.people.everyone():
            for address in self._addresses(person.id):
                if address[0] != MAIL and not person.roles <= HARMLESS:
                    assert address in self.known.confirmed or self._proved_by_mail(person, address)

    def _proved_by_mail(self, person: Person, address: tuple[str, str]) -> bool:
        own = {target for platform, target in self._addresses(person.id) if platform == MAIL}
        return bool(own & self.known.told.get(address, set()))

    @invariant()
    def every_list_names_people_who_are_there(self) -> None:
        """No claim is on or by a record that was merged away."""
        listed = {person.id for person in self.work.people.everyone()}
        for claim in self.work.claims.open():
            assert {claim.person, claim.newcomer or claim.person} <= listed


Newcomers.TestCase.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
TestNewcomers = Newcomers.TestCase
