"""N1: the morning says how many calls are asked for, and whom to call first and why."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.dialog import Dialog
from tests.nudges.house import House
from tests.nudges.outlook import TYPED, answer, ended, labels, nudges, only, pressed, recipients, shown

SILENT = {
    "en": ["0 of 8 calls. These come first:", "Acme A/S: 22 days silent, NOK 7M a year."],
    "da": ["0 af 8 opkald. Først:", "Acme A/S: 22 dages tavshed, 7 mio. NOK om året."],
    "nb": ["0 av 8 anrop. Først:", "Acme A/S: 22 dagers stillhet, 7 mill. kr i året."],
    "sv": ["0 av 8 samtal. Först:", "Acme A/S: 22 dagars tystnad, 7 mn NOK om året."],
    "pl": ["Telefony: 0 z 8. Najpierw:", "Acme A/S: 22 dni ciszy, 7 mln NOK rocznie."],
    "de": ["0 von 8 Anrufen. Zuerst:", "Acme A/S: 22 Tage Stille, 7 Mio. NOK im Jahr."],
}


def test_silent_customers_are_named_by_value_and_days_each_with_a_button(talk: Dialog) -> None:
    """The silence that costs most comes first; a customer without a value behind those with one."""
    for name in ("Bygg AS", "Vin AS"):
        talk.account(name)
    for line in ("call acme 14/11", "call bygg 16/11", "call vin 22/11", "account vin 9M", "account acme 7M"):
        talk.say(line)
    quota = only(talk, "N1", "anna")
    assert quota.local_time == "2026-11-24T08:30+01:00"
    assert card_text(quota.card) == (
        "Good morning\n0 of 8 calls. These come first:\nAcme A/S: 10 days silent, NOK 7M a year.\n"
        "Vin AS: 2 days silent, NOK 9M a year.\nBygg AS: 8 days silent.\n"
        "[Log call: Acme A/S] [Log call: Vin AS] [Log call: Bygg AS] [Whose turn] [Later] [Stop these for two weeks] [Helpful] [Not helpful]\n(11 s)"
    )


@pytest.mark.parametrize(("language", "lines"), SILENT.items())
def test_the_reason_is_told_in_the_sellers_language(talk: Dialog, language: str, lines: list[str]) -> None:
    """Days of silence and the yearly value are whole sentences in each language."""
    for line in (f"me language {language}", "account acme 7M", "call acme 2/11"):
        talk.say(line)
    assert lines == shown(only(talk, "N1", "anna"))[1:]


def test_a_customer_never_contacted_is_said_to_be_so(talk: Dialog) -> None:
    """Nobody counts days since a contact that never was."""
    talk.account("Bygg AS", "bo")
    assert ["Bygg AS: no contact yet."] == shown(only(talk, "N1", "bo"))[2:]


def test_one_day_of_silence_is_one_day(talk: Dialog) -> None:
    """The singular is right."""
    talk.say("call acme yesterday")
    assert ["Acme A/S: 1 day silent."] == shown(only(talk, "N1", "anna"))[2:]


def test_without_an_own_customer_to_call_the_seller_is_asked(talk: Dialog) -> None:
    """Whoever was called today is not named again, and nobody is sent to a colleague's customer."""
    talk.say("call acme")
    for who, count in (("anna", 1), ("bo", 0)):
        quota = only(talk, "N1", who)
        assert [f"{count} of 8 calls. Who will you call first?"] == shown(quota)[1:]
        assert labels(quota)[0] == "Log a call"
    assert pressed(talk, only(talk, "N1", "bo"), "Log a call", "bo").form is not None


def test_its_button_logs_a_call_to_the_customer_it_names(talk: Dialog) -> None:
    """The button means that very customer, however much like another one it is called."""
    talk.account("Acme A/S Bergen")
    reply = pressed(talk, only(talk, "N1", "anna"), "Log call: Acme A/S")
    assert answer(reply) == "Call 1 of 8 · Acme A/S · spoke · C1"
    assert shown(only(talk, "N1", "anna"))[1:] == [
        "1 of 8 calls. These come first:",
        "Acme A/S Bergen: no contact yet.",
    ]


def test_a_customers_name_is_shown_as_typed(talk: Dialog) -> None:
    """Marks, mentions and links in a name are text, in the sentence and on the button."""
    talk.say("call acme")
    talk.account(TYPED)
    quota = only(talk, "N1", "anna")
    assert f"{TYPED}: no contact yet." == shown(quota)[2]
    assert labels(quota)[0] == f"Log call: {TYPED}"


def test_only_sellers_are_asked_for_calls(talk: Dialog) -> None:
    """A manager, and a colleague who owns a touchpoint, are asked for none."""
    talk.say("admin person kari colleague team Nord", "chris")
    assert recipients(talk, "N1") == ["anna", "bo", "dora"]


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("off 24-26 nov", "skipped: on leave"),
        ("pause until fri", "skipped: paused"),
        ("mute N1 until fri", "skipped: muted"),
        ("me hours mon-mon 08:00-16:00", "skipped: not a workday"),
        ("call acme", "would send"),
    ],
)
def test_the_reason_is_listed_when_it_is_not_sent(talk: Dialog, line: str, outcome: str) -> None:
    """Leave, pauses, mutes and days off are named."""
    talk.say(line)
    assert outcome == only(talk, "N1", "anna").outcome


def test_it_keeps_quiet_when_the_target_is_met(talk: Dialog) -> None:
    """No nudge about something already done; the eighth call ends it, and its undo brings it back."""
    outcomes = []
    for line in (*(f"call acme {number}x" for number in range(8)), "undo"):
        talk.say(line)
        outcomes.append(only(talk, "N1", "anna").outcome)
    assert outcomes == [*["would send"] * 7, "skipped: already done", "would send"]


def test_the_target_is_that_of_the_weekday(talk: Dialog) -> None:
    """Four calls on Fridays and none on Wednesdays, when nothing is sent."""
    talk.say("admin quota anna fri 4 wed 0", "chris")
    assert "0 of 4 calls." in shown(only(talk, "N1", "anna", "2026-11-27"))[1]
    assert only(talk, "N1", "anna", "2026-11-25").outcome == "skipped: no calls asked for"


@pytest.mark.parametrize(
    ("country", "day", "outcome"),
    [
        ("NO", "2026-12-24", "would send"),
        ("NO", "2026-12-25", "skipped: public holiday"),
        ("NO", "2027-03-25", "skipped: public holiday"),
        ("NO", "2027-05-17", "skipped: public holiday"),
        ("DK", "2027-03-25", "skipped: public holiday"),
        ("DK", "2027-05-17", "skipped: public holiday"),
        ("SE", "2027-05-17", "would send"),
        ("SE", "2027-06-25", "skipped: public holiday"),
        ("PL", "2026-12-24", "skipped: public holiday"),
        ("PL", "2027-05-03", "skipped: public holiday"),
    ],
)
def test_it_rests_on_the_holidays_of_the_sellers_country(talk: Dialog, country: str, day: str, outcome: str) -> None:
    """Half days are worked until noon, holidays are not; each country has its own."""
    talk.say(f"admin person anna country {country}", "chris")
    assert outcome == only(talk, "N1", "anna", day).outcome


@pytest.mark.parametrize(
    ("zone", "day", "local"),
    [
        ("Asia/Tokyo", "2026-11-25", "2026-11-25T08:30+09:00"),
        ("America/Los_Angeles", "2026-11-25", "2026-11-25T08:30-08:00"),
        ("Pacific/Kiritimati", "2026-11-25", "2026-11-25T08:30+14:00"),
        ("Europe/Oslo", "2026-10-23", "2026-10-23T08:30+02:00"),
        ("Europe/Oslo", "2026-10-26", "2026-10-26T08:30+01:00"),
    ],
)
def test_it_comes_at_half_past_eight_of_the_sellers_own_clock(talk: Dialog, zone: str, day: str, local: str) -> None:
    """East and west, and on both sides of the end of summer time."""
    talk.say(f"admin person anna timezone {zone}", "chris")
    assert local == only(talk, "N1", "anna", day).local_time


def test_whoever_starts_later_hears_of_it_at_the_start_of_work(talk: Dialog) -> None:
    """Nobody is nudged before work; an earlier start moves nothing."""
    times = []
    for hours in ("mon-fri 10:00-18:00", "mon-fri 06:00-14:00"):
        talk.say(f"me hours {hours}")
        times.append(only(talk, "N1", "anna").local_time[11:16])
    assert times == ["10:00", "08:30"]


def test_nothing_is_even_listed_on_a_weekend(talk: Dialog) -> None:
    """A list of skipped mornings of Saturdays would tell nobody anything."""
    assert nudges(talk, "N1", "anna", "2026-11-28") == []


def test_whoever_works_on_saturdays_has_a_morning_there(talk: Dialog) -> None:
    """The calls that an admin asks for on a Saturday are spoken of like any other day's."""
    for line in ("admin hours anna tue-sat 08:00-16:00", "admin quota anna sat 5"):
        talk.say(line, "chris")
    saturday = only(talk, "N1", "anna", "2026-11-28")
    assert (saturday.outcome, shown(saturday)[1][:13]) == ("would send", "0 of 5 calls.")
    assert only(talk, "N1", "anna", "2026-11-30").outcome == "skipped: not a workday"


async def test_it_comes_once_a_day_and_again_the_next(house: House) -> None:
    """Every later turn of the loop finds it said."""
    moments = [f"2026-11-{day}T{hour}" for day in (24, 25) for hour in ("08:29", "08:30", "08:31", "10:30")]
    assert await ended(house, "N1", "anna", moments) == [
        ("2026-11-24T08:30", "sent"),
        ("2026-11-25T08:30", "sent"),
    ]


async def test_a_target_that_is_met_between_plan_and_send_is_not_spoken_of(house: House) -> None:
    """Whoever puts it off and makes the calls meanwhile hears no more of it."""
    await house.tick("2026-11-24T08:30")
    await house.say("anna", "snooze 1h", "2026-11-24T08:31")
    for number in range(8):
        await house.say("anna", f"call acme {number}x", f"2026-11-24T08:4{number}")
    assert await ended(house, "N1", "anna", ["2026-11-24T09:31"]) == [("2026-11-24T09:31", "skipped: already done")]


def test_other_contacts_that_are_asked_for_are_counted_beside_the_calls(talk: Dialog) -> None:
    """Only those with a target, each by its name."""
    talk.say("admin quota anna 2 visits", "chris")
    talk.say("visit acme")
    talk.say("mail acme")
    assert shown(only(talk, "N1", "anna"))[1].startswith("0 of 8 calls. 1 of 2 visits. ")
    assert shown(only(talk, "N1", "bo"))[1].startswith("0 of 8 calls. Who")
