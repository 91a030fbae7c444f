"""N27: admins hear once that a program does not take its events."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.webhooks import KEPT_TRYING, SendFailure, Webhook, WebhookState
from bot.language.word_files import LANGUAGES
from tests.dialog import Dialog
from tests.nudges.outlook import nudges, only, recipients, shown
from tests.nudges.test_name_claim import reach

SAID = {
    "en": ["Events do not arrive", "crm.example.com takes no events: it did not answer in time. The oldest are given up."],
    "da": ["Hændelser kommer ikke frem", "crm.example.com tager ikke imod hændelser: den svarede ikke i tide. De ældste er opgivet."],
    "nb": ["Hendelser kommer ikke fram", "crm.example.com tar ikke imot hendelser: den svarte ikke i tide. De eldste er gitt opp."],
    "sv": ["Händelser kommer inte fram", "crm.example.com tar inte emot händelser: den svarade inte i tid. De äldsta har getts upp."],
    "pl": ["Zdarzenia nie docierają", "crm.example.com nie przyjmuje zdarzeń: brak odpowiedzi na czas. Najstarsze porzucono."],
    "de": ["Ereignisse kommen nicht an", "crm.example.com nimmt keine Ereignisse an: er antwortete nicht rechtzeitig. Die ältesten sind aufgegeben."],
}  # fmt: skip


@pytest.fixture(name="hook")
def hook_fixture(talk: Dialog) -> Webhook:
    """A receiver for which an event waits; chris can be reached."""
    reach(talk, "chris")
    hook = talk.work.webhooks.add("https://crm.example.com/snurr", talk.at)
    talk.say("call acme")
    return hook


def fail(talk: Dialog, hook: Webhook) -> None:
    """Let the next send fail."""
    event = talk.work.webhooks.claim(hook.id, talk.at, "one")
    assert event
    talk.work.webhooks.failed(event, "one", 0, SendFailure.TOO_SLOW, talk.at, talk.at + timedelta(minutes=1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_admins_hear_that_events_are_given_up(talk: Dialog, hook: Webhook, language: str) -> None:
    """Each in their language, once the first is."""
    talk.say(f"me language {language}", "chris")
    fail(talk, hook)
    assert [] == recipients(talk, "N27")
    talk.at += KEPT_TRYING + timedelta(minutes=1)
    fail(talk, hook)
    assert SAID[language] == shown(only(talk, "N27", "chris"))
    assert ["chris"] == recipients(talk, "N27")


def test_it_is_said_once_for_one_failure(talk: Dialog, hook: Webhook) -> None:
    """However many events are given up after it; after one that arrived, the next failure is another."""
    fail(talk, hook)
    talk.at += KEPT_TRYING + timedelta(minutes=1)
    fail(talk, hook)
    (said,) = nudges(talk, "N27", "chris")
    talk.say("visit acme")
    talk.later(minutes=2)
    fail(talk, hook)
    assert [said.local_time] == [each.local_time for each in nudges(talk, "N27", "chris")]
    talk.say("mail acme")
    event = talk.work.webhooks.claim(hook.id, talk.at, "one")
    assert event
    talk.work.webhooks.delivered(event, "one", 200, talk.at)
    assert [] == recipients(talk, "N27")


def test_admins_hear_that_a_program_wants_no_more(talk: Dialog, hook: Webhook) -> None:
    """At once: its answer was no accident."""
    event = talk.work.webhooks.claim(hook.id, talk.at, "one")
    assert event
    talk.work.webhooks.refused(event, "one", 410, talk.at)
    assert "crm.example.com wants no more events (410); I send none." == shown(only(talk, "N27", "chris"))[1]


def test_a_receiver_that_an_admin_turned_off_is_not_told(talk: Dialog, hook: Webhook) -> None:
    """They know."""
    fail(talk, hook)
    talk.at += KEPT_TRYING + timedelta(minutes=1)
    fail(talk, hook)
    assert ["chris"] == recipients(talk, "N27")
    talk.work.webhooks.turn(hook, WebhookState.OFF, talk.at)
    assert [] == recipients(talk, "N27")
