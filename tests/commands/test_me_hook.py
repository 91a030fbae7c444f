"""`me hook`: a secret address is shown once, to its holder alone, and takes lines until it is ended."""

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

ADDRESS = re.compile(r"https://snurr\.example\.com/in/(snurr_h1_[A-Za-z0-9_-]{43})")
TYPED = {
    "en": ("my hook", "me hook off"),
    "da": ("min hook", "mig hook fra"),
    "de": ("mein Hook", "mich Hook aus"),
    "nb": ("min hook", "meg hook av"),
    "pl": ("mój hook", "ja hook wyłącz"),
    "sv": ("min hook", "mig hook av"),
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
    """Whether a secret takes lines, and nothing else."""
    opens = {kind: talk.work.access_tokens.holder_of(kind, secret, talk.at) is not None for kind in TokenKind}
    return opens == {kind: kind is TokenKind.HOOK for kind in TokenKind}


def test_the_address_is_shown_once_and_kept_nowhere(talk: Dialog) -> None:
    """A repeated delivery, the next question and every row lack it; `me` and `me token` list that there is one."""
    secret = secret_in(talk.say("me hook", key="k1"))
    assert works(talk, secret)
    for again in (talk.say("me hook", key="k1"), talk.say("me hook"), talk.say("me token")):
        assert "" == secret_in(again)
    assert secret not in str(everything(talk))
    assert "for lines of a program" in talk.text("me token")
    assert "hook" in talk.text("me")


@pytest.mark.parametrize("way", ["Undo", "me hook off", "Another address"])
def test_an_address_is_ended(talk: Dialog, way: str) -> None:
    """By the button, by a line, and by another one in its place; the calendar's address is another matter."""
    secret = secret_in(talk.say("me hook"))
    talk.say("me calendar")
    talk.say("me hook")
    assert (talk.press(way) if way in {"Undo", "Another address"} else talk.say(way)).ok
    assert not works(talk, secret)
    assert ["calendar"] == [
        each.kind
        for each in talk.work.access_tokens.of(talk.work.people.named("anna")[0].id, talk.at)
        if each.kind is not TokenKind.HOOK
    ]


@pytest.mark.parametrize("language", TYPED)
def test_it_is_understood_in_every_language(talk: Dialog, language: str) -> None:
    """It is made and ended, and not in a channel."""
    talk.say(f"me language {language}")
    asked, ended = TYPED[language]
    assert not talk.say(asked, channel=True).ok
    secret = secret_in(talk.say(asked))
    assert works(talk, secret)
    talk.say(ended)
    assert not works(talk, secret)


def test_without_a_web_address_it_is_said_who_can_open_it(shared: SqliteEngine) -> None:
    """No address is made that leads nowhere."""
    with memory_work(shared, Defaults()) as work:
        talk = company(work)
        assert "SNURR_URL" in talk.text("me hook")
        assert () == tuple(work.access_tokens.of(work.people.named("anna")[0].id, talk.at))
