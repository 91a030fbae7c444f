"""What a channel is shown: sums of three active people, and no two of them give one person's work."""

from __future__ import annotations

import pytest

from bot.domain.audit import AuditAction
from bot.domain.periods import week_of
from bot.messages.card import Bars, Reply
from bot.views.sharing import record_shown, shareable_sum, showing_of
from bot.views.week_sums import add_week_sums
from storage.connection import Connection, Row, Value
from storage.work import SqlWork
from tests.commands.steps import labels, person, press
from tests.dialog import Dialog
from tests.nudges.outlook import only, shown

FEW = "Figures of fewer than three people are not for a channel."
DIFFERENCE = "Alone or with what was shown before, these figures would tell what one or two people did."


def logs(talk: Dialog, line: str, *people: str) -> None:
    """Let each of these people log a line."""
    for who in people:
        assert talk.say(line, who).ok, (who, line)


def share(talk: Dialog, period: str, day: str = "2026-11-24", team: str = "1", who: str = "chris") -> Reply:
    """Press the button that shows a team's sums to the channel."""
    return press(talk, "team share", who, team=team, period=period, day=day)


@pytest.fixture(name="four")
def four_fixture(talk: Dialog) -> Dialog:
    """Four sellers under chris."""
    for name in ("eva", "finn"):
        assert talk.say(f"admin person {name} seller team Nord", "chris").ok
    return talk


@pytest.mark.parametrize("period", ["today", "week", "month"])
def test_names_that_never_came_make_no_group(four: Dialog, period: str) -> None:
    """One who sells, an admin with the default role and two names that never logged are one person's figures."""
    logs(four, "call acme", "anna", "chris")
    asked = four.say(f"team {period}", "chris", channel=True)
    assert labels(asked) == []
    assert share(four, period).error == FEW


def test_who_shares_is_not_counted(four: Dialog) -> None:
    """chris knows the own calls: two others would be left, and each could work out the other."""
    logs(four, "call acme", "anna", "bo", "chris")
    assert share(four, "week").error == FEW
    logs(four, "call acme", "eva")
    assert share(four, "week").public


EACH_KIND = {
    "call acme": {"calls"},
    "visit acme": {"visits"},
    "meet acme": {"meetings"},
    "mail acme": {"mails"},
    "offer acme 5k": {"offers"},
    "promise acme quote by fri": {"promises_due"},
    "broken acme list": {"promises_broken"},
    "go": {"waiting_median_s"},
}
NAMES = frozenset().union(*EACH_KIND.values())
"""What a sum says of each kind of work."""


@pytest.mark.parametrize("line", EACH_KIND)
def test_a_kind_of_work_is_shown_when_three_did_it(four: Dialog, line: str) -> None:
    """Two of three tell each other; the calls of all hide nobody's visits, nor do the visits the calls of two."""
    others = "visit acme" if line == "call acme" else "call acme"
    logs(four, others, "anna", "bo", "eva")
    for people in (("anna",), ("bo",), ("eva",)):
        said = share(four, "week").figures.keys()
        assert said & NAMES == EACH_KIND[others], people
        if line == "go":
            logs(four, "waiting yard", "finn")
        logs(four, line, *people)
    shown = share(four, "week")
    assert EACH_KIND[line] <= shown.figures.keys(), shown


def test_of_what_three_did_each_something_else_nothing_is_shown(four: Dialog) -> None:
    """Three were active; no kind of work is of a group."""
    for who, line in (("anna", "call acme"), ("bo", "visit acme"), ("eva", "mail acme")):
        logs(four, line, who)
    assert share(four, "week").error == DIFFERENCE


def test_who_of_another_team_went_is_in_the_waiting_times(four: Dialog) -> None:
    """With two of the team they are three; the look at the times names them."""
    for who in ("anna", "bo", "dora"):
        logs(four, "waiting yard", "finn")
        four.later(minutes=1)
        logs(four, "go", who)
    assert share(four, "today").figures["waiting_median_s"] == 60
    assert "chris showed a channel" in four.text("me", "dora")


@pytest.mark.parametrize("line", ["follow acme thu board", "today", "me week", "touch acme invoice 0"])
def test_what_no_sum_counts_makes_nobody_active(four: Dialog, line: str) -> None:
    """A reminder hides nobody's calls."""
    logs(four, line, "anna", "bo", "eva")
    assert share(four, "today").error == FEW


def test_what_was_taken_back_makes_nobody_active(four: Dialog) -> None:
    """Three calls of which one is undone are two people's."""
    logs(four, "call acme", "anna", "bo", "eva")
    logs(four, "undo", "eva")
    assert share(four, "today").error == FEW


def test_a_day_that_only_one_worked_is_not_told_by_the_week(four: Dialog) -> None:
    """Today was shown; the week has one person's Monday more."""
    logs(four, "call acme", "anna", "bo", "eva")
    logs(four, "call acme yesterday", "anna")
    assert share(four, "today").public
    assert share(four, "week").error == DIFFERENCE
    logs(four, "call acme yesterday", "bo", "eva")
    assert share(four, "week").public


def test_the_week_does_not_tell_a_day_either(four: Dialog) -> None:
    """The other way round."""
    logs(four, "call acme", "anna", "bo", "eva")
    logs(four, "call acme yesterday", "anna")
    assert share(four, "week").public
    assert share(four, "today").error == DIFFERENCE


def test_the_same_sum_again_does_not_tell_who_called_meanwhile(four: Dialog) -> None:
    """Neither at once nor an hour later; when three went on it may be shown."""
    logs(four, "call acme", "anna", "bo", "eva")
    assert share(four, "week").public
    logs(four, "call acme", "anna")
    assert share(four, "week").error == DIFFERENCE
    four.later(hours=1)
    assert share(four, "week").error == DIFFERENCE
    assert labels(four.say("team week", "chris", channel=True)) == []
    logs(four, "call acme", "bo", "eva")
    assert share(four, "week").public


@pytest.mark.parametrize("line", ["undo", "edit C1 yesterday"])
def test_the_same_sum_again_does_not_tell_who_took_something_back(four: Dialog, line: str) -> None:
    """Nor who moved a call to another day."""
    logs(four, "call acme", "anna", "bo", "eva", "finn")
    assert share(four, "today").public
    four.later(minutes=5)
    logs(four, line, "anna")
    assert share(four, "today").error == DIFFERENCE


def test_the_same_sum_again_without_a_change_is_no_harm(four: Dialog) -> None:
    """Nothing is added."""
    logs(four, "call acme", "anna", "bo", "eva")
    assert share(four, "week").public
    assert share(four, "week").public


def test_the_company_does_not_tell_the_other_team(four: Dialog) -> None:
    """Nord was shown; dora alone sells in Syd."""
    logs(four, "call acme", "anna", "bo", "eva", "dora")
    assert four.say("admin person root admin", "chris").ok
    assert share(four, "week", who="root").public
    assert share(four, "week", team="", who="root").error == DIFFERENCE


def test_a_sum_that_has_no_day_in_common_tells_as_well_through_one_that_has(four: Dialog) -> None:
    """The week less Monday less today is finn's Tuesday, although Monday and today have nothing in common."""
    logs(four, "call acme yesterday", "anna", "bo", "eva")
    logs(four, "call acme", "finn")
    four.later(days=1)
    logs(four, "call acme", "anna", "bo", "eva")
    assert share(four, "week").public
    assert share(four, "today", "2026-11-23").public
    assert share(four, "today", "2026-11-25").error == DIFFERENCE


def test_a_sum_that_has_nobody_in_common_tells_as_well_through_one_that_has(four: Dialog) -> None:
    """The company less Syd less Nord's today is finn's Monday, although Syd and Nord have nobody in common."""
    for line in ("admin person gina seller team Syd", "admin person hugo seller team Syd", "admin person root admin"):
        assert four.say(line, "chris").ok
    logs(four, "call acme", "anna", "bo", "eva", "dora", "gina", "hugo")
    logs(four, "call acme yesterday", "finn")
    assert share(four, "week", team="", who="root").public
    assert share(four, "week", team="2", who="root").public
    assert share(four, "today").error == DIFFERENCE


def test_another_managers_share_counts_as_well(four: Dialog) -> None:
    """What was shown was shown, whoever did it."""
    assert four.say("admin person pia manager team Nord", "chris").ok
    logs(four, "call acme", "anna", "bo", "eva")
    assert share(four, "week").public
    logs(four, "call acme", "anna")
    assert share(four, "week", who="pia").error == DIFFERENCE


def test_who_joins_a_team_brings_no_figures_to_light(four: Dialog) -> None:
    """What gina logged before she had a team would be the difference."""
    assert four.say("admin person gina seller", "chris").ok
    logs(four, "call acme", "anna", "bo", "eva", "gina")
    assert share(four, "week").public
    assert four.say("admin person gina team Nord", "chris").ok
    assert share(four, "week").error == DIFFERENCE


def test_who_leaves_a_team_brings_no_figures_to_light(four: Dialog) -> None:
    """Calls stay with the team in which they were logged."""
    logs(four, "call acme", "anna", "bo", "eva", "finn")
    first = share(four, "week")
    assert four.say("admin person finn team Syd", "chris").ok
    assert first.figures["calls"] == share(four, "week").figures["calls"]


def test_no_bar_of_a_day_is_shown_to_a_channel(four: Dialog) -> None:
    """Each bar would be a sum of its own."""
    logs(four, "call acme", "anna", "bo", "eva")
    assert not [element for element in share(four, "week").card.body if isinstance(element, Bars)]


def test_the_week_in_the_channel_counts_who_was_active(four: Dialog) -> None:
    """Four sellers of whom two worked are two; so are their waiting times."""
    logs(four, "call acme", "anna", "bo")
    logs(four, "waiting yard", "anna")
    logs(four, "go", "bo")
    assert shown(only(four, "N18", "#nord", "2026-11-27"))[1] == "0 zeros open"


def test_the_week_in_the_channel_does_not_tell_what_followed_a_share(four: Dialog) -> None:
    """The Friday post shows the sums only when three went on after the manager shared them."""
    logs(four, "call acme", "anna", "bo", "eva")
    assert share(four, "week").public
    logs(four, "call acme", "anna")
    assert "calls" not in shown(only(four, "N18", "#nord", "2026-11-27"))[1]
    logs(four, "call acme", "bo", "finn")
    assert shown(only(four, "N18", "#nord", "2026-11-27"))[1].startswith("6 of ")


def test_an_answer_that_comes_late_is_in_the_week_of_its_promise(four: Dialog) -> None:
    """The week before was shown with a promise that was late; today it is kept, and that alone would be the difference."""
    logs(four, "call acme", "anna", "bo", "eva")
    logs(four, "promise acme quote by fri", "anna", "bo", "eva")
    assert share(four, "week").figures["promises_due"] == 3
    logs(four, "kept P1", "anna")
    four.later(days=7)
    # The others are late by now, and hers is kept: three moved.
    assert share(four, "week").figures["promises_late"] == 2
    logs(four, "kept P2", "bo")
    assert "promises_kept" not in share(four, "week").figures
    logs(four, "kept P3", "eva")
    assert "promises_kept" not in share(four, "week").figures
    logs(four, "call acme 24/11", "anna", "bo", "eva")
    assert share(four, "week").figures["calls"] == 6


def test_an_answer_to_a_promise_of_another_week_makes_no_group(four: Dialog) -> None:
    """bo and eva called since; that anna answered for last week hides neither from the other."""
    logs(four, "promise acme quote by fri", "anna")
    four.later(days=7)
    logs(four, "call acme", "anna", "bo", "eva")
    assert share(four, "week", "2026-12-01").public
    logs(four, "call acme", "bo", "eva")
    logs(four, "kept P1", "anna")
    assert share(four, "week", "2026-12-01").error == DIFFERENCE


def test_somebody_who_left_the_team_is_in_the_sums_of_their_promises(four: Dialog) -> None:
    """finn sells in Syd by now; the answer to what he promised in Nord is his, and counts in Nord."""
    logs(four, "promise acme quote by fri", "finn", "anna", "bo")
    assert four.say("admin person finn team Syd", "chris").ok
    four.later(days=1)
    logs(four, "call acme", "anna", "bo", "eva")
    assert share(four, "week").figures["promises_due"] == 3
    logs(four, "kept P1", "finn")
    assert "promises_kept" not in share(four, "week").figures


def test_what_was_answered_and_taken_back_moves_nothing(four: Dialog) -> None:
    """The sums are as they were shown."""
    logs(four, "promise acme quote by fri", "anna", "bo", "eva")
    assert share(four, "week").public
    logs(four, "kept P1", "anna")
    assert share(four, "week").error == DIFFERENCE
    logs(four, "undo", "anna")
    assert share(four, "week").public


def test_a_share_is_recorded_for_everybody_in_it(four: Dialog) -> None:
    """Each of them reads it in `me`, who shared does not."""
    logs(four, "call acme", "anna", "bo", "eva", "chris")
    assert share(four, "week").public
    line = "chris showed a channel: the team's figures · Week 48, 2026, on Tue 24 Nov 2026."
    assert {who: line in four.text("me", who) for who in ("anna", "bo", "eva", "finn", "chris", "dora")} == {
        "anna": True, "bo": True, "eva": True, "finn": True, "chris": False, "dora": False,
    }  # fmt: skip


def test_what_is_read_for_a_share_is_the_same_however_many_others_were_shown(
    four: Dialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows of the database, with no other team beside and with thirty that worked and shared as well."""
    logs(four, "call acme", "anna", "bo", "eva")
    assert share(four, "today").public
    read: list[int] = []
    rows = Connection.rows

    def counted(db: Connection, sql: str, **values: Value) -> list[Row]:
        found = rows(db, sql, **values)
        read.append(len(found))
        return found

    def asked() -> tuple[int, int]:
        """Return how many statements were sent and rows read."""
        read.clear()
        with monkeypatch.context() as patch:
            patch.setattr(Connection, "rows", counted)
            assert shareable_sum(four.work, 1, week_of(four.at.date()), four.at, four.at.date(), None)
        return len(read), sum(read)

    alone = asked()
    period = week_of(four.at.date())
    for n in range(3, 33):
        assert four.say(f"admin team Team{n}", "chris").ok
        for name in ("xenia", "yrsa", "zoe"):
            assert four.say(f"admin person {name}{n} seller team Team{n}", "chris").ok
            logs(four, "call acme", f"{name}{n}")
        shown = shareable_sum(four.work, n, period, four.at, four.at.date(), None)
        assert shown
        record_shown(four.work, showing_of(shown), four.at)
    assert alone == asked()


def test_a_refused_share_is_not_recorded(four: Dialog) -> None:
    """Nobody saw anything."""
    logs(four, "call acme", "anna")
    share(four, "week")
    assert four.work.audit.about(person(four, "anna").id, actions=(AuditAction.SHARED,)) == []


def in_file(talk: Dialog) -> list[tuple[str, int]]:
    """Put the sums of the week in the operator's file; team and calls of each that may be in it."""
    return [(each.team, each.calls) for each in add_week_sums(talk.work, week_of(talk.at.date()), talk.at, kept=())]


def test_a_sum_in_the_file_is_held_against_what_a_channel_was_shown(four: Dialog) -> None:
    """What one person logs after the week was shared is in no sum of the file."""
    logs(four, "call acme", "anna", "bo", "eva")
    assert share(four, "week").public
    logs(four, "call acme", "anna")
    assert in_file(four) == []


def test_what_a_channel_is_shown_is_held_against_the_file(four: Dialog) -> None:
    """The other way round too: the day, the week and the month."""
    logs(four, "call acme", "anna", "bo", "eva")
    assert in_file(four) == [("Nord", 3)]
    logs(four, "call acme", "anna")
    assert [share(four, period).error for period in ("today", "week", "month")] == [DIFFERENCE] * 3


def test_the_file_is_held_against_the_weekly_post(four: Dialog) -> None:
    """A post that is sent again is the same one; a sum in the file is another one."""
    logs(four, "call acme", "anna", "bo", "eva")
    week = week_of(four.at.date())
    post = shareable_sum(four.work, 1, week, four.at, four.at.date(), None)
    assert post
    record_shown(four.work, showing_of(post), four.at)
    logs(four, "call acme", "anna")
    assert in_file(four) == []
    assert shareable_sum(four.work, 1, week, four.at, four.at.date(), None)


def test_the_file_has_the_company_only_where_there_are_no_teams(work: SqlWork) -> None:
    """Else a team of two would be what is left of it, as where they came after its sum was in the file."""
    talk = Dialog(work=work)
    work.accounts.add("acme", None, talk.at)
    logs(talk, "call acme", "anna", "bo", "eva", "dora", "finn")
    assert in_file(talk) == [("", 5)]
    for line in ("team Nord", "team Syd", "person dora seller team Syd", "person finn seller team Syd"):
        assert talk.say(f"admin {line}", "anna").ok
    assert in_file(talk) == []
