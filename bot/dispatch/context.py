"""What a command's handler is given: the person, the time, the place, and the transaction to work in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.accounts import Account
from bot.domain.details import AccountChange, Detail, PromiseMade, PromiseStep
from bot.domain.entries import Entry
from bot.domain.people import Person
from bot.domain.promises import with_new_day
from bot.domain.undoing import made_for_nothing_else, take_back_entry
from bot.domain.work import Work
from bot.errors import UserMistake
from bot.language.i18n import Message, Translator, translator_for
from bot.messages.card import Button, Style
from bot.messages.events import Place
from bot.messages.press import Press
from bot.records import record


@record(kw_only=True)
class Context:
    """One command being carried out at the instant `at` (UTC); `today` is the person's local day, `line` as typed."""

    work: Work
    who: Person
    at: datetime
    today: date
    translator: Translator
    place: Place
    line: str = ""
    corrects: Entry | None = None
    """The entry that the message had logged before it was edited."""

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone."""
        return ZoneInfo(self.who.zone)

    def in_team_language(self) -> Context:
        """Return the same context in the language of the person's team, for a reply that everybody there reads."""
        team = self.work.teams.get(self.who.team) if self.who.team else None
        return replace(self, translator=translator_for(team.language)) if team and team.language else self

    def t(self, context: str, message: str, **values: object) -> str:
        """Return a sentence in the person's language."""
        return self.translator.t(context, message, **values)

    def n(self, context: str, one: str, many: str, count: int, **values: object) -> str:
        """Return a sentence in the plural form that `count` asks for, in the person's language."""
        return self.translator.n(context, one, many, count, **values)

    def m(self, message: Message) -> str:
        """Return a declared sentence in the person's language."""
        return self.translator.m(message)

    def log(self, detail: Detail, account: Account | None, on: date | None = None) -> Entry:
        """Add an entry by this person for today, or for the past day `on`, and return it.

        If it corrects an entry of the same kind, that one is edited: it keeps its ref, and its day unless `on` is set.
        One whose first wording made what it is not about any more is replaced instead, so that it goes with that.
        An account that the line made is noted with it, so that it can be taken back with the line.

        Raises UserMistake for an account that is closed, unless it is changed or a promise of before is answered for.
        """
        if account and account.closed is not None and not isinstance(detail, AccountChange | PromiseStep):
            raise UserMistake(
                "account", "{account} is closed: type “account open {account}” first.", account=account.name
            )
        entry = self._stored(detail, account, on)
        if account and account.new:
            self.work.entries.note_made(entry, account.id)
        return entry

    def _stored(self, detail: Detail, account: Account | None, on: date | None) -> Entry:
        number = account.id if account else None
        old = self.corrects
        if old and made_for_nothing_else(self.work, old, detail, number):
            # Now, so that the receipt does not count it.
            take_back_entry(self.work, old, self.who.id, self.at)
        elif old and old.kind is detail.kind:
            before = old.detail
            if isinstance(detail, PromiseMade) and isinstance(before, PromiseMade):
                same = (detail.due, detail.hour) == (before.due, before.hour)
                kept = replace(detail, after_step=before.after_step)
                detail = kept if same else with_new_day(self.work.entries, old, detail)
            entry = replace(old, detail=detail, account=number, day=on or old.day)
            return self.work.entries.edit(entry, person=self.who.id, at=self.at)
        return self.work.entries.add(detail, person=self.who.id, account=number, day=on or self.today, at=self.at)

    def button(self, label: str, verb: str, style: Style = Style.PLAIN, **values: str) -> Button:
        """Return a button that runs `verb` with the values of a press, see bot.messages.press."""
        return Button(label=label, press=Press(verb=verb, values=values), style=style)

    def undo_button(self, entry: Entry) -> Button:
        """Return the button that takes an entry back; `pressed` lets the command refuse it after a day."""
        return self.button(self.t("button", "Undo"), "undo", ref=entry.ref, pressed="1")
