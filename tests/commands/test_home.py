"""The page that a platform keeps for each person."""

from __future__ import annotations

from bot.messages.plain_text import card_text
from tests.commands.steps import labels, press
from tests.dialog import Dialog


def test_before_anything_was_logged_it_says_what_snurr_is_for(talk: Dialog) -> None:
    """After the first entry the page shows that entry instead."""
    text = card_text(press(talk, "home").card)
    assert "I log calls, touchpoints and promises" in text
    assert "Last entry" not in text
    talk.say("call acme vm")
    text = card_text(press(talk, "home").card)
    assert "I log calls" not in text
    assert "Last entry: C1 · Acme A/S · voicemail." in text


def test_it_holds_what_today_holds(talk: Dialog) -> None:
    """The page begins with the card of `today` and has its figures."""
    for line in ("call acme", "promise acme quote by fri", "follow acme today ask"):
        talk.say(line)
    day = talk.say("today")
    page = press(talk, "home")
    assert page.figures == day.figures
    assert card_text(page.card).startswith(card_text(day.card).rsplit("\n", 1)[0])


def test_zeros_of_ones_own_accounts_stand_there(talk: Dialog) -> None:
    """The account's owner sees a standing zero, the person who rated does not."""
    talk.say("touch acme invoice c0", "bo")
    assert "Rated 0: Acme A/S · invoice · clarity." in card_text(press(talk, "home", "anna").card)
    assert "A zero" not in card_text(press(talk, "home", "bo").card)
    talk.say("touch acme invoice c1", "bo")
    assert "A zero" not in card_text(press(talk, "home", "anna").card)


def test_the_last_entry_can_be_edited_from_the_page(talk: Dialog) -> None:
    """The form of the button knows which entry is edited."""
    talk.say("call acme vm")
    press(talk, "home")
    assert talk.press("Edit C1").form
    assert talk.submit({"rest": "meeting"}).stored == ("C1",)
    assert "C1 · Acme A/S · meeting" in card_text(press(talk, "home").card)


def test_what_cannot_be_edited_has_no_button_for_it(talk: Dialog) -> None:
    """An entry of a kind without edits has only Undo."""
    talk.say("waiting counter", "anna")
    talk.say("go", "bo")
    offered = labels(press(talk, "home", "bo"))
    assert "Undo G1" in offered
    assert "Edit G1" not in offered


def test_every_button_of_the_page_leads_on(talk: Dialog) -> None:
    """Each press gives a form, a card or an undone entry, never an error."""
    talk.say("call acme")
    page = press(talk, "home")
    assert labels(page) == ["Log a call", "Undo C1", "Promise", "Edit C1", "My hours", "Help"]
    for label in sorted(labels(page), key=lambda label: label == "Undo C1"):  # last, as what is undone has no edit
        talk.last = page
        assert talk.press(label).error is None, label


def test_ones_own_hours_and_language(talk: Dialog) -> None:
    """The page shows the person's hours in the person's language."""
    talk.say("me hours mon-thu 09:00-15:00")
    talk.say("me language sv")
    assert "mån–tors 09:00-15:00" in card_text(press(talk, "home").card)


def test_it_cannot_be_typed(talk: Dialog) -> None:
    """A hidden command is answered like an unknown word."""
    assert '"home" is not a command' in (talk.say("home").error or "")
