"""`privacy`: what figures are for and who sees them, once by itself and whenever somebody asks."""

from __future__ import annotations

import pytest

from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.language.word_files import LANGUAGES
from bot.messages.card import Reply
from bot.messages.events import Line, Pressed, Sender
from bot.messages.plain_text import card_text
from bot.messages.press import Press
from storage.engine import Engine
from storage.work import SqlStore
from tests.dialog import TUESDAY, Dialog
from tests.migrated import memory_engine

SAID = {
    "en": "Team figures are for: ",
    "da": "Teamets tal bruges til: ",
    "de": "Teamzahlen sind da für: ",
    "nb": "Teamets tall brukes til: ",
    "pl": "Wyniki zespołu służą temu: ",
    "sv": "Teamets siffror är till för: ",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_reads_the_purpose_once_with_their_first_line(talk: Dialog, language: str) -> None:
    """Whether it logs or only looks, in their language; again when it says something else."""
    talk.work.people.change(talk.work.people.named("anna")[0].id, language=language)
    said = []
    for line in ("today", "today", "call acme", "call acme vm"):
        said.append(SAID[language] in card_text(talk.say(line, limited=True).card))
        talk.later(minutes=2)
    assert [True, False, False, False] == said
    assert talk.say("admin purpose plan tours", "chris").ok
    assert f"{SAID[language]}plan tours (legitimate interest)" in card_text(talk.say("today", limited=True).card)
    assert SAID[language] not in card_text(talk.say("today", limited=True).card)


def test_the_home_shows_it_until_it_was_read(talk: Dialog) -> None:
    """A page is drawn without anything being noted."""
    home = Pressed(sender=talk.sender(), at=talk.at, press=Press(verb="home"))
    assert [True, True] == [SAID["en"] in card_text(talk.give(home).card) for _ in range(2)]
    talk.say("today", limited=True)
    assert SAID["en"] not in card_text(talk.give(home).card)


def test_a_newcomers_first_receipt_is_one_short_card(talk: Dialog) -> None:
    """The receipt, two sentences of welcome and the purpose."""
    lines = [text for text in talk.say("call acme", limited=True).card.texts() if text]
    assert 4 == len(lines)
    assert lines[-1].startswith(SAID["en"])


def test_public_answers_questions_and_scripts_do_not_use_it_up(talk: Dialog) -> None:
    """Nor does a refusal; the next answer brings it."""
    for line in ("waiting counter", "promise acme", "frobnicate"):
        assert SAID["en"] not in card_text(talk.say(line, limited=True).card)
    assert SAID["en"] not in talk.text("today")
    assert SAID["en"] in card_text(talk.say("today", limited=True).card)


def test_where_nothing_is_named_nothing_is_said(talk: Dialog) -> None:
    """The first card of a trial is no longer for it."""
    talk.work._db._raw.execute("DELETE FROM purpose")
    assert SAID["en"] not in card_text(talk.say("today", limited=True).card)


def test_it_can_be_read_at_any_time(talk: Dialog) -> None:
    """Purpose, basis, since when, who may look, for how long."""
    shown = talk.text("privacy")
    for part in (
        "to see in time where customers need help",
        "legitimate interest",
        "Mon 1 Jun 2026",
        "Team figures are open.",
        "Who may look at your figures: chris.",
        "13 months",
        "Nothing is taken from presence",
    ):
        assert part in shown


@pytest.fixture(name="engine")
def engine_fixture() -> Engine:
    """A database of its own."""
    return memory_engine()


async def test_a_look_alone_is_noted_too(engine: Engine) -> None:
    """Although a command that only reads has no place to note anything."""
    store = SqlStore(engine)
    dispatch = Dispatcher(store=store, registry=discover())

    async def say(text: str, key: str) -> Reply:
        sender = Sender(platform="slack", user="U1", name="Anna")
        return await dispatch(Line(sender=sender, at=TUESDAY, text=text, key=key))

    assert (await say("today", "1")).ok
    await store.write(lambda work: work.purposes.add("help in time", "interest", TUESDAY.date(), 0))
    assert [True, False] == [SAID["en"] in card_text((await say("today", key)).card) for key in ("2", "3")]
    store.close()
