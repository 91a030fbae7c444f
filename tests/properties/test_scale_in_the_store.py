"""The scale as people meet it: what the cards say is what product and ledger say, for any history in a real store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations
from math import isclose, prod
from statistics import fmean

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.details import FactorScore, Touch
from bot.domain.ratings import Factor, Source
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlWork, memory_work
from tests.dialog import TUESDAY, Dialog

TODAY = TUESDAY.date()
POINTS = ("invoice", "yard")
FACTORS = ("promises", "service", "clarity", "quality", "overall")


@dataclass(frozen=True, kw_only=True)
class Said:
    """One rating as somebody logs it, and whether it is taken back later."""

    account: int
    point: str
    factor: str
    score: int
    source: str
    ago: int
    undone: bool = False


sayings = st.builds(
    Said,
    account=st.integers(0, 1),
    point=st.sampled_from(POINTS),
    factor=st.sampled_from(FACTORS),
    score=st.integers(0, 2),
    source=st.sampled_from(("said", "seen", "guess")),
    ago=st.sampled_from((0, 0, 0, 1, 2, 90, 179, 180, 181, 200)),
    undone=st.booleans() | st.just(False),
)
histories = st.lists(sayings, max_size=10)


def _talk(work: SqlWork) -> Dialog:
    talk = Dialog(work=work, who="chris")
    talk.say("help")
    for name in ("acme", "bygg"):
        talk.account(name, owner="chris")
    return talk


def _log(talk: Dialog, history: Sequence[Said]) -> None:
    made = []
    for each in history:
        point = talk.work.touchpoints.by_name(each.point)
        assert point
        mark = FactorScore(factor=Factor(each.factor), score=each.score)
        detail = Touch(touchpoint=point.id, marks=(mark,), source=Source(each.source))
        day = TODAY - timedelta(days=each.ago)
        made.append(talk.work.entries.add(detail, person=1, account=each.account + 1, day=day, at=talk.at))
    for entry, each in zip(made, history, strict=True):
        if each.undone:
            assert talk.say(f"undo {entry.ref}").undone == (entry.ref,)


def _standing(history: Sequence[Said], account: int, today: date = TODAY) -> dict[tuple[str, str], int]:
    """The paper's own words: the newest of 180 days, and a guess never lifts a zero that a customer said."""
    found = {}
    fresh = [
        (-each.ago, order, each)
        for order, each in enumerate(history)
        if each.account == account and not each.undone and 0 <= each.ago + (today - TODAY).days <= 180
    ]
    for key in {(each.point, each.factor) for _, _, each in fresh}:
        own = sorted((row for row in fresh if (row[2].point, row[2].factor) == key), key=lambda row: row[:2])
        firm = [row for row in own if row[2].source != "guess"]
        newest = firm[-1] if firm and (firm[-1][2].source, firm[-1][2].score) == ("said", 0) else own[-1]
        found[key] = newest[2].score
    return found


def _score(standing: dict[tuple[str, str], int]) -> float | None:
    if not standing:
        return None
    if 0 in standing.values():
        return 0.0
    return prod(fmean(s for (_, f), s in standing.items() if f == factor) for factor in {f for _, f in standing})


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=histories)
def test_cards_say_what_the_paper_says(shared: SqliteEngine, history: list[Said]) -> None:
    """Score, zeros and known factors of every account, and the team's headline, recomputed by hand."""
    with memory_work(shared, Defaults()) as work:
        talk = _talk(work)
        _log(talk, history)
        scores, zeros = [], 0
        for account, name in enumerate(("acme", "bygg")):
            standing = _standing(history, account)
            figures = talk.say(f"account {name}").figures
            assert figures["zeros_open"] == list(standing.values()).count(0)
            assert figures["factors_known"] == len({factor for _, factor in standing} - {"overall"})
            assert ("score" in figures) == bool(standing)
            if standing:
                expected = _score(standing)
                assert expected is not None
                assert isclose(figures["score"], expected)
                scores.append(expected)
            zeros += list(standing.values()).count(0)
        team = talk.say("team month").figures
        assert (team["zeros_open"], team["accounts_rated"], team["accounts_at_zero"]) == (
            zeros,
            len(scores),
            scores.count(0),
        )
        assert ("score" in team) == bool(scores)
        assert not scores or isclose(team["score"], fmean(scores))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=st.lists(sayings, max_size=4), data=st.data())
def test_the_order_of_logging_different_days_does_not_matter(
    shared: SqliteEngine, history: list[Said], data: st.DataObject
) -> None:
    """The later day wins, whenever it was typed; ratings of one day go by the order of typing."""
    days = {(each.account, each.point, each.factor, each.ago): each for each in history}
    unique = list(days.values())
    figures = []
    for order in (unique, data.draw(st.sampled_from(list(permutations(unique))))):
        with memory_work(shared, Defaults()) as work:
            talk = _talk(work)
            _log(talk, order)
            figures.append([talk.say(f"account {name}").figures for name in ("acme", "bygg")])
    assert figures[0] == figures[1]


@pytest.mark.parametrize(
    ("lines", "zeros", "score"),
    [
        (["c0 said", "c2"], 1, 0.0), (["c0 said", "c2 guess"], 1, 0.0), (["c0 said", "c2 seen"], 0, 2.0), (["c0 said", "c1 said"], 0, 1.0),
        (["c0 seen", "c2"], 0, 2.0), (["c0", "c2"], 0, 2.0), (["c2 said", "c0"], 1, 0.0), (["c0 said", "c2 seen", "c1"], 0, 1.0),
        (["c0 said", "c1 said", "c2"], 0, 2.0), (["c0 said yesterday", "c2"], 1, 0.0), (["c2", "c0 said yesterday"], 1, 0.0),
        (["c2 seen", "c0 said yesterday"], 0, 2.0), (["c0 said", "c2 seen yesterday"], 1, 0.0), (["c0 said", "s2"], 1, 0.0),
        (["c0 said", "undo"], 0, None), (["c0 said", "c2 seen", "undo"], 1, 0.0), (["1111"], 0, 1.0), (["2222"], 0, 16.0), (["2222", "overall 2"], 0, 32.0),
        (["2102"], 1, 0.0), (["c2", "q2"], 0, 4.0),
    ],
)  # fmt: skip
def test_who_says_so_decides_what_a_zero_needs(talk: Dialog, lines: list[str], zeros: int, score: float | None) -> None:
    """While the newest said-or-seen rating is a said 0, guesses change nothing."""
    for line in lines:
        assert talk.say(line if line == "undo" else f"touch acme invoice {line}").ok
    figures = talk.say("account acme").figures
    assert (figures["zeros_open"], figures.get("score")) == (zeros, score)


def test_two_touchpoints_are_averaged_within_their_factor(talk: Dialog) -> None:
    """The factor's mean standing rating, times the others; exact in the figures, two decimals on the card."""
    for line in ("invoice c1", "yard c2", "site c2", "invoice q2", "yard q1"):
        talk.say(f"touch acme {line}")
    reply = talk.say("account acme")
    assert isclose(reply.figures["score"], (5 / 3) * 1.5)
    assert "Score 2.5 (2 of 4 factors known)" in talk.text("account acme")


@pytest.mark.parametrize(("days", "rated"), [(179, 1), (180, 1), (181, 0)])
def test_a_rating_stands_for_a_hundred_and_eighty_days(talk: Dialog, days: int, rated: int) -> None:
    """A setting's worth of days, both ends included."""
    talk.say("touch acme invoice c0 said")
    talk.later(days=days)
    assert talk.say("team today", "chris").figures["accounts_at_zero"] == rated


def test_a_guess_counts_again_when_the_said_zero_is_too_old(talk: Dialog) -> None:
    """What no longer stands holds nothing down."""
    talk.say("touch acme invoice c0 said")
    talk.later(days=100)
    talk.say("touch acme invoice c2")
    assert talk.say("account acme").figures["score"] == 0
    talk.later(days=81)
    assert talk.say("account acme").figures["score"] == 2


def test_a_late_rating_counts_for_its_own_day(talk: Dialog) -> None:
    """Logged today for the 14th, it does not lift what was said on the 20th."""
    talk.say("touch acme invoice c0 said 20/11")
    talk.say("touch acme invoice c2 said 14/11")
    assert talk.say("account acme").figures["zeros_open"] == 1
    talk.say("touch acme invoice c1 said 21/11")
    assert talk.say("account acme").figures["zeros_open"] == 0


def test_a_colleague_further_east_may_be_a_day_ahead(talk: Dialog) -> None:
    """What they logged on their own tomorrow counts at once, and hides nothing that stood before."""
    talk.say("admin person anna timezone Pacific/Auckland", "chris")
    talk.later(hours=10)
    talk.say("touch acme invoice c0 said", "bo")
    assert "Counts for" not in talk.text("touch acme invoice c2 said", "anna")
    talk.say("broken acme list", "anna")
    figures = talk.say("account acme", "chris").figures
    assert (figures["zeros_open"], figures["score"], figures["breaches"]) == (0, 2.0, 1)
