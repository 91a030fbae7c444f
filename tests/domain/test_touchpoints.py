"""Touchpoints: the standard ones by their name in any language, own ones by their own name."""

from __future__ import annotations

import pytest

from bot.language.vocabulary import STANDARD_TOUCHPOINTS
from storage.work import SqlWork
from tests.dialog import TUESDAY

STANDARD = ["invoice", "site", "mail", "material", "reception", "yard", "seller"]


def test_a_new_company_has_the_standard_touchpoints(work: SqlWork) -> None:
    """In the order of the customer's way, nobody's yet."""
    assert STANDARD == [touchpoint.name for touchpoint in work.touchpoints.all()]
    assert {None} == {touchpoint.owner for touchpoint in work.touchpoints.all()}


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Faktura", "invoice"), ("hemsida", "site"), ("poczta", "mail"), ("materiell", "material"), ("RECEPCJA", "reception"),
     ("gård", "yard"), ("sælger", "seller")],
)  # fmt: skip
def test_a_standard_touchpoint_goes_by_its_name_in_any_language(work: SqlWork, typed: str, name: str) -> None:
    """Whatever the language of whoever types."""
    found = work.touchpoints.by_name(typed)
    assert found
    assert name == found.name


def test_every_standard_word_finds_its_touchpoint(work: SqlWork) -> None:
    """All words of all languages."""
    for name in STANDARD:
        for word in STANDARD_TOUCHPOINTS.all_words(name):
            found = work.touchpoints.by_name(word)
            assert found, word
            assert name == found.name


def test_an_own_touchpoint_goes_by_its_own_name(work: SqlWork) -> None:
    """In the spelling of whoever added it."""
    made = work.touchpoints.save("Butikken")
    assert made == work.touchpoints.by_name("butikken")
    assert [*STANDARD, "Butikken"] == [touchpoint.name for touchpoint in work.touchpoints.all()]


def test_a_standard_touchpoint_is_not_added_under_another_language(work: SqlWork) -> None:
    """`faktura` is the invoice, and gets the owner."""
    anna = work.people.add("Anna", TUESDAY).id
    made = work.touchpoints.save("faktura", anna)
    assert ("invoice", anna) == (made.name, made.owner)
    assert len(STANDARD) == len(work.touchpoints.all())


def test_saving_without_an_owner_leaves_the_one_that_was(work: SqlWork) -> None:
    """A second save only restores or renames."""
    anna = work.people.add("Anna", TUESDAY).id
    work.touchpoints.save("yard", anna)
    assert anna == work.touchpoints.save("yard").owner


def test_a_new_owner_takes_over(work: SqlWork) -> None:
    """There is one owner."""
    anna, bo = (work.people.add(name, TUESDAY).id for name in ("Anna", "Bo"))
    work.touchpoints.save("yard", anna)
    assert bo == work.touchpoints.save("yard", bo).owner


def test_a_removed_touchpoint_is_not_found_in_any_language(work: SqlWork) -> None:
    """Until it is added again, by any of its names."""
    yard = work.touchpoints.by_name("yard")
    assert yard
    work.touchpoints.remove(yard.id)
    assert work.touchpoints.by_name("magazyn") is None
    assert yard == work.touchpoints.save("lager")


def test_a_change_is_seen_at_once(work: SqlWork) -> None:
    """The list is read once a transaction, and anew after each change."""
    assert work.touchpoints.by_name("butikk") is None
    made = work.touchpoints.save("butikk")
    work.touchpoints.rename(made.id, "disk")
    assert work.touchpoints.by_name("butikk") is None
    assert made.id == getattr(work.touchpoints.by_name("disk"), "id", None)


def test_a_name_is_looked_for_as_far_as_one_reaches(work: SqlWork) -> None:
    """By its first word, however it is spelt: the standard ones in any language, own ones as long as they are there."""
    points = work.touchpoints
    for name in STANDARD:
        for word in STANDARD_TOUCHPOINTS.all_words(name):
            assert points.reach(word.upper().partition(" ")[0]) >= len(word.split()), word
    assert (points.reach("coffee"), points.reach("")) == (0, 0)
    made = points.save("Coffee Corner Two")
    assert points.reach("cof\u00adfee") == 3
    points.remove(made.id)
    assert points.reach("coffee") == 0
