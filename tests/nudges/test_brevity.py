"""Nudges are short in every language, however long names and notes are."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import pytest

from bot.language.word_files import LANGUAGES
from bot.messages.plain_text import card_text
from nudges.brevity import clipped, short_name, short_title
from nudges.claim import NudgeResult
from tests.dialog import Dialog

LONG = "The Very Long Named International Trading and Shipping Company of Norway AS"
NOTE = "wants two prices before the board meets on Thursday and a third one for the yard behind the old harbour"
TUESDAY = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)


def busy_day(talk: Dialog, account: str) -> list[NudgeResult]:
    """Return what a Tuesday brings on which every rule has something to say, in the longest words."""
    talk.account(account)
    talk.say("admin touchpoint reception owner bo", "chris")
    talk.at = TUESDAY - timedelta(days=1)
    talk.say(f'account "{account}" 7M')
    for line in ("waiting", "follow", "promise"):
        place = f"by the counter {NOTE}" if line == "waiting" else f'"{account}" {NOTE} '
        day = {"waiting": "", "follow": "", "promise": "by tue"}[line]
        talk.say(f"{line} {place} {day}" if line != "follow" else f'follow "{account}" tue {NOTE}')
    talk.say("go", "bo")
    talk.say(f'promise "{account}" {NOTE} by wed')
    talk.at = TUESDAY
    for number in range(3):
        talk.say(f'broken "{account}" {NOTE} {number}')
    talk.say(f'touch "{account}" reception clarity 0 said {NOTE}')
    talk.say(f"waiting by the counter {NOTE}", channel=True)
    tuesday, friday = talk.holds(TUESDAY), datetime(2026, 11, 27, 7, 30, tzinfo=UTC)
    few = talk.holds(friday)
    talk.say("admin person pia seller team Nord", "chris")
    return [*tuesday, *(result for result in (*few, *talk.holds(friday)) if result.rule == "N18")]


@pytest.mark.parametrize("account", ["Solo AS", "Bergen Bygg AS", "Łódź Stal Sp. z o.o.", LONG])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_nudge_is_short(talk: Dialog, language: str, account: str) -> None:
    """A title of five words, three lines, 25 words, the morning five and 50, and its reading time rounded up at 188 words a minute."""
    for who in ("anna", "bo", "chris"):
        talk.say(f"me language {language}", who)
    talk.say(f"admin team Nord language {language}", "chris")
    found = [result for result in busy_day(talk, account) if result.to in ("anna", "bo", "chris", "#nord")]
    assert {result.rule for result in found} == {"N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N13", "N18"}
    for result in found:
        lines = list(result.card.texts())
        most = (50, 5) if result.rule == "N1" else (25, 3)
        assert (result.words, len(lines)) <= most, card_text(result.card)
        assert len(lines) <= most[1], card_text(result.card)
        assert len(lines[0].split()) <= 5, lines[0]
        assert result.card.seconds == result.seconds == math.ceil(result.words * 60 / 188)
        assert len(result.card.buttons) <= 3
        labels = [button.label for button in result.card.all_buttons()]
        assert len(labels) == len(set(labels))


def test_names_and_notes_are_cut_where_they_are_too_long() -> None:
    """A name that fits is shown as it is spelt; a long one loses its company form first."""
    assert short_name("Acme A/S") == "Acme A/S"
    assert short_name("Łódź Stal Sp. z o.o.") == "Łódź Stal"
    assert short_name("One Two Three Four Five AS") == "One Two Three Four…"
    assert clipped("one two three", 2) == "one two…"
    assert (
        short_title(lambda cut: f"{short_name('Northern Light Fish AS', cut)} today") == "Northern Light Fish AS today"
    )
    assert (
        short_title(lambda cut: f"{short_name('Northern Light Fish AS', cut)} i dag nu") == "Northern Light… i dag nu"
    )
