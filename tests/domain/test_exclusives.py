"""Exclusivity: when what is said of another customer clashes with what one alone may have."""

from __future__ import annotations

import pytest

from bot.domain.details import Exclusivity
from bot.domain.entries import undo
from bot.domain.exclusives import Exclusive
from tests.dialog import TUESDAY, Dialog

BODO = Exclusive(number=1, account=1, person=1, item="planers", place="Bodø")
EVERYWHERE = Exclusive(number=2, account=1, person=1, item="band saws", place="")


@pytest.mark.parametrize(
    ("exclusive", "words", "place", "clashes"),
    [
        (BODO, "a planer by friday", "Bodo", True),
        (BODO, "PLANERS to Bodø", "", True),
        (BODO, "planers", "Bergen", False),
        (BODO, "planers", "", False),
        (BODO, "paint for the summer", "Bodø", False),
        (EVERYWHERE, "two saws", "Bergen", True),
        (EVERYWHERE, "", "Bergen", False),
    ],
)
def test_the_same_item_in_the_same_place_clashes(exclusive: Exclusive, words: str, place: str, clashes: bool) -> None:
    """In any form and spelling; a place that nobody knows is none."""
    assert exclusive.clashes(words, place) is clashes


def test_what_is_granted_counts_until_it_is_taken_back(talk: Dialog) -> None:
    """Of every account, and of one."""
    anna, other = talk.work.people.named("anna")[0], talk.account("Bergen Bygg")
    made = [
        talk.work.entries.add(
            Exclusivity(item="saws", place=place), person=anna.id, account=account, day=TUESDAY.date(), at=TUESDAY
        )
        for place, account in (("Bodø", 1), ("", other))
    ]
    assert ["X1", "X2"] == [each.ref for each in talk.work.exclusives.all()]
    assert [""] == [each.place for each in talk.work.exclusives.at(other)]
    undo(talk.work.entries, made[0], talk.at)
    assert ["X2"] == [each.ref for each in talk.work.exclusives.all()]
