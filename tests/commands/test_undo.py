"""`undo`: entries are taken back, exactly."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.details import Call, CallOutcome, Kind
from bot.messages.card import Reply
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import memory_work
from tests.dialog import Dialog, company


def test_undo_twice_takes_back_two_and_then_says_so(talk: Dialog) -> None:
    """Each undo takes the last own entry; with none left nothing happens."""
    talk.say("call acme")
    talk.say("call acme vm")
    assert [talk.say("undo").undone, talk.say("undo").undone] == [("C2",), ("C1",)]
    assert talk.say("undo").error == '"undo": There is nothing of yours to undo. Not saved.'


def test_an_entry_undone_by_ref_twice_is_a_no_op(talk: Dialog) -> None:
    """The second undo of the same ref changes nothing and says so."""
    talk.say("call acme")
    talk.say("undo C1")
    assert talk.text("undo C1") == "C1 was undone already."


def test_another_persons_entry_is_not_there(talk: Dialog) -> None:
    """Only one's own entries can be taken back or changed."""
    talk.say("call acme", "anna")
    assert "You have no entry C1" in (talk.say("undo C1", "bo").error or "")
    assert "You have no entry C1" in (talk.say("edit C1 vm", "bo").error or "")


def test_undo_of_an_edit_restores_what_it_replaced(talk: Dialog) -> None:
    """The last thing done is taken back, nothing more."""
    talk.say("call acme vm")
    talk.say("edit C1 meeting")
    assert talk.say("undo").undone == ("C1",)
    assert "voicemail" in talk.text("edit C1 vm")


def test_undo_by_ref_takes_an_edited_entry_back_whole(talk: Dialog) -> None:
    """Naming the ref means the entry, however often it was changed."""
    talk.say("call acme vm")
    talk.say("edit C1 meeting")
    talk.say("undo C1")
    assert talk.work.entries.live(Kind.CALL, 1) is None
    assert talk.say("today").figures["calls"] == 0


def test_a_bare_number_that_fits_several_entries_is_not_guessed(talk: Dialog) -> None:
    """The answer names the refs that fit."""
    talk.say("call acme")
    talk.say("touch acme site 1")
    assert "type one of R1, C1" in (talk.say("undo 1").error or "")


def test_an_undo_after_the_month_ended_changes_that_month(talk: Dialog) -> None:
    """The figures of the month it counted for are computed anew; the month of the undo is not touched."""
    for line in ("call acme", "call acme", "promise acme list by today", "kept 1", "touch acme invoice c0"):
        assert talk.say(line).ok
    talk.later(days=8)
    talk.say("call acme")
    talk.say("undo C1")
    talk.say("undo S1")
    assert talk.say("team month", "chris").figures["calls"] == 1
    november = talk.say("team w48", "chris").figures
    assert (november["calls"], november["promises_kept"]) == (1, 0)


def test_undo_of_anothers_promise_is_refused_though_its_step_is_ones_own(talk: Dialog) -> None:
    """Only what one logged oneself; a colleague's step falls along with one's own promise."""
    talk.say("promise acme list by fri", "anna")
    talk.say("kept 1", "bo")
    assert "no entry" in (talk.say("undo P1", "bo").error or "")
    assert talk.say("undo", "bo").undone == ("S1",)
    talk.say("told 1 same day", "bo")
    assert talk.say("undo P1", "anna").undone == ("P1", "S2")
    assert "nothing of yours" in (talk.say("undo", "bo").error or "")


def test_undoing_a_promise_takes_its_steps_along(talk: Dialog) -> None:
    """What rests on an entry cannot stand without it."""
    talk.say("promise acme quote by fri")
    talk.say("told 1 new date 4/12")
    talk.say("kept 1")
    assert talk.say("undo P1").undone == ("P1", "S1", "S2")
    assert talk.work.promises.find(1) is None


def test_an_undo_button_lasts_a_day_and_the_ref_for_ever(talk: Dialog) -> None:
    """By button for 24 hours, by ref after that."""
    receipt = talk.say("call acme")
    talk.later(hours=24)
    assert talk.press("Undo").undone == ("C1",)
    receipt = talk.say("call acme")
    talk.later(hours=24, seconds=1)
    talk.last = receipt
    assert "type “undo C2”" in (talk.press("Undo").error or "")
    assert talk.say("undo C2").undone == ("C2",)


CARDS = ("today", "me week", "account acme", "account bygg", "home")
LINES = (
    "call acme", "call bygg vm yesterday", "touch acme invoice 0", "touch acme site 1102 said", "touch acme invoice c2 said",
    "promise acme quote by fri", "broken acme list", "broken acme plan told them", "follow acme thu", "waiting counter",
    "kept 1", "told 1 new date 4/12", "broken 1", "go", "handoff acme service 5m",
)  # fmt: skip


def _cards(talk: Dialog) -> list[Reply]:
    team = [talk.say(line, "chris") for line in ("team week", "team zeros", "team promises", "team waiting")]
    return [*(talk.say(line, who) for who in ("anna", "bo") for line in CARDS), *team]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.lists(st.tuples(st.sampled_from(("anna", "bo")), st.sampled_from(LINES)), max_size=6),
    line=st.sampled_from(LINES),
)
def test_an_undone_line_never_was(shared: SqliteEngine, before: list[tuple[str, str]], line: str) -> None:
    """Every person's cards after undo equal those before the line."""
    with memory_work(shared, Defaults()) as work:
        talk = company(work)
        talk.say("admin desk service", "chris")
        talk.account("Bergen Bygg", "bo")
        for who, earlier in before:
            talk.say(earlier, who)
        expected = _cards(talk)
        if talk.say(line, "anna").stored:
            assert talk.say("undo", "anna").undone
        assert _cards(talk) == expected


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("undo C99", "You have no entry C99: type “undo” for your last one."),
        ("undo R1", "You have no entry R1"),
        ("undo Q1", 'I do not understand "Q1" here'),
        ("undo nonsense", 'I do not understand "nonsense" here'),
        ("undo C1 C2", 'I do not understand "C2" here'),
    ],
)
def test_what_is_no_entry_of_ones_own_takes_nothing_back(talk: Dialog, line: str, part: str) -> None:
    """Each refusal is one sentence, and the last entry stays."""
    talk.say("call acme")
    assert part in (talk.say(line).error or "")
    assert talk.say("today").figures["calls"] == 1


@pytest.mark.parametrize("typed", ["C1", "c1", "#C1", "#1", "1"])
def test_a_ref_may_be_written_in_any_way(talk: Dialog, typed: str) -> None:
    """A bare number is read when it fits one entry."""
    talk.say("call acme")
    assert talk.say(f"undo {typed}").undone == ("C1",)


def test_an_older_entry_can_be_named(talk: Dialog) -> None:
    """Entries logged later stay."""
    talk.say("call acme vm")
    talk.say("call acme meeting")
    assert "Undone · C1 · Acme A/S" in talk.text("undo C1")
    assert "anna · meeting" in talk.text("account acme")
    assert "voicemail" not in talk.text("account acme")


def test_a_number_is_not_given_twice(talk: Dialog) -> None:
    """The next entry gets a new ref."""
    talk.say("call acme")
    talk.say("undo")
    assert talk.say("call acme").stored == ("C2",)


@pytest.mark.parametrize("who", ["chris", "dora", "bo"])
def test_nobody_takes_back_for_another(talk: Dialog, who: str) -> None:
    """A manager, an admin and a colleague are refused."""
    talk.say("call acme", "anna")
    assert "You have no entry C1" in (talk.say("undo C1", who).error or "")
    assert talk.say("today", "anna").figures["calls"] == 1


LAST = (
    ("en", "change the last call to voicemail", "undo my last call"),
    ("da", "ret det sidste opkald til telefonsvarer", "slet sidste opkald"),
    ("nb", "endre siste anrop til telefonsvarer", "angre siste anrop"),
    ("sv", "ändra sista samtalet till röstbrevlåda", "ångra det senaste samtalet"),
    ("pl", "zmień ostatni telefon na poczta głosowa", "usuń ostatnią rozmowę"),
    ("de", "ändere den letzten Anruf auf Mailbox", "lösche den letzten Anruf"),
)  # fmt: skip


@pytest.mark.parametrize(("language", "change", "undo"), LAST)
def test_the_last_entry_of_a_kind_is_named_in_words(talk: Dialog, language: str, change: str, undo: str) -> None:
    """The person's own, whatever was logged since, by them or by others; the words around it are no note."""
    talk.say(f"me language {language}")
    for line in ("call acme", "promise acme quote friday"):
        talk.say(line)
    other = talk.say("call acme", "bo")
    assert talk.say(change).stored == ("C1",)
    changed = talk.work.entries.live(Kind.CALL, 1)
    assert changed is not None
    assert changed.detail == Call(outcome=CallOutcome.VOICEMAIL)
    assert (talk.say(undo).undone, other.stored) == (("C1",), ("C2",))
    assert talk.say(undo).error


OF_CUSTOMER = (
    ("en", "delete the follow-up with acme", "undo my call to nowak"),
    ("da", "slet opfølgningen på acme", "fortryd mit opkald til nowak"),
    ("nb", "slett oppfølgingen hos acme", "angre samtalen med nowak"),
    ("sv", "ta bort uppföljningen på acme", "ångra mitt samtal med nowak"),
    ("pl", "usuń przypomnienie acme", "cofnij rozmowę z nowak"),
    ("de", "lösche die Wiedervorlage bei Acme", "lösche meinen Anruf bei Nowak"),
)  # fmt: skip


@pytest.mark.parametrize(("language", "undo", "other"), OF_CUSTOMER)
def test_an_entry_is_named_by_its_customer(talk: Dialog, language: str, undo: str, other: str) -> None:
    """The last one of that kind about them, not the last one; where there is none, nothing is undone."""
    talk.account("Nowak Hurt", "anna")
    talk.say(f"me language {language}")
    for line in ("follow acme fri", "call acme", "follow nowak fri"):
        talk.say(line)
    assert talk.say(undo).undone == ("F1",)
    assert "Nowak" in (talk.say(other).error or "")
    assert talk.work.entries.live(Kind.CALL, 1)


def test_the_last_one_is_whatever_was_logged_last(talk: Dialog) -> None:
    """Its kind need not be said."""
    talk.say("call acme")
    talk.say("promise acme quote friday")
    assert talk.say("change the last one to monday").stored == ("P1",)
    assert talk.say("undo the last entry").undone == ("P1",)
