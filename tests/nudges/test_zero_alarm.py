"""N6: a zero, said at once to the owner of the account and to the owner of the touchpoint."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog
from tests.nudges.house import House
from tests.nudges.outlook import TYPED, answer, ended, labels, nudges, only, pressed, recipients, shown

SAID = {
    "en": ["Rated 0: invoice, clarity", "Acme A/S: “too long”. One 0 anywhere makes the total 0.", "Owner: bo."],
    "da": ["Karakter 0: faktura, klarhed", "Acme A/S: »too long«. Ét nul giver 0 i alt.", "Ejer: bo."],
    "nb": ["Karakter 0: faktura, klarhet", "Acme A/S: «too long». Én null gir 0 totalt.", "Eier: bo."],
    "sv": ["Betyg 0: faktura, tydlighet", "Acme A/S: ”too long”. En nolla ger 0 totalt.", "Ägare: bo."],
    "pl": ["Ocena 0: faktura, jasność", "Acme A/S: „too long”. Jedno zero zeruje cały wynik.", "Właściciel: bo."],
    "de": ["Bewertung 0: Rechnung, Klarheit", "Acme A/S: „too long“. Eine Null ergibt insgesamt 0.", "Zuständig: bo."],
}


@pytest.fixture(autouse=True)
def owned(talk: Dialog) -> None:
    """bo answers for the invoice."""
    talk.say("admin touchpoint invoice owner bo", "chris")


@pytest.mark.parametrize(("language", "said"), SAID.items())
def test_it_says_where_who_and_in_which_words(talk: Dialog, language: str, said: list[str]) -> None:
    """Touchpoint, factor, customer, the words, and who answers for it, in the reader's language."""
    talk.say(f"me language {language}")
    talk.say("touch acme invoice clarity 0 said too long", "chris")
    assert said == shown(only(talk, "N6", "anna"))


def test_it_goes_to_the_owner_of_the_account_and_of_the_touchpoint(talk: Dialog) -> None:
    """Both owners hear of it at once, nobody else does."""
    talk.say("touch acme invoice clarity 0 did not understand the terms", "chris")
    assert recipients(talk, "N6") == ["anna", "bo"]
    assert {only(talk, "N6", who).local_time for who in ("anna", "bo")} == {"2026-11-24T09:00+01:00"}


def test_whoever_owns_both_hears_of_it_once(talk: Dialog) -> None:
    """One zero, one alarm a person; without any owner there is none."""
    talk.account("Bygg AS", "bo")
    talk.account("Cirkel AS", "nobody")
    for line in ("touch bygg invoice clarity 0", "touch cirkel yard clarity 0"):
        talk.say(line, "chris")
    assert recipients(talk, "N6") == ["bo"]


def test_an_owner_who_left_hears_nothing(talk: Dialog) -> None:
    """The account's owner still does."""
    talk.say("admin remove person bo", "chris")
    talk.say("touch acme invoice clarity 0", "chris")
    assert recipients(talk, "N6") == ["anna"]


def test_without_words_it_says_the_rule_alone(talk: Dialog) -> None:
    """No empty quotation marks, and no owner where the touchpoint has none."""
    talk.say("touch acme yard service 0", "chris")
    assert shown(only(talk, "N6", "anna")) == [
        "Rated 0: yard, service",
        "Acme A/S: one 0 anywhere makes the total 0.",
    ]


def test_each_zero_of_a_line_is_an_alarm_of_its_own(talk: Dialog) -> None:
    """Two of the four factors at zero are two, the others none."""
    talk.say("touch acme yard 1020", "chris")
    assert sorted(shown(result)[0] for result in nudges(talk, "N6", "anna")) == [
        "Rated 0: yard, quality",
        "Rated 0: yard, service",
    ]


@pytest.mark.parametrize(
    "line", ["touch acme invoice clarity 1", "touch acme invoice clarity 2 said fine", "undo", "edit R1 1"]
)
def test_it_keeps_quiet_when_the_zero_is_lifted(talk: Dialog, line: str) -> None:
    """A newer rating, a correction or an undo lifts the zero and the alarm."""
    talk.say("touch acme invoice clarity 0", "chris")
    assert talk.say(line, "chris").ok
    assert recipients(talk, "N6") == []


@pytest.mark.parametrize(
    "line",
    ["touch acme invoice clarity 2 guess", "touch acme invoice quality 2 said", "touch acme yard clarity 2 said"],
)
def test_what_lifts_no_zero_lifts_no_alarm(talk: Dialog, line: str) -> None:
    """A guess against the customer's words, another factor, another touchpoint."""
    talk.say("touch acme invoice clarity 0 said too long", "chris")
    assert talk.say(line, "chris").ok
    assert recipients(talk, "N6") == ["anna", "bo"]


@pytest.mark.parametrize(("days", "heard"), [(13, ["anna", "bo"]), (16, [])])
def test_it_is_news_for_two_weeks(talk: Dialog, days: int, heard: list[str]) -> None:
    """A zero that nobody could be told of in time stands, but is no alarm any more."""
    talk.say("touch acme invoice clarity 0", "chris")
    talk.later(days=days)
    morning = [result.to for result in talk.holds() if result.rule == "N6"]
    assert sorted(morning) == heard


@pytest.mark.parametrize(("day", "heard"), [("19/11", ["anna", "bo"]), ("20/10", [])])
def test_a_zero_of_the_last_three_weeks_that_is_logged_late_is_news(talk: Dialog, day: str, heard: list[str]) -> None:
    """What a seller remembers today is said today; what is long ago is for the figures."""
    assert talk.say(f"touch acme invoice clarity 0 {day}", "chris").ok
    assert recipients(talk, "N6") == heard


def test_promise_a_fix_asks_for_what_and_when_and_keeps_the_customer(talk: Dialog) -> None:
    """The form holds the customer; saved, it is a promise of whoever pressed."""
    talk.say("touch acme invoice clarity 0", "chris")
    nudge = only(talk, "N6", "anna")
    assert labels(nudge) == ["Promise a fix", "Ask bo", "Open account"]
    pressed(talk, nudge, "Promise a fix")
    saved = talk.submit({"what": "new invoice", "due": "fri"})
    assert answer(saved) == "P1 · Acme A/S · new invoice · due Fri 27 Nov 2026"
    assert recipients(talk, "N4", "2026-11-26") == ["anna"]


def test_open_account_shows_the_zero(talk: Dialog) -> None:
    """The card names the zero and since when."""
    talk.say("touch acme invoice clarity 0", "chris")
    card = pressed(talk, only(talk, "N6", "bo"), "Open account", "bo").card
    assert "Zero: invoice, clarity, since Tue 24 Nov 2026." in list(card.texts())


def test_long_words_are_cut_and_shown_as_typed(talk: Dialog) -> None:
    """25 words in all; marks and mentions in what the customer said act on nothing."""
    talk.say(f"touch acme invoice clarity 0 said <!here> {TYPED} {'very ' * 30}long", "chris")
    nudge = only(talk, "N6", "anna")
    assert shown(nudge)[1].startswith(f"Acme A/S: “<!here> {TYPED} very")
    assert "very…”" in shown(nudge)[1]
    assert nudge.words <= 25


@pytest.mark.parametrize(("who", "heard"), [("chris", ["anna", "bo"]), ("anna", ["bo"]), ("bo", ["anna"])])
def test_whoever_logged_it_hears_nothing_of_it(talk: Dialog, who: str, heard: list[str]) -> None:
    """Their receipt said it already."""
    assert talk.say("touch acme invoice clarity 0", who).ok
    assert recipients(talk, "N6") == heard


async def test_it_uses_up_no_moment_of_the_day(house: House) -> None:
    """Three alarms and the morning leave room for what comes in the afternoon, at its hour."""
    assert (await house.say("anna", "promise acme quote by tue", "2026-11-23T09:00")).ok
    await house.tick("2026-11-24T08:30")
    for hour, factor in (("10:00", "c"), ("11:00", "p"), ("12:00", "s")):
        assert (await house.say("bo", f"touch acme yard {factor}0 said", f"2026-11-24T{hour}")).ok
        assert await ended(house, "N6", "anna", [f"2026-11-24T{hour}"]) == [(f"2026-11-24T{hour}", "sent")]
    assert await ended(house, "N5", "anna", ["2026-11-24T15:00"]) == [("2026-11-24T15:00", "sent")]


async def test_it_waits_for_the_end_of_leave(house: House) -> None:
    """A zero of the evening before two days off is said on the day after, once."""
    await house.say("anna", "off 25-26 nov", "2026-11-23T09:00")
    await house.tick("2026-11-24T16:00")
    await house.say("bo", "touch acme invoice c0 said", "2026-11-24T17:00")
    moments = [f"2026-11-{day}T08:30" for day in (25, 26, 27, 30)]
    assert await ended(house, "N6", "anna", moments) == [("2026-11-27T08:30", "sent")]


async def test_a_zero_that_is_lifted_meanwhile_is_not_spoken_of(house: House) -> None:
    """Put off for an hour and lifted in it."""
    await house.tick("2026-11-24T09:00")
    await house.say("bo", "touch acme invoice c0 said", "2026-11-24T10:00")
    await house.tick("2026-11-24T10:00")
    await house.say("anna", "snooze 1h", "2026-11-24T10:01")
    await house.say("bo", "touch acme invoice c1 said", "2026-11-24T10:30")
    assert await ended(house, "N6", "anna", ["2026-11-24T11:01"]) == [("2026-11-24T11:01", "skipped: already done")]


@pytest.mark.parametrize(
    ("up", "outcomes"),
    [("2026-11-24T16:15", ["sent"]), ("2026-11-24T16:16", ["expired: too late", "sent"])],
)
async def test_what_comes_up_at_the_end_of_work_is_said_until_a_quarter_past(
    house: House, up: str, outcomes: list[str]
) -> None:
    """After that it waits for the morning, and is not lost."""
    await house.tick("2026-11-24T15:45")
    await house.say("bo", "touch acme invoice c0 said", "2026-11-24T15:50")
    found = await ended(house, "N6", "anna", [up, "2026-11-25T08:30", "2026-11-26T08:30"])
    assert [outcome for _, outcome in found] == outcomes


async def test_two_zeros_of_one_line_come_in_one_message(house: House) -> None:
    """Each is accounted for, the reader is disturbed once."""
    await house.tick("2026-11-24T10:00")
    house.paper.sent.clear()
    await house.say("bo", "touch acme yard 1020 said", "2026-11-24T11:00")
    assert await ended(house, "N6", "anna", ["2026-11-24T11:01"]) == [("2026-11-24T11:01", "sent")] * 2
    assert [message.to for message in house.paper.sent] == ["anna"]


@pytest.mark.parametrize(("rater", "heard"), [("anna", ["bo"]), ("bo", ["anna"]), ("chris", ["anna", "bo"])])
def test_whoever_logged_it_is_not_told(talk: Dialog, rater: str, heard: list[str]) -> None:
    """Their receipt said so a second ago; the other owner hears of it."""
    talk.say("touch acme invoice clarity 0", rater)
    assert recipients(talk, "N6") == heard


def test_the_owner_of_the_touchpoint_reads_who_saw_it_and_what_to_do(talk: Dialog) -> None:
    """Mended, a question to the rater, the account; no promise, as the customer is not theirs."""
    talk.say("touch acme invoice clarity 0 said too long", "chris")
    nudge = only(talk, "N6", "bo")
    assert shown(nudge)[-1] == "Rated by chris."
    assert labels(nudge) == ["Fixed", "Ask chris", "Open account"]


def test_whoever_owns_both_may_do_both(talk: Dialog) -> None:
    """Mended, and a promise to the own customer."""
    talk.account("Bygg AS", "bo")
    talk.say("touch bygg invoice clarity 0", "chris")
    assert labels(only(talk, "N6", "bo")) == ["Fixed", "Promise a fix", "Ask chris"]
