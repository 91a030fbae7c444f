"""The unit of work: the repositories of one company within one transaction."""

from __future__ import annotations

from typing import Protocol

from bot.domain.accounts import Accounts
from bot.domain.audit import Audit
from bot.domain.channel_posts import ChannelPosts
from bot.domain.check_ins import CheckIns
from bot.domain.claims import Claims
from bot.domain.closed_days import ClosedDays
from bot.domain.colleague_notes import ColleagueNotes
from bot.domain.conversations import Conversations
from bot.domain.desks import Desks
from bot.domain.entries import Entries
from bot.domain.exclusives import Exclusives
from bot.domain.figures import Figures
from bot.domain.gaps import Gaps
from bot.domain.handovers import Handovers
from bot.domain.import_runs import ImportRuns
from bot.domain.inbound import Inbound
from bot.domain.installations import Installations
from bot.domain.junk import JunkLog
from bot.domain.noted_words import NotedWords
from bot.domain.outbox import Outbox
from bot.domain.own_words import OwnWords
from bot.domain.people import People
from bot.domain.personal_data import PersonalData
from bot.domain.plans import Plans
from bot.domain.plates import Plates
from bot.domain.promises import Promises
from bot.domain.refills import Refills
from bot.domain.resting import RestingAccounts
from bot.domain.retention import Retention
from bot.domain.senders import Senders
from bot.domain.teams import Teams
from bot.domain.touchpoints import Touchpoints
from bot.domain.wakeups import WakeUps


class Work(Protocol):
    """What a handler reads and changes; all of it is committed together or not at all."""

    @property
    def people(self) -> People: ...
    @property
    def claims(self) -> Claims: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def teams(self) -> Teams: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def touchpoints(self) -> Touchpoints: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def closed_days(self) -> ClosedDays: ...
    @property
    def desks(self) -> Desks: ...
    @property
    def entries(self) -> Entries: ...
    @property
    def noted_words(self) -> NotedWords: ...
    @property
    def promises(self) -> Promises: ...
    @property
    def plans(self) -> Plans: ...
    @property
    def plates(self) -> Plates: ...
    @property
    def refills(self) -> Refills: ...
    @property
    def resting(self) -> RestingAccounts: ...
    @property
    def junk(self) -> JunkLog: ...
    @property
    def exclusives(self) -> Exclusives: ...
    @property
    def figures(self) -> Figures: ...
    @property
    def gaps(self) -> Gaps: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def channel_posts(self) -> ChannelPosts: ...
    @property
    def check_ins(self) -> CheckIns: ...
    @property
    def colleague_notes(self) -> ColleagueNotes: ...
    @property
    def senders(self) -> Senders: ...
    @property
    def wakeups(self) -> WakeUps: ...
    @property
    def handovers(self) -> Handovers: ...
    @property
    def import_runs(self) -> ImportRuns: ...
    @property
    def inbound(self) -> Inbound: ...
    @property
    def own_words(self) -> OwnWords: ...
    @property
    def personal_data(self) -> PersonalData: ...
    @property
    def retention(self) -> Retention: ...
    @property
    def installations(self) -> Installations: ...
