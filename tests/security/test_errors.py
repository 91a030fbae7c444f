"""Whatever breaks, people read one sentence with a number, and no path, statement, trace or secret."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

import pytest
from structlog.testing import capture_logs

from bot.cli.demo import run_demo
from bot.clock import FrozenClock
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.domain.work import Work
from bot.errors import ConfigError, StoreBusy, StoreFull, StoreUnusable
from bot.language.word_files import LANGUAGES
from bot.messages.events import Line, Pressed, Sender, Submission
from bot.messages.press import Press
from bot.settings import SETTINGS, Secret, load
from nudges.loop import Loop
from tests.slack.bench import until

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
INSIDE = "SELECT secret FROM person -- /srv/data/snurr.db xoxb-1 line 12"
BUGS: tuple[Exception, ...] = (
    RuntimeError(INSIDE), KeyError(INSIDE), ValueError(INSIDE), TypeError(INSIDE), AttributeError(INSIDE),
    LookupError(INSIDE), IndexError(INSIDE), AssertionError(INSIDE), OverflowError(INSIDE), RecursionError(INSIDE),
    MemoryError(INSIDE), OSError(5, INSIDE, "/srv/data/snurr.db"), sqlite3.OperationalError(INSIDE),
    sqlite3.IntegrityError(INSIDE), sqlite3.ProgrammingError(INSIDE), UnicodeDecodeError("utf-8", b"\xff", 0, 1, INSIDE),
    ZoneInfoNotFoundError(INSIDE), NotImplementedError(INSIDE), TimeoutError(INSIDE), ExceptionGroup(INSIDE, [OSError()]),
)  # fmt: skip
REFUSALS: tuple[Exception, ...] = (StoreFull(INSIDE), StoreBusy(INSIDE), StoreUnusable(INSIDE))
LEAKS = re.compile(r"SELECT|/srv|xoxb|line 12|Traceback|Error\b|0x[0-9a-f]{6}", re.IGNORECASE)


class Broken:
    """A store that breaks in one way."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    async def write(self, fn: Callable[[Work], object], tenant: int = 1, beside: str | None = None) -> object:
        raise self.error

    async def read(self, fn: Callable[[Work], object], tenant: int = 1) -> object:
        raise self.error


def ways_in(language: str) -> tuple[Line, Pressed, Submission]:
    """Return a line, a press and a form of somebody who speaks a language."""
    anna = Sender(platform="slack", user="U1", name="Anna", language=language)
    press = Press(verb="undo", values={"ref": "C1"})
    return (
        Line(sender=anna, at=AT, text="call acme"),
        Pressed(sender=anna, at=AT, press=press),
        Submission(sender=anna, at=AT, verb="promise", values={"what": "x"}),
    )


@pytest.mark.parametrize("error", BUGS, ids=lambda error: type(error).__name__)
async def test_a_bug_is_one_sentence_with_its_number_and_one_log_line(error: Exception) -> None:
    """In each language and by each way in; the number in the sentence finds the only line about it."""
    bot = Dispatcher(store=Broken(error), registry=discover())  # type: ignore[arg-type]
    for language in LANGUAGES:
        for event in ways_in(language):
            with capture_logs() as logged:
                reply = await bot(event)
            said = reply.error or ""
            assert not LEAKS.search(said), said
            assert "\n" not in said
            assert len(said) <= 600
            (line,) = [each for each in logged if each["log_level"] == "error"]
            assert line["request"] in said
            assert (reply.ok, reply.stored, reply.form) == (False, (), None)


@pytest.mark.parametrize("error", REFUSALS, ids=lambda error: type(error).__name__)
async def test_a_store_that_refuses_says_why_without_its_path(error: Exception) -> None:
    """The reason in plain words; where the file lies is the operator's business."""
    bot = Dispatcher(store=Broken(error), registry=discover())  # type: ignore[arg-type]
    for language in LANGUAGES:
        for event in ways_in(language):
            said = (await bot(event)).error or ""
            assert said
            assert not LEAKS.search(said), said


@pytest.mark.parametrize("error", BUGS[:4], ids=lambda error: type(error).__name__)
async def test_the_nudge_loop_survives_a_bug_and_counts_it(error: Exception) -> None:
    """One log line a turn, the count for /metrics, and the loop goes on until it is stopped."""
    loop = Loop(
        store=Broken(error),  # type: ignore[arg-type]
        route=lambda tenant: lambda to, addresses: None,
        tenants=lambda: [1, 2],
        clock=FrozenClock(AT),
        owner="test",
    )
    stopping = asyncio.Event()
    with capture_logs() as logged:
        running = asyncio.ensure_future(loop.run(stopping))
        await until(lambda: loop.counts["failed"] >= 2)
        stopping.set()
        await running
    assert [line["event"] for line in logged] == ["nudges.turn_failed"] * 2
    assert {line["tenant"] for line in logged} == {1, 2}


def test_a_bug_at_the_terminal_is_one_sentence_after_its_log_line(tmp_path: Path) -> None:
    """A row that no version ever wrote: no trace on the screen beside the one log line, and its number."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    run = lambda *words: subprocess.run(  # noqa: E731
        [sys.executable, "-m", "bot", *words],
        capture_output=True,
        cwd=tmp_path,
        env=environment,
        check=False,
        text=True,
    )
    run("say", "call -")
    with contextlib.closing(sqlite3.connect(tmp_path / "data" / "snurr.db")) as database:
        database.execute(
            "INSERT INTO outbox (tenant, key, rule, local_day, due, until, person, state)"
            " VALUES (1, 'k', 'N1', '2026-99-99', '', '', 1, 'sent')"
        )
        database.commit()
    ended = run("status")
    log, sentence = ended.stderr.splitlines()
    number = re.search(r'"request": "([0-9a-f]{8})"', log)
    assert number
    assert sentence == f"Something went wrong inside Snurr; the log line above it has the number {number[1]}."
    assert (ended.returncode, ended.stdout) == (1, "")


# settings


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"PORT": "xoxb-1"}, "PORT"),
        ({"PORT": "-1"}, "PORT"),
        ({"PORT": "65536"}, "PORT"),
        ({"PORT": ""}, "PORT"),
        ({"SLACK_COMMANDS": "xoxb-1"}, "SLACK_COMMANDS"),
        ({"SNURR_TIMEZONE": "xoxb-1"}, "Europe/Oslo"),
        ({"SNURR_TIMEZONE": ""}, "Europe/Oslo"),
        ({"SNURR_TIMEZONE": "../../etc/passwd"}, "Europe/Oslo"),
        ({"SNURR_COUNTRY": "xoxb-1"}, "two letters"),
        ({"SNURR_COUNTRY": "ÅÅ"}, "two letters"),
        ({"SNURR_LANGUAGE": "xoxb-1"}, "da, de, nb, pl, sv"),
    ],
)
def test_a_setting_that_does_not_fit_is_named_without_its_value(given: dict[str, str], part: str) -> None:
    """Libraries put the value into their message; a token pasted into the wrong line must not be printed."""
    with pytest.raises(ConfigError) as refused:
        load({"SNURR_CONFIG": "/nowhere.toml"} | given)
    assert part in str(refused.value)
    assert "xoxb" not in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (b'slack_bot_tokn = "xoxb-1"', "SLACK_BOT_TOKN: there is no such setting"),
        (b'[slack]\nbot_tokn = "xoxb-1"', "SLACK_BOT_TOKN"),
        (b"slack_bot_token = 5", "SLACK_BOT_TOKEN"),
        (b'slack_signing_secret = ["xoxb-1"]', "SLACK_SIGNING_SECRET"),
        (b"port = = xoxb-1", "not TOML"),
        (b"\xff\xfex\x00o", "not TOML"),
        (b'port = 1\nport = "xoxb-1"', "not TOML"),
    ],
)
def test_a_settings_file_that_cannot_be_read_is_one_sentence(tmp_path: Path, text: bytes, part: str) -> None:
    """Unknown names, wrong types and broken files are refused; none of their text is shown."""
    file = tmp_path / "snurr.toml"
    file.write_bytes(text)
    with pytest.raises(ConfigError) as refused:
        load({"SNURR_CONFIG": str(file)})
    assert part in str(refused.value)
    assert "xoxb" not in str(refused.value)


def test_no_secret_prints() -> None:
    """Neither the settings nor one of their values shows what it holds."""
    secrets = [name for name, setting in SETTINGS.items() if isinstance(setting.default, Secret)]
    given = load({"SNURR_CONFIG": "/nowhere.toml"} | {name.upper(): f"hush-{name}" for name in secrets})
    assert len(secrets) >= 5
    assert "hush" not in f"{given!r} {given} {vars(given)}"


@pytest.mark.parametrize("name", ["TOKEN", "SECRET", "PASSWORD", "KEY"])
def test_what_sounds_secret_is_kept_secret(name: str) -> None:
    """A setting of such a name is masked; the two that only sound so name addresses and scopes."""
    sounding = {setting for setting in SETTINGS if name.lower() in setting} - {
        "to_bot_from_channel_token_issuer",
    }
    assert {each for each in sounding if not isinstance(SETTINGS[each].default, Secret)} == set()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "snurr.example.com"])
async def test_the_demo_never_listens_for_others(host: str) -> None:
    """It has no login, so a public address is refused, and the sentence names it."""
    with pytest.raises(ConfigError, match="this machine alone"):
        await run_demo(load({"SNURR_CONFIG": "/nowhere.toml", "HOST": host}), opens=False, said=lambda text: None)
