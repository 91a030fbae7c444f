"""A form that opens although something was typed says why: what of it is still missing."""

from __future__ import annotations

import pytest

from bot.dispatch.registry import discover
from bot.messages.plain_text import card_text
from tests.dialog import Dialog

LINES = {
    "promise acme quote": "Still missing: Due.",
    "follow acme": "Still missing: Day.",
    "handoff acme": "Still missing: Desk.",
    "touch acme yard": "Still missing: Scores.",
    "me hours mon-fri sometimes": '"mon-fri sometimes" does not fit here.',
    "me language klingon": '"klingon" does not fit here.',
    "admin cost -5": '"-5" does not fit here.',
    "admin remove ghost": "Still missing: What kind.",
    "refill acme toner": "Still missing: How long it lasts.",
    "promise acme quote by 31/2": "“by 31/2” is no day: which day?",
}


@pytest.mark.parametrize(("line", "reason"), LINES.items())
def test_what_is_missing_is_named(talk: Dialog, line: str, reason: str) -> None:
    """On the card and beside the first field that lacks it."""
    reply = talk.say(line, "chris" if line.startswith("admin") else "anna")
    assert reply.form is not None
    assert reason in [field.hint for field in reply.form.fields]
    assert reason in card_text(reply.card)


def test_no_form_opens_without_a_word_where_something_was_typed(talk: Dialog) -> None:
    """Each command with a word behind it that is nothing it knows."""
    for command in discover():
        if command.hidden:
            continue
        reply = talk.say(f"{command.verb} 31/2/2026", "chris")
        if reply.form:
            assert any(field.hint for field in reply.form.fields) or reply.error, command.verb
            assert len([*reply.card.texts()]) > 1, command.verb


def test_no_form_loses_what_was_typed(talk: Dialog) -> None:
    """It stands in a field, or in the sentence that says why it fits in none."""
    for command in discover():
        if command.hidden:
            continue
        for typed in ("31/2/2026", "zebra crossing"):
            reply = talk.say(f"{command.verb} {typed}", "chris")
            if reply.form:
                held = [*(field.value for field in reply.form.fields), card_text(reply.card)]
                assert any(typed in text for text in held), command.verb


def test_words_that_fit_nowhere_are_mended_in_the_field(talk: Dialog) -> None:
    """Whoever typed hours that cannot be read mends them, and types nothing twice."""
    reply = talk.say("me hours mon-fri sometimes")
    assert reply.form is not None
    assert {field.name: field.value for field in reply.form.fields} == {"hours": "mon-fri sometimes"}
    assert talk.submit({"hours": "mon-fri 9-17"}).ok


def test_a_verb_alone_opens_its_form_as_it_is(talk: Dialog) -> None:
    """Nothing was misunderstood."""
    reply = talk.say("promise")
    assert reply.form is not None
    assert "Still missing" not in card_text(reply.card)


@pytest.mark.parametrize(
    ("language", "line", "told"),
    [
        ("en", "team ghost", 'I do not understand "ghost" here: type for example “team week”.'),
        ("da", "team ghost", "Jeg forstår ikke »ghost« her: skriv for eksempel »team uge«."),
        ("de", "team ghost", "Ich verstehe „ghost“ hier nicht: tippe zum Beispiel „team woche“."),
        ("en", "undo nonsense", 'I do not understand "nonsense" here: type for example “undo”.'),
    ],
)
def test_what_is_not_understood_names_a_line_that_is(talk: Dialog, language: str, line: str, told: str) -> None:
    """An error says what to type instead."""
    talk.say(f"me language {language}", "chris")
    assert told in (talk.say(line, "chris").error or "")


@pytest.mark.parametrize("line", ["find", "notes"])
def test_no_form_asks_for_a_page(talk: Dialog, line: str) -> None:
    """Pages are behind a button."""
    reply = talk.say(line)
    assert reply.form is not None
    assert "page" not in [field.name for field in reply.form.fields]
