"""N18: the week in figures for the channel, on Friday afternoon; sums only."""

from __future__ import annotations

import pytest

from bot.domain.audit import AuditAction
from bot.messages.plain_text import card_text
from bot.messages.press import Press
from tests.dialog import Dialog
from tests.nudges.house import House
from tests.nudges.outlook import answer, ended, labels, nudges, only, pressed, recipients, shown

FRIDAY = "2026-11-27"
SHARE_WEEK = Press(verb="team share", values={"team": "1", "period": "week", "day": "2026-11-23"})
SAID = {
    "en": ["Nord · Week 48", "3 of 120 calls · 3 of 3 promises kept · 1 zero open"],
    "da": ["Nord · Uge 48", "3 af 120 opkald · 3 af 3 løfter holdt · 1 åbent nul"],
    "nb": ["Nord · Uke 48", "3 av 120 anrop · 3 av 3 løfter holdt · 1 åpen null"],
    "sv": ["Nord · Vecka 48", "3 av 120 samtal · 3 av 3 löften hållna · 1 öppen nolla"],
    "pl": [
        "Nord · Tydzień 48",
        "telefony: 3 z 120 · dotrzymane obietnice: 3 z 3 · 1 otwarte zero",
    ],
    "de": [
        "Nord · KW 48",
        "3 von 120 Anrufen · 3 von 3 Zusagen gehalten · 1 offene Null",
    ],
}
FEW = "Calls and promises of fewer than three people are for their manager alone."


@pytest.fixture(name="three")
def three_fixture(talk: Dialog) -> Dialog:
    """A team of three sellers who are active this week, so that a sum says nothing about one."""
    talk.say("admin person pia seller team Nord", "chris")
    for who in ("anna", "bo", "pia"):
        talk.say("call acme", who)
    return talk


@pytest.mark.parametrize(("language", "said"), SAID.items())
def test_it_sums_the_teams_week_in_its_language(three: Dialog, language: str, said: list[str]) -> None:
    """Calls against the target, promises kept, open zeros."""
    three.say(f"admin team Nord language {language}", "chris")
    for number, who in enumerate(("anna", "bo", "pia"), 1):
        three.say("promise acme quote by fri", who)
        three.say(f"kept {number}", who)
    three.say("touch acme invoice clarity 0")
    assert shown(only(three, "N18", "#nord", FRIDAY)) == said


def test_only_this_weeks_and_the_own_teams_entries_count(three: Dialog) -> None:
    """Last week, next week's target, the other team and what was taken back are not in it."""
    for line in ("call acme fri", "call acme 20/11", "call acme again", "undo"):
        three.say(line)
    three.say("call bygg", "dora")
    three.say("off wed-thu", "bo")
    assert shown(only(three, "N18", "#nord", FRIDAY))[1:] == ["3 of 104 calls · 0 zeros open", FEW]


def test_customers_who_waited_are_in_it(three: Dialog) -> None:
    """The median of those who were gone to."""
    for minutes, who in ((2, "anna"), (4, "bo"), (3, "pia")):
        assert "waiting" not in shown(only(three, "N18", "#nord", FRIDAY))[1]
        three.say("waiting counter", who)
        three.later(minutes=minutes)
        three.say("go", who)
    assert shown(only(three, "N18", "#nord", FRIDAY))[1].endswith("0 zeros open · waiting: median 3 min")


def test_of_fewer_than_three_people_only_what_is_about_no_one_is_shown(talk: Dialog) -> None:
    """Two sellers' calls and waiting times would tell each the other's; zeros are the customers'."""
    for line in ("call acme", "touch acme invoice clarity 0", "waiting yard", "go"):
        talk.say(line)
    assert shown(only(talk, "N18", "#nord", FRIDAY))[1:] == ["1 zero open", FEW]


def test_nobody_is_named(three: Dialog) -> None:
    """Figures of one person go to nobody in a channel."""
    three.say("call acme")
    text = card_text(only(three, "N18", "#nord", FRIDAY).card)
    assert [name for name in ("anna", "bo", "pia", "chris", "Acme") if name in text] == []


def test_every_channel_gets_its_own_on_friday_at_three(talk: Dialog) -> None:
    """In the team's zone, on no other day; a team without a channel gets none."""
    talk.say("admin team Syd timezone America/New_York country PL", "chris")
    talk.say("admin team Vest", "chris")
    found = [result for result in talk.holds() if result.rule == "N18"]
    assert found == []
    times = [only(talk, "N18", to, FRIDAY).local_time for to in ("#nord", "#syd")]
    assert times == ["2026-11-27T15:00+01:00", "2026-11-27T15:00-05:00"]
    assert recipients(talk, "N18", FRIDAY) == ["#nord", "#syd"]


@pytest.mark.parametrize(
    ("country", "friday", "outcome"),
    [
        ("NO", "2026-12-25", "skipped: public holiday"),
        ("NO", "2027-12-24", "skipped: half day"),
        ("DK", "2027-12-31", "skipped: half day"),
        ("SE", "2027-06-25", "skipped: public holiday"),
        ("SE", "2026-12-18", "would send"),
        ("PL", "2027-12-24", "skipped: public holiday"),
    ],
)
def test_it_is_left_out_when_nobody_is_there_at_three(talk: Dialog, country: str, friday: str, outcome: str) -> None:
    """Holidays and half days of the team's country."""
    talk.say(f"admin team Nord country {country}", "chris")
    assert only(talk, "N18", "#nord", friday).outcome == outcome


def test_my_week_answers_whoever_presses_with_their_own_figures(three: Dialog) -> None:
    """Privately, each with their own."""
    three.say("call acme")
    nudge = only(three, "N18", "#nord", FRIDAY)
    assert labels(nudge) == ["My week"]
    replies = {who: pressed(three, nudge, "My week", who) for who in ("anna", "bo")}
    assert {who: (answer(reply), reply.figures["calls"]) for who, reply in replies.items()} == {
        "anna": ("anna · Week 48", 2),
        "bo": ("bo · Week 48", 1),
    }
    assert not any(reply.public for reply in replies.values())


@pytest.mark.parametrize(("up", "outcome"), [("2026-12-02T14:55", "sent"), ("2026-12-02T15:05", "expired: too late")])
async def test_it_may_be_three_working_days_late(house: House, up: str, outcome: str) -> None:
    """From Friday to Wednesday, the weekend in between."""
    await house.tick("2026-11-27T14:00")
    assert await ended(house, "N18", "#nord", [up]) == [(up, outcome)]


@pytest.mark.parametrize(
    ("up", "moments", "sent"),
    [
        (
            "Saturday",
            ("2026-11-28T10:00", "2026-11-29T10:00", "2026-11-30T07:55", "2026-11-30T08:00"),
            "2026-11-30T08:00",
        ),
        ("Monday evening", ("2026-11-30T20:00", "2026-12-01T07:00", "2026-12-01T09:00"), "2026-12-01T09:00"),
    ],
)
async def test_what_is_late_waits_for_a_working_hour(
    house: House, up: str, moments: tuple[str, ...], sent: str
) -> None:
    """Nobody reads of the week at the weekend or at night."""
    await house.tick("2026-11-27T14:00")
    assert await ended(house, "N18", "#nord", moments) == [(sent, "sent")], up


async def test_it_is_posted_once_a_week(house: House) -> None:
    """Late or not, one post for each Friday, of its own week."""
    await house.tick("2026-11-27T14:00")
    moments = [f"2026-{day}T{hour}" for day in ("11-27", "11-30", "12-04") for hour in ("15:00", "15:30")]
    assert await ended(house, "N18", "#nord", moments) == [
        ("2026-11-27T15:00", "sent"),
        ("2026-12-04T15:00", "sent"),
    ]
    titles = [
        message.card.title for message in house.paper.sent if message.to == "nord" and "Week" in message.card.title
    ]
    assert titles == ["Nord · Week 48", "Nord · Week 49"]


def test_a_team_without_sellers_has_no_sums(talk: Dialog) -> None:
    """Nothing is divided by nobody."""
    for line in ("admin team Lager channel #lager country NO", "admin person kari colleague team Lager"):
        talk.say(line, "chris")
    assert shown(only(talk, "N18", "#lager", FRIDAY))[1:] == ["0 zeros open", FEW]
    assert nudges(talk, "N18", "#lager") == []


async def test_the_post_of_the_week_is_recorded_for_everybody_in_it(house: House) -> None:
    """And what is shown after it is held against it."""
    for who in ("anna", "bo", "eva"):
        await house.say(who, "call -", "2026-11-27T10:00")
    await house.tick("2026-11-27T15:00")
    records = await house.store.read(lambda work: work.audit.newest(9, actions=(AuditAction.SHARED,)))
    assert {(None, 2), (None, 3), (None, 4)} <= {(record.author, record.person) for record in records}
    assert "Snurr showed a channel: the team's figures · Week 48, 2026, on Fri 27 Nov 2026." in card_text(
        (await house.say("anna", "me", "2026-11-27T15:10")).card
    )
    await house.say("anna", "call -", "2026-11-27T15:20")
    reply = await house.press("chris", SHARE_WEEK, "2026-11-27T15:30")
    assert reply.error == "Alone or with what was shown before, these figures would tell what one or two people did."


def test_it_holds_what_was_not_kept_not_served_handed_over_and_silent(three: Dialog) -> None:
    """As many figures as a nudge has words for; hours of three who handed over, with their price."""
    for line in ("admin cost 600", "admin desk service"):
        three.say(line, "chris")
    three.say("account acme 7M")
    for who in ("anna", "bo", "pia"):
        three.say("handoff acme service 20m invoice", who)
        three.say("promise acme quote by wed", who)
    three.say("waiting yard")
    three.later(days=35)
    for who in ("anna", "bo", "pia"):
        three.say("call -", who)
    text = " ".join(shown(only(three, "N18", "#nord", "2027-01-01")))
    assert "silent NOK 7M" in text
    three.later(days=-35)
    text = " ".join(shown(only(three, "N18", "#nord", FRIDAY)))
    for part in ("0 of 3 promises kept · 3 late", "1 customer not served", "switchboard NOK 600"):
        assert part in text


def test_what_two_handed_over_is_not_in_it(three: Dialog) -> None:
    """Each could take the own minutes from the sum; a hand-off that took no time is nobody's share of it."""
    three.say("admin desk service", "chris")
    for who, line in (("anna", "service 20m invoice"), ("bo", "service 20m invoice"), ("pia", "service invoice")):
        three.say(f"handoff acme {line}", who)
        assert "switchboard" not in " ".join(shown(only(three, "N18", "#nord", FRIDAY)))
    three.say("handoff acme service 5m invoice", "pia")
    assert "switchboard 45 minutes" in " ".join(shown(only(three, "N18", "#nord", FRIDAY)))
