"""`visit`: a contact that counts against its own target and among no calls."""

from __future__ import annotations

import pytest

from tests.commands.steps import entry, filled, labels, person
from tests.dialog import Dialog


def test_a_visit_is_counted_by_its_own_word(talk: Dialog) -> None:
    """Against its own target where one is set, and never among the calls."""
    assert talk.text("visit acme") == "1 visit · Acme A/S · V1\n[Promise] [Undo]"
    talk.say("admin quota anna 8 calls 2 visits", "chris")
    assert talk.text("visit acme").startswith("Visit 2 of 2 · Acme A/S · V2")
    assert talk.text("call acme").startswith("Call 1 of 8 · Acme A/S")


def test_each_day_has_its_own_row_of_visits(talk: Dialog) -> None:
    """In one's own day and week and in the team's week; the calls stay as they were."""
    talk.say("admin quota anna 2 visits", "chris")
    talk.say("visit acme")
    talk.say("visit acme yesterday")
    assert "Calls: 0 / 8\nVisits: 1 / 2" in talk.text("today")
    assert "Calls: 0 / 40\nVisits: 2 / 10" in talk.text("me week")
    assert "0 of 80 calls\n2 of 10 visits\n" in talk.text("team week", "chris")
    assert {"visits": 2, "visits_target": 10, "calls": 0} == {
        name: value for name, value in talk.last.figures.items() if name in ("visits", "visits_target", "calls")
    }


def test_where_nobody_visits_there_is_no_row(talk: Dialog) -> None:
    """Nothing of visits for whoever has none and is asked for none."""
    talk.say("call acme")
    shown = talk.text("today") + talk.text("me week") + talk.text("team week", "chris")
    assert "isit" not in shown


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "visited acme"), ("en", "was at acme"), ("da", "besøg acme"), ("da", "var hos Acme"), ("nb", "besøkte acme"),
        ("nb", "var innom acme"), ("sv", "besök hos acme"), ("sv", "hälsade på acme"), ("pl", "wizyta acme"),
        ("pl", "odwiedziłam acme"), ("de", "Besuch bei Acme"), ("de", "war bei Acme"), ("de", "habe Acme besucht"),
    ],
)  # fmt: skip
def test_it_is_told_in_every_language(talk: Dialog, language: str, line: str) -> None:
    """As people write it down."""
    talk.say(f"me language {language}")
    reply = talk.say(line)
    assert (("V1",), "") == (reply.stored, entry(talk, "V1").detail.note)


def test_a_visit_is_a_contact(talk: Dialog) -> None:
    """It ends the silence, answers the follow-up, and its words stand on the card and among the notes."""
    talk.say("follow acme tue ask for Kari")
    talk.later(days=7)
    talk.say("visit acme the new hall is ready")
    account = talk.work.accounts.by_key("acme")
    assert account
    assert talk.at.date() == account.last_contact
    assert "No open promises, and no follow-ups for today." in talk.text("today")
    assert "· anna · visit\nthe new hall is ready" in talk.text("account acme")
    assert "V1 · visit\nthe new hall is ready" in talk.text("notes acme")


def test_undo_leaves_nothing(talk: Dialog) -> None:
    """The silence is as long as before, and the follow-up is open again."""
    talk.say("follow acme today ask for Kari")
    before = talk.text("today").replace("[Undo F1]", ""), talk.text("account acme"), talk.say("me week").figures
    talk.say("visit acme")
    assert talk.text("undo").startswith("Undone · V1 · Acme A/S")
    assert before == (
        talk.text("today").replace("[Undo F1]", ""),
        talk.text("account acme"),
        talk.say("me week").figures,
    )


def test_its_note_and_its_day_can_be_edited(talk: Dialog) -> None:
    """And the sums move with the day."""
    talk.say("visit acme old hall")
    assert talk.text("edit V1 new hall").startswith("Changed · V1 · Acme A/S · visit · new hall")
    talk.say("edit V1 yesterday")
    assert "visits" not in talk.say("today").figures
    talk.say("undo")
    assert talk.say("today").figures["visits"] == 1


def test_several_facts_stand_in_one_line(talk: Dialog) -> None:
    """The promise is to who was visited, and one undo takes both."""
    assert talk.say("visit acme, promise quote by fri").stored == ("V1", "P1")
    assert talk.say("undo").undone == ("V1", "P1")


@pytest.mark.parametrize(
    "line", ["visited acme, spoke to Kari", "visited acme, met Kari about prices", "visited acme, nobody was in"]
)
def test_what_happened_there_is_its_note(talk: Dialog, line: str) -> None:
    """Whom one speaks to on a visit is no further contact."""
    assert talk.say(line).stored == ("V1",)
    assert entry(talk, "V1").detail.note == line.partition(", ")[2]


def test_one_verb_tells_of_several_customers(talk: Dialog) -> None:
    """A visit each."""
    talk.account("Bergen Bygg")
    assert talk.say("visited acme and bergen yesterday").stored == ("V1", "V2")


def test_without_a_customer_a_form_asks(talk: Dialog) -> None:
    """And Save stores it."""
    assert set(filled(talk.say("visit"))) == {"account", "note"}
    assert talk.submit({"account": "acme", "note": "nice"}).stored == ("V1",)


def test_who_is_unknown_is_offered_to_be_made(talk: Dialog) -> None:
    """Nothing is stored until a button is pressed."""
    assert 'Create "Zeta"' in labels(talk.say("visit Zeta"))
    assert talk.press('Create "Zeta"').stored == ("V1",)


def test_a_visit_ahead_is_asked_about(talk: Dialog) -> None:
    """It may be one to plan."""
    asked = talk.say("visit acme tomorrow")
    assert (asked.ok, asked.stored) == (False, ())
    assert any("Follow up Wed 25 Nov 2026" in label for label in labels(asked))


def test_a_visit_makes_its_seller_active(talk: Dialog) -> None:
    """A sum that holds it is of three people only with who made it."""
    talk.say("visit acme")
    day = talk.at.date()
    assert {person(talk, "anna").id} == talk.work.figures.active(day, day)
