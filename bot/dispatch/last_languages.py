"""The language in which each sender was spoken to last, for answers while the database cannot be asked."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

from bot.domain.first_contact import find_person
from bot.domain.people import Person
from bot.errors import StoreError
from bot.language.i18n import Translator, language_of, translator_for
from bot.messages.events import Event
from bot.ports import Store

SENDERS_KEPT = 5_000


@dataclass(kw_only=True)
class LastLanguages:
    """Languages by sender, in this process; whoever was spoken to longest ago is forgotten first."""

    _by_sender: dict[tuple[int, str, str], str] = field(default_factory=dict)

    def note(self, event: Event, who: Person) -> None:
        """Remember the language of who sent an event."""
        self._by_sender.pop(_sender(event), None)
        self._by_sender[_sender(event)] = who.language
        while len(self._by_sender) > SENDERS_KEPT:
            self._by_sender.pop(next(iter(self._by_sender)), None)

    async def translator(self, store: Store, event: Event) -> Translator:
        """Return the language last known, else the person's if it can be read in time, or the platform's hint."""
        sender, language = event.sender, self._by_sender.get(_sender(event), "")
        if not language:
            with suppress(StoreError):
                who = await store.read(
                    lambda work: find_person(work, sender.platform, sender.user, sender.name), event.tenant
                )
                language = who.language if who else ""
        return translator_for(language or language_of(sender.language))


def _sender(event: Event) -> tuple[int, str, str]:
    return event.tenant, event.sender.platform, event.sender.user
