"""Names that nobody typed, and characters that nobody types, do nothing: not in a card, a terminal or a log."""

from __future__ import annotations

import json
import logging
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from adapters import renderers
from adapters.teams.forms import dialog, shown_in_dialog
from adapters.web.chat_room import ChatMessage
from bot.cli.main import cli
from bot.dispatch.platform_changes import channel_changed, profile_changed
from bot.domain.first_contact import register_person
from bot.language.names import clean_name
from bot.language.tokens import forbidden_character
from bot.language.word_files import LANGUAGES
from bot.logs import UNSHOWN, configure, spelt
from bot.messages.card import Button, Card, Fields, Quote, Table, Text
from bot.messages.events import ChannelChanged, Place, ProfileChanged, Scope, Submission
from bot.messages.form import Field, FieldKind, Form, Option
from bot.messages.press import Press
from bot.messages.seal import SHOWN_ONLY
from storage.work import SqlWork
from tests.dialog import TUESDAY, Dialog

HOSTILE = "E\x1b[31mva\r\n\u202eNot ours\u2028\u009b2J\u2066\u200b\ud800"
CLEAN = "E [31mva Not ours 2J"
TYPED = ("\x00", "\x07", "\x1b", "\x1b[31m", "\x7f", "\x9b", "\x0b", "\x85", "\ud800")


def test_a_name_is_one_line_of_what_a_screen_shows() -> None:
    """Escapes, line breaks, marks of direction and invisible letters are left out, and a long one is cut."""
    assert CLEAN == clean_name(HOSTILE)
    assert "" == clean_name("\u202e\u200b\u3164 \u200d\n")
    assert "a" * 80 == clean_name("a" * 100_000)


@pytest.mark.parametrize("name", ["Łucja Ødegård", "O'Brien & Sønner A/S", "👩‍👩‍👧 Anna", "नीति क्‍ष", "Acme – 1+1"])
def test_an_ordinary_name_is_left_as_it_is(name: str) -> None:
    """Letters of any script, and joiners, which some scripts and emoji need."""
    assert name == clean_name(name)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_name_holds_what_no_screen_shows(text: str) -> None:
    """Whatever is given, and cleaning again changes nothing."""
    name = clean_name(text)
    assert name == clean_name(name)
    assert not UNSHOWN.search(name)
    assert not {"Cc", "Cs", "Zl", "Zp"} & {unicodedata.category(char) for char in name}


def by_profile(work: SqlWork) -> str:
    """Rename a person as a platform tells it."""
    sender = Dialog(work=work).sender("anna")
    person = register_person(work, sender.platform, sender.user, "anna", TUESDAY, admin=False)
    profile_changed(ProfileChanged(sender=replace(sender, name=HOSTILE), at=TUESDAY), work)
    return work.people.get(person.id).name


def by_channel(work: SqlWork) -> str:
    """Rename a team's channel as a platform tells it."""
    team = work.teams.save("Nord", TUESDAY, channel="sales", address="terminal:#C1")
    place = Place(scope=Scope.CHANNEL, platform="terminal", channel="C1", name=HOSTILE)
    channel_changed(ChannelChanged(sender=Dialog(work=work).sender("anna"), at=TUESDAY, place=place), work)
    return work.teams.get(team.id).channel


ROADS: dict[str, Callable[[SqlWork], str]] = {
    "first contact": lambda work: register_person(work, "slack", "U1", HOSTILE, TUESDAY, admin=False).name,
    "profile": by_profile,
    "channel": by_channel,
    "person": lambda work: work.people.add(HOSTILE, TUESDAY).name,
    "account": lambda work: work.accounts.add(HOSTILE, None, TUESDAY).name,
    "renamed account": lambda work: work.accounts.change(work.accounts.add("x", None, TUESDAY).id, name=HOSTILE).name,
    "touchpoint": lambda work: work.touchpoints.save(HOSTILE).name,
    "closed day": lambda work: work.closed_days.add(TUESDAY.date(), HOSTILE, half=False).name,
    "desk": lambda work: work.desks.save(HOSTILE).name,
    "team": lambda work: work.teams.save(HOSTILE, TUESDAY).name,
    "team's channel": lambda work: work.teams.save("Nord", TUESDAY, channel=HOSTILE).channel,
}


@pytest.mark.parametrize("road", ROADS)
def test_a_name_is_cleaned_whichever_way_it_comes(work: SqlWork, road: str) -> None:
    """Profiles, channels, presses and imports all end in the same few columns."""
    assert CLEAN == ROADS[road](work)


def test_a_name_without_anything_to_see_is_never_empty(work: SqlWork) -> None:
    """A person is then named after the address, anything else by a dash."""
    assert "U1" == register_person(work, "slack", "U1", "\u200b\u202e", TUESDAY, admin=False).name
    assert "–" == work.accounts.add("\u202e", None, TUESDAY).name


@pytest.mark.parametrize("character", TYPED)
@pytest.mark.parametrize(
    "line", ["call acme vm a{}b", "promise acme x{} by fri", "{}call acme", "waiting ya{}rd", "off{} fri"]
)
def test_a_control_character_in_a_line_is_named_and_nothing_is_stored(talk: Dialog, line: str, character: str) -> None:
    """Dropping it would store what nobody typed."""
    reply = talk.say(line.format(character))
    assert (False, ()) == (reply.ok, reply.stored)
    assert f"The text holds U+{ord(character[0]):04X}" in (reply.error or "")
    assert not UNSHOWN.search(reply.error or "")


def test_the_character_is_named_as_people_know_it(talk: Dialog) -> None:
    """By its code point and, of the old ones, by its short name; in every language."""
    assert "U+001B ESC" == forbidden_character("a\x1bb")
    for language in LANGUAGES:
        talk.say(f"me language {language}")
        assert "U+001B ESC" in (talk.say("call \x1b").error or "")


def test_a_control_character_in_a_form_is_refused_like_one_in_a_line(talk: Dialog) -> None:
    """Also in what the form carried unseen."""
    values = {"account": "acme", "text": "x\x1b", "due": "fri"}
    reply = talk.give(Submission(sender=talk.sender("anna"), at=talk.at, verb="promise", values=values))
    assert (False, ()) == (reply.ok, reply.stored)
    assert "U+001B ESC" in (reply.error or "")
    kept = Submission(sender=talk.sender("anna"), at=talk.at, verb="promise", values={}, kept={"account": "+x\x07"})
    assert "U+0007 BEL" in (talk.give(kept).error or "")


def test_line_ends_and_tabs_of_a_note_are_no_control_characters(talk: Dialog) -> None:
    """People paste lists into notes."""
    assert talk.say("call acme vm one\ttwo\r\nthree").stored


def every_text(value: object) -> str:
    """Return all texts of a payload but what buttons carry, which nobody reads."""
    match value:
        case dict():
            return "".join(every_text(each) for name, each in value.items() if name not in ("value", "data", "press"))
        case list() | tuple():
            return "".join(map(every_text, value))
        case _:
            return str(value)


NOTE = "said \u202eevil\u2066 \x1b[2J and \u200fmore"
HOSTILE_CARD = Card(
    title=NOTE,
    body=(Text(text=NOTE), Quote(text=NOTE), Fields(pairs=((NOTE, NOTE),)), Table(header=(NOTE,), rows=((NOTE,),))),
    buttons=(Button(label=NOTE, press=Press(verb="undo")),),
)


@pytest.mark.parametrize("platform", sorted(renderers()))
def test_nothing_in_a_note_turns_the_words_beside_it(platform: str) -> None:
    """On every platform; line ends stay."""
    drawn = renderers()[platform](HOSTILE_CARD)
    assert not UNSHOWN.search(every_text(drawn if platform != "terminal" else spelt(str(drawn))))


def test_nothing_in_a_note_turns_the_words_beside_it_on_the_page(talk: Dialog) -> None:
    """The page gets its cards from the chat room."""
    message = ChatMessage(id="1", conversation="#", who="", at=TUESDAY, card=HOSTILE_CARD)
    assert not UNSHOWN.search(every_text(message.plain({}, SHOWN_ONLY)))


HOSTILE_FORM = Form(
    verb="promise",
    title=NOTE,
    submit=NOTE,
    needed=NOTE,
    fields=(
        Field(name="a", label=NOTE, error=NOTE),
        Field(name="b", label=NOTE, hint=NOTE, kind=FieldKind.CHOICE, options=(Option(label=NOTE, value="1"),)),
        Field(name="c", label=NOTE, kind=FieldKind.TEXT),
    ),
)


@pytest.mark.parametrize("platform", sorted(renderers()))
def test_nothing_in_a_form_turns_the_words_beside_it(platform: str) -> None:
    """Titles, labels, hints, errors and choices; what stands inside an input's own box is as it was typed."""
    drawn = renderers()[platform](HOSTILE_FORM)
    assert not UNSHOWN.search(every_text(drawn if platform != "terminal" else spelt(str(drawn))))


def test_nothing_in_a_title_turns_the_words_of_a_dialog() -> None:
    """Teams shows the title above the card."""
    assert not UNSHOWN.search(every_text([dialog(HOSTILE_FORM, SHOWN_ONLY), shown_in_dialog(NOTE, {})]))


@pytest.mark.parametrize("as_json", [False, True])
def test_no_character_reaches_a_terminal_that_does_something_there(tmp_path: Path, as_json: bool) -> None:
    """A note as typed is spelt out, in JSON so that a script reads it back unchanged."""
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 's.db'}", "SNURR_CONFIG": str(tmp_path / "none.toml")}
    CliRunner().invoke(cli, ["say", "call -"], env=env)
    words = ["say", "call - vm a\u202eb", *(["--json"] if as_json else [])]
    said = CliRunner().invoke(cli, words, env=env).output
    assert not UNSHOWN.search(said)
    assert "a\\u202eb" in said
    assert not as_json or "a\u202eb" in json.loads(said)["text"]


@pytest.mark.parametrize("on_a_terminal", [False, True])
def test_no_log_line_holds_a_character_that_does_something_in_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, on_a_terminal: bool
) -> None:
    """Whatever a library or an error's text brings along; the colours are our own."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: on_a_terminal)
    configure()
    try:
        raise ValueError(f"no {NOTE}")
    except ValueError:
        logging.getLogger("library").exception("it broke: %s", NOTE)
    logged = capsys.readouterr().err
    assert "it broke" in logged
    assert "\x1b[2J" not in logged
    assert not {"\u202e", "\u2066", "\u200f"} & set(logged)
