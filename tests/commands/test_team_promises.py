"""`team promises`: a team's open promises."""

from __future__ import annotations

from bot.messages.plain_text import card_text
from tests.commands.steps import file_rows, line_of
from tests.dialog import Dialog


def test_without_an_open_promise_it_says_so(talk: Dialog) -> None:
    """Kept and broken promises are not listed."""
    for line in ("promise acme quote by fri", "kept 1", "broken acme list"):
        talk.say(line)
    reply = talk.say("team promises", "chris")
    assert card_text(reply.card) == "Open promises\nNo promise is open.\nThis week: 1 of 2 promises kept · 1 broken"
    assert (reply.figures["promises_open"], reply.figures["promises_late"]) == (0, 0)


def test_the_first_due_stands_first_and_says_when_it_is_late(talk: Dialog) -> None:
    """Rows are ordered by due day and marked late or told first."""
    talk.say("promise acme quote by fri", "anna")
    talk.say("promise acme list by wed", "bo")
    talk.say("promise acme plan by mon", "bo")
    talk.say("told 3 same day", "bo")
    talk.later(days=2)
    reply = talk.say("team promises", "chris")
    assert [line.strip(" ·") for line in card_text(reply.card).splitlines()[2:5]] == [
        "P2 · bo · Acme A/S · list · Wed 25 Nov 2026 · late",
        "P1 · anna · Acme A/S · quote · Fri 27 Nov 2026",
        "P3 · bo · Acme A/S · plan · Mon 30 Nov 2026 · told first",
    ]
    assert (reply.figures["promises_open"], reply.figures["promises_late"]) == (3, 1)


def test_a_customer_at_the_second_breach_is_marked(talk: Dialog) -> None:
    """The mark stands beside each open promise to the account."""
    talk.say("promise acme quote by fri")
    talk.say("broken acme list")
    assert "breach" not in talk.text("team promises", "chris")
    talk.say("broken acme plan")
    assert line_of(talk.say("team promises", "chris"), "P1").endswith("breach 2 of 3")


def test_a_moved_promise_stands_on_its_new_day(talk: Dialog) -> None:
    """Undo of the telling puts it back on the old day."""
    talk.say("promise acme quote by wed")
    talk.say("told 1 new date mon")
    assert "Mon 30 Nov 2026 · told first" in talk.text("team promises", "chris")
    talk.say("undo")
    assert "Wed 25 Nov 2026" in talk.text("team promises", "chris")


def test_another_teams_promises_are_theirs(talk: Dialog) -> None:
    """A promise counts for the team of the person who made it."""
    talk.say("promise acme quote by fri", "dora")
    assert "P1" in talk.text("team promises", "dora")
    assert "No promise is open." in talk.text("team promises", "chris")


def test_the_file_has_plain_days(talk: Dialog) -> None:
    """Days in the file are ISO dates."""
    talk.say("promise acme quote by fri")
    assert file_rows(talk.say("team promises export", "chris"))[1] == [
        "P1",
        "anna",
        "Acme A/S",
        "quote",
        "2026-11-27",
        "",
    ]


def test_an_hour_stands_behind_its_day_and_sorts_it(talk: Dialog) -> None:
    """On one day the earlier hour first, without one last; in the file as spreadsheets read a time."""
    for line in ("promise acme quote by fri", "promise acme list by fri 14:00", "promise acme plan by fri 9:30"):
        talk.say(line)
    reply = talk.say("team promises export", "chris")
    assert [line.strip(" ·") for line in card_text(reply.card).splitlines()[2:5]] == [
        "P3 · anna · Acme A/S · plan · Fri 27 Nov 2026 09:30",
        "P2 · anna · Acme A/S · list · Fri 27 Nov 2026 14:00",
        "P1 · anna · Acme A/S · quote · Fri 27 Nov 2026",
    ]
    assert [row[4] for row in file_rows(reply)[1:]] == ["2026-11-27 09:30", "2026-11-27 14:00", "2026-11-27"]


def test_more_than_twenty_are_counted(talk: Dialog) -> None:
    """The table has 20 rows, and the figure counts all."""
    for number in range(21):
        talk.say(f"promise acme thing{number} by fri")
    reply = talk.say("team promises", "chris")
    assert "And 1 more: add “export csv”" in card_text(reply.card)
    assert reply.figures["promises_open"] == 21


def test_words_after_it_are_an_error(talk: Dialog) -> None:
    """The command takes no period."""
    assert 'I do not understand "week" here' in (talk.say("team promises week", "chris").error or "")


def test_a_promise_due_today_is_not_late(talk: Dialog) -> None:
    """Late begins on the day after the due day."""
    talk.say("promise acme quote by today")
    assert talk.say("team promises", "chris").figures["promises_late"] == 0
    assert "late" not in talk.text("team promises", "chris")
    talk.later(days=1)
    assert talk.say("team promises", "chris").figures["promises_late"] == 1


def test_a_customer_at_the_second_breach_is_named_without_an_open_promise(talk: Dialog) -> None:
    """Two and three are named, the worst first; one breach is not."""
    for name, count in (("Beta AS", 3), ("Gamma AS", 1)):
        talk.account(name)
        for n in range(count):
            talk.say(f'broken "{name}" thing{n}')
    for what in ("list", "plan"):
        talk.say(f"broken acme {what}")
    assert talk.text("team promises", "chris").splitlines()[1:] == [
        "No promise is open.",
        "Beta AS · breach 3 of 3",
        "Acme A/S · breach 2 of 3",
        "This week: 0 of 6 promises kept · 6 broken",
    ]


def test_the_week_stands_beside_the_one_before(talk: Dialog) -> None:
    """What became of the promises of both, whoever is late by now."""
    for line in ("promise acme quote by fri", "promise acme list by fri", "kept 1"):
        assert talk.say(line).ok
    talk.later(days=7)
    assert talk.say("promise acme plan by today").ok
    assert talk.say("kept 3").ok
    assert "This week: 1 of 1 promises kept, the week before 1 of 2 kept" in talk.text("team promises", "chris")
    talk.later(days=7)
    assert "This week: no promise was due, the week before 1 of 1 kept" in talk.text("team promises", "chris")
    talk.later(days=7)
    assert "This week" not in talk.text("team promises", "chris")
