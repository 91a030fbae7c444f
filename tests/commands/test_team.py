"""`team`: a team's sums and one person's figures, for the manager."""

from __future__ import annotations

import pytest

from bot.messages.events import Place, Scope
from bot.messages.plain_text import card_text
from tests.commands.steps import file_rows, labels
from tests.dialog import Dialog


def test_a_manager_sees_only_the_own_team(talk: Dialog) -> None:
    """Another team's figures are refused, one's own people can see who looked."""
    assert "another team" in (talk.say("team anna week", "dora").error or "")
    assert talk.say("team anna week", "chris").ok
    assert "chris looked at your figures: personal figures · Week 48, 2026, on Tue 24 Nov 2026." in talk.text(
        "me", "anna"
    )


def test_team_figures_are_sums_against_the_own_target(talk: Dialog) -> None:
    """Calls, promises, zeros and waiting of the week."""
    for line in (
        "call acme",
        "promise acme quote by fri",
        "kept 1",
        "broken acme list",
        "touch acme invoice c0",
        "waiting yard",
    ):
        talk.say(line, "anna")
    talk.later(seconds=40)
    talk.say("go", "bo")
    figures = talk.say("team week", "chris").figures
    expected = {
        "calls": 1, "target": 80, "promises_kept": 1, "promises_broken": 1, "told_first": 0, "zeros_open": 1,
        "accounts_rated": 1, "accounts_at_zero": 1, "score": 0.0, "waiting_median_s": 40.0,
        "waits": 1.0, "not_served": 0, "promises_late": 0, "promises_due": 0,
    }  # fmt: skip
    assert expected == figures
    assert talk.say("team w47", "chris").figures["calls"] == 0
    assert "1 of 80 calls" in talk.text("team uge", "chris")


def test_what_is_not_known_is_not_a_zero(talk: Dialog) -> None:
    """No score without ratings and no waiting time without a customer; the card says so, or nothing."""
    figures = talk.say("team week", "chris").figures
    assert {"score", "waiting_median_s"}.isdisjoint(figures)
    assert (0, 0, 0) == (figures["accounts_rated"], figures["waits"], figures["not_served"])
    assert "no account is rated yet" in talk.text("team week", "chris")
    assert "waiting" not in talk.text("team week", "chris")


def test_what_was_logged_before_there_was_a_team_counts_for_it(empty: Dialog) -> None:
    """Setting up a team later loses no call."""
    empty.say("call -", "mette")
    empty.say("admin team Nord", "mette")
    empty.say("call -", "mette")
    assert empty.say("team today", "mette").figures["calls"] == 2


HERE = Place(platform="terminal", scope=Scope.CHANNEL, channel="C1", name="nord")


@pytest.mark.parametrize(
    ("typed", "title", "calls"),
    [
        ("team", "Nord · Tue 24 Nov 2026", 1), ("team today", "Nord · Tue 24 Nov 2026", 1), ("team week", "Nord · Week 48", 2),
        ("team w47", "Nord · Week 47", 1), ("team month", "Nord · November 2026", 3), ("hold uge 47", "Nord · Week 47", 1),
    ],
)  # fmt: skip
def test_a_period_may_be_named_and_late_calls_count_in_their_own(
    talk: Dialog, typed: str, title: str, calls: int
) -> None:
    """Without a period the sums are today's; a late call counts in the period of its day."""
    talk.say("call acme", "anna")
    talk.say("call acme yesterday", "bo")
    talk.say("call acme 18/11", "bo")
    reply = talk.say(typed, "chris")
    assert (reply.card.title, reply.figures["calls"]) == (title, calls)


def test_nobodys_name_stands_on_a_teams_card(talk: Dialog) -> None:
    """The card shows sums only."""
    for who in ("anna", "bo"):
        talk.say("call acme", who)
    text = talk.text("team week", "chris")
    assert "anna" not in text
    assert "bo" not in text.split()


@pytest.mark.parametrize("typed", ["team anna week", "team week anna", "team @anna week", "team ANNA week"])
def test_one_persons_figures_are_against_their_own_target(talk: Dialog, typed: str) -> None:
    """A name is read with or without @, in any case and order."""
    talk.say("call acme", "anna")
    talk.say("call acme", "bo")
    talk.say("admin quota anna 5", "chris")
    figures = talk.say(typed, "chris").figures
    assert (figures["calls"], figures["target"]) == (1, 25)


@pytest.mark.parametrize(
    "typed", ["team nobody", "team week nobody", "team week anna bo", "team Syd zeros", "team w99"]
)
def test_a_name_that_nobody_has_is_an_error(talk: Dialog, typed: str) -> None:
    """An unknown word is refused without figures."""
    reply = talk.say(typed, "chris")
    assert "I do not understand" in (reply.error or "")
    assert not reply.figures


def test_the_file_has_a_row_for_each_day(talk: Dialog) -> None:
    """Each row has calls, target and what became of promises on that day, whenever it was said."""
    for line in (
        "call acme",
        "promise acme quote by fri",
        "kept 1",
        "promise acme plan by today",
        "promise acme list by sun",
    ):
        assert talk.say(line).ok
    talk.later(days=3)
    assert talk.say("broken acme brochure yesterday").ok
    rows = file_rows(talk.say("team week export csv", "chris"))
    heads = ["Day", "Calls", "Target", "Promises made", "Kept", "Broken", "Told in advance", "Late", "Not due yet"]
    assert rows[0] == heads
    assert rows[2] == ["2026-11-24", "1", "16", "3", "1", "0", "0", "1", "0"]
    assert rows[4] == ["2026-11-26", "0", "16", "0", "0", "1", "0", "0", "0"]
    assert rows[7] == ["2026-11-29", "0", "0", "0", "0", "0", "0", "0", "1"]
    assert [row[0] for row in rows[1:]] == [f"2026-11-{day}" for day in range(23, 30)]


def test_a_late_answer_counts_in_the_file_on_the_day_of_the_promise(talk: Dialog) -> None:
    """As on the card: in the week in which it was due, and not in that in which somebody got round to saying it."""
    assert talk.say("promise acme quote by fri").ok
    talk.later(days=6)
    assert talk.say("broken 1").ok
    for typed, row, broken in (("team week", 1, 0), ("team w48", 5, 1), ("team anna w48", 5, 1)):
        reply = talk.say(f"{typed} export csv", "chris")
        assert reply.figures["promises_broken"] == broken
        assert [cells[5] for cells in file_rows(reply)[1:]].count("1") == broken
        assert file_rows(reply)[row][5] == str(broken)


@pytest.mark.parametrize(
    ("typed", "part"), [("export pdf", "is not a kind of file: type “export csv” or “export xlsx”.")]
)
def test_a_file_of_another_kind_is_refused(talk: Dialog, typed: str, part: str) -> None:
    """The refusal names the two kinds of file."""
    assert part in (talk.say(f"team week {typed}", "chris").error or "")


def test_work_on_a_free_day_is_shown(talk: Dialog) -> None:
    """A Saturday with a call stands in the week's chart."""
    talk.later(days=4)
    talk.say("call acme")
    assert "Sat 1" in talk.text("team week", "chris")


@pytest.mark.parametrize(
    ("language", "part"),
    [("da", "0 af 80 opkald"), ("nb", "0 av 80 anrop"), ("sv", "0 av 80 samtal"), ("pl", "telefony: 0 z 80")],
)
def test_the_card_speaks_the_managers_language(talk: Dialog, language: str, part: str) -> None:
    """The manager's language counts, not the team's."""
    talk.say(f"me language {language}", "chris")
    assert part in talk.text("team week", "chris")


def test_a_company_without_teams_is_one_team(empty: Dialog) -> None:
    """Before there is a team the sums are of everybody."""
    empty.say("help", "mette")
    empty.say("call -", "sanna")
    assert empty.text("team today", "mette").splitlines()[1] == "1 of 16 calls"


def test_somebody_who_left_counts_in_what_they_did(talk: Dialog) -> None:
    """A removed seller's calls stay in the sum, their target does not."""
    talk.say("call acme", "bo")
    talk.say("admin remove person bo", "chris")
    figures = talk.say("team week", "chris").figures
    assert (figures["calls"], figures["target"]) == (1, 40)


def test_share_is_offered_in_a_channel_for_three_who_were_active(talk: Dialog) -> None:
    """A seller who logged nothing, whoever asks, and a private chat do not count."""
    talk.say("admin person eva seller team Nord", "chris")
    for who in ("anna", "bo", "chris"):
        talk.say("call acme", who)
    assert labels(talk.say("team week", "chris", channel=True)) == []
    talk.say("call acme", "eva")
    assert labels(talk.say("team week", "chris", channel=True)) == ["Share here"]
    assert labels(talk.say("team week", "chris")) == []


def test_the_text_of_a_months_chart_has_its_weeks(talk: Dialog) -> None:
    """A number a day beside the number of the day says nothing."""
    talk.say("call acme")
    talk.say("call acme 6/11")
    assert "Calls week 45: 1, week 46: 0, week 47: 0, week 48: 1, week 49: 0." in talk.text("team month", "chris")


def test_a_customer_to_whom_nobody_went_is_not_served(talk: Dialog) -> None:
    """From the next day on; the median is of those who were served, and there is none without."""
    talk.say("waiting counter")
    assert talk.say("team week", "chris").figures["not_served"] == 0
    talk.later(days=1)
    reply = talk.say("team week", "chris")
    assert "1 customer not served" in card_text(reply.card)
    assert "median" not in card_text(reply.card)
    assert "waiting_median_s" not in reply.figures
    talk.say("waiting counter")
    talk.later(seconds=40)
    talk.say("go", "bo")
    assert "waiting: median 40 s · 1 customer not served" in talk.text("team week", "chris")


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("team week", "2 of 80 calls, the week before 1"),
        ("team today", "1 of 16 calls, the working day before 1"),
        ("team month", "3 of 336 calls, the month before 1"),
    ],
)
def test_calls_stand_beside_the_period_before(talk: Dialog, typed: str, line: str) -> None:
    """Before a Tuesday that is Monday."""
    for when in ("", "yesterday", "18/11", "30/10"):
        assert talk.say(f"call acme {when}", "bo").ok
    assert line in talk.text(typed, "chris").splitlines()


def test_promises_and_waiting_stand_beside_the_week_before(talk: Dialog) -> None:
    """For the team, for the manager's look at one person, and in one's own week."""
    talk.say("promise acme quote by wed")
    talk.say("waiting counter")
    talk.later(seconds=40)
    talk.say("go")
    talk.later(days=7)
    talk.say("promise acme list by fri")
    talk.say("kept 2")
    for typed, who in (("team week", "chris"), ("team anna week", "chris"), ("me week", "anna")):
        assert "1 of 1 promises kept, the week before 0 of 1 kept" in talk.text(typed, who)
