"""`broken`: what counts as a breach, and for how long."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog


def breaches_of_acme(talk: Dialog) -> float:
    """Return the breaches of acme."""
    return talk.say("account acme").figures["breaches"]


@pytest.mark.parametrize(
    ("lines", "breaches"),
    [
        (["broken acme list"], 1),
        (["broken acme list told them"], 0),
        (["broken acme list told them yesterday"], 0),
        (["promise acme list by fri", "broken 1"], 1),
        (["promise acme list by fri", "told 1", "broken 1"], 0),
        (["promise acme list by fri", "broken 1 told them"], 0),
        (["promise acme list by fri", "kept 1"], 0),
        (["promise acme list by fri", "told 1"], 0),
        (["touch acme yard quality 0"], 1),
        (["touch acme yard q0 guess", "touch acme yard q2 seen"], 1),
        (["touch acme yard quality 1", "touch acme yard clarity 0", "touch acme yard 0"], 0),
        (["touch acme yard 1120", "touch acme invoice q0", "broken acme list"], 3),
        (["broken acme list", "undo"], 0),
        (["broken acme list", "broken acme list", "edit P1 told them"], 1),
    ],
)
def test_what_is_a_breach(talk: Dialog, lines: list[str], breaches: int) -> None:
    """A promise broken without a word beforehand, or a quality of 0; each counts once, and only while it stands."""
    for line in lines:
        assert talk.say(line).ok, line
    assert breaches_of_acme(talk) == breaches


@pytest.mark.parametrize(("days", "breaches"), [(364, 2), (365, 2), (366, 0)])
def test_a_breach_is_remembered_for_twelve_months(talk: Dialog, days: int, breaches: int) -> None:
    """Both kinds age by the day they count for."""
    talk.say("broken acme list")
    talk.say("touch acme yard quality 0 said")
    talk.later(days=days)
    assert breaches_of_acme(talk) == breaches


def test_a_breach_belongs_to_one_account(talk: Dialog) -> None:
    """Another customer's trouble is not counted here."""
    talk.account("Bergen Bygg")
    talk.say("broken bergen list")
    talk.say("touch bergen yard q0")
    assert breaches_of_acme(talk) == 0
    assert talk.say("account bergen").figures["breaches"] == 2


def test_the_receipt_counts_the_breaches_and_says_what_to_do_next_time(talk: Dialog) -> None:
    """Breach one, two, three."""
    texts = [talk.text(f"broken acme list{n}") for n in (1, 2, 3)]
    assert [
        "breach 1 of 3 · call before, not after" in texts[0],
        "breach 2 of 3" in texts[1],
        "breach 3 of 3" in texts[2],
    ] == [True] * 3


def test_a_promise_that_was_never_recorded_can_be_broken(talk: Dialog) -> None:
    """Its breach counts, and the receipt says what to do next time."""
    assert "breach 1 of 3 · call before, not after" in talk.text("broken acme price list")
    assert "told first, no breach" in talk.text("broken acme samples told them yesterday")
    assert "breach 2 of 3" in talk.text("broken acme delivery plan")


def test_a_quality_zero_is_a_breach_too(talk: Dialog) -> None:
    """Quality below expectation counts like a broken promise."""
    talk.say("touch acme yard quality 0 said")
    assert talk.say("broken acme price list").figures == {"breaches": 2}


def test_a_broken_promise_to_an_account_asks_what_it_was(talk: Dialog) -> None:
    """The account alone is not enough."""
    form = talk.say("broken acme").form
    assert form is not None
    assert talk.submit({"subject": "acme", "what": "price list"}).stored == ("P1",)
