"""One line that tells several facts: stored together, one receipt, one undo; a question holds the whole line."""

from __future__ import annotations

import pytest

from bot.messages.events import Correction, Line, Pressed
from bot.messages.plain_text import card_text
from bot.messages.press import Press
from tests.dialog import Dialog
from tests.lines.cases import entries, facts_of

LINE = "call acme, promise quote by thu, follow mon"


def _refs(talk: Dialog) -> list[str]:
    return [entry.ref for entry in entries(talk.work)]


def test_each_fact_has_its_line_and_ref_in_the_order_typed(kim: Dialog) -> None:
    """And the receipt lists every ref."""
    reply = kim.say(LINE)
    assert ("C1", "P1", "F1") == reply.stored
    assert card_text(reply.card).splitlines() == [
        "Call 1 of 8 · Acme A/S · spoke · C1",
        "P1 · Acme A/S · quote · due Thu 26 Nov 2026",
        "F1 · Acme A/S · reminder on Mon 30 Nov 2026",
        "[Undo all] [Undo C1] [Undo P1] [Undo F1]",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "call acme; promise quote by thu; follow mon",
        "call acme and promise quote by thu and then follow mon",
        "call acme. promise quote by thu. follow mon.",
        "call acme\npromise quote by thu\nfollow mon",
        "I called Acme + promised quote by thu + follow up mon",
        "call acme - promise quote by thu - follow mon",
    ],
)
def test_signs_stops_breaks_and_joining_words_part_facts(kim: Dialog, line: str) -> None:
    """However the line is cut, the same is stored."""
    assert ("C1", "P1", "F1") == kim.say(line).stored
    assert ["quote"] == [entry.detail.what for entry in entries(kim.work) if hasattr(entry.detail, "what")]


def test_undo_takes_back_the_whole_line(kim: Dialog) -> None:
    """It was one thing to type, so it is one to take back."""
    kim.say("call bergen")
    kim.say(LINE)
    assert ("C2", "P1", "F1") == kim.say("undo").undone
    assert ["C1"] == _refs(kim)


def test_undo_by_a_ref_or_its_button_takes_back_one_fact(kim: Dialog) -> None:
    """The others stay."""
    kim.say(LINE)
    kim.press("Undo P1")
    assert {"C1", "F1"} == set(_refs(kim))
    assert kim.say("undo F1").ok
    assert ["C1"] == _refs(kim)


def test_undo_all_takes_back_what_is_left_with_its_edits(kim: Dialog) -> None:
    """An edited fact goes whole, and one that was undone stays so."""
    receipt = kim.say(LINE)
    kim.say("edit P1 price list")
    kim.say("undo F1")
    kim.last = receipt
    assert {"C1", "P1"} == set(kim.press("Undo all").undone)
    assert [] == _refs(kim)


def test_undo_behind_an_edit_takes_back_the_edit_alone(kim: Dialog) -> None:
    """It was the last action."""
    kim.say(LINE)
    kim.say("edit P1 price list")
    kim.say("undo")
    assert {"C1", "P1", "F1"} == set(_refs(kim))


def test_nothing_is_stored_while_one_fact_is_unclear(kim: Dialog) -> None:
    """The form says that nothing is saved, and holds the whole line."""
    reply = kim.say("call acme; promise quote someday")
    assert reply.form is not None
    assert "Not saved yet" == reply.form.title
    assert "call acme; promise quote someday" in card_text(reply.card)
    assert [] == _refs(kim)


def test_saving_the_form_of_one_fact_stores_all(kim: Dialog) -> None:
    """What was filled in takes the place of that fact's words."""
    kim.say("call acme vm; promise quote someday; follow mon")
    reply = kim.submit({"account": "Acme A/S", "what": "quote", "due": "2026-11-27"})
    assert ("C1", "P1", "F1") == reply.stored
    assert "P1 · Acme A/S · quote · due Fri 27 Nov 2026" in card_text(reply.card)
    assert "voicemail" in card_text(reply.card)


def test_a_form_that_is_filled_in_wrongly_opens_again_with_the_line(kim: Dialog) -> None:
    """Beside the field stands what is wrong; the second attempt stores all."""
    kim.say("call acme; promise quote someday")
    again = kim.submit({"account": "Acme A/S", "what": "quote", "due": "2026-11-01"})
    assert again.form is not None
    assert [] == _refs(kim)
    assert ("C1", "P1") == kim.submit({"account": "Acme A/S", "what": "quote", "due": "2026-11-27"}).stored


def test_two_unclear_facts_are_asked_one_after_the_other(twins: Dialog) -> None:
    """Each answer is kept; the last one stores all."""
    twins.say("call nordic vm, promise quote someday")
    form = twins.press("Nordic Foods ApS").form
    assert form is not None
    assert ["Nordic Foods ApS", "quote"] == [field.value for field in form.fields][:2]
    assert [] == _refs(twins)
    assert ("C1", "P1") == twins.submit({"account": "Nordic Foods ApS", "what": "quote", "due": "2026-11-27"}).stored


def test_a_fact_without_a_customer_is_about_the_one_before(kim: Dialog) -> None:
    """A name of its own wins."""
    kim.say("called bergen, promised acme a price list by thu, follow mon")
    names = [kim.work.accounts.get(entry.account or 0).name for entry in entries(kim.work)]
    assert ["Bergen Bygg AS", "Acme A/S", "Acme A/S"] == names


def test_somebody_unknown_in_a_later_fact_is_asked_about(kim: Dialog) -> None:
    """Neither the customer before nor a new one is guessed."""
    reply = kim.say("call acme, promised a price list to Zeta by friday")
    labels = ["Acme A/S", 'Create "Zeta"', "Another customer…"]
    assert labels == [button.label for button in reply.card.buttons]
    assert "P1 · Zeta · price list · due Fri 27 Nov 2026" in card_text(kim.press('Create "Zeta"').card)


NEW = {
    "en": ("call newco, promise newco quote by fri", "quote"),
    "da": ("ringet newco, løfte newco tilbud fredag", "tilbud"),
    "nb": ("ringte newco, løfte newco tilbud fredag", "tilbud"),
    "sv": ("ringde newco, löfte newco offert fredag", "offert"),
    "pl": ("telefon newco, obietnica newco oferta piątek", "oferta"),
    "de": ("anruf newco, versprechen newco angebot freitag", "angebot"),
}


@pytest.mark.parametrize("language", NEW)
def test_a_new_customer_is_known_by_name_to_the_facts_behind(kim: Dialog, language: str) -> None:
    """The name is no part of what was promised."""
    line, what = NEW[language]
    kim.say(f"me language {language}")
    asked = kim.say(line)
    create = next(button.label for button in asked.card.buttons if "newco" in button.label)
    assert ("C1", "P1") == kim.press(create).stored
    assert [what] == [entry.detail.what for entry in entries(kim.work) if hasattr(entry.detail, "what")]


def test_a_misspelt_customer_in_a_later_fact_is_offered(kim: Dialog) -> None:
    """As it is in the first one; its own name is picked."""
    kim.say("call acme, promised a price list to Bergn by friday")
    assert "P1 · Bergen Bygg AS · price list" in card_text(kim.press("Bergen Bygg AS").card)


def test_a_nickname_in_a_later_fact_is_picked_in_a_form_and_learned(kim: Dialog) -> None:
    """The second time it is known, and the third time nothing is asked."""
    line = "call acme, promised a price list to BB by friday"
    kim.say(line)
    kim.press("Another customer…")
    form = kim.last.form
    assert form is not None
    values = {field.name: field.value for field in form.fields if field.value} | {"account": "Bergen Bygg"}
    assert "P1 · Bergen Bygg AS" in card_text(kim.submit(values).card)
    kim.later(minutes=5)
    kim.say(line)
    assert 'I will remember "bb"' in card_text(kim.press("Bergen Bygg AS").card)
    kim.later(minutes=5)
    assert "P3 · Bergen Bygg AS · price list" in kim.text(line)
    assert "P4 · Bergen Bygg AS · drawings" in kim.text("call acme, promise bb drawings by friday")


def test_somebody_at_the_customer_before_is_no_nickname(kim: Dialog) -> None:
    """Picked as often as one likes, the next time it may be another one's."""
    for _ in range(3):
        kim.later(minutes=5)
        kim.say("call acme, promised a price list to Kari by friday")
        assert kim.press("Acme A/S").ok
    assert "I remember no words of yours yet. Once you pick what one means, I do." == kim.text("me words")


def test_two_names_behind_one_verb_are_two_calls(kim: Dialog) -> None:
    """What is said of both holds for both."""
    kim.say("I called Acme and Bergen, no answer")
    assert ["none", "none"] == [entry.detail.outcome for entry in entries(kim.work)]  # type: ignore[union-attr]


@pytest.mark.parametrize("names", ["acme bergen", "acme and bergen", "acme & bergen"])
def test_what_is_promised_to_two_may_be_to_both(kim: Dialog, names: str) -> None:
    """Neither of two names is taken for what was promised; each of both gets its own promise."""
    reply = kim.say(f"promise {names} quote by friday, follow mon")
    both = "Acme A/S & Bergen Bygg AS"
    assert ["Acme A/S", "Bergen Bygg AS", both] == [button.label for button in reply.card.buttons]
    assert ("P1", "P2", "F1") == kim.press(both).stored
    assert [("Acme A/S", "quote"), ("Bergen Bygg AS", "quote")] == [
        (facts["account"], facts["what"]) for facts in (facts_of(kim, each) for each in entries(kim.work)[:2])
    ]


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("call acme, they promised an answer by thursday", "they promised an answer by thursday"),
        ("called Acme, spoke to the new buyer", "to the new buyer"),
        ("call acme, will call back", "will call back"),
        ("spoke with acme, kept talking about prices", "kept talking about prices"),
        ("call acme, told them the price is up", "told them the price is up"),
    ],
)
def test_what_is_no_fact_of_the_writer_is_note(kim: Dialog, line: str, note: str) -> None:
    """It is kept to the letter, and counts as nothing else."""
    assert ("C1",) == kim.say(line).stored
    assert note == entries(kim.work)[0].detail.note  # type: ignore[union-attr]


def test_more_than_five_facts_are_asked_to_be_two_lines(kim: Dialog) -> None:
    """A pasted list is no line."""
    reply = kim.say("c acme; c bergen; c nilsson; c nowak; c sallow; c kowalczyk")
    assert "One line tells at most 5 things" in (reply.error or "")
    assert [] == _refs(kim)


def test_an_edited_message_replaces_all_that_it_had_logged(kim: Dialog) -> None:
    """The same line in a message is corrected as a whole."""
    sender = kim.sender()
    kim.give(Line(sender=sender, at=kim.at, text=LINE, origin="M1"))
    reply = kim.give(Correction(sender=sender, at=kim.at, text="call acme vm, follow tue", origin="M1"))
    assert {"C1", "P1", "F1"}.isdisjoint(_refs(kim))
    assert reply.stored == tuple(_refs(kim))


def test_a_tampered_answer_is_asked_again_or_refused(twins: Dialog) -> None:
    """What comes back is checked like what is typed."""
    for value in ("=999", "+", "-", "", "=1;"):
        press = Press(verb="again", values={"line": "call nordic, follow mon", "?0.account": value, "?0.verb": "admin"})
        assert not twins.give(Pressed(sender=twins.sender(), at=twins.at, press=press)).ok
    assert [] == _refs(twins)


@pytest.mark.parametrize("quotes", ['""', "“”", "„”", "«»"])
@pytest.mark.parametrize("between", ["; ", ", ", ". "])
def test_a_text_in_quotes_ends_where_they_close(kim: Dialog, quotes: str, between: str) -> None:
    """What stands behind its stop is the next fact, and no part of the note."""
    assert kim.say(f"call acme {quotes[0]}wants it, by friday{quotes[1]}{between}promise acme quote by thu").stored == (
        "C1",
        "P1",
    )
    assert ["wants it, by friday", "quote"] == [
        facts_of(kim, each).get("note") or facts_of(kim, each)["what"] for each in entries(kim.work)
    ]


def test_the_stop_behind_a_quoted_word_is_no_part_of_the_note(kim: Dialog) -> None:
    """Its quotes are, where other words stand beside it."""
    assert kim.say('call acme asked for the "blue one"; follow acme mon').stored == ("C1", "F1")
    assert 'asked for the "blue one"' == facts_of(kim, entries(kim.work)[0])["note"]
