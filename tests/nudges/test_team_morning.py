"""N2: the channel's morning post and the question of the day, led by the one about the waiting customer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.messages.plain_text import card_text
from tests.dialog import Dialog
from tests.nudges.house import OSLO, House, at
from tests.nudges.outlook import answer, ended, labels, nudges, on, only, pressed, recipients, shown

SAID = {
    "en": ["16 calls planned · 3 promises to keep · 1 customer at zero", "Are you laughing while a customer waits?"],
    "da": [
        "16 opkald planlagt · 3 løfter at holde · 1 kunde på nul",
        "Griner I, mens en kunde venter?",
    ],
    "nb": ["16 anrop planlagt · 3 løfter å holde · 1 kunde på null", "Ler dere mens en kunde venter?"],
    "sv": [
        "16 samtal planerade · 3 löften att hålla · 1 kund på noll",
        "Skrattar ni medan en kund väntar?",
    ],
    "pl": [
        "16 telefonów w planie · 3 obietnice do dotrzymania · 1 klient na zerze",
        "Śmiejecie się, gdy klient czeka?",
    ],
    "de": [
        "16 Anrufe geplant · 3 Zusagen zu halten · 1 Kunde auf null",
        "Lacht ihr, während ein Kunde wartet?",
    ],
}


@pytest.mark.parametrize(("language", "said"), SAID.items())
def test_it_sums_the_day_ahead_and_asks_in_the_teams_language(talk: Dialog, language: str, said: list[str]) -> None:
    """Calls planned, promises due, customers at zero; then the question."""
    talk.say(f"admin team Nord language {language}", "chris")
    for who in ("anna", "bo", "chris"):
        talk.say("promise acme quote by today", who)
    for line in ("touch acme yard service 0", "touch acme invoice 0"):
        talk.say(line)
    assert shown(only(talk, "N2", "#nord"))[1:] == said


def test_the_numbers_are_those_of_today_and_of_the_team(talk: Dialog) -> None:
    """Whoever is off is not counted, nor what is kept, due another day or another team's."""
    talk.account("Bygg AS", "dora")
    for line in ("promise acme quote by today", "kept 1", "promise acme list by today", "promise acme plan by wed"):
        talk.say(line)
    for who in ("bo", "chris"):
        talk.say("promise acme list by today", who)
    for line in ("promise bygg quote by today", "touch bygg yard 0"):
        talk.say(line, "dora")
    talk.say("admin hours bo wed-fri 08:00-16:00", "chris")
    talk.say("admin quota anna tue 5", "chris")
    assert shown(only(talk, "N2", "#nord"))[1] == "5 calls planned · 3 promises to keep · 0 customers at zero"


def test_promises_that_are_late_are_counted_with_those_due(talk: Dialog) -> None:
    """Past their day, and nobody said what became of them; not where the customer was told."""
    for line in (
        "promise acme quote by today",
        "promise acme list by today",
        "told 2 same day",
        "promise acme plan by wed",
    ):
        assert talk.say(line).ok
    for who, count in (("bo", ""), ("chris", "4 promises to keep · ")):
        talk.say("promise acme list by today", who)
        line = shown(only(talk, "N2", "#nord", "2026-11-25"))[1]
        assert line == f"16 calls planned · {count}0 customers at zero", who


def test_nobody_is_named(talk: Dialog) -> None:
    """The leading question comes with two answers and no names."""
    talk.say("promise acme quote by today")
    post = only(talk, "N2", "#nord")
    assert (post.local_time, labels(post)) == ("2026-11-24T08:45+01:00", ["Nobody waited", "Someone did"])
    assert [name for name in ("anna", "chris", "Acme") if name in card_text(post.card)] == []


def test_the_leading_question_comes_with_how_long_customers_waited(talk: Dialog) -> None:
    """Of the last working day: on Monday that is Friday; where nobody waited nothing is said."""
    talk.at = on("2026-11-27")
    talk.say("admin person eva seller team Nord", "chris")
    for minutes, who in ((2, "anna"), (3, "bo"), (4, "eva")):
        talk.say("waiting counter", who)
        talk.later(minutes=minutes)
        talk.say("go", who)
    assert shown(only(talk, "N2", "#nord", "2026-11-30"))[2] == (
        "Are you laughing while a customer waits? Yesterday: median 3 min."
    )
    assert shown(only(talk, "N2", "#nord", "2026-12-01"))[2] == "Are you laughing while a customer waits?"


def test_the_waiting_time_of_fewer_than_three_who_went_is_not_posted(talk: Dialog) -> None:
    """It would be their own."""
    talk.at = on("2026-11-27")
    for who in ("anna", "bo", "anna"):
        talk.say("waiting counter", who)
        talk.say("go", who)
    assert shown(only(talk, "N2", "#nord", "2026-11-30"))[2] == "Are you laughing while a customer waits?"


async def test_the_waiting_time_in_the_post_is_recorded_for_those_who_went(house: House) -> None:
    """They read in `me` that it was shown."""
    for who in ("anna", "bo", "eva"):
        await house.say(who, "waiting counter", "2026-11-27T10:00")
        await house.say(who, "go", "2026-11-27T10:01")
    await house.tick("2026-11-30T08:45")
    assert "Snurr showed a channel: waiting customers · Fri 27 Nov 2026, on Mon 30 Nov 2026." in card_text(
        (await house.say("anna", "me", "2026-11-30T09:00")).card
    )
    assert "showed a channel" not in card_text((await house.say("chris", "me", "2026-11-30T09:00")).card)


def test_each_team_with_a_channel_has_its_post_in_its_own_morning(talk: Dialog) -> None:
    """The team's zone and language; without a channel there is nowhere to post."""
    for line in ("admin team Syd timezone America/New_York country PL", "admin team Vest"):
        talk.say(line, "chris")
    assert recipients(talk, "N2") == ["#nord", "#syd"]
    post = only(talk, "N2", "#syd")
    assert (post.local_time, shown(post)[0]) == ("2026-11-24T08:45-05:00", "Dzień dobry, Syd")


@pytest.mark.parametrize(
    ("country", "day", "outcome"),
    [
        ("NO", "2026-12-24", "would send"),
        ("NO", "2027-05-17", "skipped: public holiday"),
        ("DK", "2027-05-06", "skipped: public holiday"),
        ("DK", "2027-05-17", "skipped: public holiday"),
        ("SE", "2027-05-17", "would send"),
        ("SE", "2027-06-25", "skipped: public holiday"),
        ("PL", "2026-11-11", "skipped: public holiday"),
    ],
)
def test_it_rests_on_the_holidays_of_the_teams_country(talk: Dialog, country: str, day: str, outcome: str) -> None:
    """A half day has a morning; a weekend is not even listed."""
    talk.say(f"admin team Nord country {country}", "chris")
    assert only(talk, "N2", "#nord", day).outcome == outcome
    assert nudges(talk, "N2", "#nord", "2026-11-28") == []


def test_what_a_person_switches_off_does_not_silence_the_channel(talk: Dialog) -> None:
    """A mute, a pause and a leave are one person's own."""
    for line in ("mute N2 until fri", "pause until fri", "off 24-26 nov"):
        for who in ("anna", "bo"):
            talk.say(line, who)
    assert recipients(talk, "N2")[:1] == ["#nord"]


def test_one_answer_a_person_changeable_and_never_by_name(talk: Dialog) -> None:
    """Pressing twice counts once, the last answer stands."""
    post = only(talk, "N2", "#nord")
    replies = [
        pressed(talk, post, label, who)
        for who, label in (
            ("anna", "Nobody waited"), ("anna", "Nobody waited"), ("anna", "Someone did"), ("bo", "Nobody waited"),
        )
    ]  # fmt: skip
    assert [card_text(reply.card).splitlines()[1] for reply in replies] == [
        "1 answered: 1 nobody waited",
        "1 answered: 1 nobody waited",
        "1 answered: 1 someone did",
        "2 answered: 1 nobody waited, 1 someone did",
    ]
    assert card_text(replies[-1].card).splitlines()[0].startswith('Noted: "Nobody waited".')


def test_an_answer_counts_for_the_day_of_its_question(talk: Dialog) -> None:
    """Yesterday's post takes no more answers, today's does."""
    yesterday = only(talk, "N2", "#nord")
    talk.later(days=1)
    today = only(talk, "N2", "#nord")
    assert "its answers are counted" in answer(pressed(talk, yesterday, "Someone did"))
    assert "1 answered: 1 nobody waited" in card_text(pressed(talk, today, "Nobody waited", "bo").card)


def test_another_teams_question_is_not_theirs_to_answer(talk: Dialog) -> None:
    """Whoever sees the channel of another team changes no count there."""
    post = only(talk, "N2", "#nord")
    assert answer(pressed(talk, post, "Someone did", "dora")) == "That question is for another team."
    assert "1 answered: 1 nobody waited" in card_text(pressed(talk, post, "Nobody waited").card)


async def test_every_question_has_answers_to_press(house: House) -> None:
    """Three in sight at most; each can be pressed and is counted in its own words, which no other question has."""
    seen: dict[str, set[str]] = {}
    for day in range(14):
        when = at("2026-11-23T08:45") + timedelta(days=day)
        before = len(house.paper.sent)
        await house.tick_at(when)
        for message in house.paper.sent[before:]:
            if "Good morning, Nord" not in message.card.title:
                continue
            presses = [button.press for button in message.card.all_buttons()]
            assert 2 <= len(presses)
            assert len(message.card.buttons) <= 3
            for press in presses:
                reply = await house.press("anna", press, (when + OSLO).strftime("%Y-%m-%dT%H:%M"))
                assert (reply.error, "1 answered: 1 " in card_text(reply.card)) == (None, True)
            seen[list(message.card.texts())[2]] = {press.values["choice"] for press in presses}
    assert len(seen) == 5
    assert sum(map(len, seen.values())) == len(set().union(*seen.values()))


def test_yesterdays_waits_tell_who_was_not_served(talk: Dialog) -> None:
    """Beside the median, or alone where fewer than three people went."""
    talk.say("waiting counter")
    assert "Yesterday: 1 not served." in shown(only(talk, "N2", "#nord", "2026-11-25"))[2]


async def test_the_leading_question_returns_each_week_and_the_others_in_turn(house: House) -> None:
    """The first question ever sent, and at least once a week; all five come within four weeks."""
    asked: list[tuple[date, str]] = []
    for day in range(28):
        when = at("2026-11-23T08:45") + timedelta(days=day)
        await house.tick((when + OSLO).strftime("%Y-%m-%dT%H:%M"))
        posts = [
            message for message in house.paper.sent if message.to == "nord" and "Good morning" in message.card.title
        ]
        asked += [(when.date(), card_text(post.card)) for post in posts]
        house.paper.sent.clear()
    led = [day for day, text in asked if "laughing" in text]
    assert asked[0][0] == led[0]
    assert len(asked) == 20
    assert all((b - a).days <= 7 for a, b in zip(led, led[1:], strict=False))
    assert len({text.splitlines()[2] for _, text in asked}) == 5


@pytest.mark.parametrize(("up", "outcome"), [("2026-11-24T10:45", "sent"), ("2026-11-24T10:46", "expired: too late")])
async def test_a_morning_post_may_be_two_hours_late(house: House, up: str, outcome: str) -> None:
    """At noon nobody is wished a good morning; the next one comes as ever."""
    await house.tick("2026-11-24T08:00")
    moments = [up, "2026-11-24T10:50", "2026-11-25T08:45"]
    assert await ended(house, "N2", "#nord", moments) == [(up, outcome), ("2026-11-25T08:45", "sent")]


def test_an_empty_team_has_an_empty_day(talk: Dialog) -> None:
    """Nobody sells there: nothing is planned, and the question is asked all the same."""
    talk.say("admin team Lager channel #lager country NO", "chris")
    talk.at = datetime(2026, 11, 24, 7, tzinfo=UTC)
    assert shown(only(talk, "N2", "#lager"))[1] == "0 calls planned · 0 customers at zero"


async def test_a_holiday_on_monday_moves_the_leading_question_to_tuesday(house: House) -> None:
    """Over Easter it is asked again on the first morning on which anybody is there."""
    led = []
    for day in (15, 16, 22, 23, 29, 30, 31):
        house.paper.sent.clear()
        await house.tick(f"2027-03-{day}T09:45")
        led += [day for message in house.paper.sent if "laughing" in card_text(message.card)]
    assert led == [15, 22, 30]
