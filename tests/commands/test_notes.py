"""`notes`: what was noted about a customer, read back to who may read it."""

from __future__ import annotations

import pytest

from bot.messages.card import Quote
from bot.messages.plain_text import card_text
from tests.commands.steps import labels
from tests.dialog import Dialog


def quoted(talk: Dialog, line: str, who: str = "") -> list[str]:
    """Type a line and return the words that the reply quotes."""
    return [element.text for element in talk.say(line, who).card.body if isinstance(element, Quote)]


def test_every_kind_of_entry_gives_its_words_the_newest_first(talk: Dialog) -> None:
    """By the day that they count for, each with its day, author and ref; entries without words are left out."""
    for line in (
        "call acme wants toner",
        "call acme vm",
        "touch acme invoice c0 the terms are unclear",
        "promise acme price list by fri",
        "follow acme thu ask about the board",
        "call acme was kind yesterday",
    ):
        assert talk.say(line).ok, line
    assert quoted(talk, "notes acme") == [
        "ask about the board",
        "price list",
        "the terms are unclear",
        "wants toner",
        "was kind",
    ]
    text = card_text(talk.last.card)
    assert "Tue 24 Nov 2026 · anna · P1 · due Fri 27 Nov 2026\nprice list" in text
    assert "Mon 23 Nov 2026 · anna · C3 · spoke\nwas kind" in text


def test_what_was_taken_back_or_edited_is_read_no_more(talk: Dialog) -> None:
    """The words that stand now, and no others."""
    for line in ("call acme wants toner", "call acme wants paper", "undo", "edit C1 wants ink"):
        assert talk.say(line).ok, line
    assert quoted(talk, "notes acme") == ["wants ink"]


def test_older_notes_are_a_press_away(talk: Dialog) -> None:
    """Five on a page; the last page offers nothing older, and behind it the reply says so."""
    for number in range(7):
        talk.say(f"call acme said{number}")
    assert quoted(talk, "notes acme") == ["said6", "said5", "said4", "said3", "said2"]
    assert labels(talk.last) == ["Older"]
    older = talk.press("Older")
    assert [element.text for element in older.card.body if isinstance(element, Quote)] == ["said1", "said0"]
    assert labels(older) == []
    assert talk.text("notes acme page 3") == "Acme A/S: nothing older is noted."


@pytest.mark.parametrize("page", ["0", "-1", "1000000", "many"])
def test_what_is_no_page_is_refused(talk: Dialog, page: str) -> None:
    """One sentence says what to type."""
    talk.say("call acme wants toner")
    assert not talk.say(f"notes acme page {page}").ok


def test_without_notes_the_reply_shows_how_to_make_one(talk: Dialog) -> None:
    """An example that can be typed as it stands."""
    assert talk.text("notes acme").splitlines() == [
        "Acme A/S: nothing is noted yet.",
        "Words behind a call are kept: “call Acme A/S wants two prices”.",
    ]
    assert talk.say("call Acme A/S wants two prices").stored == ("C1",)
    assert quoted(talk, "notes acme") == ["wants two prices"]


def test_who_is_not_the_owner_reads_their_own_words_alone(talk: Dialog) -> None:
    """The reply says whose the others are; the manager of the team and whoever owns the customer read all."""
    talk.say("call acme wants toner", "anna")
    talk.say("call acme asked for bo", "bo")
    assert quoted(talk, "notes acme", "bo") == ["asked for bo"]
    assert "What colleagues noted is for anna and the team's manager." in card_text(talk.last.card)
    assert quoted(talk, "notes acme", "anna") == quoted(talk, "notes acme", "chris") == ["asked for bo", "wants toner"]
    assert talk.text("notes acme", "dora").splitlines() == [
        "Acme A/S: you have noted nothing yet.",
        "What colleagues noted is for anna and the team's manager.",
    ]


def test_a_manager_who_reads_is_recorded(talk: Dialog) -> None:
    """Whoever wrote the words reads in `me` that the manager looked."""
    talk.say("call acme wants toner", "anna")
    talk.say("notes acme", "chris")
    assert "chris" in talk.text("me", "anna")


@pytest.mark.parametrize("line", ["noter acme", "notater acme", "anteckningar acme", "notatki acme", "Notizen acme"])
def test_it_is_asked_for_in_every_language(talk: Dialog, line: str) -> None:
    """Whoever's setting it is."""
    talk.say("call acme wants toner")
    assert quoted(talk, line) == ["wants toner"]


def test_words_are_shown_as_typed(talk: Dialog) -> None:
    """Nothing in them acts."""
    typed = "<!here> *bold* @bo <script>alert(1)</script>"
    talk.say(f'call acme "{typed}"')
    assert quoted(talk, "notes acme") == [typed]
