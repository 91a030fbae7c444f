"""N7: the third breach ends it: a warning to the account's owner at two, an alarm to owner and manager at three."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog
from tests.nudges.house import House
from tests.nudges.outlook import TYPED, answer, ended, labels, nudges, only, pressed, recipients, shown

SAID = {
    "en": [
        ["Breach 2: Acme A/S", "One more broken promise may lose them. What can you promise for sure?"],
        ["Breach 3: Acme A/S", "Call today, listen, and say what you will do."],
    ],
    "da": [
        ["Løftebrud 2: Acme A/S", "Et løftebrud mere, og vi kan miste kunden. Hvad kan du love helt sikkert?"],
        ["Løftebrud 3: Acme A/S", "Ring i dag, lyt, og sig, hvad du vil gøre."],
    ],
    "nb": [
        ["Løftebrudd 2: Acme A/S", "Ett løftebrudd til, og vi kan miste kunden. Hva kan du love helt sikkert?"],
        ["Løftebrudd 3: Acme A/S", "Ring i dag, lytt, og si hva du vil gjøre."],
    ],
    "sv": [
        ["Brutet löfte 2: Acme A/S", "Ett brutet löfte till och vi kan förlora kunden. Vad kan du lova säkert?"],
        ["Brutet löfte 3: Acme A/S", "Ring idag, lyssna och säg vad du tänker göra."],
    ],
    "pl": [
        [
            "Złamana obietnica 2: Acme A/S",
            "Jeszcze jedna złamana obietnica i możemy stracić klienta. Co możesz obiecać na pewno?",
        ],
        ["Złamana obietnica 3: Acme A/S", "Zadzwoń dziś, wysłuchaj i powiedz, co zrobisz."],
    ],
    "de": [
        [
            "Gebrochene Zusage 2: Acme A/S",
            "Noch eine gebrochene Zusage, und wir könnten den Kunden verlieren. Was kannst du sicher zusagen?",
        ],
        ["Gebrochene Zusage 3: Acme A/S", "Ruf heute an, hör zu und sag, was du tun wirst."],
    ],
}


def breaks(talk: Dialog, count: int, account: str = "acme") -> None:
    """Let bo break so many promises to a customer."""
    for number in range(count):
        assert talk.say(f'broken "{account}" thing {number}', "bo").ok


def test_beyond_three_it_says_how_many(talk: Dialog) -> None:
    """The fourth of three is nothing."""
    breaks(talk, 4)
    assert "4 breaches: Acme A/S" == shown(only(talk, "N7", "anna"))[0]


@pytest.mark.parametrize(("language", "said"), SAID.items())
def test_it_says_what_to_do_at_two_and_at_three(talk: Dialog, language: str, said: list[list[str]]) -> None:
    """A question while there is time, then what to do today, in the owner's language."""
    talk.say(f"me language {language}")
    breaks(talk, 2)
    warning = only(talk, "N7", "anna")
    breaks(talk, 1)
    assert [shown(warning), shown(only(talk, "N7", "anna"))] == said


def test_the_owner_is_warned_at_two_and_the_manager_told_at_three(talk: Dialog) -> None:
    """Whoever logged the breach hears nothing; each further one is spoken of again."""
    found = []
    for _ in range(4):
        breaks(talk, 1)
        found.append(recipients(talk, "N7"))
    assert found == [[], ["anna"], ["anna", "chris"], ["anna", "chris"]]


def test_the_manager_of_another_team_hears_nothing(talk: Dialog) -> None:
    """The owner's team has the manager who is told; one who owns the account hears of it once."""
    talk.account("Bygg AS", "dora")
    breaks(talk, 3)
    breaks(talk, 3, "bygg")
    assert recipients(talk, "N7") == ["anna", "chris", "dora"]


def test_an_account_without_an_owner_alarms_nobody(talk: Dialog) -> None:
    """There is nobody to ask what holds; an owner who takes it on hears of it at once."""
    talk.account("Bygg AS", "nobody")
    breaks(talk, 3, "bygg")
    assert recipients(talk, "N7") == []
    talk.say("account bygg owner bo", "chris")
    assert recipients(talk, "N7") == ["bo", "chris"]


def test_told_first_is_no_breach_and_quality_zero_is_one(talk: Dialog) -> None:
    """What the customer heard before does not count; bad quality does, wherever it was met."""
    for line in ("broken acme list", "broken acme plan told them yesterday", "touch acme yard clarity 0"):
        talk.say(line, "bo")
    assert recipients(talk, "N7") == []
    talk.say("touch acme yard quality 0", "bo")
    assert recipients(talk, "N7") == ["anna"]


def test_a_breach_that_is_taken_back_takes_the_alarm_back(talk: Dialog) -> None:
    """At two again the warning stands; at one nothing does."""
    breaks(talk, 3)
    found = []
    for _ in range(2):
        talk.say("undo", "bo")
        found.append([(result.to, shown(result)[0]) for result in talk.holds() if result.rule == "N7"])
    assert found == [[("anna", "Breach 2: Acme A/S")], []]


@pytest.mark.parametrize(("days", "heard"), [(360, ["anna"]), (370, [])])
def test_breaches_are_remembered_for_twelve_months(talk: Dialog, days: int, heard: list[str]) -> None:
    """A second one within the year warns, after it there is only one."""
    breaks(talk, 1)
    talk.later(days=days)
    breaks(talk, 1)
    assert recipients(talk, "N7") == heard


def test_a_breach_that_is_logged_late_alarms_when_it_is_logged(talk: Dialog) -> None:
    """The second one of last week is heard of today, though it was not the last to happen."""
    for line in ("broken acme list", "broken acme plan 19/11"):
        assert talk.say(line, "bo").ok
        talk.later(hours=1)
    assert only(talk, "N7", "anna").local_time == "2026-11-24T10:00+01:00"


def test_its_buttons_open_the_account_and_log_the_call(talk: Dialog) -> None:
    """The manager may look as well; the call counts for whoever made it."""
    breaks(talk, 3)
    nudge = only(talk, "N7", "chris")
    assert labels(nudge) == ["Open account", "Log a call", "Later"]
    assert "3 breaches in 12 months" in list(pressed(talk, nudge, "Open account", "chris").card.texts())
    assert answer(pressed(talk, only(talk, "N7", "anna"), "Log a call")).startswith("Call 1 of 8 · Acme A/S")


def test_a_long_name_is_cut_to_a_title_and_shown_as_typed(talk: Dialog) -> None:
    """Five words with the count; a mention calls nobody."""
    name = f"{TYPED} Trading and Shipping Company AS"
    talk.account(name)
    breaks(talk, 2, name)
    assert shown(only(talk, "N7", "anna"))[0] == f"Breach 2: {TYPED}…"


@pytest.mark.parametrize(("line", "rest"), [("off 24-26 nov", "on leave"), ("mute N7 until fri", "muted")])
def test_an_owner_who_is_away_holds_the_manager_up_in_nothing(talk: Dialog, line: str, rest: str) -> None:
    """The manager hears of the third breach while the owner rests."""
    talk.say(line)
    breaks(talk, 3)
    assert recipients(talk, "N7") == ["chris"]
    assert {result.outcome for result in nudges(talk, "N7", "anna")} <= {f"skipped: {rest}"}


async def test_the_owner_hears_first_and_the_manager_a_minute_later(house: House) -> None:
    """Each once; a year's turn brings no old alarm back."""
    await house.tick("2026-11-24T09:59")
    for number in range(3):
        await house.say("bo", f"broken acme thing {number}", "2026-11-24T10:00")
    moments = ["2026-11-24T10:00", "2026-11-24T10:01", "2026-11-25T08:30", "2026-12-31T09:00", "2027-01-04T09:00"]
    found = [(when[:16], result.rule, result.to) for when in moments for result in await house.tick(when)]
    assert [(when, to) for when, rule, to in found if rule == "N7"] == [
        ("2026-11-24T10:00", "anna"),
        ("2026-11-24T10:01", "chris"),
    ]


@pytest.mark.parametrize(
    ("rests", "returns"), [("freeze acme pays late", "unfreeze acme"), ("left acme unknown", "call acme")]
)
async def test_what_was_broken_while_the_customer_rested_is_heard_of_at_once_afterwards(
    house: House, rests: str, returns: str
) -> None:
    """By the owner and the manager, as soon as the customer is back."""
    for line in (rests, "broken acme list", "broken acme plan", "broken acme offer"):
        assert (await house.say("bo", line, "2026-11-24T09:00")).ok
    for to in ("anna", "chris"):
        assert await ended(house, "N7", to, ["2026-11-24T09:10"]) == []
    assert (await house.say("bo", returns, "2026-11-24T10:00")).ok
    found = [result for moment in ("10:05", "10:06") for result in await house.tick(f"2026-11-24T{moment}")]
    assert [("N7", "anna"), ("N7", "chris")] == sorted((each.rule, each.to) for each in found if each.rule == "N7")


async def test_a_telling_that_is_taken_back_is_heard_of_at_once(house: House) -> None:
    """Without it the promise was broken in silence, the third one."""
    for line in ("broken acme list", "broken acme plan", "promise acme offer by fri", "told 3 same day", "broken 3"):
        assert (await house.say("bo", line, "2026-11-24T09:00")).ok
    await house.tick("2026-11-24T09:10")
    assert (await house.say("bo", "undo S1", "2026-11-24T10:00")).ok
    found = [result for moment in ("10:05", "10:06") for result in await house.tick(f"2026-11-24T{moment}")]
    assert [("N7", "anna"), ("N7", "chris")] == sorted((each.rule, each.to) for each in found if each.rule == "N7")


async def test_an_alarm_of_the_evening_waits_for_the_next_working_morning(house: House) -> None:
    """After hours on Friday nobody is alarmed before Monday."""
    await house.say("bo", "broken acme earlier", "2026-11-26T09:00")
    await house.tick("2026-11-27T15:50")
    await house.say("bo", "broken acme list", "2026-11-27T17:00")
    moments = ["2026-11-27T17:01", "2026-11-28T09:00", "2026-11-30T08:29", "2026-11-30T08:30"]
    assert await ended(house, "N7", "anna", moments) == [("2026-11-30T08:30", "sent")]


@pytest.mark.parametrize(("days", "heard"), [(13, ["anna"]), (16, [])])
def test_it_is_news_for_two_weeks(talk: Dialog, days: int, heard: list[str]) -> None:
    """Whoever comes back from a longer leave finds it on the account's card."""
    breaks(talk, 2)
    talk.later(days=days)
    assert recipients(talk, "N7") == heard


async def test_a_breach_in_the_place_of_one_taken_back_is_spoken_of_again(house: House) -> None:
    """The same count, another breach."""
    await house.tick("2026-11-24T09:00")
    for line in ("broken acme list", "broken acme plan"):
        await house.say("bo", line, "2026-11-24T10:00")
    assert await ended(house, "N7", "anna", ["2026-11-24T10:01"]) == [("2026-11-24T10:01", "sent")]
    for line in ("undo", "broken acme visit"):
        await house.say("bo", line, "2026-11-24T11:00")
    moments = ["2026-11-24T11:01", "2026-11-24T15:45", "2026-11-25T08:30"]
    assert [outcome for _, outcome in await ended(house, "N7", "anna", moments)] == ["sent"]


async def test_a_breach_of_long_ago_that_grows_too_old_is_no_news(house: House) -> None:
    """What was logged last was spoken of, though its day is not among the last three weeks any more."""
    await house.tick("2026-11-24T08:59")
    for line in ("broken acme list", "broken acme plan", "touch acme yard quality 0 5/11"):
        assert (await house.say("bo", line, "2026-11-24T09:00" if "broken" in line else "2026-11-24T10:00")).ok
    moments = ["2026-11-24T10:01", "2026-11-25T08:30", "2026-11-26T08:30", "2026-11-27T08:30", "2026-11-30T08:30"]
    assert await ended(house, "N7", "anna", moments) == [("2026-11-24T10:01", "sent")]


async def test_an_alarm_that_nothing_sent_on_its_day_comes_in_the_next_morning(house: House) -> None:
    """Down from noon: the third breach is not lost."""
    await house.tick("2026-11-24T12:00")
    for line in ("broken acme list", "broken acme plan"):
        await house.say("bo", line, "2026-11-24T13:00")
    assert await ended(house, "N7", "anna", ["2026-11-25T08:30", "2026-11-26T08:30"]) == [
        ("2026-11-25T08:30", "expired: too late"),
        ("2026-11-25T08:30", "sent"),
    ]
