"""What could not be stored is said so, with the reason, what to do, and the text as typed; nothing is half written."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import TypeVar

import pytest

from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.domain.work import Work
from bot.errors import StoreBusy, StoreError, StoreFull, StoreInDoubt, StoreUnusable
from bot.language.word_files import LANGUAGES
from bot.messages.card import Reply
from bot.messages.events import Event, Line, Pressed, Sender, Submission
from bot.messages.press import Press
from storage.work import SqlStore
from tests.migrated import memory_engine

T = TypeVar("T")
AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
SAID = {
    "en": ("disk full", "is busy", "cannot be written", "Your text: call acme vm", "cannot be read"),
    "da": ("disken er fuld", "er optaget", "kan ikke skrives", "Din tekst: call acme vm", "kan ikke læses"),
    "nb": ("disken er full", "er opptatt", "skrive til loggen", "Teksten din: call acme vm", "kan ikke leses"),
    "sv": ("disken är full", "är upptagen", "att skriva i loggen", "Din text: call acme vm", "kan inte läsas"),
    "pl": (
        "dysk jest pełny",
        "jest zajęty",
        "nie da się zapisać",
        "Twój tekst: call acme vm",
        "nie da się teraz odczytać",
    ),
    "de": (
        "der Speicher ist voll",
        "gerade belegt",
        "lässt sich nicht schreiben",
        "Dein Text: call acme vm",
        "gerade nicht lesen",
    ),
}
PERHAPS = {
    "en": "Perhaps logged: the log gave no answer. Type “today” to see.",
    "da": "Måske logget: loggen svarede ikke. Skriv »i dag« for at se det.",
    "nb": "Kanskje logget: loggen svarte ikke. Skriv «i dag» for å se det.",
    "sv": "Kanske loggat: loggen svarade inte. Skriv ”idag” för att se det.",
    "pl": "Być może zapisano: dziennik nie odpowiedział. Wpisz „dziś”, aby to sprawdzić.",
    "de": "Vielleicht eingetragen: das Logbuch hat nicht geantwortet. Tippe „heute“, um es zu sehen.",
}
NOT_LOGGED = {
    "en": "Not logged",
    "da": "Ikke logget",
    "nb": "Ikke logget",
    "sv": "Inte loggat",
    "pl": "Nie zapisano",
    "de": "Nicht eingetragen",
}


class Refusing:
    """A store that can be read but not written, or neither."""

    def __init__(self, inner: SqlStore, error: StoreError, *, reads: bool = True) -> None:
        self.inner = inner
        self.error = error
        self.reads = reads

    async def write(self, fn: Callable[[Work], T], tenant: int = 1, beside: str | None = None) -> T:
        raise self.error

    async def read(self, fn: Callable[[Work], T], tenant: int = 1) -> T:
        if not self.reads:
            raise self.error
        return await self.inner.read(fn, tenant)


@pytest.fixture(name="store")
async def store_fixture() -> AsyncIterator[SqlStore]:
    """A company in which Anna, whose platform says nothing of her language, chose Swedish."""
    engine = memory_engine()
    store = SqlStore(engine)
    bot = Dispatcher(store=store, registry=discover())
    assert (await bot(_line("me language sv", "en"))).ok
    yield store
    store.close()


def _line(text: str, language: str) -> Line:
    return Line(sender=_sender(language), at=AT, text=text)


def _sender(language: str) -> Sender:
    return Sender(platform="slack", user="U1", name="Anna", language=language)


async def _answer(store: SqlStore, error: StoreError, event: Event, *, reads: bool = True) -> Reply:
    return await Dispatcher(store=Refusing(store, error, reads=reads), registry=discover())(event)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("place", "error"), [(0, StoreFull("x")), (1, StoreBusy("x")), (2, StoreUnusable("/srv/x.db"))]
)
async def test_the_reason_and_the_text_in_every_language(
    store: SqlStore, language: str, place: int, error: StoreError
) -> None:
    """The error has the reason and the typed text, and never a path."""
    reply = await _answer(store, error, _line("call acme vm", language), reads=False)
    said = reply.error or ""
    assert (reply.ok, reply.stored) == (False, ())
    assert said.startswith(f"{NOT_LOGGED[language]}: ")
    assert SAID[language][place] in said
    assert said.endswith(SAID[language][3])
    assert "/srv" not in said


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_may_be_stored_is_not_denied(store: SqlStore, language: str) -> None:
    """Whoever reads "not logged" types it again, and would count it twice."""
    said = (await _answer(store, StoreInDoubt("x"), _line("call acme vm", language), reads=False)).error or ""
    assert said.startswith(PERHAPS[language])
    assert said.endswith(SAID[language][3])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_question_that_cannot_be_answered_speaks_of_reading(store: SqlStore, language: str) -> None:
    """Nobody wanted to log anything, so nothing is said about logging."""
    reply = await _answer(store, StoreUnusable("x"), _line("today", language), reads=False)
    assert SAID[language][4] in (reply.error or "")
    assert NOT_LOGGED[language] not in (reply.error or "")


async def test_the_own_language_counts_while_the_log_can_be_read(store: SqlStore) -> None:
    """A seller who chose Swedish reads Swedish, whatever the platform says."""
    reply = await _answer(store, StoreFull("x"), _line("call acme vm", "en"))
    assert (reply.error or "").startswith("Inte loggat: disken är full.")


async def test_questions_are_answered_while_nothing_can_be_stored(store: SqlStore) -> None:
    """Reads go on."""
    assert (await _answer(store, StoreBusy("x"), _line("today", "en"))).ok


async def test_what_stood_in_a_form_is_repeated(store: SqlStore) -> None:
    """A form is closed by then, so what was typed into it is worth most of all."""
    event = Submission(
        sender=_sender("en"), at=AT, verb="promise", values={"account": "acme", "what": "quote", "due": "", "x": "fri"}
    )
    reply = await _answer(store, StoreFull("x"), event, reads=False)
    assert (reply.error or "").endswith("Your text: acme quote fri")


async def test_a_button_has_no_text(store: SqlStore) -> None:
    """Pressing it again is all it takes."""
    event = Pressed(sender=_sender("en"), at=AT, press=Press(verb="undo", values={"ref": "C1"}))
    reply = await _answer(store, StoreBusy("x"), event, reads=False)
    assert reply.error == "Not logged: the log is busy. Try again in a minute."


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_long_text_is_cut_at_six_hundred_characters(store: SqlStore, language: str) -> None:
    """One line, most of the text."""
    reply = await _answer(store, StoreFull("x"), _line("call acme " + "ø" * 5000, language), reads=False)
    assert 300 < len(reply.error or "") <= 600
    assert "\n" not in (reply.error or "")


async def test_refusals_are_counted_by_reason() -> None:
    """What `/metrics` shows as a busy database."""
    engine = memory_engine()
    store = SqlStore(engine)

    def busy(work: Work) -> None:
        raise StoreBusy("x")

    for verb in (store.write, store.read):
        with pytest.raises(StoreBusy):
            await verb(busy)
    assert store.refusals == {"StoreBusy": 2}
    store.close()
