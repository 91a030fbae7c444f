"""`admin webhook`: an admin names a program that gets events; its secret is shown once, and it is ended at any time."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.domain.audit import AuditAction
from bot.domain.webhooks import SendFailure, WebhookState
from bot.messages.card import Reply
from bot.messages.plain_text import card_text
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import memory_work
from tests.commands.own_data import everything
from tests.dialog import Dialog, company

URL = "https://crm.example.com/hooks/s3cret"
SECRET = re.compile(r"whsec_([A-Za-z0-9+/]{43}=)")
TYPED = {
    "en": ("off", "on", "remove", "secret", "test"),
    "da": ("fra", "til", "fjern", "hemmelighed", "test"),
    "de": ("aus", "an", "entfernen", "Geheimnis", "testen"),
    "nb": ("av", "på", "fjern", "hemmelighet", "test"),
    "pl": ("wyłącz", "włącz", "usuń", "sekret", "test"),
    "sv": ("av", "på", "ta bort", "hemlighet", "testa"),
}


@pytest.fixture(name="talk")
def talk_fixture(shared: SqliteEngine) -> Iterator[Dialog]:
    """A conversation of chris, an admin, where events may go to any host."""
    with memory_work(shared, Defaults(webhook_hosts=frozenset({"*"}))) as work:
        talk = company(work)
        talk.who = "chris"
        yield talk


def secret_in(reply: Reply) -> str:
    """Return the secret that a reply shows, "" for none."""
    found = SECRET.search(card_text(reply.card))
    return found[1] if found else ""


def state(talk: Dialog) -> WebhookState:
    """Return the state of the only receiver."""
    (webhook,) = talk.work.webhooks.all()
    return webhook.state


def test_it_is_closed_until_hosts_are_listed(shared: SqliteEngine) -> None:
    """It is said who can open it, and nothing is stored."""
    with memory_work(shared, Defaults()) as work:
        talk = company(work)
        for line in ("admin webhook", f"admin webhook {URL}", "admin webhook off"):
            assert "SNURR_WEBHOOK_HOSTS" in talk.text(line, "chris")
        assert [] == work.webhooks.all()


def test_the_secret_is_shown_once_and_kept_nowhere(talk: Dialog) -> None:
    """A repeated delivery, the list and every row lack it; it is the key that events are signed with."""
    secret = secret_in(talk.say(f"admin webhook {URL}", key="k1"))
    (webhook,) = talk.work.webhooks.all()
    assert [base64.b64decode(secret)] == talk.work.webhooks.secrets(webhook.id, talk.at)
    for again in (talk.say(f"admin webhook {URL}", key="k1"), talk.say("admin webhook"), talk.say("admin audit")):
        assert "" == secret_in(again)
        assert "s3cret" not in card_text(again.card)
    assert secret not in str(everything(talk))


def test_copied_hides_the_secret(talk: Dialog) -> None:
    """Another one is made where it was not copied; both sign for a day."""
    first = secret_in(talk.say(f"admin webhook {URL}"))
    assert "" == secret_in(talk.press("Copied, hide it"))
    second = secret_in(talk.press("New secret"))
    (webhook,) = talk.work.webhooks.all()
    assert [base64.b64decode(each) for each in (second, first)] == talk.work.webhooks.secrets(webhook.id, talk.at)


@pytest.mark.parametrize("way", ["Undo", "Remove"])
def test_a_receiver_is_removed(talk: Dialog, way: str) -> None:
    """By the receipt's undo, or by a line that asks first."""
    talk.say(f"admin webhook {URL}")
    if way == "Remove":
        asked = talk.say("admin webhook remove")
        assert not asked.ok
        assert WebhookState.ON is state(talk)
    assert talk.press(way).ok
    assert [] == talk.work.webhooks.all()


def test_off_and_on_undo_each_other(talk: Dialog) -> None:
    """Typed again it says that it is so already."""
    talk.say(f"admin webhook {URL}")
    talk.say("admin webhook off")
    assert WebhookState.OFF is state(talk)
    assert "off already" in talk.text("admin webhook off")
    talk.say("admin webhook on")
    assert WebhookState.ON is state(talk)
    talk.press("Undo")
    assert WebhookState.OFF is state(talk)
    talk.press("Undo")
    assert WebhookState.ON is state(talk)


@pytest.mark.parametrize("language", TYPED)
def test_it_is_understood_in_every_language(talk: Dialog, language: str) -> None:
    """Each act by its own word."""
    talk.say(f"me language {language}")
    talk.say(f"admin webhook {URL}")
    off, on, remove, secret, test = TYPED[language]
    assert talk.say(f"admin webhook {off}").ok
    assert WebhookState.OFF is state(talk)
    assert talk.say(f"admin webhook {on}").ok
    assert WebhookState.ON is state(talk)
    assert secret_in(talk.say(f"admin webhook {secret}"))
    assert talk.say(f"admin webhook {test}").ok
    assert not talk.say(f"admin webhook {remove}").ok
    assert [button.press.values["act"] for button in talk.last.card.buttons] == ["remove", "off"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("http://crm.example.com/", "Only https"),
        ("https://10.0.0.1/", "full name of its host"),
        ("https://localhost/", "full name of its host"),
        ("https://a:b@crm.example.com/", "No name or password"),
        ("https://crm.example.com:22/", "The port is 443"),
        ("https://crm.example.com/ x", "no web address"),
        ("crm", "Only https"),
    ],
)
def test_an_address_that_does_not_fit_is_refused_in_words(talk: Dialog, typed: str, said: str) -> None:
    """And nothing is stored."""
    reply = talk.say(f"admin webhook {typed}")
    assert said in (reply.error or "")
    assert [] == talk.work.webhooks.all()


def test_a_host_that_the_operator_did_not_list_is_refused(shared: SqliteEngine) -> None:
    """An admin of a company names none beyond."""
    with memory_work(shared, Defaults(webhook_hosts=frozenset({"crm.example.com"}))) as work:
        talk = company(work)
        assert "SNURR_WEBHOOK_HOSTS" in (talk.say("admin webhook https://evil.example/", "chris").error or "")
        assert talk.say(f"admin webhook {URL}", "chris").ok


def test_there_are_few_receivers_each_named_by_its_host(talk: Dialog) -> None:
    """The same address twice is refused, and so is a line that could mean several."""
    for name in ("crm", "crm2", "erp"):
        assert talk.say(f"admin webhook https://{name}.example.com/").ok
    assert "already" in (talk.say("admin webhook https://erp.example.com/").error or "")
    assert "3 receivers" in (talk.say("admin webhook https://four.example.com/").error or "")
    assert "Which receiver" in (talk.say("admin webhook off crm").error or "")
    assert talk.say("admin webhook off crm2").ok
    assert ["on", "off", "on"] == [each.state for each in talk.work.webhooks.all()]


def test_the_list_says_how_events_fare(talk: Dialog) -> None:
    """How many wait, arrived and did not; the last answer, and when it is tried again."""
    talk.say(f"admin webhook {URL}")
    talk.say("call acme", "anna")
    talk.say("visit acme", "anna")
    (webhook,) = talk.work.webhooks.all()
    for answer in ("taken", "failed"):
        event = talk.work.webhooks.claim(webhook.id, talk.at, "one")
        assert event
        if answer == "taken":
            talk.work.webhooks.delivered(event, "one", 204, talk.at)
            assert "1 waiting · 1 delivered · 0 given up" in talk.text("admin webhook")
            assert "it answered 204." in talk.text("admin webhook")
        else:
            again = talk.at + timedelta(minutes=10)
            talk.work.webhooks.failed(event, "one", 0, SendFailure.TOO_SLOW, talk.at, again)
    assert "it did not answer in time. Next try: Tue 24 Nov 2026 09:10." in talk.text("admin webhook")


def test_a_test_says_what_came_back(talk: Dialog) -> None:
    """Once it did; a receiver that is off gets none."""
    talk.say(f"admin webhook {URL}")
    talk.press("Send a test")
    assert "on its way" in card_text(talk.last.card)
    (webhook,) = talk.work.webhooks.all()
    event = talk.work.webhooks.claim(webhook.id, talk.at, "one")
    assert event
    again = talk.at + timedelta(seconds=5)
    talk.work.webhooks.failed(event, "one", 500, SendFailure.ANSWERED, talk.at, again)
    talk.press("What came back?")
    assert "took no test event yet: it answered 500" in card_text(talk.last.card)
    event = talk.work.webhooks.claim(webhook.id, again, "one")
    assert event
    talk.work.webhooks.delivered(event, "one", 200, again)
    talk.press("What came back?")
    assert "took the test event: it answered 200" in card_text(talk.last.card)
    talk.say("admin webhook off")
    assert "turn it on first" in (talk.say("admin webhook test").error or "")


def test_changes_are_in_the_audit(talk: Dialog) -> None:
    """By their host."""
    talk.say(f"admin webhook {URL}")
    for line in ("admin webhook secret", "admin webhook off", "admin webhook on", "admin webhook remove"):
        talk.say(line)
    talk.press("Remove")
    found = talk.work.audit.newest(10, actions=[AuditAction.WEBHOOK_CHANGED])
    words = ["removed", "turned_on", "turned_off", "secret", "added"]
    assert [f"{word} crm.example.com" for word in words] == [each.what for each in found]


def test_nobody_reads_along(talk: Dialog) -> None:
    """A secret is not shown in a channel, and not to who is no admin."""
    assert not talk.say(f"admin webhook {URL}", channel=True).ok
    assert not talk.say(f"admin webhook {URL}", "anna").ok
    assert [] == talk.work.webhooks.all()


def test_the_papers_name_who_else_sees(talk: Dialog) -> None:
    """Only where a program gets events."""
    assert "A program of the company's own" not in talk.text("admin notice")
    talk.say(f"admin webhook {URL}")
    assert "A program of the company's own" in talk.text("admin notice")
