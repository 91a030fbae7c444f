"""[Fixed] at a zero: only who answers for the touchpoint says so, about a rating that stands."""

from __future__ import annotations

import pytest

from tests.commands.steps import press
from tests.dialog import Dialog
from tests.nudges.outlook import recipients


@pytest.fixture(autouse=True)
def invoice_desk(talk: Dialog) -> None:
    """kari answers for the invoice and sells nothing; bo rated it 0 for anna's customer."""
    for line in ("admin person kari colleague team Nord", "admin touchpoint invoice owner kari"):
        assert talk.say(line, "chris").ok
    assert talk.say("touch acme invoice clarity 0 said too long", "bo").ok


@pytest.mark.parametrize("who", ["anna", "bo", "chris", "dora"])
def test_nobody_else_says_that_it_is_mended(talk: Dialog, who: str) -> None:
    """Whoever forges the button does not answer for the touchpoint."""
    assert "not yours" in (press(talk, "zero fixed", who, rating="R1").error or "")
    assert recipients(talk, "N23") == []


def test_of_a_customer_without_owner_the_rater_is_asked(talk: Dialog) -> None:
    """Somebody spoke with them."""
    talk.account("Cirkel AS", "nobody")
    talk.say("touch cirkel invoice service 0", "bo")
    press(talk, "zero fixed", "kari", rating="R2")
    assert recipients(talk, "N23") == ["bo"]


def test_a_zero_that_was_taken_back_needs_no_call(talk: Dialog) -> None:
    """The rating is gone, and so is what was said of it."""
    talk.say("undo", "bo")
    assert "taken back" in (press(talk, "zero fixed", "kari", rating="R1").error or "")
