"""Whether a platform takes a company's messages: while it does not, messages wait, and now and then one tries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.clock import seconds_run
from bot.errors import DeliveryError

UNREACHED_SECONDS, LONGEST_UNREACHED_SECONDS = 2.0, 60.0
REFUSED_SECONDS, LONGEST_REFUSED_SECONDS = 30.0, 300.0
"""Before the next try, doubled with each that fails: of a platform that nobody reached, or that refused the bot."""
TRY_SECONDS = 15.0
"""For which the others wait for what becomes of the message that tries."""
MEANWHILE = timedelta(seconds=1)
TOLD_AFTER = 4
"""Tries in a row after which a platform that nobody reaches is a problem; one lost connection is none."""
STALE_SECONDS = 600.0
"""After which nobody knows any more whether a door that nothing tried is still shut."""


@dataclass(kw_only=True)
class CompanyDoor:
    """The door of one workspace or tenant in this process; a message before a shut one was not sent, nor refused."""

    now: Callable[[], float] = seconds_run
    code: str = ""
    """Why it is shut, empty while it is open."""
    _refused: bool = False
    _times: int = 0
    _shut_until: float = 0.0
    _tried_until: float = 0.0

    @property
    def parked(self) -> str:
        """Why the platform refuses the bot, whatever is sent; empty while it does not."""
        return self.code if self._refused else ""

    @property
    def problem(self) -> str:
        """What /readyz says of it."""
        known = self.now() < self._shut_until + STALE_SECONDS
        return self.code if known and (self._refused or self._times >= TOLD_AFTER) else ""

    @property
    def is_due(self) -> bool:
        """Whether it is shut, and time to try it."""
        return bool(self.code) and self.now() >= max(self._shut_until, self._tried_until)

    def shut(self, code: str, *, refused: bool) -> None:
        """Keep messages back for a while, longer each time; what was on its way already changes nothing."""
        if self.code and self.now() < self._shut_until and self._refused >= refused:
            return
        first, longest = (
            (REFUSED_SECONDS, LONGEST_REFUSED_SECONDS) if refused else (UNREACHED_SECONDS, LONGEST_UNREACHED_SECONDS)
        )
        self._times = self._times + 1 if self.code and self._refused == refused else 1
        self.code, self._refused = code, refused
        self._shut_until, self._tried_until = self.now() + min(first * 2 ** (self._times - 1), longest), 0.0

    def open(self) -> None:
        """Let every message pass: one arrived, or the platform said that it takes them."""
        self.code, self._refused, self._times = "", False, 0

    def pass_one(self) -> None:
        """Let a message pass when the door is open, or when it is the one that tries; raises DeliveryError."""
        if not self.code:
            return
        if not self.is_due:
            raise self.held()
        self._tried_until = self.now() + TRY_SECONDS

    def held(self) -> DeliveryError:
        """Return what keeps a message back until the next try."""
        left = timedelta(seconds=max(0.0, self._shut_until - self.now()))
        return DeliveryError(self.code, retry_after=max(left, MEANWHILE), held=True)
