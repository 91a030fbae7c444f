"""Verbs in two parts around what they are about, or behind it, as the word files have them."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog


@pytest.fixture(name="german")
def german_fixture(talk: Dialog) -> Dialog:
    """anna types German."""
    talk.say("me language de")
    return talk


@pytest.mark.parametrize(
    ("line", "stored", "said"),
    [
        ("rief Acme an, niemand rangegangen", ("C1",), "keine Antwort"),
        ("Acme angerufen, keine Antwort", ("C1",), "keine Antwort"),
        ("ich habe gerade mit Acme telefoniert", ("C1",), "gesprochen"),
        ("mit Acme gesprochen wegen Preisen", ("C1",), "wegen Preisen"),
        ("gestern Acme besucht", ("V1",), "Mo 23. Nov 2026"),
        ("habe mit Acme gesprochen, Angebot bis Freitag zugesagt", ("C1", "P1"), "Angebot · fällig Fr 27. Nov 2026"),
        ("muss Acme am Freitag anrufen", ("F1",), "Fr 27. Nov 2026"),
        (
            "anruf bei Acme, ging nicht ran, versuche es morgen um 10 Uhr nochmal",
            ("C1", "F1"),
            "Mi 25. Nov 2026 um 10:00",
        ),
    ],
)
def test_the_parts_of_a_verb_are_no_part_of_the_note(
    german: Dialog, line: str, stored: tuple[str, ...], said: str
) -> None:
    """What stands between them, or before the verb, is read like any other words."""
    reply = german.say(line)
    assert stored == reply.stored
    assert said in " ".join(reply.card.texts())


@pytest.mark.parametrize("line", ["Acme hat Angebot versprochen", "Acme wollte angerufen werden", "Acme hat angerufen"])
def test_a_verb_behind_another_subject_stores_nothing(german: Dialog, line: str) -> None:
    """It is not what the writer did."""
    assert ((), False) == ((reply := german.say(line)).stored, reply.ok)


@pytest.mark.parametrize("line", ["gave acme a call", "rang acme up", "ringede acme op", "ringde acme upp"])
def test_other_languages_have_such_verbs_too(talk: Dialog, line: str) -> None:
    """Long forms are everybody's."""
    assert ("C1",) == talk.say(line).stored
