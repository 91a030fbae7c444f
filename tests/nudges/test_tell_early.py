"""N5: tell them first: a promise runs out today and the customer does not know."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog
from tests.nudges.house import House
from tests.nudges.outlook import TYPED, answer, ended, labels, nudges, on, only, pressed, recipients, shown

SAID = {
    "en": ["Acme does not know yet", "list, due Tue 24 Nov. Call before, not after. Breaches: 1 so far."],
    "da": ["Acme ved det ikke endnu", "list, frist tirs 24. nov. Ring før, ikke efter. Løftebrud: 1 indtil nu."],
    "nb": ["Acme vet det ikke ennå", "list, frist tir 24. nov. Ring før, ikke etter. Løftebrudd: 1 så langt."],
    "sv": ["Acme vet inte än", "list, senast tis 24 nov. Ring före, inte efter. Brutna löften: 1 hittills."],
    "pl": ["Acme jeszcze nie wie", "list, termin wt 24 lis. Zadzwoń przed, nie po. Złamane obietnice, dotąd: 1."],
    "de": [
        "Acme weiß noch nichts",
        "list, fällig Di 24. Nov. Vorher anrufen, nicht danach. Bisher gebrochene Zusagen: 1.",
    ],
}
AFTERWARDS = ["2026-11-24T15:01", "2026-11-24T16:10", "2026-11-25T08:30", "2026-11-25T15:00", "2026-11-26T08:30"]


@pytest.mark.parametrize(("language", "said"), SAID.items())
def test_it_says_what_runs_out_and_how_many_breaches_there_are_so_far(
    talk: Dialog, language: str, said: list[str]
) -> None:
    """Who does not know, what, when, and the breaches of before, in the seller's language: this one is none yet."""
    for line in (f"me language {language}", "broken acme price", "promise acme list by today"):
        talk.say(line)
    nudge = only(talk, "N5", "anna")
    assert (shown(nudge), nudge.local_time) == (said, "2026-11-24T15:00+01:00")


def test_a_breach_of_more_than_a_year_ago_is_not_counted(talk: Dialog) -> None:
    """Twelve months, then it is forgiven."""
    talk.say("broken acme price")
    talk.later(days=371)
    talk.say("promise acme list by today")
    assert ["list, due Tue 30 Nov. Call before, not after."] == shown(only(talk, "N5", "anna"))[1:]


@pytest.mark.parametrize(
    ("hours", "due", "quiet", "said"),
    [
        ("mon-fri 08:00-16:00", "28/11", "2026-11-27", "2026-11-30T08:30"),
        ("mon-fri 08:00-16:00", "24/12", "2026-12-24", "2026-12-28T08:30"),
        ("mon-fri 08:00-16:00", "25/12", "2026-12-24", "2026-12-28T08:30"),
        ("mon-fri 06:00-14:00", "wed", "2026-11-25", "2026-11-26T08:30"),
        ("mon-thu 08:00-16:00", "fri", "2026-11-27", "2026-11-30T08:30"),
        ("mon-fri 08:00-16:00", "wed", "2026-11-24", "2026-11-25T15:00"),
    ],
)
def test_it_comes_when_somebody_is_there_to_ring(talk: Dialog, hours: str, due: str, quiet: str, said: str) -> None:
    """In the afternoon of the day; after a weekend, holiday, half or short day in the next working morning."""
    for line in (f"me hours {hours}", f"promise acme quote by {due}"):
        talk.say(line)
    assert nudges(talk, "N5", "anna", quiet) == []
    assert only(talk, "N5", "anna", said[:10]).local_time[:16] == said


def test_what_runs_out_during_a_leave_comes_on_the_first_day_back(talk: Dialog) -> None:
    """Late is still better than a customer who has to ask."""
    for line in ("off 25-27 nov", "promise acme quote by wed"):
        talk.say(line)
    assert only(talk, "N5", "anna", "2026-11-30").local_time == "2026-11-30T08:30+01:00"


def test_what_is_promised_after_three_for_today_comes_next_morning(talk: Dialog) -> None:
    """Nobody is told a minute later what they just promised."""
    talk.later(hours=7)
    talk.say("promise acme quote by today")
    assert nudges(talk, "N5", "anna") == []
    assert only(talk, "N5", "anna", "2026-11-25").local_time == "2026-11-25T08:30+01:00"


@pytest.mark.parametrize(
    "line", ["kept 1", "broken 1", "told 1 same day", "told 1 new date fri", "undo", "edit P1 fri"]
)
def test_it_keeps_quiet_once_somebody_said_what_became_of_it(talk: Dialog, line: str) -> None:
    """Kept, broken, told, moved or taken back."""
    talk.say("promise acme quote by today")
    assert talk.say(line).ok
    assert nudges(talk, "N5", "anna") == []


def test_it_speaks_to_whoever_gave_the_promise(talk: Dialog) -> None:
    """bo promised anna's customer something: bo has to ring, until a colleague did."""
    talk.say("promise acme quote by today", "bo")
    assert recipients(talk, "N5") == ["bo"]
    talk.say("told 1 same day", "anna")
    assert recipients(talk, "N5") == []


def test_i_told_them_stores_it_and_ends_it(talk: Dialog) -> None:
    """Told first is no breach; the new day is asked, and it may be the same."""
    talk.say("promise acme quote by today")
    nudge = only(talk, "N5", "anna")
    assert labels(nudge) == ["I told them", "Draft a message", "Kept"]
    asked = pressed(talk, nudge, "I told them")
    assert (asked.ok, answer(asked), asked.stored) == (False, "P1: what is the new day?", ())
    reply = talk.press("Same day: Tue 24 Nov 2026")
    assert (answer(reply), reply.stored) == ("Told in advance · Acme A/S · quote · P1", ("S1",))
    assert nudges(talk, "N5", "anna") == []
    talk.say("undo")
    assert recipients(talk, "N5") == ["anna"]


def test_kept_closes_the_promise_once(talk: Dialog) -> None:
    """The second press says that it is done, and so does the other button."""
    talk.say("promise acme quote by today")
    nudge = only(talk, "N5", "anna")
    assert answer(pressed(talk, nudge, "Kept")) == "Kept · Acme A/S · quote · P1"
    done = [answer(pressed(talk, nudge, label)) for label in ("Kept", "I told them")]
    assert done == ["P1 is kept already: type “undo” to take that back."] * 2


def test_a_long_name_stands_in_the_line_instead_of_the_title(talk: Dialog) -> None:
    """A title holds five words; what people typed is cut, and shown as typed."""
    talk.account(f"{TYPED} Trading Company AS")
    talk.say(f'promise "{TYPED} Trading Company AS" <!here> list by today')
    title, line = shown(only(talk, "N5", "anna"))
    assert title == "Tell them first"
    assert line.startswith(f"{TYPED} Trading…: <!here> list, due Tue 24 Nov.")


async def test_it_is_said_once(house: House) -> None:
    """A promise that stays late is not spoken of every day."""
    await house.say("anna", "promise acme quote by tue", "2026-11-23T09:00")
    assert await ended(house, "N5", "anna", AFTERWARDS) == [("2026-11-24T15:01", "sent")]


@pytest.mark.parametrize(
    ("moments", "outcomes"),
    [
        (["2026-11-24T16:15"], ["sent"]),
        (["2026-11-24T16:16", "2026-11-25T08:30"], ["expired: too late", "sent"]),
        (["2026-11-24T16:16", "2026-11-25T17:00", "2026-11-26T08:30"], ["expired: too late", "expired: too late"]),
    ],
)
async def test_it_may_be_a_working_day_late_and_no_more(house: House, moments: list[str], outcomes: list[str]) -> None:
    """Missed on its day it comes in the next working morning; after that it only counts as open."""
    await house.say("anna", "promise acme quote by tue", "2026-11-23T09:00")
    await house.tick("2026-11-24T14:00")
    assert [outcome for _, outcome in await ended(house, "N5", "anna", moments)] == outcomes
    evenings = [
        result for result in await house.tick("2026-11-26T15:45") if (result.rule, result.to) == ("N13", "anna")
    ]
    assert "1 promise open" in shown(evenings[-1])[1]


@pytest.mark.parametrize("line", ["kept 1", "told 1 same day", "undo P1"])
async def test_what_was_answered_meanwhile_is_skipped(house: House, line: str) -> None:
    """Put off for an hour and answered in it."""
    await house.say("anna", "promise acme quote by tue", "2026-11-23T09:00")
    await house.tick("2026-11-24T15:00")
    await house.say("anna", "snooze 1h", "2026-11-24T15:01")
    assert (await house.say("anna", line, "2026-11-24T15:30")).ok
    assert await ended(house, "N5", "anna", ["2026-11-24T16:01"]) == [("2026-11-24T16:01", "skipped: already done")]


def test_a_promise_of_today_made_before_work_is_spoken_of_in_the_afternoon(talk: Dialog) -> None:
    """The morning asks whether it holds, the afternoon says that the customer does not know."""
    talk.at = on("2026-11-24")
    talk.say("promise acme quote by today")
    assert [(rule, only(talk, rule, "anna").local_time[11:16]) for rule in ("N4", "N5")] == [
        ("N4", "08:30"),
        ("N5", "15:00"),
    ]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "quote, due Wed 25 Nov 14:00. Call before, not after."),
        ("da", "quote, frist ons 25. nov kl. 14.00. Ring før, ikke efter."),
        ("pl", "quote, termin śr 25 lis o 14:00. Zadzwoń przed, nie po."),
    ],
)
def test_an_hour_is_reminded_of_an_hour_before(talk: Dialog, language: str, line: str) -> None:
    """Instead of in the afternoon; it says the hour, in the seller's language."""
    for typed in ("promise acme quote by wed 14:00", f"me language {language}"):
        talk.say(typed)
    found = only(talk, "N5", "anna", "2026-11-25")
    assert (line, "2026-11-25T13:00+01:00") == (shown(found)[1], found.local_time)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("wed 17:00", "2026-11-25T16:00"),
        ("wed 22:00", "2026-11-25T16:00"),
        ("wed 08:30", "2026-11-25T08:00"),
        ("thu 07:00", "2026-11-25T16:00"),
        ("sat 10:00", "2026-11-27T16:00"),
    ],
)
def test_an_hour_outside_work_is_reminded_of_within_it(talk: Dialog, due: str, said: str) -> None:
    """At the start of work where that is in time, else at the last working minute before."""
    talk.say(f"promise acme quote by {due}")
    assert said == only(talk, "N5", "anna", said[:10]).local_time[:16]


def test_the_reminder_keeps_sixty_minutes_over_a_clock_change(talk: Dialog) -> None:
    """Half past three of summer time is an hour after half past one."""
    for line in ("me hours mon-sun 00:00-23:59", "promise acme quote by 26/3/2028 03:30"):
        talk.say(line)
    assert "2028-03-26T01:30+01:00" == only(talk, "N5", "anna", "2028-03-26").local_time


AROUND = ["2026-11-24T15:00", "2026-11-25T12:59", "2026-11-25T13:00", "2026-11-25T15:00", "2026-11-26T08:30"]


async def test_a_yes_of_the_day_before_does_not_silence_the_hour(house: House) -> None:
    """The hour was asked for; it is said once, and not again in the afternoon or the next morning."""
    await house.say("anna", "promise acme quote by wed 14:00", "2026-11-23T09:00")
    assert [] == await ended(house, "N5", "anna", AROUND[:1])
    await house.say("anna", "holds P1 yes", "2026-11-24T15:01")
    assert [("2026-11-25T13:00", "sent")] == await ended(house, "N5", "anna", AROUND[1:])


@pytest.mark.parametrize(
    "line", ["kept 1", "broken 1", "told 1 same day", "told 1 new date fri 14:00", "undo", "edit P1 16:00"]
)
async def test_an_hour_that_is_no_longer_due_is_not_reminded_of(house: House, line: str) -> None:
    """Kept, broken, told without a new day, moved, taken back."""
    await house.say("anna", "promise acme quote by wed 14:00", "2026-11-23T09:00")
    assert (await house.say("anna", line, "2026-11-24T09:00")).ok
    assert [] == await ended(house, "N5", "anna", AROUND[:3])


def test_a_new_hour_that_the_customer_was_told_of_is_reminded_of(talk: Dialog) -> None:
    """With the question whether it holds, not that the customer does not know."""
    for line in ("promise acme quote by wed 14:00", "told 1 new date thu 10:00"):
        talk.say(line)
    found = only(talk, "N5", "anna", "2026-11-26")
    assert ["Promise 1, today", "Acme A/S: quote, by 10:00. Does it hold?"] == shown(found)
    assert ("2026-11-26T09:00", ["Kept", "I told them", "Later"]) == (found.local_time[:16], labels(found))
    assert "Acme does not know yet" == shown(only(talk, "N5", "anna", "2026-11-27"))[0]


@pytest.mark.parametrize("line", ["promise acme quote 9:45", "told 1 new date today 9:45"])
def test_what_is_typed_within_the_hour_is_not_reminded_of(talk: Dialog, line: str) -> None:
    """Nobody is told a minute later what they just said."""
    for typed in ("promise acme list by fri", line):
        talk.say(typed)
    assert [] == nudges(talk, "N5", "anna")


async def test_an_hour_that_was_missed_is_spoken_of_next_morning(house: House) -> None:
    """As a promise that is late and not told."""
    await house.say("anna", "promise acme quote by wed 14:00", "2026-11-23T09:00")
    await house.tick("2026-11-25T12:00")
    assert [("2026-11-25T16:16", "expired: too late"), ("2026-11-26T08:30", "sent")] == await ended(
        house, "N5", "anna", ["2026-11-25T16:16", "2026-11-26T08:30"]
    )
