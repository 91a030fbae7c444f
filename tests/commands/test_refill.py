"""`refill`: what a customer uses up, and when its seller is reminded."""

from __future__ import annotations

import pytest

from tests.commands.steps import filled
from tests.dialog import Dialog


def test_the_receipt_says_until_when_it_lasts_and_when_i_am_reminded(talk: Dialog) -> None:
    """Days in full, and the way back."""
    assert talk.text("refill acme toner 6w") == (
        "Refill · Acme A/S · toner · every 6 weeks · B1\n"
        "Lasts until Tue 5 Jan 2027. I remind you 5 workdays before: Mon 28 Dec 2026.\n[Undo]"
    )


@pytest.mark.parametrize(
    ("line", "item", "days"),
    [
        ("refill acme printer toner every 6 weeks", "printer toner", 42),
        ("refill acme every 3 weeks toner", "toner", 21),
        ("refill acme month calendar 10d", "month calendar", 10),
        ("genbestilling acme toner hver 14. dag", "toner", 14),
        ("gjenbestilling acme toner annenhver uke", "toner", 14),
        ("återköp acme toner varannan vecka", "toner", 14),
        ("uzupełnienie acme toner co 2 tygodnie", "toner", 14),
    ],
)
def test_the_rhythm_is_read_wherever_it_stands(talk: Dialog, line: str, item: str, days: int) -> None:
    """The last one of the line, in every language; what is left is the item."""
    assert talk.say(line).stored == ("B1",)
    (refill,) = talk.work.refills.at(1)
    assert (refill.item, refill.every) == (item, days)


def test_a_short_word_leads_to_it_in_ones_own_language(talk: Dialog) -> None:
    """German "alle" is one."""
    talk.say("me language de")
    assert "alle 2 Wochen" in talk.text("nachbestellung acme toner alle 2 wochen")


def test_a_past_day_is_when_it_was_last_delivered(talk: Dialog) -> None:
    """It lasts from then on."""
    assert "Lasts until Mon 4 Jan 2027." in talk.text("refill acme toner 6w yesterday")
    assert "Counts for Mon 23 Nov 2026." in talk.text("refill acme toner 6w yesterday")


def test_what_ends_soon_says_to_ring_now(talk: Dialog) -> None:
    """No reminder is promised for a day that is past."""
    assert "Lasts until Tue 24 Nov 2026: ring before they run out." in talk.text("refill acme toner 3w 3/11")


def test_a_colleague_is_told_who_is_reminded(talk: Dialog) -> None:
    """The owner of the customer is."""
    assert "Reminded Mon 28 Dec 2026: anna." in talk.text("refill acme toner 6w", "bo")


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("refill acme toner", {"account": "acme", "every": "", "item": "toner"}),
        ("refill acme 6w", {"account": "acme", "every": "6w", "item": ""}),
        ("refill", {"account": "", "every": "", "item": ""}),
    ],
)
def test_what_is_missing_is_asked_in_a_form(talk: Dialog, line: str, held: dict[str, str]) -> None:
    """It holds what was typed."""
    reply = talk.say(line)
    assert (filled(reply), reply.stored) == (held, ())
    assert talk.submit({"account": "acme", "every": "6w", "item": "toner"}).stored == ("B1",)


def test_more_than_two_years_is_refused(talk: Dialog) -> None:
    """As days further ahead are."""
    assert "is more than two years: type a shorter time." in (talk.say("refill acme toner 105w").error or "")


def test_an_edit_changes_only_what_it_names(talk: Dialog) -> None:
    """Rhythm, item or day."""
    talk.say("refill acme toner 6w")
    assert "B1 · Acme A/S · toner · every 4 weeks" in talk.text("edit B1 4w")
    assert "B1 · Acme A/S · ink · every 4 weeks" in talk.text("edit B1 ink")
    talk.say("edit B1 yesterday")
    assert "B1 · ink · every 4 weeks · lasts until Mon 21 Dec 2026" in talk.text("acme")


def test_undo_takes_its_orders_along(talk: Dialog) -> None:
    """Nothing of it is left on the card."""
    before = talk.text("acme")
    talk.say("refill acme toner 6w")
    talk.say("ordered acme toner")
    assert set(talk.say("undo B1").undone) == {"K1", "B1"}
    assert before == talk.text("acme")


def test_a_line_may_tell_it_beside_a_call(talk: Dialog) -> None:
    """With the customer of the call."""
    assert talk.say("call acme, refill toner 6w").stored == ("C1", "B1")


def test_my_day_lists_what_runs_out_soon(talk: Dialog) -> None:
    """From the day of the reminder until it is ordered."""
    talk.say("refill acme toner 6w")
    assert "toner" not in talk.text("today")
    talk.later(days=34)
    assert "B1 · Acme A/S · toner · lasts until Tue 5 Jan 2027" in talk.text("today")
    talk.later(days=10)
    assert "B1 · Acme A/S · toner · was to last until Tue 5 Jan 2027" in talk.text("today")
    talk.say("ordered acme toner")
    assert "toner" not in talk.text("today")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "refill acme toner off"), ("da", "genbestilling acme toner fra"), ("nb", "gjenbestilling acme toner av"),
        ("sv", "återköp acme toner av"), ("pl", "uzupełnienie acme toner wyłącz"), ("de", "nachbestellung acme toner aus"),
    ],
)  # fmt: skip
def test_it_ends_and_undo_brings_it_back(talk: Dialog, language: str, line: str) -> None:
    """Nobody is reminded of it and nothing can be ordered of it; the other item stays."""
    talk.say(f"me language {language}")
    talk.say("refill acme toner 6w")
    talk.say("refill acme paper 4w")
    before = talk.work.refills.at(1)
    assert talk.say(line).stored == ("B3",)
    assert [refill.item for refill in talk.work.refills.at(1)] == ["paper"]
    assert [refill.item for refill in talk.work.refills.of(before[0].person)] == ["paper"]
    assert talk.say("undo").undone == ("B3",)
    assert before == talk.work.refills.at(1)


def test_what_ended_may_begin_again(talk: Dialog) -> None:
    """The newest word on an item counts."""
    for line in ("refill acme toner 6w", "refill acme toner off", "refill acme toner 2w"):
        talk.later(seconds=90)
        assert talk.say(line).ok
    assert [(refill.ref, refill.every) for refill in talk.work.refills.at(1)] == [("B3", 14)]


def test_which_one_ends_is_asked_where_it_is_not_clear(talk: Dialog) -> None:
    """By a button each; of an item that nobody named nothing ends."""
    for line in ("refill acme black toner 6w", "refill acme blue toner 6w"):
        assert talk.say(line).ok
    asked = talk.say("refill acme toner off")
    assert (asked.ok, asked.stored) == (False, ())
    assert talk.press("blue toner").stored == ("B3",)
    assert [refill.item for refill in talk.work.refills.at(1)] == ["black toner"]
    assert 'Nothing of Acme A/S is called "paper".' in (talk.say("refill acme paper off").error or "")
