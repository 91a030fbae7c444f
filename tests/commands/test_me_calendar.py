"""`me calendar`: a secret address is shown once, to its holder alone, and works until it is ended."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.domain.access_tokens import TokenKind
from bot.messages.card import Reply
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import memory_work
from tests.commands.own_data import everything
from tests.dialog import Dialog, company

ADDRESS = re.compile(r"https://snurr\.example\.com/calendar/(snurr_c1_[A-Za-z0-9_-]{43})\.ics")
TYPED = {
    "en": ("my calendar", "me calendar off"),
    "da": ("min kalender", "mig kalender fra"),
    "de": ("mein Kalender", "mich Kalender aus"),
    "nb": ("min kalender", "meg kalender av"),
    "pl": ("mój kalendarz", "ja kalendarz wyłącz"),
    "sv": ("min kalender", "mig kalender av"),
}


@pytest.fixture(name="talk")
def talk_fixture(shared: SqliteEngine) -> Iterator[Dialog]:
    """A conversation where a web address is set."""
    with memory_work(shared, Defaults(url="https://snurr.example.com")) as work:
        yield company(work)


def secret_in(reply: Reply) -> str:
    """Return the secret of the address that a reply shows; "" for none."""
    found = ADDRESS.search(" ".join(reply.card.texts()))
    return found[1] if found else ""


def works(talk: Dialog, secret: str) -> bool:
    """Whether a secret opens anna's calendar, and nothing else."""
    opens = {kind: talk.work.access_tokens.holder_of(kind, secret, talk.at) for kind in TokenKind}
    return opens[TokenKind.CALENDAR] is not None and opens[TokenKind.ASSISTANT] is None


def test_the_address_is_shown_once_and_kept_nowhere(talk: Dialog) -> None:
    """A repeated delivery, the next question and every row lack it."""
    secret = secret_in(talk.say("me calendar", key="k1"))
    assert works(talk, secret)
    for again in (talk.say("me calendar", key="k1"), talk.say("me calendar"), talk.say("me token")):
        assert "" == secret_in(again)
    assert secret not in str(everything(talk))
    assert works(talk, secret)


@pytest.mark.parametrize("way", ["Undo", "me calendar off", "me calendar revoke"])
def test_an_address_is_ended(talk: Dialog, way: str) -> None:
    """By the button and by a line; afterwards there is none to end."""
    secret = secret_in(talk.say("me calendar"))
    assert (talk.press(way) if way == "Undo" else talk.say(way)).ok
    assert not works(talk, secret)
    assert "You have no such address" in talk.text("me calendar off")


def test_another_address_ends_the_one_before(talk: Dialog) -> None:
    """Whose address got into wrong hands presses one button; the old card's button does nothing any more."""
    talk.say("me calendar", key="k1")
    before = talk.say("me calendar")
    first = secret_in(talk.press("Another address"))
    assert works(talk, first)
    talk.last = before
    assert not talk.press("Another address").ok
    talk.say("me calendar")
    second = secret_in(talk.press("Another address"))
    assert (False, True) == (works(talk, first), works(talk, second))


def test_nothing_is_shown_in_a_channel(talk: Dialog) -> None:
    """Others read along there."""
    assert not talk.say("me calendar", channel=True).ok


def test_without_a_web_address_it_is_said_who_can_open_it(shared: SqliteEngine) -> None:
    """No address is made that leads nowhere."""
    with memory_work(shared, Defaults()) as work:
        talk = company(work)
        assert "SNURR_URL" in talk.text("me calendar")
        assert () == tuple(work.access_tokens.of(work.people.named("anna")[0].id, talk.at))


@pytest.mark.parametrize("language", TYPED)
def test_it_is_understood_in_every_language(talk: Dialog, language: str) -> None:
    """It is made and ended."""
    talk.say(f"me language {language}")
    asked, ended = TYPED[language]
    secret = secret_in(talk.say(asked))
    assert works(talk, secret)
    talk.say(ended)
    assert not works(talk, secret)


def test_a_leaver_has_no_calendar(talk: Dialog) -> None:
    """Whoever is removed reads no more."""
    secret = secret_in(talk.say("me calendar", "bo"))
    assert talk.say("admin remove person bo", "chris").ok
    assert not works(talk, secret)
