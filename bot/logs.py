"""Logs: JSON lines on stderr, or human lines on a terminal; UTC; events by name, never a customer's words.

Every line of one chain, from a request to its answer or from a claim to its send, carries the same `request`.
"""

from __future__ import annotations

import logging
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from structlog.contextvars import bound_contextvars, get_contextvars
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters, which move a terminal's cursor, and marks that turn the direction of the words beside them."""
SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def configure(level: int = logging.WARNING) -> None:
    """Send every log line to stderr, so that answers on stdout stay clean; libraries speak from WARNING on."""
    drawn = _human() if sys.stderr.isatty() else _json()
    structlog.configure(
        processors=[*SHARED, *drawn],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        ProcessorFormatter(foreign_pre_chain=SHARED, processors=[ProcessorFormatter.remove_processors_meta, *drawn])
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def _human() -> list[Processor]:
    return [
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        _spell_values,
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
    ]


def _json() -> list[Processor]:
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False), _spell_line]


def spelt(text: str) -> str:
    """Return a text in which every UNSHOWN character is spelt as in JSON, so that it does nothing in a terminal."""
    return UNSHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _spell_values(logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
    return {name: spelt(value) if isinstance(value, str) else value for name, value in line.items()}


def _spell_line(logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
    return spelt(line)  # type: ignore[arg-type, return-value]  # behind the renderer a line is text


def request_id() -> str:
    """Return the id of the chain that this code runs in, a fresh one outside of any."""
    known: str | None = get_contextvars().get("request")
    return known or secrets.token_hex(4)


@contextmanager
def chain() -> Iterator[str]:
    """Give every log line within the same `request`, that of the chain around it if there is one."""
    request = request_id()
    with bound_contextvars(request=request):
        yield request
