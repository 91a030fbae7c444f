"""N9: before a customer runs out; once, five working days before, unless they ordered."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog
from tests.nudges.house import House
from tests.nudges.outlook import ended, labels, nudges, only, pressed, recipients, shown

REMINDED = "2026-12-28"
SAID = {
    "en": ["Acme A/S: toner", "Lasts until Tue 5 Jan 2027. Ring before they run out."],
    "da": ["Acme A/S: toner", "Rækker til tirs 5. jan 2027. Ring, før det slipper op."],
    "nb": ["Acme A/S: toner", "Rekker til tir 5. jan 2027. Ring før det går tomt."],
    "sv": ["Acme A/S: toner", "Räcker till tis 5 jan 2027. Ring innan det tar slut."],
    "pl": ["Acme A/S: toner", "Starczy do: wt 5 sty 2027. Zadzwoń, zanim się skończy."],
    "de": ["Acme A/S: toner", "Reicht bis Di 5. Jan 2027. Ruf an, bevor es ausgeht."],
}


@pytest.fixture(name="stocked")
def stocked_fixture(talk: Dialog) -> Dialog:
    """Acme's toner lasts until 5 January."""
    assert talk.say("refill acme toner 6w").ok
    return talk


@pytest.mark.parametrize(("language", "said"), SAID.items())
def test_it_says_until_when_it_lasts(stocked: Dialog, language: str, said: list[str]) -> None:
    """In the seller's language, with the two things to do."""
    stocked.say(f"me language {language}")
    nudge = only(stocked, "N9", "anna", REMINDED)
    assert said == shown(nudge)
    assert nudge.local_time.endswith("08:30+01:00")


def test_nothing_comes_before_the_day(stocked: Dialog) -> None:
    """Nor on the day on which it was typed, when the receipt said it."""
    assert recipients(stocked, "N9", "2026-12-23") == []
    stocked.say("refill acme ink 3w 3/11")
    assert recipients(stocked, "N9") == []
    assert recipients(stocked, "N9", "2026-11-25") == ["anna"]


def test_nothing_comes_once_it_is_ordered(stocked: Dialog) -> None:
    """The button of the nudge logs the order."""
    nudge = only(stocked, "N9", "anna", REMINDED)
    assert labels(nudge)[:2] == ["Log a call", "Ordered"]
    assert pressed(stocked, nudge, "Ordered").stored == ("K1",)
    assert nudges(stocked, "N9", "anna", "2026-12-01") == []


def test_nothing_comes_on_a_day_off_but_on_the_next_working_day(stocked: Dialog) -> None:
    """A leave over the day moves it behind."""
    stocked.say("off 28-29 dec")
    assert recipients(stocked, "N9", REMINDED) == []
    assert recipients(stocked, "N9", "2026-12-30") == ["anna"]


def test_long_after_the_end_nobody_is_asked_any_more(stocked: Dialog) -> None:
    """Two weeks behind it they have ordered somewhere, or never will."""
    assert shown(only(stocked, "N9", "anna", "2027-01-08"))[1] == (
        "Was to last until Tue 5 Jan 2027. Ring before somebody else does."
    )
    assert recipients(stocked, "N9", "2027-01-20") == []


def test_the_owner_of_the_customer_is_reminded(stocked: Dialog) -> None:
    """Whoever that is on the day."""
    stocked.say("account acme owner bo")
    assert recipients(stocked, "N9", REMINDED) == ["bo"]


async def test_it_is_said_once(house: House) -> None:
    """And again for the next one, after an order."""
    await house.say("anna", "refill acme toner 6w", "2026-11-24T09:00")
    mornings = ["2026-12-28T08:30", "2026-12-29T08:30", "2026-12-30T08:30"]
    assert [("2026-12-28T08:30", "sent")] == await ended(house, "N9", "anna", mornings)
    await house.say("anna", "ordered acme", "2026-12-30T09:00")
    assert [("2027-02-03T08:30", "sent")] == await ended(house, "N9", "anna", ["2027-02-02T08:30", "2027-02-03T08:30"])
