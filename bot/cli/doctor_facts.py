"""What `doctor` says of database and machine, without making or changing either."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import assert_never

from bot.app import App
from bot.cli.backup_note import last_backup
from bot.cli.nothing import day_text, moment_text
from bot.clock import local_day
from bot.domain.team_figures import Gate, TeamFigures, team_figures_gate
from bot.domain.work import Work
from bot.ports import Check
from bot.settings import Settings
from nudges.planner import next_due
from storage.migrate import newest
from storage.sqlite_file import refuse_place
from storage.url import engine_at, sqlite_path, without_password

IN_MEMORY = "sqlite:///:memory:"
"""Stands in for a database that is not there yet, or that a look must not bring to a newer schema."""
OLDEST = timedelta(days=7)
"""An older backup loses more than anybody remembers."""
FILL_IN = "an admin types “admin purpose” to Snurr"
LEAST_BYTES = 200 * 1024 * 1024
"""Free space below which a disk is nearly full: SQLite needs room for its log, and a backup for a copy."""


def database_check(settings: Settings) -> tuple[str | None, Check]:
    """Return what to open in the place of the database, None for itself, and what is said of it.

    Raises ConfigError or StoreUnusable.
    """
    shown, path = without_password(settings.database_url), sqlite_path(settings.database_url)
    if path:
        refuse_place(path)
    if path and not path.exists():
        return IN_MEMORY, Check("database", "ok", f"{shown} is not there yet: the first line, import or start makes it")
    with closing(engine_at(settings.database_url)) as engine:
        applied = engine.applied()
    if not applied:
        return IN_MEMORY, Check(
            "database", "ok", f"{shown} is open and empty: the first line, import or start fills it"
        )
    if missing := newest() - applied:
        steps = "1 step" if len(missing) == 1 else f"{len(missing)} steps"
        text = f"{shown} is {steps} of its schema behind: back it up, then run snurr migrate, or start Snurr"
        return IN_MEMORY, Check("database", "warn", text)
    return None, Check("database", "ok", f"{shown} is open and has the newest schema")


async def facts_checks(app: App) -> list[Check]:
    """Return who and what the first company has, and when it is nudged next."""
    return await app.store.read(lambda work: facts(work, app.clock.now(), app.settings))


def facts(work: Work, now: datetime, settings: Settings) -> list[Check]:
    """Return the same of one company at an instant of UTC."""
    today = local_day(now, settings.snurr_timezone)
    people, accounts = work.people.count_active(), len(set(work.accounts.ids_by_key().values()))
    due = next_due(work, now)
    return [
        _counted("people", people, 'snurr say "call -" makes the first one, or whoever writes to the bot'),
        _counted("accounts", accounts, "snurr import FILE brings them in"),
        _purpose(team_figures_gate(work, None, today), settings),
        Check("next nudge", "ok", f"due on {moment_text(due)}")
        if due
        else Check("next nudge", "warn", "none within eight days: snurr preview says why"),
        *_stuck(work, today),
    ]


def _stuck(work: Work, today: date) -> list[Check]:
    """Return what did not go out of the last days, or waits for its platform; nothing when all went out."""
    waiting, stuck = work.outbox.waiting(today - OLDEST), work.outbox.stuck(today - OLDEST)
    why = ", ".join(sorted({nudge.reason for nudge in waiting}))
    told = [f"{len(waiting)} wait for their platform ({why})"] if waiting else []
    told += [f"{len(stuck)} of the last week are parked or uncertain"] if stuck else []
    return [Check("nudges", "warn", f"{', '.join(told)}: snurr outbox lists them")] if told else []


def _purpose(figures: TeamFigures, settings: Settings) -> Check:
    """Return whether it is said what team figures are for, from when they are open, and what to do about it."""
    opens = day_text(figures.opens) if figures.opens else ""
    match figures.gate:
        case Gate.OPEN:
            return Check("purpose", "ok", "in force: team figures are open")
        case Gate.NOTICE:
            return Check("purpose", "ok", f"people have notice: the figures of every team are open from {opens} on")
        case Gate.UPGRADE if figures.purpose:
            text = f"people have notice until {opens}, and team figures stay open meanwhile"
            return Check("purpose", "ok", text)
        case Gate.TRIAL if settings.snurr_purpose:
            text = "that of the settings begins with the first person from Slack or Teams; until then figures are open"
            return Check("purpose", "ok", text)
        case Gate.TRIAL:
            text = f"none yet: with the first person from Slack or Teams team figures close until {FILL_IN}"
            return Check("purpose", "warn", text)
        case Gate.UPGRADE:
            assert figures.until
            text = f"none yet: team figures stay open until {day_text(figures.until)}; before that {FILL_IN}"
            return Check("purpose", "warn", text)
        case Gate.NO_PURPOSE:
            return Check("purpose", "warn", f"none yet: team figures are closed until {FILL_IN}")
        case _:
            assert_never(figures.gate)


def _counted(what: str, count: int, hint: str) -> Check:
    return Check(what, "ok", str(count)) if count else Check(what, "warn", f"none yet: {hint}")


def machine_checks(settings: Settings, now: datetime) -> list[Check]:
    """Return the time, the free space where the database is or would be, and when it was backed up last."""
    clock = Check("clock", "ok", f"{moment_text(now)}; people without a time zone live in {settings.snurr_timezone}")
    path = sqlite_path(settings.database_url)
    if not path:
        return [clock]
    return [clock, _disk(path.absolute()), *([_backup(last_backup(path), now)] if path.exists() else [])]


def _backup(last: datetime | None, now: datetime) -> Check:
    if last is None:
        return Check("backup", "warn", "none yet: snurr backup FILE makes one while the bot runs")
    text = f"the last one was made on {moment_text(last)}"
    return Check("backup", "ok", text) if now - last <= OLDEST else Check("backup", "warn", f"{text}: make a new one")


def _disk(path: Path) -> Check:
    place = next(each for each in path.parents if each.exists())
    free = shutil.disk_usage(place).free
    text = f"{free // 1024**2:,} MB are free in {place}"
    return Check("disk", "ok", text) if free >= LEAST_BYTES else Check("disk", "warn", f"only {text}")
