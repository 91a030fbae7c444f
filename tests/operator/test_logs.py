"""What libraries log because of what strangers send."""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path

import pytest

from bot.logs import StrangersFilter
from tests.fakes.slack import FakeSlack
from tests.serve import serving, slack_settings

SECRET = "Bearer zebra-secret"
BAD_HEAD = f"GET /healthz HTTP/1.1\r\nHost: bot\r\nAuthorization: {SECRET}\x01\x00\r\n\r\n".encode()


def _record(name: str, at: float, error: Exception | None = None) -> logging.LogRecord:
    found = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, "Error of %s\nwith more", (SECRET,), found)
    record.created = at
    return record


@pytest.mark.parametrize("name", ["aiohttp.server", "aiohttp.web", "asyncio"])
def test_a_library_logs_strangers_once_a_second_with_a_count(name: str) -> None:
    """The second line of a second is left out, and the next one says how many were."""
    throttle, times = StrangersFilter(), (10.0, 10.1, 10.9, 11.1)
    records = [_record(name, at) for at in times]
    assert [True, False, False, True] == [throttle.filter(record) for record in records]
    assert ("Error of …", "Error of … (more=2)") == (records[0].getMessage(), records[3].getMessage())


def test_an_exception_is_logged_by_class_and_place() -> None:
    """Neither its text nor its traceback is, since they may hold a header."""
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        record = _record("aiohttp.server", 10.0, error)
    StrangersFilter().filter(record)
    assert record.exc_info is None
    assert record.getMessage().startswith("Error of … [ValueError at test_an_exception")


def test_our_own_lines_are_never_left_out() -> None:
    """A bug of ours keeps its traceback, however often it is logged."""
    throttle = StrangersFilter()
    records = [_record("bot", 10.0, ValueError("x")) for _ in range(3)]
    assert all(throttle.filter(record) and record.exc_info for record in records)


async def test_bad_heads_leave_no_header_and_no_traceback_in_the_log(tmp_path: Path) -> None:
    """Forty requests with a bad byte make a line or two, of a running process too."""
    async with FakeSlack() as fake, serving(tmp_path, slack_settings(fake)) as bot:
        await bot.ready()
        port = int(bot.base.rpartition(":")[2])
        for _ in range(40):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(BAD_HEAD)
            assert b" 400 " in await reader.readline()
            writer.close()
        _, log = await bot.end()
    assert "zebra" not in log
    assert "Traceback" not in log
    assert 1 <= len([line for line in log.splitlines() if "Error handling request" in json.loads(line)["event"]]) < 10
