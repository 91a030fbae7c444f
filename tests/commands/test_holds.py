"""The buttons that say whether a promise holds."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import press
from tests.dialog import Dialog


def test_what_only_buttons_say_cannot_be_typed(talk: Dialog) -> None:
    """Hidden commands are unknown words."""
    assert "is not a command" in (talk.say("holds P1 yes").error or "")


def test_yes_says_who_gets_it_when_and_offers_kept(talk: Dialog) -> None:
    """The reply replaces the nudge; the promise stays open until Kept is pressed."""
    talk.say("promise acme quote by fri")
    reply = press(talk, "holds", promise="P1", answer="yes")
    assert card_text(reply.card) == "Good: Acme A/S gets it Fri 27 Nov 2026.\n[Kept]"
    assert (reply.replaces, reply.stored) == (True, ())
    assert talk.press("Kept").stored == ("S1",)
    assert talk.say("me week").figures["promises_kept"] == 1


def test_no_says_what_to_do_and_how_many_breaches_there_are_so_far(talk: Dialog) -> None:
    """The button then logs that the customer was told."""
    talk.say("broken acme list")
    talk.say("promise acme quote by fri")
    reply = press(talk, "holds", promise="P2", answer="no")
    assert card_text(reply.card) == (
        "Acme A/S does not know yet\nquote, due Fri 27 Nov. Call before, not after. Breaches: 1 so far.\n"
        "[I told them] [Draft a message]"
    )
    talk.press("I told them")
    assert talk.press("Same day: Fri 27 Nov 2026").stored == ("S1",)
    assert "told first" in talk.text("team promises", "chris")


def test_a_moved_promise_is_answered_with_its_new_day(talk: Dialog) -> None:
    """The reply shows the due day as it is now."""
    talk.say("promise acme quote by wed")
    talk.say("told 1 new date mon")
    assert "gets it Mon 30 Nov 2026" in card_text(press(talk, "holds", promise="P1", answer="yes").card)


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"promise": "P99", "answer": "no"}, "There is no promise P99"),
        ({"promise": "zzz", "answer": "no"}, '"zzz" is not a promise'),
        ({"promise": "P1", "answer": "maybe"}, '"maybe" does not fit here'),
        ({"promise": "P1", "answer": "nobody"}, '"nobody" does not fit here'),
    ],
)
def test_a_made_up_button_is_one_sentence(talk: Dialog, values: dict[str, str], part: str) -> None:
    """A forged value is refused, and the promise stays open."""
    talk.say("promise acme quote by fri")
    assert part in (press(talk, "holds", **values).error or "")
    assert talk.say("today").figures["promises_open"] == 1


def test_the_answer_speaks_the_language_of_whoever_presses(talk: Dialog) -> None:
    """The reply is in the language that the person has now."""
    talk.say("promise acme quote by fri")
    talk.say("me language sv")
    assert "fre 27 nov 2026" in card_text(press(talk, "holds", promise="P1", answer="yes").card)
