"""`mydata export`: a copy of every row that names oneself."""

from __future__ import annotations

from tests.commands.own_data import copy_of
from tests.dialog import Dialog


def test_a_copy_has_the_words_as_typed_and_nobody_elses(talk: Dialog) -> None:
    """Of each table the rows that name the person."""
    talk.say('call acme "wants Ødegårds prices; <b>now</b>"')
    talk.say("call acme bo's own words", "bo")
    tables = copy_of(talk, "anna")
    assert [row["note"] for row in tables["call"]] == ["wants Ødegårds prices; <b>now</b>"]
    assert [row["name"] for row in tables["person"]] == ["anna"]
