"""Logs: JSON lines on stderr, or human lines on a terminal; UTC; events by name, never a customer's words.

Every line of one chain, from a request to its answer or from a claim to its send, carries the same `request`.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import count
from traceback import extract_tb

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters, which move a terminal's cursor, and marks that turn the direction of the words beside them."""
# Our own, as structlog's look through everything that any library bound, for each line.
REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the chain that code runs in."""
# Counted from a random start: asking the system for each would let the other thread run first.
_IDS = count(secrets.randbits(32))
_ENCODER = json.JSONEncoder(ensure_ascii=False, default=repr)


def _stamped(logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
    """Add of which chain a line is, its level and when it is written."""
    if request := REQUEST.get():
        line["request"] = request
    return _TIMED(logger, method, structlog.processors.add_log_level(logger, method, line))


_TIMED = structlog.processors.TimeStamper(fmt="iso", utc=True)
STRANGERS = frozenset({"aiohttp", "asyncio"})
"""The libraries that log what comes over the network."""
SILENT_SECONDS = 1.0
TEMPLATE_LIMIT = 120


def configure(level: int = logging.WARNING) -> None:
    """Send every log line to stderr, so that answers on stdout stay clean; libraries log from WARNING on."""
    drawn = _human() if sys.stderr.isatty() else _json()
    structlog.configure(
        processors=[_stamped, *drawn],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: _STANDARD_ERROR,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(StrangersFilter().filter)
    handler.setFormatter(
        ProcessorFormatter(foreign_pre_chain=[_stamped], processors=[ProcessorFormatter.remove_processors_meta, *drawn])
    )
    # force: a library that configured logging first would make this call do nothing.
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


class StandardError:
    """Where log lines go; one that cannot be written, as on a full disk, is left out, and no answer fails for it."""

    def msg(self, line: str) -> None:
        """Write a line if that can be done."""
        with suppress(OSError):
            sys.stderr.write(line + "\n")  # which hands on what it holds with each line

    debug = info = warning = error = critical = exception = msg


_STANDARD_ERROR = StandardError()


@dataclass(kw_only=True)
class StrangersFilter:
    """Lets through what libraries log because of what strangers send: a line a second for each logger, without content.

    A line keeps its template and, of an exception, the class and the place: its text and its traceback may hold
    headers, secrets among them. `more` counts the lines that were left out before it.
    """

    _last: dict[str, float] = field(default_factory=dict)
    _left_out: dict[str, int] = field(default_factory=dict)

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is written; what is written is cut to what we know to be harmless."""
        if record.name.partition(".")[0] not in STRANGERS:
            return True
        # why the difference is absolute: a wall clock that was set back must not silence the log
        if abs(record.created - self._last.get(record.name, 0.0)) < SILENT_SECONDS:
            self._left_out[record.name] = self._left_out.get(record.name, 0) + 1
            return False
        self._last[record.name] = record.created
        more = self._left_out.pop(record.name, 0)
        record.msg = _without_content(record) + (f" (more={more})" if more else "")
        record.args, record.exc_info, record.exc_text, record.stack_info = None, None, None, None
        return True


def _without_content(record: logging.LogRecord) -> str:
    """Return the first line of a record's template, and the class and place of its exception."""
    template = str(record.msg).partition("\n")[0].replace("%s", "…").replace("%r", "…")[:TEMPLATE_LIMIT]
    if not record.exc_info or record.exc_info[0] is None:
        return template
    frames = extract_tb(record.exc_info[2])
    place = f" at {frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return f"{template} [{record.exc_info[0].__name__}{place}]"


def _human() -> list[Processor]:
    return [
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        _spell_values,
        # Plain: the default traceback shows local variables, and with them customers' words.
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
    ]


def _json() -> list[Processor]:
    return [_json_line]


def spelt(text: str) -> str:
    """Return a text in which every UNSHOWN character is spelt as in JSON, so that it does nothing in a terminal."""
    return UNSHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _spell_values(logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
    return {name: spelt(value) if isinstance(value, str) else value for name, value in line.items()}


def _json_line(logger: WrappedLogger, method: str, line: EventDict) -> str:
    if "exc_info" in line:
        line = structlog.processors.format_exc_info(logger, method, line)
    return spelt(_ENCODER.encode(line))


def request_id() -> str:
    """Return the id of the chain that this code runs in, a fresh one outside of any."""
    return REQUEST.get() or f"{next(_IDS) & 0xFFFFFFFF:08x}"


class chain:
    """Gives every log line within the same `request`, that of the chain around it if there is one."""

    def __enter__(self) -> str:
        request = request_id()
        self._before = REQUEST.set(request)
        return request

    def __exit__(self, *raised: object) -> None:
        REQUEST.reset(self._before)
