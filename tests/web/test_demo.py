"""The demo's company and its clock."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.web.page_labels import LABELS, page_setup
from bot.cli.demo import ZONE, Demo, first_instant, later
from bot.dispatch.registry import discover
from bot.domain.people import Role
from bot.domain.work import Work
from bot.language.word_files import LANGUAGES
from bot.settings import load
from nudges.planner import next_due

TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)


def _demo(folder: Path, **settings: str) -> Demo:
    return Demo(settings=load({"SNURR_CONFIG": "nowhere.toml", **settings}), folder=folder, opens=False)


async def test_the_seeded_company_is_as_promised(demo: Demo) -> None:
    """Five sellers, one manager, a colleague; seventeen accounts with names of five languages and a hostile one."""
    described = await demo._describe()
    people = described["people"]
    assert isinstance(people, list)
    roles = [frozenset(person["roles"]) for person in people]
    assert [
        sum(role in person_roles for person_roles in roles) for role in (Role.SELLER, Role.MANAGER, Role.COLLEAGUE)
    ] == [5, 1, 1]
    assert {person["language"] for person in people} == {"en", "da", "nb", "pl", "de"}
    names = described["accounts"]
    assert isinstance(names, list)
    assert len(names) == 17
    assert "<!channel> *Bold* & <b>Sons</b>" in names
    assert all(any(letter in name for name in names) for letter in "øåöÅŁŚóüß'&")


async def test_the_first_nudge_comes_by_itself_within_seconds(tmp_path: Path) -> None:
    """A visitor sees one without touching the clock."""
    demo = _demo(tmp_path)
    await demo._fresh()

    def soon(work: Work) -> datetime | None:
        sanna = work.people.by_name("Sanna")
        assert sanna is not None
        return next_due(work, demo.clock.now(), sanna.id)

    due = await demo.app.store.read(soon)
    demo.app.store.close()
    assert due is not None
    assert timedelta(0) < due - demo.clock.now() <= timedelta(seconds=8)
    assert due.astimezone(ZONE).isoweekday() <= 5


def test_a_rehearsal_starts_where_it_is_told_to() -> None:
    """SNURR_CLOCK is a business instant for the demo as well."""
    settings = load({"SNURR_CLOCK": "2026-12-24T10:00+01:00", "SNURR_CONFIG": "nowhere.toml"})
    assert first_instant(settings) == datetime(2026, 12, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "to", "expected"),
    [
        (TUESDAY, "hour", TUESDAY + timedelta(hours=1)),
        (TUESDAY, "tomorrow", datetime(2026, 11, 25, 8, 30, tzinfo=ZONE)),
        (TUESDAY, "friday", datetime(2026, 11, 27, 15, 0, tzinfo=ZONE)),
        (datetime(2026, 11, 27, 15, 0, tzinfo=ZONE), "friday", datetime(2026, 12, 4, 15, 0, tzinfo=ZONE)),
        (datetime(2026, 11, 27, 14, 59, tzinfo=ZONE), "friday", datetime(2026, 11, 27, 15, 0, tzinfo=ZONE)),
        (datetime(2026, 11, 28, 1, 0, tzinfo=ZONE), "friday", datetime(2026, 12, 4, 15, 0, tzinfo=ZONE)),
        (datetime(2026, 10, 24, 23, 0, tzinfo=ZONE), "tomorrow", datetime(2026, 10, 25, 8, 30, tzinfo=ZONE)),
        (TUESDAY, "yesterday", None),
    ],
)
def test_the_clock_buttons_lead_ahead(now: datetime, to: str, expected: datetime | None) -> None:
    """In the team's own time, over weekends and the night the clocks change."""
    assert later(now.astimezone(UTC), to) == (expected and expected.astimezone(UTC))


def test_the_page_has_a_word_for_everything_in_every_language() -> None:
    """Every label, every command's word, grammar and help; none of them empty."""
    told = page_setup(tuple(discover()))
    labels, commands = told["labels"], told["commands"]
    assert isinstance(labels, dict)
    assert isinstance(commands, list)
    for language in LANGUAGES:
        assert set(labels[language]) == {*LABELS, "roles"}
        assert all(labels[language].values())
        assert set(labels[language]["roles"]) == {*Role, "guest"}
        for command in commands:
            entry = command["in"][language]
            assert entry["usage"].startswith(entry["word"])
            assert entry["help"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_list_offers_is_understood(language: str) -> None:
    """Whatever word the list fills in leads to its own command."""
    commands = page_setup(tuple(discover()))["commands"]
    assert isinstance(commands, list)
    for command in commands:
        found = discover().find(command["in"][language]["word"].split())
        assert found is not None, command["verb"]
        assert found[0].verb == command["verb"]


async def test_clock_buttons_and_resets_pressed_at_once_all_end(demo: Demo) -> None:
    """One waits for the other, and the demo goes on."""
    for _ in range(2):
        await asyncio.gather(*(demo.chat.steer(to) for to in ("friday", "reset", "hour", "next")))
    assert 3 == demo.runs
