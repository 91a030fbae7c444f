"""Whom the morning names first, and why: the plan, promises, zeros, breaches, wobbling plates; nobody for nothing."""

from __future__ import annotations

import pytest

from bot.language.word_files import LANGUAGES
from bot.messages.plain_text import card_text
from nudges.rules.call_quota import LEADS
from nudges.rules.number_game import ASKS
from nudges.variety import LEAST
from tests.dialog import Dialog
from tests.nudges.house import House
from tests.nudges.outlook import labels, only, shown

LONG = "The Very Long Named International Trading and Shipping Company"


def reasons(talk: Dialog, day: str = "", who: str = "anna") -> list[str]:
    """Return the customers that a morning names, with the reasons."""
    return shown(only(talk, "N1", who, day))[2:]


def quiet(talk: Dialog, *names: str) -> None:
    """Give anna customers that she called a moment ago, so that nothing is wrong with them."""
    for name in names:
        talk.account(name)
        assert talk.say(f'call "{name}"').ok


def test_the_plan_comes_first_then_what_is_worst(talk: Dialog) -> None:
    """A promise that is late before a zero before a third breach before silence; three at most."""
    quiet(talk, "Plan AS", "Late AS", "Zero AS", "Breach AS", "Quiet AS")
    for line in (
        "promise late quote by wed",
        "touch zero invoice clarity 0",
        "broken breach list",
        "broken breach price",
        "plan plan tue 1/12",
    ):
        assert talk.say(line).ok, line
    assert reasons(talk, "2026-12-01") == [
        "Plan AS: as you planned.",
        "Late AS: “quote” was due Wed 25 Nov.",
        "Zero AS: zero, invoice.",
    ]
    assert talk.say("undo R1").ok
    assert reasons(talk, "2026-12-01")[2] == "Breach AS: two breaches, none left."


def test_a_promise_of_today_is_named_and_one_that_was_told_is_not(talk: Dialog) -> None:
    """The customer who knows does not wait for a call; a promise that is kept is over."""
    for line in ("promise acme quote by wed", "promise acme list by thu"):
        assert talk.say(line).ok
    assert reasons(talk, "2026-11-25") == ["Acme A/S: “quote” is due today."]
    assert talk.say("kept 1").ok
    assert reasons(talk, "2026-11-25") == ["Acme A/S: no contact yet."]
    assert talk.say("told 2 same day").ok
    assert reasons(talk, "2026-11-30") == ["Acme A/S: no contact yet."]


def test_a_plate_beyond_its_rhythm_comes_before_more_days_without_one(talk: Dialog) -> None:
    """The customer's own rhythm says what is long; within it nothing of the rhythm is said."""
    talk.account("Bygg AS")
    for line in ("call bygg 1/11", "call acme 10/11", "account acme every 1w", "account bygg every 8w"):
        assert talk.say(line).ok
    assert reasons(talk) == ["Acme A/S: 14 days silent, wanted every 7.", "Bygg AS: 23 days silent."]


@pytest.mark.parametrize("line", ["call acme", "touch acme invoice clarity 2 said", "account acme owner bo"])
def test_a_reason_that_is_gone_is_not_given(talk: Dialog, line: str) -> None:
    """Whoever was spoken to today, whose zero was lifted, and a colleague's customer are not named for it."""
    assert talk.say("touch acme invoice clarity 0 said").ok
    assert reasons(talk) == ["Acme A/S: zero, invoice."]
    assert talk.say(line).ok
    assert "Acme A/S: zero, invoice." not in reasons(talk)


def test_what_runs_out_soon_is_named_before_silence(talk: Dialog) -> None:
    """The loyal seller calls before the customer runs out."""
    talk.account("Bygg AS")
    assert talk.say("refill acme toner 1w").ok
    assert reasons(talk, "2026-11-25") == ["Acme A/S: toner lasts until Tue 1 Dec.", "Bygg AS: no contact yet."]


@pytest.mark.parametrize("line", ["freeze acme they pay late", "left acme too dear"])
def test_who_is_left_alone_or_lost_is_named_only_where_it_is_planned(talk: Dialog, line: str) -> None:
    """Neither in the morning, nor in the evening, nor among the plates."""
    assert talk.say(line).ok
    assert reasons(talk, "2026-11-25") == []
    assert labels(only(talk, "N13", "anna"))[0] == "Other"
    assert "Acme" not in talk.text("plates")
    assert talk.say("plan acme").ok
    assert reasons(talk, "2026-11-25") == ["Acme A/S: as you planned."]


def test_a_closed_customer_is_named_nowhere(talk: Dialog) -> None:
    """Not even where it was planned before it was closed."""
    for line in ("plan acme", "touch acme invoice clarity 0", "account close acme they moved"):
        assert talk.say(line).ok, line
    assert reasons(talk, "2026-11-25") == []
    assert "Acme" not in talk.text("plates") + talk.text("plan")


async def test_nobody_is_named_twice_in_a_week_without_a_new_reason(house: House) -> None:
    """On the eighth day silence is a reason again; a promise that is due is one at once, and the plan always."""
    texts = []
    for line, day in (
        ("", "2026-11-24"),
        ("promise acme quote by thu", "2026-11-25"),
        ("", "2026-11-26"),
        ("plan acme", "2026-11-27"),
        ("", "2026-11-30"),
        ("kept 1", "2026-12-01"),
    ):
        await house.tick(f"{day}T08:30")
        (said,) = [list(sent.card.texts()) for sent in house.paper.sent if sent.to == "anna"]
        count = said.index("Good morning") + 1
        texts.append(said[count + 1 : count + 2])
        house.paper.sent.clear()
        if line:
            assert (await house.say("anna", line, f"{day}T08:40")).ok
    assert texts == [
        ["Acme A/S: no contact yet."],
        [],
        ["Acme A/S: “quote” is due today."],
        [],
        ["Acme A/S: as you planned."],
        ["Acme A/S: no contact yet."],
    ]


async def test_few_of_many_contacts_are_a_reason_of_their_own(house: House) -> None:
    """After silence was said; once in a week, and never where half of them were reached or nobody said how many."""
    named: list[list[str]] = []
    for line, day in (
        ("account acme contacts 4", "2026-11-24"),
        ("call acme", "2026-11-25"),
        ("", "2026-11-26"),
        ("call acme", "2026-11-27"),
    ):
        await house.tick(f"{day}T08:30")
        (said,) = [list(sent.card.texts()) for sent in house.paper.sent if sent.to == "anna"]
        named.append([text for text in said if text.startswith("Acme A/S:")])
        house.paper.sent.clear()
        if line:
            assert (await house.say("anna", line, f"{day}T08:40")).ok
    assert named == [["Acme A/S: no contact yet."], ["Acme A/S: 0 of 4 contacts reached."], [], []]
    await house.tick("2026-12-03T08:30")
    assert not any("reached" in text for sent in house.paper.sent for text in sent.card.texts())


@pytest.mark.parametrize(
    ("calls", "said"),
    [(8, "0 of 8 calls. Yesterday 8 of 8."), (9, "0 of 8 calls. Yesterday 9 of 8."), (7, "0 of 8 calls. These")],
)
def test_a_good_day_before_is_told_in_half_a_line(talk: Dialog, calls: int, said: str) -> None:
    """Only when as many calls were made as were asked for."""
    for number in range(calls):
        assert talk.say(f"call acme yesterday {number}x").ok
    assert shown(only(talk, "N1", "anna"))[1].startswith(said)


def test_after_a_weekend_the_good_day_has_its_name(talk: Dialog) -> None:
    """Yesterday was nobody's working day."""
    talk.later(days=3)
    for number in range(8):
        assert talk.say(f"call acme {number}x").ok
    assert shown(only(talk, "N1", "anna", "2026-11-30"))[1].startswith("0 of 8 calls. Friday 8 of 8.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_customers_with_long_names_stay_within_fifty_words(talk: Dialog, language: str) -> None:
    """Five lines with the title, in every language; names and words are cut, never a reason left without its name."""
    assert talk.say(f"me language {language}").ok
    for number in range(3):
        talk.account(f"{LONG} {number}")
        assert talk.say(f'call "{LONG} {number}" 2/11').ok
        assert talk.say(f'account "{LONG} {number}" every 3d 7M').ok
    for number in range(8):
        assert talk.say(f"call acme yesterday {number}x").ok
    morning = only(talk, "N1", "anna")
    assert morning.words <= 50, card_text(morning.card)
    assert len(shown(morning)) == 5, card_text(morning.card)
    assert len(labels(morning)) == 3


@pytest.mark.parametrize("rule", ["N1", "N13"])
def test_no_two_days_in_a_row_read_the_same(talk: Dialog, rule: str) -> None:
    """Over the weekend too, and neither do two people on one day; the same day always reads the same."""
    days = ["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01"]
    talk.account("Bygg AS", "bo")
    texts = [shown(only(talk, rule, "anna", day))[1] for day in days]
    assert all(one != other for one, other in zip(texts, texts[1:], strict=False)), texts
    assert texts == [shown(only(talk, rule, "anna", day))[1] for day in days]
    assert shown(only(talk, rule, "anna"))[1] != shown(only(talk, rule, "bo"))[1]
    assert LEAST == len(LEADS) == len(ASKS)
