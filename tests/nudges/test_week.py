"""A working week of four sellers in four countries, replayed in ticks of a quarter of an hour."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.reading_time import MOMENTS_A_DAY, WORDS_A_DAY, word_count
from nudges.claim import NudgeResult
from tests.nudges.house import House

QUARTER = timedelta(minutes=15)
MONDAY = date(2026, 12, 21)
SELLERS = {
    "maja": ("Europe/Copenhagen", "DK"),
    "ola": ("Europe/Oslo", "NO"),
    "sanna": ("Europe/Stockholm", "SE"),
    "piotr": ("Europe/Warsaw", "PL"),
}
FREE = {
    "piotr": {"2026-12-24", "2026-12-25"},
    "sanna": {"2026-12-24", "2026-12-25"},
    "ola": {"2026-12-25"},
    "maja": {"2026-12-23", "2026-12-25"},
}
"""Christmas Eve is a day off in Poland and Sweden, a half day in Norway and Denmark; maja is on leave on Wednesday."""
FIXED = {"N1": time(8, 30), "N3": time(8, 30), "N13": time(11, 45), "N2": time(8, 45), "N18": time(15)}
LINES = (
    ("2026-12-21T07:40", "ola", "follow acme tue prices"), ("2026-12-21T07:41", "ola", "follow bygg wed the yard"),
    ("2026-12-21T08:10", "sanna", "promise acme quote by tue"), ("2026-12-21T08:12", "piotr", "promise bygg samples by wed"),
    ("2026-12-21T08:15", "piotr", "promise bygg tour by tue"), ("2026-12-21T09:00", "ola", "touch acme invoice c0 said confused"), ("2026-12-21T10:00", "sanna", "broken acme list"),
    ("2026-12-21T11:00", "sanna", "broken acme plan"), ("2026-12-21T12:00", "piotr", "broken bygg list"),
    ("2026-12-22T08:00", "ola", "call acme"), ("2026-12-22T09:00", "sanna", "kept 1"), ("2026-12-22T12:00", "maja", "off 23 dec"),
    ("2026-12-22T13:00", "ola", "waiting counter"), ("2026-12-22T13:01", "sanna", "go"), ("2026-12-23T09:00", "piotr", "told 2 new date 28/12"),
    *((f"2026-12-{day}T10:{n:02}", "ola", f"call - {n}x") for day in (22, 23) for n in range(9)),
)  # fmt: skip


async def _replay(house: House) -> list[tuple[datetime, NudgeResult]]:
    for name, (zone, country) in SELLERS.items():
        assert (
            await house.say(
                "chris", f"admin person {name} seller team Nord timezone {zone} country {country}", "2026-12-20T12:00"
            )
        ).ok
    await house.store.write(
        lambda work: work.accounts.add("Bygg AS", work.people.by_name("piotr").id, datetime(2026, 12, 20, tzinfo=UTC))
    )  # type: ignore[union-attr]
    now, end, typed = datetime(2026, 12, 21, 5, tzinfo=UTC), datetime(2026, 12, 26, 22, tzinfo=UTC), list(LINES)
    found: list[tuple[datetime, NudgeResult]] = []
    while now < end:
        while typed and datetime.fromisoformat(f"{typed[0][0]}+01:00") <= now:
            when, who, line = typed.pop(0)
            assert (await house.say(who, line, when)).ok, line
        found += [(now, result) for result in await house.tick((now + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"))]
        now += QUARTER
    return found


def _sent(found: Sequence[tuple[datetime, NudgeResult]], to: str) -> list[tuple[datetime, NudgeResult]]:
    return [(when, result) for when, result in found if result.to == to and result.outcome == "sent"]


async def test_a_week_of_four_sellers(house: House) -> None:
    """Every nudge once, at its local hour, none on a day off, none about something done, never over the budget."""
    found = await _replay(house)
    assert {} == {
        key: n for key, n in Counter((e.rule, e.to, e.local_time, str(e.card.body)) for _, e in found).items() if n > 1
    }
    for name, (zone, _) in SELLERS.items():
        sent = _sent(found, name)
        local = [(when.astimezone(ZoneInfo(zone)), result) for when, result in sent]
        assert FREE[name].isdisjoint({when.date().isoformat() for when, _ in local})
        for when, result in local:
            hour = FIXED.get(result.rule, time(8))
            assert when.time() >= hour, (name, result.rule, when)
            if result.rule == "N1":
                assert when.time() < time(8, 45)
        assert 5 - len(FREE[name]) >= sum(result.rule == "N1" for _, result in sent) >= 5 - len(FREE[name]) - 1
    rules = {result.rule for _, result in found if result.outcome == "sent"}
    assert {"N1", "N2", "N3", "N4", "N5", "N6", "N7", "N13"} <= rules
    assert all(due == ended for due, ended in await house.tallies())


async def test_what_was_done_is_not_spoken_of_in_that_week(house: House) -> None:
    """ola called Acme before the follow-up's hour; sanna kept her promise; piotr told the customer first."""
    found = await _replay(house)
    texts = {name: " ".join(str(result.card) for _, result in _sent(found, name)) for name in SELLERS}
    assert "You wrote: prices" not in texts["ola"]
    assert "You wrote: the yard" in texts["ola"]
    assert "quote" in texts["sanna"]
    kept_on = [
        result.rule
        for when, result in _sent(found, "sanna")
        if when.date() == date(2026, 12, 22) and "quote" in str(result.card)
    ]
    assert "N5" not in kept_on
    assert "samples" in " ".join(
        str(result.card) for when, result in _sent(found, "piotr") if when.date() == date(2026, 12, 22)
    )


async def test_nobody_reads_more_than_a_day_allows_in_that_week(house: House) -> None:
    """Three moments a person a day but for alarms, and 273 words with them."""
    await _replay(house)
    assert house.paper.sent
    days: dict[tuple[str, str], list[int]] = defaultdict(list)
    for message in house.paper.sent:
        if message.to in SELLERS:
            days[message.to, message.key.rpartition(":")[2]].append(word_count(tuple(message.card.texts())))
    assert max(sum(words) for words in days.values()) <= WORDS_A_DAY
    tallies = await house.store.read(
        lambda work: [
            work.outbox.of_day(p.id, MONDAY + timedelta(days=n)) for n in range(5) for p in work.people.everyone()
        ]
    )
    for occurrences in tallies:
        limited = [o for o in occurrences if o.rule not in ("N6", "N7")]
        assert len({o.receipt for o in limited if o.receipt}) <= MOMENTS_A_DAY
        assert sum(o.words for o in occurrences if o.state == "sent") <= WORDS_A_DAY


async def test_the_channel_rests_on_holidays(house: House) -> None:
    """A Norwegian channel posts until Christmas Eve, and not on Christmas Day."""
    found = await _replay(house)
    posts = [when.date().isoformat() for when, result in _sent(found, "#nord") if result.rule == "N2"]
    assert ["2026-12-21", "2026-12-22", "2026-12-23", "2026-12-24"] == posts
