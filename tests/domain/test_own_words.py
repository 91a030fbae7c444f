"""A person's own words: from which pick on they are known, and which are forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.own_words import LONGEST, MOST_WORDS, known_meaning, pick
from storage.work import SqlWork
from tests.dialog import TUESDAY


@pytest.fixture(name="person")
def person_fixture(work: SqlWork) -> int:
    """Return the id of somebody who has picked nothing yet."""
    return work.people.add("Kari", TUESDAY).id


def test_a_word_is_known_from_the_second_pick_on(work: SqlWork, person: int) -> None:
    """That pick says so, the first and the third do not."""
    said = [pick(work.own_words, person, "outcome", "busy week", "none", TUESDAY) for _ in range(3)]
    assert [False, True, False] == said
    assert "none" == known_meaning(work.own_words, person, "outcome", "busy week")


def test_the_known_words_of_a_place_are_those_picked_often_enough(work: SqlWork, person: int) -> None:
    """Not one that was picked once, and none of another place."""
    for kind, word in (("account", "the dane"), ("account", "the dane"), ("account", "bob"), ("outcome", "busy")):
        pick(work.own_words, person, kind, word, "=1", TUESDAY)
    assert {"the dane": "=1"} == work.own_words.known(person, "account")


def test_one_pick_is_not_enough(work: SqlWork, person: int) -> None:
    """The word is asked about again."""
    pick(work.own_words, person, "outcome", "busy week", "none", TUESDAY)
    assert known_meaning(work.own_words, person, "outcome", "busy week") is None


def test_another_meaning_begins_anew(work: SqlWork, person: int) -> None:
    """Also of a word that was known."""
    for meaning in ("none", "none", "spoke"):
        pick(work.own_words, person, "outcome", "busy week", meaning, TUESDAY)
    assert known_meaning(work.own_words, person, "outcome", "busy week") is None


def test_a_word_is_known_to_one_person_in_one_place(work: SqlWork, person: int) -> None:
    """Neither to a colleague nor as another argument."""
    other = work.people.add("Bo", TUESDAY).id
    for _ in range(2):
        pick(work.own_words, person, "outcome", "busy week", "none", TUESDAY)
    assert known_meaning(work.own_words, other, "outcome", "busy week") is None
    assert known_meaning(work.own_words, person, "account", "busy week") is None


def test_a_word_that_is_too_long_is_not_learned(work: SqlWork, person: int) -> None:
    """Longer ones are whole sentences."""
    assert [False, False] == [pick(work.own_words, person, "outcome", "x" * (LONGEST + 1), "a", TUESDAY) for _ in "12"]
    assert [] == list(work.own_words.all(person))


def test_the_words_picked_the_longest_ago_are_forgotten_first(work: SqlWork, person: int) -> None:
    """One more than are kept."""
    for number in range(MOST_WORDS + 1):
        pick(work.own_words, person, "account", f"w{number}", "=1", TUESDAY + timedelta(minutes=number))
    kept = {own.word for own in work.own_words.all(person)}
    assert {f"w{number}" for number in range(1, MOST_WORDS + 1)} == kept
