"""Small talk: one friendly sentence in one's own language, and nothing stored."""

from __future__ import annotations

import pytest

from bot.language.small_talk import small_talk
from bot.language.word_files import LANGUAGES
from bot.messages.plain_text import card_text
from tests.commands.steps import labels, outcomes
from tests.dialog import Dialog

GREETINGS = ("hi", "Hello!", "good morning", "hej", "godmorgen", "hei", "god morgen", "god morgon", "cześć", "Dzień dobry", "hi there :)", "*hello*", "hi 👋")  # fmt: skip
THANKS = ("thanks", "thank you!", "great", "tak", "mange tak", "super", "takk", "tusen takk", "tack", "tack så mycket", "dzięki", "dziękuję", "👍", "👍🏽", ":+1:", ":+1::skin-tone-3:", ":thumbsup:", "👍👍", "ok, thanks", "thank you for the reminder")  # fmt: skip
NOTHING_ASKED = ("ok", "OK.", "yes", "no", "ja", "nej", "nei", "nie", "okej", "oki")
STOPS = ("stop", "STOP!!", "*stop*", "_Stop_", "stop nudging me", "leave me alone", "lad mig være", "stopp", "la meg være", "sluta", "przestań", "daj mi spokój", "please stop", "stop, please", "stop calling me")  # fmt: skip
ILL = ("sick", "sick today", "I'm sick", "ill", "off sick", "child is sick", "syg", "syg i dag", "jeg er syg", "sygemeldt", "barn syg", "syk", "sykmeldt", "sykt barn", "sjuk", "vab", "vabbar", "chory", "chora", "chorobowe", "L4", "Sick!", "sick today, sorry", "called in sick")  # fmt: skip


@pytest.mark.parametrize("line", GREETINGS)
def test_a_greeting_is_returned(talk: Dialog, line: str) -> None:
    """With the day and help at hand, and no list of commands."""
    reply = talk.say(line)
    assert (True, (), "Hello anna.", ["Today", "Help"]) == (
        reply.ok,
        reply.stored,
        next(reply.card.texts()),
        labels(reply),
    )


@pytest.mark.parametrize("line", THANKS)
def test_thanks_are_welcome(talk: Dialog, line: str) -> None:
    """Also as the sign that a platform's clients send."""
    reply = talk.say(line)
    assert (True, (), "You are welcome.") == (reply.ok, reply.stored, card_text(reply.card))


@pytest.mark.parametrize("line", NOTHING_ASKED)
def test_yes_and_no_answer_nothing(talk: Dialog, line: str) -> None:
    """No question of ours is answered by a line."""
    reply = talk.say(line)
    assert (True, (), ["Today"]) == (reply.ok, reply.stored, labels(reply))
    assert next(reply.card.texts()).startswith("Nothing is waiting for an answer.")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("da", "Det var så lidt."), ("pl", "Nic nie czeka na odpowiedź."), ("en", "You are welcome.")],
)
def test_the_own_language_decides_what_a_word_says(talk: Dialog, language: str, sentence: str) -> None:
    """One language's thanks is another's yes."""
    talk.say(f"me language {language}")
    assert next(talk.say("tak").card.texts()).startswith(sentence)


def test_a_command_of_the_own_language_is_no_small_talk(talk: Dialog) -> None:
    """The Polish for me is yes in three other languages."""
    talk.say("me language pl")
    assert "Godziny:" in talk.text("ja")


@pytest.mark.parametrize("line", STOPS)
def test_stop_asks_until_when(talk: Dialog, line: str) -> None:
    """A pause always has an end."""
    reply = talk.say(line)
    assert (False, None, ()) == (reply.ok, reply.error, reply.stored)
    assert "Until when shall I be quiet?" == next(reply.card.texts())
    assert ["Today", "Mon 30 Nov 2026", "Two weeks", "Another day…"] == labels(reply)


@pytest.mark.parametrize(
    ("label", "until"),
    [("Today", "Wed 25 Nov 2026"), ("Mon 30 Nov 2026", "Mon 30 Nov 2026"), ("Two weeks", "Tue 8 Dec 2026")],
)
def test_the_answer_to_stop_pauses_and_prints_the_way_back(talk: Dialog, label: str, until: str) -> None:
    """The end date and what to type stand on the receipt, and no nudge comes before."""
    talk.say("stop")
    sentence = next(talk.press(label).card.texts())
    assert f"No nudges until {until}; type “pause off” to have them back." == sentence
    assert {"skipped: paused"} == outcomes(talk, "anna")


def test_another_day_is_asked_for_in_a_form(talk: Dialog) -> None:
    """The form of a pause."""
    talk.say("stop")
    reply = talk.press("Another day…")
    assert reply.form
    assert ["until"] == [field.name for field in reply.form.fields]


def test_stop_on_the_day_before_monday_offers_the_monday_after(talk: Dialog) -> None:
    """The next day is offered as today's end already."""
    talk.later(days=5)
    assert "Mon 7 Dec 2026" in labels(talk.say("stop"))


@pytest.mark.parametrize("line", ["stop until mon", "stop nudging me until 30/11", "Stop until monday, please"])
def test_stop_with_an_end_is_a_pause(talk: Dialog, line: str) -> None:
    """What is said is not asked."""
    assert "No nudges until Mon 30 Nov 2026" in talk.text(line)


@pytest.mark.parametrize("line", ILL)
def test_who_is_ill_is_off_today_and_quiet_at_once(talk: Dialog, line: str) -> None:
    """Nobody fills in a form with a fever."""
    reply = talk.say(line)
    assert (True, ()) == (reply.ok, reply.stored)
    assert "Off on Tue 24 Nov 2026. Get well." == next(reply.card.texts())
    assert ["Until Friday", "Undo"] == labels(reply)
    assert "would send" not in outcomes(talk, "anna")


@pytest.mark.parametrize("line", ["sick until thu", "off sick until thursday", "syg til torsdag", "L4 do czwartku", "sick until thu, sorry", "sick today - thu"])  # fmt: skip
def test_an_illness_with_an_end_takes_these_days(talk: Dialog, line: str) -> None:
    """Until a day is from today on."""
    assert "Off from Tue 24 Nov 2026 to Thu 26 Nov 2026. Get well." == next(talk.say(line).card.texts())


@pytest.mark.parametrize("line", ["sick of acme", "ill until further notice"])
def test_an_illness_whose_days_are_not_understood_is_asked_about(talk: Dialog, line: str) -> None:
    """It may be none at all; what was typed is shown."""
    before = talk.text("me")
    reply = talk.say(line)
    assert (False, None, ["Today", "Until Friday", "Another day…"]) == (reply.ok, reply.error, labels(reply))
    assert line in card_text(reply.card)
    assert before == talk.text("me")


@pytest.mark.parametrize(
    "line", ["ill call acme tomorrow", "please", "super offer from acme", "stopped smoking at acme", "hello acme"]
)
def test_a_line_that_goes_on_is_no_small_talk(talk: Dialog, line: str) -> None:
    """The whole line has to be it."""
    reply = talk.say(line)
    assert (False, ()) == (reply.ok, reply.stored)
    assert "Off" not in card_text(reply.card)


@pytest.mark.parametrize("line", ["what can you do", "What can you do?", "hvad kan du", "hva kan du gjøre?", "vad kan du?", "co potrafisz?"])  # fmt: skip
def test_who_asks_what_to_type_gets_help(talk: Dialog, line: str) -> None:
    """The same card as for the word."""
    assert talk.say("help").card == talk.say(line).card


@pytest.mark.parametrize("line", ["todo", "My day", "agenda", "min dag", "mine løfter", "att göra", "moje zadania"])
def test_who_asks_for_the_day_in_a_word_gets_it(talk: Dialog, line: str) -> None:
    """No question word is needed."""
    assert talk.say("today").card == talk.say(line).card


def test_an_illness_behind_a_word_that_reads_in_another_language_is_stored(talk: Dialog) -> None:
    """The transaction is not one that only reads, though "ja" shows something in one language."""
    assert "Get well." in talk.text("ja, syg")


@pytest.mark.parametrize("language", LANGUAGES)
def test_small_talk_is_answered_in_every_language(talk: Dialog, language: str) -> None:
    """No answer is English to who has another language."""
    talk.say(f"me language {language}")
    answers = [talk.text(line) for line in ("hi", "thanks", "ok", "bye")]
    assert (language == "en") == ("You are welcome." in answers)


@pytest.mark.parametrize("line", ["call acme", "call acme thanks", "x" * 200, "", "…"])
def test_other_lines_are_none(line: str) -> None:
    """No part of a line that says something else is small talk."""
    assert small_talk(line, "en") is None


MISTAKES = (
    ("en", "oops, that was wrong"), ("da", "ups, det var forkert"), ("nb", "oi, det ble feil"), ("sv", "oj, det blev fel"),
    ("pl", "ojej, to pomyłka"), ("de", "hoppla, das war falsch"),
)  # fmt: skip


@pytest.mark.parametrize(("language", "line"), MISTAKES)
def test_a_mistake_leads_to_the_last_entry(talk: Dialog, language: str, line: str) -> None:
    """It can be taken back or changed; nothing is done by the remark itself."""
    talk.say(f"me language {language}")
    assert talk.say(line).error  # nothing was logged yet
    talk.say("call acme")
    talk.say("follow acme fri")
    reply = talk.say(line)
    assert (reply.ok, reply.undone) == (True, ())
    assert "F1 · Acme" in card_text(reply.card)
    undo, edit = labels(reply)
    assert talk.press(edit).form
    talk.say(line)
    assert talk.press(undo).undone == ("F1",)


OWN_DATA = (
    ("en", "what do you know about me?", "mydata"), ("en", "who looked at my figures", "me"), ("en", "who can see this?", "privacy"),
    ("da", "hvad ved du om mig", "mydata"), ("da", "hvem har set mine tal?", "me"), ("da", "hvem kan se det her?", "privacy"),
    ("nb", "hva vet du om meg?", "mydata"), ("nb", "hvem har sett tallene mine", "me"), ("nb", "hvem kan se dette?", "privacy"),
    ("sv", "vad vet du om mig?", "mydata"), ("sv", "vem har sett mina siffror?", "me"), ("sv", "vem kan se det här", "privacy"),
    ("pl", "co o mnie wiesz?", "mydata"), ("pl", "kto widział moje wyniki?", "me"), ("pl", "kto to widzi?", "privacy"),
    ("de", "was weißt du über mich?", "mydata"), ("de", "wer hat meine Zahlen gesehen?", "me"), ("de", "wer kann das sehen?", "privacy"),
)  # fmt: skip


@pytest.mark.parametrize(("language", "line", "view"), OWN_DATA)
def test_who_asks_about_their_own_data_is_shown_it(talk: Dialog, language: str, line: str, view: str) -> None:
    """Their day would be no answer to what is held of them, who looked, and who sees what."""
    talk.say(f"me language {language}")
    assert talk.say(line).card == talk.say(view).card
