"""`me words`: the own words of a person, learned from what they pick, listed and forgotten."""

from __future__ import annotations

import pytest

from bot.messages.events import Submission
from bot.messages.plain_text import card_text
from bot.messages.press import existing
from tests.dialog import Dialog

REMEMBERED = "I will remember"


def picked(talk: Dialog, line: str, label: str, who: str = "anna") -> str:
    """Type a line that is asked about, press one of its buttons and return the receipt."""
    talk.later(minutes=5)
    assert not talk.say(line, who).ok, line
    return card_text(talk.press(label, who).card)


def learned(talk: Dialog, line: str, label: str, who: str = "anna") -> str:
    """Pick the same twice and return the second receipt."""
    picked(talk, line, label, who)
    return picked(talk, line, label, who)


@pytest.fixture(name="names")
def names_fixture(talk: Dialog) -> Dialog:
    """Volkswagen is a customer that somebody misspells."""
    talk.account("Volkswagen Nord AS")
    return talk


@pytest.mark.parametrize(
    ("line", "label", "word", "meaning"),
    [
        ("call volksvagen", "Volkswagen Nord AS", "volksvagen", "Volkswagen Nord AS"),
        ("call acme not happy", "Spoke, with the note", "not happy", "Spoke"),
        ("touch acme invoise c2", "invoice", "invoise", "invoice"),
        ("calll acme", "call acme", "calll", "call"),
    ],
)
def test_what_was_picked_twice_is_read_without_a_question(
    names: Dialog, line: str, label: str, word: str, meaning: str
) -> None:
    """The second receipt says so once, and the list shows it."""
    assert REMEMBERED not in picked(names, line, label)
    assert f'I will remember "{word}"; type “me words” to change that.' in picked(names, line, label)
    names.later(minutes=5)
    third = names.say(line)
    assert third.ok
    assert REMEMBERED not in card_text(third.card)
    assert f"{word}: {meaning}" in names.text("me words")


def test_a_colleague_is_still_asked(names: Dialog) -> None:
    """Words are never shared."""
    learned(names, "call volksvagen", "Volkswagen Nord AS")
    assert not names.say("call volksvagen", "bo").ok
    assert "I remember no words of yours yet. Once you pick what one means, I do." == names.text("me words", "bo")


def test_two_different_picks_teach_nothing(names: Dialog) -> None:
    """The same words are asked about again."""
    picked(names, "call acme not happy", "Spoke, with the note")
    picked(names, "call acme not happy", "No answer")
    assert not names.say("call acme not happy").ok


def test_an_outcome_is_learned_for_the_whole_note_alone(names: Dialog) -> None:
    """A word of it means something else beside other words."""
    learned(names, "call acme not happy", "Spoke, with the note")
    assert not names.say("call acme not at work this week").ok


def test_a_learned_verb_reads_the_whole_line(names: Dialog) -> None:
    """With every fact that it tells."""
    learned(names, "calll acme", "call acme")
    assert ("C3", "P1") == names.say("calll acme, promise quote by fri").stored


def test_choosing_between_two_accounts_of_a_name_teaches_nothing(names: Dialog) -> None:
    """Either may be meant the next time."""
    names.account("Volkswagen Syd AS")
    assert REMEMBERED not in learned(names, "call volkswagen", "Volkswagen Nord AS")
    assert not names.say("call volkswagen").ok


def test_creating_an_account_teaches_nothing(names: Dialog) -> None:
    """Its name is known from then on anyway."""
    assert REMEMBERED not in picked(names, "call Zeta", 'Create "Zeta"')
    assert "I remember no words of yours yet. Once you pick what one means, I do." == names.text("me words")


def test_a_day_is_never_learned(names: Dialog) -> None:
    """It is another one the next week."""
    names.say("promise acme quote by next friday")
    label = names.last.card.buttons[0].label
    assert REMEMBERED not in learned(names, "promise acme quote by next friday", label)


def test_a_word_is_forgotten_by_its_button(names: Dialog) -> None:
    """It is asked about again, from the first pick on."""
    learned(names, "call volksvagen", "Volkswagen Nord AS")
    names.say("me words")
    assert 'Forgotten: "volksvagen". I will ask again.' == card_text(names.press('Forget "volksvagen"').card)
    assert REMEMBERED not in picked(names, "call volksvagen", "Volkswagen Nord AS")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "me words forget volksvagen"),
        ("da", "mig ord glem volksvagen"),
        ("nb", "meg ord glem volksvagen"),
        ("sv", "mig ord glöm volksvagen"),
        ("pl", "ja słowa zapomnij volksvagen"),
        ("de", "mich wörter vergiss volksvagen"),
    ],
)
def test_a_word_is_forgotten_by_typing_it(names: Dialog, language: str, line: str) -> None:
    """In every language."""
    learned(names, "call volksvagen", "Volkswagen Nord AS")
    names.say(f"me language {language}")
    assert names.say(line).ok
    assert not names.say("call volksvagen").ok


def test_a_word_that_is_not_remembered_cannot_be_forgotten(names: Dialog) -> None:
    """One pick is not remembered yet."""
    picked(names, "call volksvagen", "Volkswagen Nord AS")
    assert 'I do not remember "volksvagen".' in names.text("me words forget volksvagen")


def test_an_undo_keeps_what_was_learned(names: Dialog) -> None:
    """The entry was wrong, the word was not."""
    learned(names, "call volksvagen", "Volkswagen Nord AS")
    names.press("Undo")
    assert names.say("call volksvagen").ok


def test_a_pick_whose_line_is_not_stored_does_not_count(names: Dialog) -> None:
    """A form opens for the day, and nothing of the line is saved."""
    picked(names, "call volksvagen", "Volkswagen Nord AS")
    names.say("promise volksvagen quote")
    assert not names.press("Volkswagen Nord AS").ok
    assert not names.say("call volksvagen").ok


@pytest.mark.parametrize(
    ("line", "label", "word", "meaning", "read"),
    [
        ("call acme svr", "Voicemail", "svr", "Voicemail", "voicemail"),
        ("call acme vippsbox full", "No answer", "vippsbox full", "No answer", "no answer"),
        ("touch acme invoice 1 speed", "service", "speed", "service", "service 1"),
    ],
)
def test_what_was_corrected_twice_by_a_receipts_button_is_read_so(
    talk: Dialog, line: str, label: str, word: str, meaning: str, read: str
) -> None:
    """The button of each receipt that had read it otherwise; the note stays."""
    for learned_now in (False, True):
        talk.later(minutes=5)
        assert talk.say(line).ok
        assert learned_now == (f'I will remember "{word}"' in card_text(talk.press(label).card))
    talk.later(minutes=5)
    told = card_text(talk.say(line).card)
    assert read in told
    assert word in told
    assert REMEMBERED not in told
    assert f"{word}: {meaning}" in talk.text("me words")
    assert talk.press(f'Forget "{word}"').ok
    talk.later(minutes=5)
    assert read not in talk.text(line)


def test_the_same_button_of_one_receipt_counts_once(talk: Dialog) -> None:
    """Pressed again it changes nothing."""
    talk.say("call acme svr")
    receipt = talk.last
    for _ in range(3):
        talk.last = receipt
        assert REMEMBERED not in card_text(talk.press("Voicemail").card)
    assert "I remember no words of yours yet. Once you pick what one means, I do." == talk.text("me words")


@pytest.mark.parametrize(("line", "label"), [("call acme undo", "Voicemail"), ("call acme pause", "No answer")])
def test_a_command_is_no_own_word(talk: Dialog, line: str, label: str) -> None:
    """It says what it says."""
    for _ in range(3):
        talk.later(minutes=5)
        talk.say(line)
        talk.press(label)
    assert "I remember no words of yours yet. Once you pick what one means, I do." == talk.text("me words")


def test_whether_a_customer_knew_is_never_learned(talk: Dialog) -> None:
    """It is told of one promise, and is no meaning of a word."""
    for _ in range(3):
        talk.later(minutes=5)
        talk.say("broken acme prices")
        assert talk.press("They knew").ok
    assert "I remember no words of yours yet. Once you pick what one means, I do." == talk.text("me words")


def test_what_is_in_quotes_is_no_own_word(talk: Dialog) -> None:
    """The customer said it."""
    for _ in range(2):
        talk.later(minutes=5)
        talk.say("call acme svr")
        talk.press("Voicemail")
    assert "voicemail" not in talk.text('call acme "svr"')


def test_an_own_word_of_an_outcome_is_none_of_a_visit(talk: Dialog) -> None:
    """The verb says how it was."""
    for _ in range(2):
        talk.later(minutes=5)
        talk.say("call acme svr")
        talk.press("Voicemail")
    assert "voicemail" not in talk.text("visited acme svr")


def test_an_own_word_of_a_colleague_is_read_by_nobody_else(talk: Dialog) -> None:
    """Neither in a call nor in a rating."""
    for _ in range(2):
        talk.later(minutes=5)
        talk.say("call acme svr")
        talk.press("Voicemail")
    assert "voicemail" not in talk.text("call acme svr", "bo")


@pytest.fixture(name="nicknamed")
def nicknamed_fixture(talk: Dialog) -> Dialog:
    """Bergen Bygg is a customer that anna has a short name for."""
    talk.account("Bergen Bygg AS")
    return talk


def named(talk: Dialog, line: str, name: str = "Bergen Bygg") -> str:
    """Type a line with a name that nothing is like, say in the form who is meant, and return the receipt."""
    talk.later(minutes=5)
    assert not talk.say(line).ok
    assert not talk.press("Another customer…").ok
    assert talk.last.form is not None
    values = {field.name: field.value for field in talk.last.form.fields} | {"account": name}
    reply = talk.submit({key: value for key, value in values.items() if value})
    assert reply.ok, card_text(reply.card)
    return card_text(reply.card)


def test_a_nickname_is_known_from_the_second_time_on(nicknamed: Dialog) -> None:
    """The form said first whom it means; then it is a button, and then no question."""
    assert "Bergen Bygg AS · voicemail" in named(nicknamed, "call bb vm")
    assert 'I will remember "bb"' in picked(nicknamed, "call bb vm", "Bergen Bygg AS")
    assert "Bergen Bygg AS" in nicknamed.text("promise bb quote by fri")
    assert "bb: Bergen Bygg AS" in nicknamed.text("me words")


def test_a_nickname_said_twice_in_the_form_is_known(nicknamed: Dialog) -> None:
    """By the form alone, with the rest of the line in it."""
    named(nicknamed, "call bb vm")
    assert 'I will remember "bb"' in named(nicknamed, "follow bb fri prices")
    assert nicknamed.say("call bb talked prices").ok
    assert "Bergen Bygg AS" in card_text(nicknamed.last.card)


def test_a_nickname_is_picked_from_the_search_of_a_form(nicknamed: Dialog) -> None:
    """As Slack gives it: the account itself beside what was typed."""
    for line in ("call bb vm", "call bb"):
        nicknamed.later(minutes=5)
        nicknamed.say(line)
        nicknamed.press("Another customer…")
        form = nicknamed.last.form
        assert form is not None
        account = nicknamed.work.accounts.by_key("bergen bygg")
        assert account is not None
        values = {field.name: field.value for field in form.fields if field.value and field.name != "account"}
        kept = {**form.kept, "account": existing(account.id)}
        sender = nicknamed.sender()
        reply = nicknamed.give(Submission(sender=sender, at=nicknamed.at, verb=form.verb, values=values, kept=kept))
        assert reply.ok, card_text(reply.card)
    assert "I will remember" in card_text(nicknamed.last.card)


def test_a_nickname_in_one_of_several_facts_is_asked_for_with_the_whole_line(nicknamed: Dialog) -> None:
    """Its form holds the line, and saves all of it."""
    named(nicknamed, "call bb vm; promise acme quote by fri")
    assert 2 == len(nicknamed.last.stored)


def test_the_form_for_a_nickname_says_why_it_opens_and_holds_what_was_typed(nicknamed: Dialog) -> None:
    """Without the name in the field of the customer, which is what is asked for."""
    nicknamed.say("call bb vm wants prices")
    nicknamed.press("Another customer…")
    form = nicknamed.last.form
    assert form is not None
    fields = {field.name: field for field in form.fields}
    assert ("", "wants prices") == (fields["account"].value, fields["note"].value)
    assert "bb" in fields["account"].hint


def test_a_nickname_of_an_account_that_is_made_by_the_form_is_not_learned(nicknamed: Dialog) -> None:
    """It has a name by which it is called."""
    for _ in range(2):
        nicknamed.later(minutes=5)
        nicknamed.say("call bb")
        nicknamed.press("Another customer…")
        nicknamed.submit({"account": "Zeta Foods"})
        if not nicknamed.last.ok:
            nicknamed.press('Create "Zeta Foods"')
    assert "I remember no words of yours yet. Once you pick what one means, I do." == nicknamed.text("me words")


def test_a_company_without_customers_has_no_other_one(talk: Dialog) -> None:
    """There is nobody to be picked."""
    talk.work._db._raw.execute("DELETE FROM account_name")
    talk.work._db._raw.execute("DELETE FROM account")
    talk.say("call bb")
    assert "Another customer…" not in [button.label for button in talk.last.card.all_buttons()]
