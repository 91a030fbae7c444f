"""The next sendings of a team's nudges: what is announced is what comes."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from bot.domain.nudge_kinds import TIMED, USUAL_HOURS, hour_of
from bot.domain.sendings import Sending, next_sendings
from bot.domain.teams import Team
from nudges.planner import day_of_person, nudges_of_day
from tests.dialog import Dialog
from tests.nudges.outlook import nudges, recipients

CHANGES = (
    "admin holiday 26 nov",
    "admin holiday 4 dec half",
    "admin nudge evening 14:00",
    "admin nudge morning 07:45",
    "admin hours anna mon-thu 09:00-17:00",
    "admin quota bo fri 0",
)


def nord(talk: Dialog) -> Team:
    """Return the team of anna and bo."""
    team = talk.work.teams.by_name("Nord")
    assert team
    return team


def announced(talk: Dialog, kind: str, count: int = 5) -> list[Sending]:
    """Return what is announced to Nord."""
    return list(next_sendings(talk.work, nord(talk), kind, talk.at, count))


@pytest.mark.parametrize("kind", ["N1", "N13"])
@pytest.mark.parametrize("changes", [0, 2, 4, 6])
def test_what_is_announced_to_people_is_what_the_rules_yield(talk: Dialog, kind: str, changes: int) -> None:
    """Day, hour and people, with holidays, half days, hours of the team and of each person, and days without calls."""
    for line in CHANGES[:changes]:
        assert talk.say(line, "chris").ok, line
    talk.say("off 1-2 dec", "anna")
    expected: set[tuple[str, str]] = set()
    for ahead in range(14):
        at = talk.at + timedelta(days=ahead)
        for person in talk.work.people.in_team(nord(talk).id):
            picture = day_of_person(talk.work, person, at.date(), at)
            works = picture.calendar.works(at.date())
            for planned in nudges_of_day(picture):
                if planned.rule.id == kind and works and not planned.nudge.skip and planned.nudge.due > talk.at:
                    expected.add((picture.local_text(planned.nudge.due)[:16], person.name))
    found = {
        (f"{sending.day}T{sending.hour:%H:%M}", person.name)
        for sending in announced(talk, kind, 99)
        if sending.day < (talk.at + timedelta(days=14)).date()
        for person in sending.people
    }
    assert found == expected


def test_posts_are_announced_on_the_days_on_which_they_come(talk: Dialog) -> None:
    """At the hour of the team, not on its holidays."""
    talk.say("admin holiday 26 nov", "chris")
    talk.say("admin nudge morning post 09:30", "chris")
    found = announced(talk, "N2", 4)
    assert [(f"{sending.day:%m-%d}", sending.hour) for sending in found] == [
        ("11-24", time(9, 30)),
        ("11-25", time(9, 30)),
        ("11-27", time(9, 30)),
        ("11-30", time(9, 30)),
    ]
    for sending in found:
        assert recipients(talk, "N2", sending.day.isoformat()).count("#nord") == 1
        (post,) = nudges(talk, "N2", "#nord", sending.day.isoformat())
        assert post.local_time.startswith(f"{sending.day}T09:30")


def test_the_week_is_announced_for_fridays_whose_afternoon_is_worked(talk: Dialog) -> None:
    """Neither on a half day nor on Christmas Day."""
    talk.say("admin holiday 4 dec half", "chris")
    assert [f"{sending.day:%m-%d}" for sending in announced(talk, "N18", 3)] == ["11-27", "12-11", "12-18"]


def test_who_is_quiet_is_not_announced(talk: Dialog) -> None:
    """Paused, muted, or off the list."""
    talk.say("mute morning until thu", "anna")
    talk.say("pause until fri", "bo")
    found = [
        (f"{sending.day:%m-%d}", [person.name for person in sending.people]) for sending in announced(talk, "N1", 2)
    ]
    assert found == [("11-26", ["anna"]), ("11-27", ["anna", "bo"])]


def test_a_team_without_a_channel_has_no_posts(talk: Dialog) -> None:
    """Nothing is promised."""
    talk.say("admin team Vest", "chris")
    team = talk.work.teams.by_name("Vest")
    assert team
    assert list(next_sendings(talk.work, team, "N2", talk.at, 5)) == []


def test_a_usual_hour_is_that_of_its_kind() -> None:
    """Until a team sets another; the end of the day has none, as it follows each person's own work."""
    assert {kind: hour_of(kind, ()) for kind in TIMED if kind != "N13"} == dict(USUAL_HOURS)
    assert hour_of("N1", (("N1", time(7)),)) == time(7)
