"""`freeze`: a customer is left alone on purpose, and everybody sees who decided it."""

from __future__ import annotations

import pytest

from tests.commands.steps import filled
from tests.dialog import Dialog
from tests.nudges.outlook import nudges


def test_the_receipt_says_what_stops_and_the_way_back(talk: Dialog) -> None:
    """And what is left open."""
    for line in ("promise acme quote by fri", "follow acme thu ask"):
        talk.say(line)
    assert talk.text("freeze acme they pay too late") == (
        "Frozen on purpose · Acme A/S · they pay too late · Z1\n"
        "No more nudges about it, until you type “unfreeze Acme A/S”.\n"
        "Still open, but no longer brought up: P1, F1.\n[Undo]"
    )


def test_the_card_says_who_decided_and_what_they_brought_since(talk: Dialog) -> None:
    """The value of then beside that of now."""
    talk.say("account acme 7M")
    talk.say("freeze acme they pay too late", "bo")
    assert "Z1 · Frozen on purpose by bo, since Tue 24 Nov 2026.\nthey pay too late\n" in talk.text("acme")
    assert "NOK 7M a year when it was frozen." in talk.text("acme")
    assert "NOK 7M a year when it was frozen, NOK 500k now." in talk.text("account acme 500k")


def test_the_owner_sees_that_somebody_else_froze_it(talk: Dialog) -> None:
    """Among the changes of what is theirs."""
    talk.say("freeze acme they pay too late", "bo")
    assert "bo · customer changed · frozen on purpose · Acme A/S" in talk.text("me")


def test_no_nudge_speaks_of_it_any_more(talk: Dialog) -> None:
    """Neither follow-ups, promises, zeros, refills nor the morning."""
    for line in (
        "promise acme quote by fri", "follow acme thu ask", "refill acme toner 3w 6/11",
    ):  # fmt: skip
        assert talk.say(line).ok
    assert talk.say("touch acme invoice 0 said late", "bo").ok
    days = ("", "2026-11-25", "2026-11-26", "2026-11-27")
    rules = ("N1", "N3", "N4", "N5", "N6", "N9", "N13")

    def naming() -> set[str]:
        found = [each for day in days for rule in rules for each in nudges(talk, rule, "anna", day)]
        return {each.rule for each in found if "Acme" in " ".join((*each.card.texts(), *map(str, each.card.buttons)))}

    assert naming() == set(rules)
    talk.say("freeze acme they pay too late")
    assert naming() == set()
    talk.say("undo")
    assert naming() == set(rules)


def test_without_a_reason_a_form_asks_for_it(talk: Dialog) -> None:
    """Whoever reads it later wants to know."""
    assert filled(talk.say("freeze acme")) == {"account": "acme", "why": ""}
    assert talk.submit({"account": "acme", "why": "too small"}).stored == ("Z1",)


def test_what_is_frozen_is_not_frozen_again(talk: Dialog) -> None:
    """The sentence says how to change the reason, and how to end it."""
    talk.say("freeze acme late")
    error = talk.say("freeze acme later").error or ""
    assert "type “edit Z1” and the new reason, or “unfreeze Acme A/S”." in error


def test_a_past_day_an_edit_and_undo(talk: Dialog) -> None:
    """As for everything that is logged."""
    before = talk.text("acme")
    talk.say("freeze acme late yesterday")
    assert "since Mon 23 Nov 2026." in talk.text("acme")
    assert talk.text("edit Z1 they never pay").startswith(
        "Changed · Z1 · Acme A/S · Frozen on purpose · they never pay"
    )
    talk.say("undo Z1")
    assert before == talk.text("acme")


@pytest.mark.parametrize("line", ["frys acme for dyr", "zamroź acme za drogo", "einfrieren acme zu teuer"])
def test_it_is_said_in_every_language(talk: Dialog, line: str) -> None:
    """All at once."""
    assert talk.say(line).stored == ("Z1",)


@pytest.mark.parametrize(
    "line",
    (
        "promise acme quote by fri", "follow acme thu ask", "refill acme toner 6w", "ordered acme paper",
        "told 1 new date mon", "edit P1 mon",
    ),
)  # fmt: skip
@pytest.mark.parametrize(
    ("rest", "until"),
    (
        ("freeze acme they pay too late", "Frozen (Z1): no reminder of it until you type “unfreeze Acme A/S”."),
        ("left acme", "Lost (L1): no reminder of it until a call brings the customer back."),
    ),
)
def test_a_receipt_promises_no_reminder_of_a_customer_at_rest(talk: Dialog, line: str, rest: str, until: str) -> None:
    """Whoever plans something with a customer that no nudge speaks of is told so, and the way back."""
    for before in ("promise acme drawings by fri", "refill acme paper 3w", rest):
        assert talk.say(before).ok
    assert until in talk.text(line)
    assert "unfreeze" not in talk.text("kept 1")
    assert "reminder" not in talk.text("call acme")


def test_today_counts_what_is_not_brought_up(talk: Dialog) -> None:
    """A promise that nobody is reminded of is open nevertheless, and counts when it is late."""
    for line in ("promise acme quote by fri", "follow acme today", "refill acme toner 3d 10 nov", "freeze acme late"):
        assert talk.say(line).ok
    assert "Still open, but no longer brought up: P1, F1, B1." in talk.text("today")
    assert "No open promises" not in talk.text("today")
