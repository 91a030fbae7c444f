"""A note reads back to the letter: stored as typed, whatever in it looks like a day, an hour, a score or an outcome."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.details import (
    Call,
    Departure,
    FollowUp,
    Freeze,
    HandOff,
    Junk,
    Kind,
    Offer,
    OtherContact,
    PromiseMade,
    PromiseStep,
    RefillRhythm,
    Touch,
    Visit,
    Waiting,
)
from bot.language.tokens import QUOTES, visible_text
from bot.language.word_files import LANGUAGES
from bot.messages.card import Reply
from bot.messages.events import Pressed
from bot.messages.plain_text import card_text
from bot.messages.press import Press, existing, typed_values
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import memory_work
from tests.dialog import Dialog, company
from tests.hostile.fuzz import undone

LOOKALIKES = (
    "fri", "by friday", "inden fredag", "i morgen", "do piątku", "at 14:00", "kl. 9.30", "o godz. 12", "2pm", "12.5", "24/7", "4.11", "31/2", "v2",
    "w49", "3d", "12 months", "c0", "clarity 2", "1102", "more", "bedre end ventet", "no answer", "optaget", "voicemail", "nie odebrał", "meeting",
    "told them", "kunden vidste det", "they knew", "yesterday", "i går", "wczoraj", "q5", "l", "P1", "#12", "@anna", "=7", "-", ".", "acme", "undo",
    "new date mon", "and promise a quote by mon", "; call bergen", "said", "not", "ikke", "5m", "done", "?", "…", "https://a.example/?q=1&b=<2>",
)  # fmt: skip
LETTERS = (
    "Blåbærgrød på Ærø", "Ødegård", "Går det à la carte?", "Räksmörgås för två", "Zażółć gęślą jaźń", "Größe überprüfen, Straße", "O'Brien's naïve café",
    "👍🏽", "👨‍👩‍👧", "🇩🇰", "❤️", "½ l", "50 %", "1.000,50", "€7M", "a  b", "<b>&amp;*_~`", "[x](y)", "{name}", "${x}", "'", "’", "‚so‘", "`", "\\n", "*", "_", "~",
)  # fmt: skip
pieces = st.sampled_from((*LOOKALIKES, *LETTERS)) | st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="".join({*QUOTES, *QUOTES.values()})),
    min_size=1,
    max_size=8,
)
texts = st.lists(pieces, min_size=1, max_size=4).map(" ".join)
"""Without the signs that end a text in quotes."""


@dataclass(frozen=True)
class Way:
    """A line with a text in it, and where the text is stored."""

    line: str
    detail: type[Any]
    name: str


WAYS = (
    Way("call acme {}", Call, "note"),
    Way("call acme vm {}", Call, "note"),
    Way("call acme q5 l {}", Call, "note"),
    Way("call acme {} yesterday", Call, "note"),
    Way("call - {}", Call, "note"),
    Way("promise acme {} by fri", PromiseMade, "what"),
    Way("promise acme {} by thu 14:00", PromiseMade, "what"),
    Way("follow acme thu {}", FollowUp, "note"),
    Way("follow acme fri 10:00 {}", FollowUp, "note"),
    Way("touch acme invoice c0 {}", Touch, "why"),
    Way("touch acme invoice 1102 said {}", Touch, "why"),
    Way("kept 1 {}", PromiseStep, "note"),
    Way("told 1 {} new date mon", PromiseStep, "note"),
    Way("told 1 {} same day", PromiseStep, "note"),
    Way("broken 1 {}", PromiseStep, "note"),
    Way("broken 1 {} they knew", PromiseStep, "note"),
    Way("broken acme {}", PromiseMade, "what"),
    Way("handoff acme service 5m {}", HandOff, "cause"),
    Way("edit C1 {}", Call, "note"),
    Way("waiting acme {}", Waiting, "what"),
    Way("refill acme {} 6w", RefillRhythm, "item"),
    Way("junk 5m {}", Junk, "what"),
    Way("freeze acme {}", Freeze, "why"),
    Way("left acme {}", Departure, "why"),
    Way("visit acme {}", Visit, "note"),
    Way("offer acme 120k {}", Offer, "note"),
)


@pytest.fixture(name="world", scope="module")
def world_fixture(shared: SqliteEngine) -> Iterator[Dialog]:
    """A conversation in a company with a promise and a call; whoever speaks in it takes it back."""
    with memory_work(shared, Defaults()) as work:
        talk = company(work)
        for who, line in (
            ("chris", "admin desk service"),
            ("anna", "promise acme price list by fri"),
            ("anna", "call acme vm"),
        ):
            assert talk.say(line, who).ok
        yield talk


def _reply(talk: Dialog, way: Way, text: str) -> tuple[str, Reply]:
    """Type the line of a way with a text in it; return what is stored of it, and the reply."""
    line = way.line.format(text)
    reply = talk.say(line)
    assert reply.stored, (line, card_text(reply.card))
    entry = talk.work.entries.latest(talk.work.people.named("anna")[0].id)
    assert entry
    assert (way.detail, (entry.ref,)) == (type(entry.detail), reply.stored), line
    return getattr(entry.detail, way.name), reply


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.line)
def test_what_looks_like_something_else_is_text_in_quotes(world: Dialog, way: Way) -> None:
    """A day, an hour, a score, an outcome, a ref or a further line: nothing of it is read."""
    for text in (*LOOKALIKES, *LETTERS):
        with undone(world):
            stored, reply = _reply(world, way, f'"{text}"')
            assert text == stored
            assert text in card_text(reply.card)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    way=st.sampled_from(WAYS),
    text=texts,
    quotes=st.sampled_from(sorted(QUOTES.items())),
    language=st.sampled_from(LANGUAGES),
)
def test_what_stands_in_quotes_is_stored_and_shown_as_typed(
    world: Dialog, way: Way, text: str, quotes: tuple[str, str], language: str
) -> None:
    """For every verb that takes words, in whatever quotes and language, whatever the letters."""
    with undone(world):
        world.say(f"me language {language}")
        stored, reply = _reply(world, way, text.join(quotes))
        assert text == stored
        assert visible_text(text) in card_text(reply.card)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.sampled_from((*LOOKALIKES, *LETTERS)) | texts, quotes=st.sampled_from(sorted(QUOTES.items())))
def test_where_somebody_waits_is_stored_as_typed(world: Dialog, text: str, quotes: tuple[str, str]) -> None:
    """In quotes; a customer's name alone is that customer."""
    with undone(world):
        reply = world.say(f"waiting {text.join(quotes)}")
        assert reply.stored, (text, card_text(reply.card))
        entry = world.work.entries.latest(world.work.people.named("anna")[0].id)
        assert entry
        assert isinstance(entry.detail, Waiting)
        assert ("Acme A/S" if entry.account else text) == " ".join(
            filter(None, (entry.detail.place, entry.detail.what))
        )


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.sampled_from((*LOOKALIKES, *LETTERS)) | texts, language=st.sampled_from(LANGUAGES))
def test_a_note_is_logged_as_typed_wherever_it_belongs(world: Dialog, text: str, language: str) -> None:
    """As a contact by each of its buttons, or as a follow-up whose form holds it."""
    with undone(world):
        world.say(f"me language {language}")
        account = world.work.accounts.by_key("acme")
        assert account
        values = {"account": existing(account.id), **typed_values({"note": text})}
        asked = _pressed(world, Press(verb="note", values=values))
        assert text in card_text(asked.card)
        *others, later = asked.card.more
        for button in (*asked.card.buttons, *others):
            assert text == _noted(world, _pressed(world, button.press))
        form = _pressed(world, later.press).form
        assert form
        assert text == {field.name: field.value for field in form.fields}["note"]
        assert text == _noted(world, world.submit({"note": text, "due": "2026-11-27"}))


def _pressed(talk: Dialog, press: Press) -> Reply:
    return talk.give(Pressed(sender=talk.sender(), at=talk.at, press=press))


def _noted(talk: Dialog, reply: Reply) -> str:
    assert reply.stored, card_text(reply.card)
    (ref,) = reply.stored
    entry = talk.work.entries.live(Kind(ref[0]), int(ref[1:]))
    assert entry
    assert isinstance(entry.detail, Call | FollowUp | OtherContact)
    return entry.detail.note


SUBJECTS = (
    ("en", "they want"), ("en", "the customer wants"), ("da", "de vil have"), ("da", "kunden vil have"), ("nb", "de vil ha"), ("sv", "de vill ha"),
    ("sv", "kunden vill ha"), ("pl", "oni chcą"), ("pl", "klient chce"), ("de", "sie wollen"), ("de", "der Kunde will"),
)  # fmt: skip
"""What a clause begins with that tells of the customer, with the language of who types it."""
UNQUOTED = (
    "fri", "it by friday", "den inden fredag", "det i morgen", "to do piątku", "it at 14:00", "kl. 9.30", "o godz. 12", "2pm", "12.5 %", "24/7 support", "v2",
    "4.11", "w49", "3d", "12 months", "c0", "clarity 2", "1102", "more", "yesterday's list", "i går", "q5", "P1", "#12", "@anna", "=7", "5m",
    "Blåbærgrød på Ærø", "räksmörgås för två", "zażółć gęślą jaźń", "Größe XL", "O'Brien's café", "👍🏽", "🇩🇰 ❤️", "½ l", "1.000,50", "€7M", "two  spaces", "<b>&amp;*_~`", "{name}",
)  # fmt: skip
BEFORE = (
    ("call acme, {}", Call, "note"), ("called Acme; {}", Call, "note"), ("call acme {}", Call, "note"), ("touch acme invoice c1, {}", Touch, "why"),
    ("kept 1, {}", PromiseStep, "note"), ("follow acme thu, {}", FollowUp, "note"),
)  # fmt: skip


@pytest.mark.parametrize(("language", "subject"), SUBJECTS)
def test_what_the_customer_says_is_a_note_without_quotes(world: Dialog, language: str, subject: str) -> None:
    """From the subject on to the end of the line, days, hours, scores and refs included."""
    for way in (Way(*each) for each in BEFORE):
        for text in UNQUOTED:
            with undone(world):
                world.say(f"me language {language}")
                stored, reply = _reply(world, way, f"{subject} {text}")
                assert f"{subject} {text}" == stored
                assert stored in card_text(reply.card)
