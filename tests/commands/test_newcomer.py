"""What a newcomer types in the first hour, with nothing but what the bot says: none of it leads nowhere."""

from __future__ import annotations

import pytest

from bot.language.word_files import LANGUAGES
from bot.messages.plain_text import card_text
from tests.commands.steps import filled
from tests.dialog import Dialog


@pytest.mark.parametrize(
    "line", ["start", "kom i gang", "hvordan begynner jeg", "hur börjar jag", "od czego zacząć", "wie fange ich an"]
)
def test_who_wants_to_start_is_shown_what_can_be_typed(talk: Dialog, line: str) -> None:
    """As `help` shows it, with a line to type in its title."""
    assert talk.text(line).startswith("Type what happened, such as “call acme”")


def test_an_admin_finds_the_set_up_and_a_manager_the_team(talk: Dialog) -> None:
    """What few may do stands last; nobody else reads of it."""
    shown = {who: talk.text("help", who).splitlines() for who in ("anna", "dora", "chris")}
    assert [[line.split(":")[0] for line in lines[-2:]] for lines in shown.values()] == [
        ["undo", "me"],
        ["undo", "team"],
        ["team", "admin"],
    ]
    assert {len(lines) for lines in shown.values()} == {12}


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("norsk", "Skal jeg skrive norsk til deg?"), ("in Danish please", None), ("auf Deutsch", "Soll ich dir auf Deutsch schreiben?"),
        ("po polsku", None), ("polski", "Czy mam pisać do ciebie po polsku?"), ("svenska", "Ska jag skriva svenska till dig?"),
        ("snakk norsk", "Skal jeg skrive norsk til deg?"), ("dansk", "Skal jeg skrive dansk til dig?"),
    ],
)  # fmt: skip
def test_a_language_named_alone_is_asked_about_in_that_language(talk: Dialog, line: str, question: str | None) -> None:
    """One press, and everything is in it; a line that ends otherwise is none."""
    text = talk.text(line)
    if question is None:
        assert not talk.last.ok
        return
    assert text.splitlines()[0] == question
    assert talk.press(talk.last.card.buttons[0].label).ok
    assert talk.text("me week").splitlines()[1] != "Calls: 0 / 40"


@pytest.mark.parametrize("line", ["call dansk", "promise acme norsk by fri", "en", "no"])
def test_a_language_inside_of_another_line_changes_nothing(talk: Dialog, line: str) -> None:
    """Nor does a code, which may be any word."""
    talk.say(line)
    assert all("me language" not in button.press.pack() for button in talk.last.card.all_buttons())


@pytest.mark.parametrize("line", ["kept", "told", "holdt", "hållet", "dotrzymana", "gehalten"])
def test_where_nothing_is_open_no_form_asks_which_promise(talk: Dialog, line: str) -> None:
    """A list without a choice would be a dead end."""
    reply = talk.say(line)
    assert (reply.form, reply.ok) == (None, False)
    assert "No promise of yours is open: “promise acme quote by fri” makes one." in (reply.error or "")
    talk.say("promise acme quote by fri")
    assert talk.say(line).form is not None


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("follow friday", "friday"), ("call back tomorrow at 10", "tomorrow"), ("call them back tomorrow at 10", "tomorrow"),
        ("følg op fredag", "fredag"), ("ring tilbake i morgen kl 10", "i morgen"), ("ringer igen på fredag", "på fredag"),
        ("przypomnij jutro", "jutro"), ("zurückrufen morgen um 10", "morgen"),
    ],
)  # fmt: skip
def test_a_day_is_no_new_customer(talk: Dialog, line: str, due: str) -> None:
    """The form asks for whom it is, and holds the day."""
    if "zurück" in line:
        talk.say("me language de")
    talk.say(line)
    held = filled(talk.last)
    assert held["account"] == ""
    assert held["due"].startswith(due)


@pytest.mark.parametrize(
    ("language", "line", "place"),
    [
        ("en", "waiting at the counter", "counter"), ("da", "kunde venter ved skranken", "skranken"),
        ("nb", "kunde venter i resepsjonen", "resepsjonen"), ("sv", "kund väntar i receptionen", "receptionen"),
        ("pl", "klient czeka przy ladzie", "ladzie"), ("de", "Kunde wartet am Empfang", "Empfang"), ("en", "waiting at", "at"),
    ],
)  # fmt: skip
def test_the_place_of_a_wait_is_its_name(talk: Dialog, language: str, line: str, place: str) -> None:
    """However it is led to, so that the figures of a place are of one; the writer reads it in their own language."""
    talk.say(f"me language {language}")
    shown = talk.text(line)
    assert place.casefold() == shown.splitlines()[1].split(".")[0].casefold()
    assert ("A customer waits" in shown) == (language == "en")


def test_in_the_channel_a_wait_is_in_the_language_of_the_team(talk: Dialog) -> None:
    """Everybody reads it."""
    talk.say("me language da")
    assert "A customer waits" in card_text(talk.say("venter skranken", channel=True).card)


@pytest.mark.parametrize(
    "line",
    ["new customer Nordic Foods", "neuer Kunde Nordic Foods", "nowy klient Nordic Foods", "ny kunde Nordic Foods"],
)
def test_a_new_customer_is_offered_to_be_created(talk: Dialog, line: str) -> None:
    """By the word that one would look for."""
    talk.say(line)
    assert 'Create "Nordic Foods"' in [button.label for button in talk.last.card.all_buttons()]


def test_a_colleague_who_rings_once_still_reads_of_the_own_touchpoints(talk: Dialog) -> None:
    """And of no calls that were asked for."""
    for line in ("admin person kari colleague team Nord", "admin touchpoint invoice owner kari"):
        assert talk.say(line, "chris").ok
    assert talk.say("touch acme invoice clarity 0 hard to read").ok
    assert talk.say("call acme", "kari").ok
    for line in ("today", "me week"):
        text = talk.text(line, "kari")
        assert "Calls: 1\n" in text
        assert "hard to read" in text
        assert "/ 0" not in text
    assert "kari · Nord · colleague · – ·" in talk.text("admin", "chris")


def test_who_was_not_nudged_today_has_nothing_to_put_off(talk: Dialog) -> None:
    """It says so, rather than that the nudge is gone."""
    assert "No nudge came to you today." in (talk.say("snooze").error or "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lines_of_the_help_title_can_be_typed(talk: Dialog, language: str) -> None:
    """What stands in its quotes logs a call, and explains one."""
    talk.say(f"me language {language}")
    title = talk.text("help").splitlines()[0]
    marks = {"en": "“”", "da": "»«", "nb": "«»", "sv": "””", "pl": "„”", "de": "„“"}[language]
    typed = [part.split(marks[1])[0] for part in title.split(marks[0])[1:]]
    lines = [part for part in typed if part.endswith("acme")] + [part for part in typed if not part.endswith("acme")]
    assert talk.say(lines[0]).stored == ("C1",)
    assert talk.say(next(line for line in lines[1:] if line.strip("; ,"))).ok


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "promise acme moved to monday"), ("en", "promise acme postponed to monday"), ("da", "løfte acme flyttet til mandag"),
        ("nb", "løfte acme utsatt til mandag"), ("sv", "löfte acme flyttat till måndag"),
        ("pl", "obietnica acme przesunięta na poniedziałek"), ("de", "Zusage acme verschoben auf Montag"),
    ],
)  # fmt: skip
def test_a_promise_that_moves_is_no_promise_of_moved_to(talk: Dialog, language: str, line: str) -> None:
    """It is said what to type; that line moves it."""
    talk.say(f"me language {language}")
    talk.say("promise acme quote by fri")
    reply = talk.say(line)
    assert reply.stored == ()
    error = reply.error or ""
    marks = {"en": "“”", "da": "»«", "nb": "«»", "sv": "””", "pl": "„”", "de": "„“"}[language]
    typed = error.rsplit(marks[1], 1)[0].rsplit(marks[0], 1)[1]
    assert talk.say(typed).stored == ("S1",)
    assert "30" in talk.text("today")


def test_where_nothing_is_open_moved_is_what_was_promised(talk: Dialog) -> None:
    """Whatever it may mean."""
    assert talk.say("promise acme moved by fri").stored == ("P1",)


@pytest.mark.parametrize(
    "line", ["show me acme", "vis mig acme", "visa mig acme", "pokaż acme", "zeig mir acme", "zeige acme"]
)
def test_who_wants_to_be_shown_a_customer_reads_its_card(talk: Dialog, line: str) -> None:
    """In every language."""
    talk.say("me language de" if line.startswith("zeig") else "me language en")
    assert talk.text(line).startswith("Acme A/S")
