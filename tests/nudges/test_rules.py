"""What each rule says, to whom, when, and when it keeps quiet."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.reading_time import reading_seconds
from bot.messages.plain_text import card_text
from nudges.claim import NudgeResult
from nudges.rule import rules
from tests.dialog import Dialog

MONDAY = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)


def _of(found: list[NudgeResult], rule: str, to: str) -> list[NudgeResult]:
    return [result for result in found if result.rule == rule and result.to == to]


def test_every_rule_of_the_first_release_is_found() -> None:
    """Discovery finds the rules by their files."""
    assert {"N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N13", "N18"} <= {rule.id for rule in rules()}


def test_n1_names_whom_to_call_first_and_why(talk: Dialog) -> None:
    """The longest silent account of one's own comes first, with its value."""
    talk.say("call acme 14/11")
    talk.say("account acme 7M")
    (quota,) = _of(talk.holds(), "N1", "anna")
    assert quota.local_time == "2026-11-24T08:30+01:00"
    assert card_text(quota.card) == (
        "Good morning\n0 of 8 calls. Start with Acme A/S: 10 days silent, 7 m a year.\n[Log call: Acme A/S] [Later] [Stop these for two weeks]\n(6 s)"
    )


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
def test_n1_is_listed_with_the_reason_when_it_is_not_sent(talk: Dialog, line: str, outcome: str) -> None:
    """Leave, pauses, mutes and days off are named."""
    talk.say(line)
    assert [outcome] == [result.outcome for result in _of(talk.holds(), "N1", "anna")]


def test_n1_keeps_quiet_when_the_target_is_met(talk: Dialog) -> None:
    """No nudge about something already done."""
    for number in range(8):
        talk.say(f"call acme {number}x")
    assert [result.outcome for result in _of(talk.holds(), "N1", "anna")] == ["skipped: already done"]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-12-24", "would send"),
        ("2026-12-25", "skipped: public holiday"),
        ("2027-03-25", "skipped: public holiday"),
        ("2027-05-17", "skipped: public holiday"),
    ],
)
def test_no_nudge_on_a_norwegian_holiday(talk: Dialog, day: str, why: str) -> None:
    """Half days are worked until noon, holidays are not."""
    at = datetime.fromisoformat(f"{day}T07:00+00:00")
    assert {why} == {result.outcome for result in _of(talk.holds(at), "N1", "anna")}


def test_the_end_of_a_half_day_is_at_noon(talk: Dialog) -> None:
    """N13 comes a quarter of an hour before the end of work, on Christmas Eve too."""
    (end,) = _of(talk.holds(datetime(2026, 12, 24, 7, tzinfo=UTC)), "N13", "anna")
    assert end.local_time == "2026-12-24T11:45+01:00"


def test_n3_comes_once_on_the_first_working_day(talk: Dialog) -> None:
    """A follow-up for Saturday is spoken of on Monday, in the words of the seller."""
    talk.say("follow acme 28/11 wants two prices before the board meets on Thursday and more words than fit here")
    assert _of(talk.holds(datetime(2026, 11, 27, 7, tzinfo=UTC)), "N3", "anna") == []
    (found,) = _of(talk.holds(MONDAY), "N3", "anna")
    assert "You wrote: wants two prices before the board meets on Thursday and…" in card_text(found.card)


def test_n3_keeps_quiet_after_the_call(talk: Dialog) -> None:
    """A call on the day or later answers the follow-up; an earlier one does not."""
    talk.say("follow acme thu")
    talk.say("call acme")
    thursday = datetime(2026, 11, 26, 7, tzinfo=UTC)
    assert len(_of(talk.holds(thursday), "N3", "anna")) == 1
    talk.at = thursday
    talk.say("call acme")
    assert _of(talk.holds(thursday), "N3", "anna") == []


def test_n4_asks_in_the_afternoon_before(talk: Dialog) -> None:
    """A promise due on Monday is asked about on Friday at 15:00."""
    talk.say("promise acme price list 2027 by mon")
    (found,) = _of(talk.holds(datetime(2026, 11, 27, 7, tzinfo=UTC)), "N4", "anna")
    assert found.local_time == "2026-11-27T15:00+01:00"
    assert "Acme A/S: price list 2027. Does it hold?" in card_text(found.card)
    assert [b.label for b in found.card.buttons] == ["Yes", "No, they know", "No, not told yet"]


def test_n4_keeps_quiet_when_kept(talk: Dialog) -> None:
    """A kept promise needs no question."""
    talk.say("promise acme quote by wed")
    talk.say("kept 1")
    assert _of(talk.holds(), "N4", "anna") == []


def test_n5_speaks_on_the_due_day_unless_told(talk: Dialog) -> None:
    """Call before, not after; whoever told the customer is left in peace."""
    talk.say("promise acme quote by today")
    (found,) = _of(talk.holds(), "N5", "anna")
    assert "Call before, not after. Breach 1 of 3." in card_text(found.card)
    talk.say("told 1")
    assert _of(talk.holds(), "N5", "anna") == []


def test_n5_speaks_on_the_next_working_day_when_the_due_day_was_free(talk: Dialog) -> None:
    """A promise due on Saturday is spoken of on Monday morning."""
    talk.say("promise acme quote by 28/11")
    (found,) = _of(talk.holds(MONDAY), "N5", "anna")
    assert found.local_time == "2026-11-30T08:30+01:00"


def test_n6_goes_to_the_owner_of_the_account_and_of_the_touchpoint(talk: Dialog) -> None:
    """One zero makes the whole zero, and both owners hear of it at once."""
    talk.say("admin touchpoint invoice owner bo", "chris")
    talk.say("touch acme invoice clarity 0 did not understand the terms", "chris")
    found = [hold for hold in talk.holds() if hold.rule == "N6"]
    assert sorted(result.to for result in found) == ["anna", "bo"]
    assert {"2026-11-24T09:00+01:00"} == {result.local_time for result in found}


def test_n6_keeps_quiet_when_the_zero_is_lifted(talk: Dialog) -> None:
    """A newer rating lifts the zero and the alarm."""
    talk.say("touch acme invoice clarity 0")
    talk.say("touch acme invoice clarity 1")
    assert [hold for hold in talk.holds() if hold.rule == "N6"] == []


def test_n7_warns_the_owner_at_two_and_tells_the_manager_at_three(talk: Dialog) -> None:
    """The third breach ends it."""
    recipients = []
    for number in range(3):
        talk.say(f"broken acme thing {number}", "bo")
        recipients.append(sorted(hold.to for hold in talk.holds() if hold.rule == "N7"))
    assert recipients == [[], ["anna"], ["anna", "chris"]]


def test_n8_pings_the_channel_once_after_two_minutes(talk: Dialog) -> None:
    """Whoever goes ends it."""
    talk.say("waiting counter")
    (ping,) = _of(talk.holds(), "N8", "#nord")
    assert ping.local_time == "2026-11-24T09:02+01:00"
    talk.say("go", "bo")
    assert _of(talk.holds(), "N8", "#nord") == []


def test_n2_leads_with_the_waiting_customer(talk: Dialog) -> None:
    """The first question ever is the one about the waiting customer, with two answers and no names."""
    (post,) = _of(talk.holds(), "N2", "#nord")
    assert post.local_time == "2026-11-24T08:45+01:00"
    text = card_text(post.card)
    assert "Are you laughing while a customer waits?\n[Nobody waited] [Someone did]" in text
    assert not any(name in text for name in ("anna", "chris"))


def test_n18_sums_the_week_for_the_channel(talk: Dialog) -> None:
    """Friday at 15:00, sums only."""
    (week,) = _of(talk.holds(datetime(2026, 11, 27, 7, tzinfo=UTC)), "N18", "#nord")
    assert week.local_time == "2026-11-27T15:00+01:00"
    assert "anna" not in card_text(week.card)


@pytest.mark.parametrize("language", ["en", "da", "nb", "sv", "pl"])
def test_nudges_are_short_in_every_language(talk: Dialog, language: str) -> None:
    """A title of at most five words besides names, 25 words in all, with its own reading time."""
    for line in (f"me language {language}", "promise acme quote by wed", "promise acme list by today", "touch acme invoice c0",
                 "broken acme x", "broken acme y", "follow acme today ask"):  # fmt: skip
        talk.say(line)
    for hold in talk.holds():
        if hold.to == "anna":
            assert hold.words <= 25, card_text(hold.card)
            assert len(hold.card.body) <= 3
            assert hold.card.seconds == reading_seconds(hold.words)


def test_colleagues_who_do_not_sell_get_no_quota(talk: Dialog) -> None:
    """A manager and a touchpoint owner are asked for no calls."""
    assert {"anna", "bo", "dora"} == {hold.to for hold in talk.holds() if hold.rule == "N1"}


def test_nobody_is_asked_after_work_on_a_half_day(talk: Dialog) -> None:
    """On Christmas Eve in Norway nothing comes after noon; the question comes on the morning of the due day."""
    talk.say("promise acme quote by 28/12")
    talk.say("promise acme list by 24/12")
    eve = datetime(2026, 12, 24, 7, tzinfo=UTC)
    assert {
        hold.rule for hold in talk.holds(eve) if hold.to == "anna" and hold.local_time > "2026-12-24T12:00"
    } == set()
    monday = datetime(2026, 12, 28, 7, tzinfo=UTC)
    assert {("N4", "08:30"), ("N5", "08:30")} <= {
        (hold.rule, hold.local_time[11:16]) for hold in talk.holds(monday) if hold.to == "anna"
    }
