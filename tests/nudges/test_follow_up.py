"""N3: a follow-up is due; said once, to whoever asked for it, on the first working day from its day on."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog
from tests.nudges.house import House
from tests.nudges.outlook import TYPED, answer, ended, labels, nudges, on, only, pressed, recipients, shown

SAID = {
    "en": ["Acme A/S today", "You wrote: prices", "You wanted to get back to them today."],
    "da": ["Acme A/S i dag", "Du skrev: prices", "Du ville vende tilbage til kunden i dag."],
    "nb": ["Acme A/S i dag", "Du skrev: prices", "Du ville ta kontakt igjen i dag."],
    "sv": ["Acme A/S idag", "Du skrev: prices", "Du ville höra av dig idag."],
    "pl": ["Acme A/S dziś", "Twoja notatka: prices", "Na dziś zaplanowano ponowny kontakt."],
    "de": ["Acme A/S heute", "Deine Notiz: prices", "Du wolltest dich heute wieder melden."],
}
MORNINGS = [f"2026-11-{day}T08:30" for day in (24, 25, 26, 27, 30)]


@pytest.mark.parametrize(("language", "said"), SAID.items())
def test_it_repeats_the_note_or_says_what_was_wanted(talk: Dialog, language: str, said: list[str]) -> None:
    """With a note its words, without one a sentence, in the seller's language."""
    for line in (f"me language {language}", "follow acme today prices", "follow acme today"):
        talk.say(line)
    noted, bare = nudges(talk, "N3", "anna")
    assert (said[:2], [said[0], said[2]]) == (shown(noted), shown(bare))


def test_a_long_note_is_cut_and_shown_as_typed(talk: Dialog) -> None:
    """Ten words and an ellipsis; a mention in it calls nobody."""
    talk.say(f"follow acme tomorrow ask <!here> about {TYPED} and more words than fit here")
    (line,) = shown(only(talk, "N3", "anna", "2026-11-25"))[1:]
    assert line == f"You wrote: ask <!here> about {TYPED} and more words than…"


def test_it_speaks_to_whoever_asked_for_it(talk: Dialog) -> None:
    """A colleague who wants to ring anna's customer is reminded, anna is not."""
    talk.say("follow acme tomorrow", "bo")
    assert recipients(talk, "N3", "2026-11-25") == ["bo"]


@pytest.mark.parametrize(
    ("country", "day", "quiet", "said"),
    [
        ("NO", "28/11", "2026-11-27", "2026-11-30"),
        ("NO", "25/12", "2026-12-25", "2026-12-28"),
        ("DK", "24/12", "2026-12-23", "2026-12-24"),
        ("PL", "24/12", "2026-12-24", "2026-12-28"),
        ("SE", "25/6/2027", "2027-06-25", "2027-06-28"),
    ],
)
def test_what_falls_on_a_day_off_comes_on_the_next_working_day(
    talk: Dialog, country: str, day: str, quiet: str, said: str
) -> None:
    """Weekends and the holidays of the seller's country; a half day is a working day."""
    talk.say(f"admin person anna country {country}", "chris")
    talk.say(f"follow acme {day}")
    assert nudges(talk, "N3", "anna", quiet) == []
    assert only(talk, "N3", "anna", said).local_time[:16] == f"{said}T08:30"


def test_it_waits_until_the_leave_is_over(talk: Dialog) -> None:
    """Nothing is listed on a day of leave, and nothing is lost by it."""
    for line in ("off 25-26 nov", "follow acme wed"):
        talk.say(line)
    assert [nudges(talk, "N3", "anna", f"2026-11-{day}") for day in (25, 26)] == [[], []]
    assert recipients(talk, "N3", "2026-11-27") == ["anna"]


def test_what_is_a_month_old_is_let_go(talk: Dialog) -> None:
    """A follow-up that could not be said for thirty days is not brought up any more."""
    talk.say("follow acme 16/12")
    assert recipients(talk, "N3", "2027-01-15") == ["anna"]
    assert nudges(talk, "N3", "anna", "2027-01-18") == []


def test_a_call_on_the_day_answers_it(talk: Dialog) -> None:
    """A call on the day or later answers the follow-up; an earlier one, or one that is logged late, does not."""
    for line in ("follow acme thu", "call acme"):
        talk.say(line)
    assert recipients(talk, "N3", "2026-11-26") == ["anna"]
    talk.at = on("2026-11-26")
    talk.say("call acme yesterday")
    assert recipients(talk, "N3") == ["anna"]
    talk.say("call acme", "bo")
    assert nudges(talk, "N3", "anna") == []


def test_log_a_call_logs_it_and_answers_the_follow_up(talk: Dialog) -> None:
    """One tap does both."""
    talk.say("follow acme today prices")
    nudge = only(talk, "N3", "anna")
    assert labels(nudge) == ["Log a call", "Tomorrow", "Later"]
    assert answer(pressed(talk, nudge, "Log a call")) == "Call 1 of 8 · Acme A/S · spoke · C1"
    assert nudges(talk, "N3", "anna") == []


@pytest.mark.parametrize(
    ("day", "label", "moved"),
    [
        ("2026-11-24", "Tomorrow", "Wed 25 Nov 2026"),
        ("2026-11-27", "Monday", "Mon 30 Nov 2026"),
        ("2026-12-24", "Monday", "Mon 28 Dec 2026"),
    ],
)
def test_a_button_named_after_the_next_working_day_moves_it_there(
    talk: Dialog, day: str, label: str, moved: str
) -> None:
    """Past the weekend and the holidays; it says to which day, and pressing it twice moves it once."""
    talk.at = on(day)
    talk.say("follow acme today prices")
    nudge = only(talk, "N3", "anna")
    replies = [answer(pressed(talk, nudge, label)) for _ in range(2)]
    assert replies == [f"Changed · F1 · Acme A/S · prices · {moved}"] * 2
    assert nudges(talk, "N3", "anna") == []


def test_nobody_moves_a_colleagues_follow_up(talk: Dialog) -> None:
    """A forged button changes nothing."""
    talk.say("follow acme today prices")
    nudge = only(talk, "N3", "anna")
    assert "You have no entry F1" in answer(pressed(talk, nudge, "Tomorrow", "bo"))
    assert recipients(talk, "N3") == ["anna"]


async def test_it_is_said_once_though_nobody_called(house: House) -> None:
    """What was said is not repeated on the days after."""
    await house.say("anna", "follow acme tue", "2026-11-23T09:00")
    assert await ended(house, "N3", "anna", MORNINGS) == [("2026-11-24T08:30", "sent")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-11-24T07:10", ["2026-11-24T08:30 sent"]),
        ("2026-11-24T11:00", ["2026-11-24T11:05 sent"]),
        ("2026-11-24T17:01", ["2026-11-24T17:05 expired: too late", "2026-11-25T08:30 sent"]),
    ],
)
async def test_what_is_asked_for_on_the_day_itself_comes_at_once_within_hours(
    house: House, typed: str, said: list[str]
) -> None:
    """Before work it waits for the morning, after five in the afternoon for the next one."""
    await house.tick("2026-11-24T07:00")
    await house.say("anna", "follow acme today", typed)
    moments = sorted({f"{typed[:-2]}05", *(m for m in MORNINGS if m > typed)})
    assert [f"{when} {outcome}" for when, outcome in await ended(house, "N3", "anna", moments)] == said


async def test_what_was_missed_on_friday_is_said_on_monday_with_the_morning(house: House) -> None:
    """One message carries both; it is never said again after that."""
    await house.say("anna", "follow acme fri ask", "2026-11-26T09:00")
    await house.tick("2026-11-27T08:00")
    moments = ["2026-11-27T17:30", "2026-11-30T08:30", "2026-12-01T08:30"]
    house.paper.sent.clear()
    assert await ended(house, "N3", "anna", moments) == [
        ("2026-11-27T17:30", "expired: too late"),
        ("2026-11-30T08:30", "sent"),
    ]
    monday = next(message for message in house.paper.sent if message.to == "anna")
    assert {"Good morning", "Acme A/S today"} <= set(monday.card.texts())


async def test_what_was_muted_is_said_afterwards(house: House) -> None:
    """Nothing that still has to be done is lost by a pause."""
    await house.say("anna", "follow acme tue ask", "2026-11-23T09:00")
    await house.say("anna", "pause until thu", "2026-11-23T09:01")
    assert await ended(house, "N3", "anna", MORNINGS) == [
        ("2026-11-24T08:30", "skipped: paused"),
        ("2026-11-25T08:30", "skipped: paused"),
        ("2026-11-26T08:30", "sent"),
    ]


@pytest.mark.parametrize("line", ["undo F1", "edit F1 thu", "call acme"])
async def test_what_was_put_off_and_is_answered_meanwhile_is_skipped(house: House, line: str) -> None:
    """Taken back, moved or done: the condition is read again before it is sent."""
    await house.say("anna", "follow acme tue ask", "2026-11-23T09:00")
    await house.tick("2026-11-24T08:30")
    await house.say("anna", "snooze 1h", "2026-11-24T08:31")
    assert (await house.say("anna", line, "2026-11-24T09:00")).ok
    assert await ended(house, "N3", "anna", ["2026-11-24T09:31"]) == [("2026-11-24T09:31", "skipped: already done")]


async def test_what_is_moved_after_it_was_said_is_said_on_its_new_day(house: House) -> None:
    """Once for each day that it was put to."""
    await house.say("anna", "follow acme tue ask", "2026-11-23T09:00")
    await house.tick("2026-11-24T08:30")
    await house.say("anna", "edit F1 thu", "2026-11-24T09:00")
    assert await ended(house, "N3", "anna", MORNINGS) == [("2026-11-26T08:30", "sent")]


AT_HOUR = {
    "en": ["Acme A/S: today 14:00", "You wrote: prices", "You wanted to get back to them."],
    "da": ["Acme: i dag kl. 14.00", "Du skrev: prices", "Du ville vende tilbage til kunden."],
    "nb": ["Acme: i dag kl. 14:00", "Du skrev: prices", "Du ville ta kontakt igjen."],
    "sv": ["Acme A/S: idag kl. 14:00", "Du skrev: prices", "Du ville höra av dig."],
    "pl": ["Acme A/S: dziś o 14:00", "Twoja notatka: prices", "Zaplanowano ponowny kontakt."],
}


@pytest.mark.parametrize(("language", "said"), AT_HOUR.items())
def test_one_with_an_hour_comes_at_it_and_says_it(talk: Dialog, language: str, said: list[str]) -> None:
    """In the person's own zone and language; a title holds five words."""
    for line in ("follow acme today 14:00 prices", "follow acme today 14:00", f"me language {language}"):
        talk.say(line)
    noted, bare = nudges(talk, "N3", "anna")
    assert (said[:2], [said[0], said[2]]) == (shown(noted), shown(bare))
    assert ["2026-11-24T14:00+01:00"] * 2 == [noted.local_time, bare.local_time]


@pytest.mark.parametrize(
    ("hour", "day", "said", "title"),
    [
        ("thu 18:30", "2026-11-26", "2026-11-26T16:00", "Acme A/S: today 18:30"),
        ("thu 07:00", "2026-11-25", "2026-11-25T16:00", "Acme A/S: tomorrow 07:00"),
        ("sat 10:00", "2026-11-27", "2026-11-27T16:00", "Acme A/S: tomorrow 10:00"),
        ("sun 10:00", "2026-11-27", "2026-11-27T16:00", "Acme A/S: Sun 10:00"),
        ("24/12 14:00", "2026-12-24", "2026-12-24T12:00", "Acme A/S: today 14:00"),
    ],
)
def test_an_hour_outside_work_comes_at_the_working_minute_before(
    talk: Dialog, hour: str, day: str, said: str, title: str
) -> None:
    """After work, before it, on a weekend, on a half day; the title says the hour that was asked for."""
    talk.say(f"follow acme {hour}")
    found = only(talk, "N3", "anna", day)
    assert (said, title) == (found.local_time[:16], shown(found)[0])


def test_an_hour_in_a_leave_comes_before_the_leave(talk: Dialog) -> None:
    """Nothing is said on the days off."""
    for line in ("off 25-26 nov", "follow acme wed 10:00"):
        talk.say(line)
    assert "2026-11-24T16:00" == only(talk, "N3", "anna").local_time[:16]
    assert [] == nudges(talk, "N3", "anna", "2026-11-25")


def test_the_day_of_a_clock_change_has_its_hours(talk: Dialog) -> None:
    """Ten o'clock of summer time, on a Sunday that is worked."""
    for line in ("me hours mon-sun 08:00-16:00", "follow acme 26/3/2028 10:00"):
        talk.say(line)
    assert "2028-03-26T10:00+02:00" == only(talk, "N3", "anna", "2028-03-26").local_time


HOURS = ["2026-11-24T08:30", "2026-11-24T13:59", "2026-11-24T14:00", "2026-11-24T14:01", "2026-11-25T08:30"]


async def test_with_an_hour_it_is_said_once_and_not_before(house: House) -> None:
    """Neither in the morning nor on the day after."""
    await house.say("anna", "follow acme tue 14:00 ask", "2026-11-23T09:00")
    assert [("2026-11-24T14:00", "sent")] == await ended(house, "N3", "anna", HOURS)


@pytest.mark.parametrize(
    ("moments", "said"),
    [
        (["2026-11-24T16:15"], ["2026-11-24T16:15 sent"]),
        (["2026-11-24T16:16", "2026-11-25T08:30"], ["2026-11-24T16:16 expired: too late", "2026-11-25T08:30 sent"]),
    ],
)
async def test_an_hour_that_was_missed_is_said_until_the_end_of_work_or_next_morning(
    house: House, moments: list[str], said: list[str]
) -> None:
    """A bot that stood still loses nothing."""
    await house.say("anna", "follow acme tue 14:00 ask", "2026-11-23T09:00")
    await house.tick("2026-11-24T13:00")
    assert said == [f"{when} {outcome}" for when, outcome in await ended(house, "N3", "anna", moments)]


async def test_an_hour_in_a_pause_is_said_after_it(house: House) -> None:
    """In the morning of the day on which nudges are wanted again."""
    await house.say("anna", "follow acme tue 14:00 ask", "2026-11-23T09:00")
    await house.say("anna", "pause until wed", "2026-11-23T09:01")
    assert [("2026-11-24T14:00", "skipped: paused"), ("2026-11-25T08:30", "sent")] == await ended(
        house, "N3", "anna", HOURS
    )


async def test_an_hour_that_is_moved_after_it_was_said_is_said_again(house: House) -> None:
    """`edit F1 15:00` is another hour of the same day."""
    await house.say("anna", "follow acme tue 10:00 ask", "2026-11-23T09:00")
    await house.tick("2026-11-24T10:00")
    await house.say("anna", "edit F1 15:00", "2026-11-24T10:05")
    assert [("2026-11-24T15:00", "sent")] == await ended(
        house, "N3", "anna", ["2026-11-24T10:06", "2026-11-24T15:00", "2026-11-25T08:30"]
    )


async def test_an_hour_after_work_that_was_typed_after_work_comes_next_morning(house: House) -> None:
    """The working minute before it is past already."""
    await house.tick("2026-11-24T17:00")
    await house.say("anna", "follow acme 19:00", "2026-11-24T17:30")
    assert [("2026-11-25T08:30", "sent")] == await ended(
        house, "N3", "anna", ["2026-11-24T17:31", "2026-11-24T19:00", "2026-11-25T08:30"]
    )


async def test_more_hours_than_the_limit_wait_for_the_last_moment(house: House) -> None:
    """Three messages a day: the third follow-up of a seller comes with the end of the day."""
    for hour in ("10:00", "11:00", "12:00"):
        await house.say("anna", f"follow acme tue {hour}", "2026-11-23T09:00")
    await house.tick("2026-11-24T08:30")
    moments = ["2026-11-24T10:00", "2026-11-24T11:00", "2026-11-24T12:00", "2026-11-24T15:45"]
    assert ["2026-11-24T10:00", "2026-11-24T15:45", "2026-11-24T15:45"] == [
        when for when, outcome in await ended(house, "N3", "anna", moments) if outcome == "sent"
    ]


def test_tomorrow_keeps_the_hour(talk: Dialog) -> None:
    """One tap moves the day alone."""
    talk.say("follow acme today 14:00 prices")
    reply = pressed(talk, only(talk, "N3", "anna"), "Tomorrow")
    assert "Changed · F1 · Acme A/S · prices · Wed 25 Nov 2026 14:00" == answer(reply)
