"""Every command in every language with hostile arguments, typed, pressed, filled in or corrected: one sound answer each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.dispatch.registry import discover
from bot.domain.details import Call, Kind
from bot.language.tokens import clean, forbidden_character
from bot.language.vocabulary import FACTORS, KEYWORDS, verb_label
from bot.language.word_files import LANGUAGES
from bot.messages.events import Correction, Event, Line, Place, Pressed, Scope, Submission
from bot.messages.plain_text import card_text
from bot.messages.press import Press
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import memory_work
from tests.dialog import Dialog, company
from tests.hostile.fuzz import EXAMPLES, fuzzed, given_to, hostile, rows, texts, undone, words
from tests.hostile.test_hostile import sound

VERBS = tuple(command.verb for command in discover())
TYPED = tuple(command.verb for command in discover() if not command.hidden)
NAMES = tuple(sorted({arg.name for command in discover() for arg in command.args}))
VALUES = (
    "=1",
    "=2",
    "=99",
    "=-1",
    "=" + "9" * 40,
    "+Acme",
    "+",
    "-",
    "P1",
    "C1",
    "R1",
    "W1",
    "P99",
    "yes",
    "no",
    "1h",
    "1",
    "2 3",
    "2026-11-27",
    "",
)
machine = st.dictionaries(
    st.sampled_from(NAMES)
    | st.sampled_from(NAMES).map("~{}".format)
    | st.sampled_from(("~", "once", "line", "label"))
    | hostile,
    st.sampled_from(VALUES) | texts,
    max_size=4,
)
cells = (
    cell
    for table in (KEYWORDS, FACTORS)
    for entry in table.words.values()
    for words_ in entry.values()
    for cell in words_.all
)
SPOKEN = (
    *sorted(set(cells)),
    "acme",
    "anna",
    "chris",
    "Nord",
    "service",
    "invoice",
    "fri",
    "24/12",
    "08:00-16:00",
    "5",
    "10 min",
    "week",
    "export csv",
)
arguments = st.lists(hostile | st.sampled_from(SPOKEN) | words, max_size=6).map(" ".join)


class House:
    """A company's conversation, which a failing example shows by its name alone."""

    def __init__(self, talk: Dialog) -> None:
        self.talk = talk


@pytest.fixture(name="house", scope="module")
def house_fixture(shared: SqliteEngine) -> Iterator[House]:
    """A company with an entry of most kinds; whoever changes it takes that back."""
    with memory_work(shared, Defaults()) as work:
        talk = company(work)
        for line in (
            "call acme",
            "promise acme list by fri",
            "touch acme invoice c1",
            "waiting yard",
            "admin desk service",
            "follow acme thu x",
        ):
            assert talk.say(line, "chris").ok
        yield House(talk)


def answered(house: House, event: Event) -> None:
    """Hand an event over, which is answered soundly; what is refused or asked back stores nothing."""
    with undone(house.talk) as talk:
        reply, unchanged = given_to(talk, event)
        sound(reply, repr(event)[:400])
        assert reply.ok or unchanged, event


@pytest.mark.parametrize("language", LANGUAGES)
@fuzzed(EXAMPLES // len(LANGUAGES))
@given(verb=st.sampled_from(TYPED), rest=arguments, public=st.booleans(), who=st.sampled_from(("anna", "chris")))
def test_a_command_with_any_arguments(
    house: House, language: str, verb: str, rest: str, public: bool, who: str
) -> None:
    """Its own word in each language, then anything."""
    place = Place(scope=Scope.CHANNEL, channel="C1", name="nord") if public else Place()
    answered(
        house,
        Line(
            sender=house.talk.sender(who),
            at=house.talk.at,
            text=f"{verb_label(verb, language)} {rest}",
            place=place,
            limited=False,
        ),
    )


@fuzzed()
@given(verb=st.sampled_from(VERBS) | texts, values=machine, who=st.sampled_from(("anna", "chris")))
def test_a_button_with_any_values(house: House, verb: str, values: dict[str, str], who: str) -> None:
    """Every verb with the names of all arguments, and values of every kind."""
    answered(house, Pressed(sender=house.talk.sender(who), at=house.talk.at, press=Press(verb=verb, values=values)))


@fuzzed()
@given(verb=st.sampled_from(VERBS) | texts, values=machine, kept=machine)
def test_a_form_with_any_fields(house: House, verb: str, values: dict[str, str], kept: dict[str, str]) -> None:
    """What was filled in and what the form carried, both of any kind."""
    answered(
        house, Submission(sender=house.talk.sender("chris"), at=house.talk.at, verb=verb, values=values, kept=kept)
    )


@fuzzed()
@given(line=st.sampled_from(("call acme", "promise acme x by fri", "touch acme invoice 0")), text=arguments)
def test_a_message_edited_to_anything(house: House, line: str, text: str) -> None:
    """What it logged is taken back or corrected; a text that is refused leaves it as it was."""
    with undone(house.talk) as talk:
        talk.give(Line(sender=talk.sender("chris"), at=talk.at, text=line, key="k", origin="m"))
        edited = Correction(sender=talk.sender("chris"), at=talk.at, text=f"{line} {text}", key="k2", origin="m")
        reply, unchanged = given_to(talk, edited)
        sound(reply, text)
        assert reply.ok or unchanged


@fuzzed()
@given(text=texts.map(lambda text: text.replace('"', "'")))
@example(text="0. ACME")
@example(text="\r\nB 0 ")
def test_a_note_of_any_text_is_shown_as_typed(house: House, text: str) -> None:
    """Or refused as a whole, with the character that it may not hold, or as too long.

    In quotes, because any text may hold a stop and a customer's name or a verb behind it: a fact of its own.
    """
    with undone(house.talk) as talk:
        reply = talk.say(f'call acme vm "<{text}>"', "chris")
        if not reply.ok:
            assert forbidden_character(text) or len(text) > 900
            return
        entry = talk.work.entries.live(Kind.CALL, int(reply.stored[0].removeprefix("C")))
        assert entry
        assert isinstance(entry.detail, Call)
        assert clean(f"<{text}>") == entry.detail.note
        assert entry.detail.note in card_text(reply.card)


@fuzzed()
@given(text=texts)
@example(text="0. ACME")
@example(text="\r\nB 0 ")
@example(text=". call acme")
def test_a_text_without_quotes_is_asked_about_or_stored_to_the_letter(house: House, text: str) -> None:
    """Whatever else it may say, such as a day or a further fact: what is stored of it as text stands in it so."""
    line = f"call acme vm <{text}>"
    with undone(house.talk) as talk:
        before = rows(talk)
        reply = talk.say(line, "chris")
        sound(reply, line)
        if not reply.ok:
            assert before == rows(talk)
        for stored in map(str.strip, texts_of(talk, reply.stored)):
            assert stored in clean(line)
            assert stored in card_text(reply.card)


def texts_of(talk: Dialog, refs: Sequence[str]) -> Iterator[str]:
    """Yield the free texts of entries."""
    for ref in refs:
        entry = talk.work.entries.live(Kind(ref[0]), int(ref[1:]))
        assert entry
        for name in ("note", "what", "why", "place"):
            yield getattr(entry.detail, name, "")
