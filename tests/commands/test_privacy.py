"""`privacy`: what figures are for and who sees them, once by itself and whenever somebody asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.language.word_files import LANGUAGES
from bot.messages.card import Reply
from bot.messages.events import Line, Place, Pressed, Scope, Sender
from bot.messages.plain_text import card_text
from bot.messages.press import Press, rest_of_line
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


@pytest.fixture(name="talk")
def talk_fixture(talk: Dialog) -> Dialog:
    """A company in which nobody has read yet what its figures are for."""
    talk.work._db._raw.execute("DELETE FROM purpose_read")
    return talk


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
    """A page is drawn without anything being noted; who asks for it by a press reads it once."""
    home = Pressed(sender=talk.sender(), at=talk.at, press=Press(verb="home"), limited=False)
    assert [True, True] == [SAID["en"] in card_text(talk.give(home).card) for _ in range(2)]
    assert 1 == card_text(talk.give(replace(home, limited=True)).card).count(SAID["en"])
    assert SAID["en"] not in card_text(talk.give(home).card)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_only_presses_buttons_and_fills_in_forms_reads_it_once(talk: Dialog, language: str) -> None:
    """With the first answer: a form is none, and a press that only looks is one."""
    talk.work.people.change(talk.work.people.named("anna")[0].id, language=language)

    def press(verb: str, values: Mapping[str, str] | None = None) -> Reply:
        talk.later(minutes=2)
        return talk.give(Pressed(sender=talk.sender(), at=talk.at, press=Press(verb=verb, values=values or {})))

    assert press("promise").form
    said = [talk.submit({"account": "acme", "what": "quote", "due": "2026-11-27"}), press("today"), press("me")]
    assert [True, False, False] == [SAID[language] in card_text(reply.card) for reply in said]
    assert talk.say("admin purpose plan tours", "chris").ok
    said = [press("today"), press("today")]
    assert [True, False] == [SAID[language] in card_text(reply.card) for reply in said]


def test_a_press_in_a_channel_is_answered_with_it_to_its_presser_alone(talk: Dialog) -> None:
    """Never in what takes the place of a post, and never in a public answer; those do not use it up."""
    channel = Place(scope=Scope.CHANNEL, channel="C1", name="nord")
    talk.say("waiting counter", "bo", channel=True)
    going = next(button.press for button in talk.last.card.all_buttons())

    def press(press: Press) -> Reply:
        return talk.give(Pressed(sender=talk.sender(), at=talk.at, press=press, place=channel))

    went, alone = press(going), press(Press(verb="today"))
    assert (went.public, alone.public) == (True, False)
    assert [False, True] == [SAID["en"] in card_text(reply.card) for reply in (went, alone)]


def test_a_private_answer_that_takes_the_place_of_a_message_in_a_channel_leaves_it_for_the_next(talk: Dialog) -> None:
    """Whose message it is, a platform alone knows."""
    quiet = Press(verb="mute", values=rest_of_line("morning"))
    for place, told in ((Place(scope=Scope.CHANNEL, channel="C1"), False), (Place(), True)):
        reply = talk.give(Pressed(sender=talk.sender(), at=talk.at, press=quiet, place=place))
        assert reply.replaces
        assert told is (SAID["en"] in card_text(reply.card))


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
    talk.without_purpose()
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
