"""N5: tell them first: a promise runs out today and the customer does not know."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog
from tests.nudges.house import House
from tests.nudges.outlook import TYPED, answer, ended, labels, nudges, on, only, pressed, recipients, shown

SAID = {
    "en": ["Acme does not know yet", "list, due Tue 24 Nov. Call before, not after. Breach 2 of 3."],
    "da": ["Acme ved det ikke endnu", "list, frist tirs 24. nov. Ring før, ikke efter. Brudt løfte 2 af 3."],
    "nb": ["Acme vet det ikke ennå", "list, frist tir 24. nov. Ring før, ikke etter. Brutt løfte 2 av 3."],
    "sv": ["Acme vet inte än", "list, senast tis 24 nov. Ring före, inte efter. Brutet löfte 2 av 3."],
    "pl": ["Acme jeszcze nie wie", "list, termin wt 24 lis. Zadzwoń przed, nie po. Złamana obietnica 2 z 3."],
    "de": [
        "Acme weiß noch nichts",
        "list, fällig Di 24. Nov. Vorher anrufen, nicht danach. Gebrochene Zusage 2 von 3.",
    ],
}
AFTERWARDS = ["2026-11-24T15:01", "2026-11-24T16:10", "2026-11-25T08:30", "2026-11-25T15:00", "2026-11-26T08:30"]


@pytest.mark.parametrize(("language", "said"), SAID.items())
def test_it_says_what_runs_out_and_which_breach_it_would_be(talk: Dialog, language: str, said: list[str]) -> None:
    """Who does not know, what, when, and the count with those of before, in the seller's language."""
    for line in (f"me language {language}", "broken acme price", "promise acme list by today"):
        talk.say(line)
    nudge = only(talk, "N5", "anna")
    assert (shown(nudge), nudge.local_time) == (said, "2026-11-24T15:00+01:00")


def test_a_breach_of_more_than_a_year_ago_is_not_counted(talk: Dialog) -> None:
    """Twelve months, then it is forgiven."""
    talk.say("broken acme price")
    talk.later(days=371)
    talk.say("promise acme list by today")
    assert "Breach 1 of 3." in shown(only(talk, "N5", "anna"))[1]


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


@pytest.mark.parametrize("line", ["kept 1", "broken 1", "told 1", "told 1 new date fri", "undo", "edit P1 fri"])
def test_it_keeps_quiet_once_somebody_said_what_became_of_it(talk: Dialog, line: str) -> None:
    """Kept, broken, told, moved or taken back."""
    talk.say("promise acme quote by today")
    assert talk.say(line).ok
    assert nudges(talk, "N5", "anna") == []


def test_it_speaks_to_whoever_gave_the_promise(talk: Dialog) -> None:
    """bo promised anna's customer something: bo has to ring, until a colleague did."""
    talk.say("promise acme quote by today", "bo")
    assert recipients(talk, "N5") == ["bo"]
    talk.say("told 1", "anna")
    assert recipients(talk, "N5") == []


def test_i_told_them_stores_it_and_ends_it(talk: Dialog) -> None:
    """Told first is no breach."""
    talk.say("promise acme quote by today")
    nudge = only(talk, "N5", "anna")
    assert labels(nudge) == ["I told them", "Kept", "Later"]
    reply = pressed(talk, nudge, "I told them")
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
    assert "open: 1" in shown(evenings[-1])[1]


@pytest.mark.parametrize("line", ["kept 1", "told 1", "undo"])
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
