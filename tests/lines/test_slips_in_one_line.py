"""Something promised that will not be there by its day, who knows of it and the new day, all told in one line."""

from __future__ import annotations

import pytest

from bot.domain.promises import PromiseState
from tests.dialog import Dialog
from tests.lines.cases import entries, facts_of
from tests.lines.test_leave_without_command import labels

MADE = {
    "en": "promise acme quote by thu",
    "da": "løfte acme tilbud torsdag",
    "nb": "løfte acme tilbud torsdag",
    "sv": "löfte acme offert torsdag",
    "pl": "obietnica acme oferta do czwartku",
    "de": "zusage acme angebot bis donnerstag",
}
TOLD = (
    ("en", "can't make Acme's quote Thu, told them, new date Mon"),
    ("en", "quote for Acme won't be ready Thursday, they know, Monday instead"),
    ("en", "Acme quote not finished by Thursday, let them know, will be Monday"),
    ("en", "Acme's quote is running late, customer knows, coming Monday"),
    ("da", "Acme-tilbuddet når jeg ikke torsdag, de ved det, bliver mandag"),
    ("da", "tilbuddet til Acme bliver ikke færdigt torsdag, har sagt det til dem, ny dato mandag"),
    ("da", "kan ikke levere tilbud til Acme torsdag, kunden ved det, mandag i stedet"),
    ("nb", "rekker ikke tilbudet til Acme torsdag, har sagt fra, ny dato mandag"),
    ("nb", "Acme-tilbudet blir ikke klart torsdag, de vet det, blir mandag"),
    ("nb", "tilbudet til Acme blir forsinket, sagt fra, kommer mandag"),
    ("sv", "hinner inte offerten till Acme torsdag, har sagt till, nytt datum måndag"),
    ("sv", "Acme-offerten blir inte klar på torsdag, de vet, blir måndag"),
    ("sv", "offerten till Acme blir försenad, kunden vet, måndag istället"),
    ("pl", "nie zdążę z ofertą dla Acme na czwartek, wiedzą, nowy termin poniedziałek"),
    ("pl", "oferta dla Acme nie będzie gotowa w czwartek, uprzedziłem ich, będzie w poniedziałek"),
    ("pl", "oferta dla Acme opóźni się, klient wie, nowy termin w poniedziałek"),
    ("de", "Angebot für Acme schaffe ich Donnerstag nicht, wissen Bescheid, neuer Termin Montag"),
    ("de", "Acme-Angebot wird bis Donnerstag nicht fertig, Kunde informiert, kommt Montag"),
    ("de", "Angebot an Acme verzögert sich, hab Bescheid gesagt, stattdessen Montag"),
)
UNTOLD = (
    ("en", "quote for Acme won't be ready Thursday, not told yet, Monday instead"),
    ("da", "når ikke tilbuddet til Acme torsdag, de ved det ikke endnu, bliver mandag"),
    ("nb", "rekker ikke tilbudet til Acme torsdag, har ikke sagt fra ennå, blir mandag"),
    ("sv", "hinner inte offerten till Acme torsdag, har inte sagt till än, blir måndag"),
    ("pl", "nie zdążę z ofertą dla Acme na czwartek, jeszcze nie wiedzą, będzie w poniedziałek"),
    ("de", "schaffe das Angebot für Acme Donnerstag nicht, noch nicht Bescheid gesagt, kommt Montag"),
)
UNSAID = (
    ("en", "Acme quote won't be ready Thursday, will be Monday"),
    ("da", "tilbuddet til Acme bliver ikke klar torsdag, bliver mandag"),
    ("nb", "tilbudet til Acme blir ikke klart torsdag, blir mandag"),
    ("sv", "offerten till Acme blir inte klar torsdag, blir måndag"),
    ("pl", "oferta dla Acme nie będzie gotowa w czwartek, będzie w poniedziałek"),
    ("de", "Angebot für Acme wird Donnerstag nicht fertig, kommt Montag"),
)
THEIRS = (
    ("en", "Acme can't make it Thursday, new date Monday"),
    ("da", "Acme når det ikke torsdag, ny dato mandag"),
    ("sv", "Acme hinner inte torsdag, nytt datum måndag"),
    ("de", "Acme schafft es Donnerstag nicht, neuer Termin Montag"),
    ("en", "can't make the meeting with Acme Thu, told them, new date Mon"),
)
MONDAY = "2026-11-30"


def _promised(kim: Dialog, language: str) -> Dialog:
    kim.say(f"me language {language}")
    assert kim.say(MADE[language]).stored == ("P1",)
    return kim


@pytest.mark.parametrize(("language", "line"), TOLD)
def test_a_promise_of_which_the_customer_knows_moves(kim: Dialog, language: str, line: str) -> None:
    """It is told in advance, with the new day, and nothing else is stored."""
    assert _promised(kim, language).say(line).stored == ("S1",)
    promise = kim.work.promises.find(1)
    assert promise and promise.due.isoformat() == MONDAY and promise.state is PromiseState.OPEN


@pytest.mark.parametrize(("language", "line"), TOLD)
def test_without_an_open_promise_it_is_asked_what_it_was(kim: Dialog, language: str, line: str) -> None:
    """One button says that it was told in advance and promises the new day, so that nothing counts as a breach."""
    kim.say(f"me language {language}")
    told, promise, *_ = labels(kim.say(line))
    assert entries(kim.work) == []
    assert kim.press(told).stored == ("P1", "P2")
    was, new = (facts_of(kim, entry) for entry in entries(kim.work))
    assert was["verb"] == "broken" and was["told"] and was["what"] == new["what"]
    assert (new["verb"], new["due"]) == ("promise", MONDAY)
    kim.say("undo")
    kim.say(line)
    kim.press(promise)
    assert [facts_of(kim, entry)["due"] for entry in entries(kim.work)] == [MONDAY]


@pytest.mark.parametrize(("language", "line"), UNTOLD)
def test_of_whom_nobody_told_it_is_said_to_tell_them_first(kim: Dialog, language: str, line: str) -> None:
    """The promise stays on its day until somebody says that they know."""
    unheld, told, *_ = labels(_promised(kim, language).say(line))
    assert {button.press.verb for button in kim.press(unheld).card.all_buttons()} == {"told", "draft"}
    kim.say(line)
    kim.press(told)
    promise = kim.work.promises.find(1)
    assert promise and promise.due.isoformat() == MONDAY


@pytest.mark.parametrize(("language", "line"), UNSAID)
def test_where_nobody_says_who_knows_it_is_asked(kim: Dialog, language: str, line: str) -> None:
    """Three answers: they know, it will not hold, or only the day was wrong."""
    kinds = [button.press.verb for button in _promised(kim, language).say(line).card.all_buttons()]
    assert kinds[:3] == ["told", "holds", "edit"]


def test_a_promise_of_another_thing_is_not_moved(kim: Dialog) -> None:
    """It is asked as if none were open."""
    _promised(kim, "en").say("can't make Acme's drawings Thu, told them, new date Mon")
    promise = kim.work.promises.find(1)
    assert promise and promise.due.isoformat() == "2026-11-26"


def test_the_new_day_is_asked_for_where_none_is_said(kim: Dialog) -> None:
    """The same day is one of the answers."""
    assert "Same day: Thu 26 Nov 2026" in labels(_promised(kim, "en").say("quote for Acme won't be ready, they know"))


def test_what_else_is_said_is_the_note(kim: Dialog) -> None:
    """Why it will be late, and since when they know."""
    line = "can't make Acme's quote Thu, plotter broke down, told them yesterday, new date Mon"
    assert _promised(kim, "en").say(line).stored == ("S1",)
    told = facts_of(kim, entries(kim.work)[-1])
    assert (told["note"], told["day"], told["due"]) == ("plotter broke down", "2026-11-23", MONDAY)


@pytest.mark.parametrize(("language", "line"), THEIRS)
def test_a_customer_who_cannot_make_it_moves_no_promise(kim: Dialog, language: str, line: str) -> None:
    """Nor does a meeting that cannot be."""
    _promised(kim, language).say(line)
    promise = kim.work.promises.find(1)
    assert promise and promise.due.isoformat() == "2026-11-26" and len(entries(kim.work)) == 1
