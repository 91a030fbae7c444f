"""What team figures are for, and from when they are open: notice by country, changes, an upgrade, a trial."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.access_tokens import TokenKind
from bot.domain.purposes import UPGRADE_DAYS, UPGRADE_MARK
from bot.domain.team_figures import Gate, team_figures_gate
from storage.people import Defaults
from storage.purposes import SqlPurposes
from tests.dialog import TUESDAY, Dialog

TODAY = TUESDAY.date()
TOLD = date(2026, 11, 1)


@pytest.fixture(name="talk")
def talk_fixture(talk: Dialog) -> Dialog:
    """A company on Slack that has not said what its figures are for."""
    talk.work.purposes.take_back(talk.work.purposes.versions()[0].id)
    talk.work.people.link(1, "slack", "U1")
    return talk


def gate(talk: Dialog, day: date = TODAY, team: int | None = 1) -> Gate:
    """Return how the figures of a team stand, by default of the Norwegian one."""
    return team_figures_gate(talk.work, team, day).gate


def test_each_team_opens_after_the_notice_of_its_own_people(talk: Dialog) -> None:
    """The Polish team a fortnight after, and so the whole company."""
    assert [Gate.NO_PURPOSE] * 3 == [gate(talk, team=team) for team in (1, 2, None)]
    talk.work.purposes.add("help in time", "interest", TODAY, 0)
    assert [Gate.OPEN, Gate.NOTICE, Gate.NOTICE] == [gate(talk, team=team) for team in (1, 2, None)]
    assert [Gate.NOTICE, Gate.OPEN] == [gate(talk, TODAY + timedelta(days=days), 2) for days in (13, 14)]
    anna = talk.work.people.named("anna")[0]
    talk.work.people.change(anna.id, country="DK")
    assert Gate.NOTICE is gate(talk)


def test_a_new_purpose_has_a_notice_of_its_own_and_the_one_before_holds_meanwhile(talk: Dialog) -> None:
    """Taken back it is as if it never was."""
    talk.work.purposes.add("help in time", "interest", TOLD, 0)
    new = talk.work.purposes.add("plan tours", "interest", TODAY, 30)
    figures = team_figures_gate(talk.work, 1, TODAY)
    assert (Gate.OPEN, new, TODAY + timedelta(days=30)) == (figures.gate, figures.purpose, figures.opens)
    talk.work.purposes.take_back(new.id)
    figures = team_figures_gate(talk.work, 1, TODAY)
    assert (Gate.OPEN, "help in time", TOLD) == (figures.gate, figures.purpose and figures.purpose.words, figures.opens)


def test_a_longer_notice_of_the_same_purpose_counts_at_once(talk: Dialog) -> None:
    """No earlier version with the same words keeps figures open."""
    talk.work.purposes.add("help in time", "interest", TOLD, 0)
    talk.work.purposes.add("help in time", "interest", TOLD, 60)
    assert [Gate.NOTICE, Gate.OPEN] == [gate(talk), gate(talk, TOLD + timedelta(days=60))]


def test_after_an_upgrade_figures_stay_open_for_a_while(talk: Dialog) -> None:
    """Also while a purpose has its notice; then only with one in force."""
    talk.work.people.set_mark(UPGRADE_MARK, TODAY.isoformat())
    last = TODAY + timedelta(days=UPGRADE_DAYS)
    assert [Gate.UPGRADE, Gate.NO_PURPOSE] == [gate(talk, last), gate(talk, last + timedelta(days=1))]
    talk.work.purposes.add("help in time", "interest", TODAY, 90)
    assert [Gate.UPGRADE, Gate.NOTICE] == [gate(talk, last), gate(talk, last + timedelta(days=1))]


def test_on_the_operators_own_machine_they_are_open_to_try(talk: Dialog) -> None:
    """Until a purpose is named: that counts there too."""
    talk.work._db._raw.execute("DELETE FROM address WHERE platform = 'slack'")
    assert Gate.TRIAL is gate(talk, team=2)
    talk.work.purposes.add("help in time", "interest", TODAY, 0)
    assert Gate.NOTICE is gate(talk, team=2)


def test_what_was_read_need_not_be_read_again(talk: Dialog) -> None:
    """Another day or notice is nothing new to read; other words or another basis are."""
    anna, purposes = talk.work.people.named("anna")[0].id, talk.work.purposes
    read = []
    for words, basis, told in (("a", "b", TOLD), ("a", "b", TODAY), ("a", "c", TODAY), ("a", "b", TODAY)):
        purpose = purposes.add(words, basis, told, 0)
        read.append(purposes.has_read(anna))
        purposes.note_read(anna, purpose.id, TUESDAY)
        purposes.note_read(anna, purpose.id, TUESDAY)
    assert [False, True, False, True] == read


def test_the_purpose_of_the_settings_is_that_of_a_new_company(talk: Dialog) -> None:
    """Stored with the first who comes by a platform; never in the place of one that there was."""
    db = talk.work._db
    SqlPurposes(db, Defaults(purpose="help in time", basis="interest")).begin(TODAY)
    assert [] == list(talk.work.purposes.versions())
    talk.without_purpose()
    SqlPurposes(db, Defaults()).begin(TODAY)
    assert [] == list(talk.work.purposes.versions())
    for _ in range(2):
        SqlPurposes(db, Defaults(purpose="help in time", basis="interest")).begin(TODAY)
    (found,) = talk.work.purposes.versions()
    assert ("help in time", "interest", TODAY) == (found.words, found.basis, found.told)


@pytest.mark.parametrize("kind", TokenKind)
def test_a_second_colleague_with_a_token_ends_a_trial(talk: Dialog, kind: TokenKind) -> None:
    """They are at work, though nobody came by a platform; the purpose of the settings begins with them."""
    talk.work._db._raw.execute("DELETE FROM address WHERE platform = 'slack'")
    talk.without_purpose()
    talk.work.purposes._defaults = Defaults(purpose="help in time", basis="interest")
    talk.work.access_tokens.issue(1, kind, "first", talk.at, None)
    assert Gate.TRIAL is gate(talk)
    assert talk.say("me token new laptop", "bo").ok
    assert Gate.OPEN is gate(talk)
    assert ["help in time"] == [each.words for each in talk.work.purposes.versions()]
