"""What a handler knows: who asked, when, where, and the transaction to work in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.accounts import Account
from bot.domain.entries import KINDS, Detail, Entry
from bot.domain.people import Person
from bot.domain.work import Work
from bot.language.i18n import Message, Translator, translator_for
from bot.messages.card import Button, Style
from bot.messages.events import Place
from bot.messages.press import Press


@dataclass(frozen=True, kw_only=True)
class Context:
    """One command being carried out; `today` is the person's local day, `line` what was typed."""

    work: Work
    who: Person
    at: datetime
    today: date
    translator: Translator
    place: Place
    line: str = ""
    corrects: Entry | None = None
    """The entry that an edited message logged before."""

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone."""
        return ZoneInfo(self.who.zone)

    def aloud(self) -> Context:
        """Return the same context in the language of the person's team, for what everybody reads."""
        team = self.work.teams.get(self.who.team) if self.who.team else None
        return replace(self, translator=translator_for(team.language)) if team and team.language else self

    def t(self, context: str, message: str, **values: object) -> str:
        """Say a sentence in the person's language."""
        return self.translator.t(context, message, **values)

    def n(self, context: str, one: str, many: str, count: int, **values: object) -> str:
        """Say a sentence with a counted thing in the person's language."""
        return self.translator.n(context, one, many, count, **values)

    def m(self, message: Message) -> str:
        """Say a declared sentence in the person's language."""
        return self.translator.m(message)

    def log(self, detail: Detail, account: Account | None, on: date | None = None) -> Entry:
        """Add an entry by this person for today, or for the past day `on`; a corrected one keeps its ref."""
        number = account.id if account else None
        old = self.corrects
        if old and old.kind is KINDS[type(detail)]:
            entry = replace(old, detail=detail, account=number, day=on or old.day)
            return self.work.entries.edit(entry, person=self.who.id, at=self.at)
        return self.work.entries.add(detail, person=self.who.id, account=number, day=on or self.today, at=self.at)

    def button(self, label: str, verb: str, style: Style = Style.PLAIN, **values: str) -> Button:
        """Return a button that runs `verb` with machine values."""
        return Button(label=label, press=Press(verb=verb, values=values), style=style)

    def undo_button(self, entry: Entry) -> Button:
        """Return the button that takes an entry back."""
        return self.button(self.t("button", "Undo"), "undo", ref=entry.ref, pressed="1")
