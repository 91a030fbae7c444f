"""The error tree: a person's mistake, a delivery that failed, a store that refused."""

from __future__ import annotations

from datetime import timedelta


class SnurrError(Exception):
    """Any error that Snurr itself names; everything else is a bug."""


class UserMistake(SnurrError):
    """Something typed that cannot be done; shown to the person as one sentence.

    `message` is the English msgid under `context` in the catalogues; `values` fill its placeholders. `field` is the
    argument at fault, so that a form can show the sentence beside it; `unread` says that words fit no argument.
    """

    field = ""
    unread = False

    def __init__(self, context: str, message: str, **values: object) -> None:
        super().__init__(message)
        self.context = context
        self.message = message
        self.values = values

    def at(self, field: str) -> UserMistake:
        """Return the mistake as one of a field."""
        self.field = self.field or field
        return self


class StoreError(SnurrError):
    """Nothing was stored: the disk is full, the database is locked, or the time was up."""


class StoreBusy(StoreError):
    """Another process held the database longer than the deadline."""


class StoreConflict(StoreBusy):
    """Another writer changed meanwhile what this one had read; run again, it reads the change."""


class StoreInDoubt(StoreError):
    """The answer to COMMIT was lost and could not be asked for: it may be stored, or not."""


class StoreFull(StoreError):
    """The disk has no room left."""


class StoreUnusable(StoreError):
    """The database file is missing, corrupt, read-only or newer than this program.

    `told` is what /readyz says of it, which names no path.
    """

    def __init__(self, message: str = "", *, told: str = "it cannot be written") -> None:
        super().__init__(message)
        self.told = told


class Collision(SnurrError):
    """Two declarations claim the same name; a bug of the program, which must not start."""


class ConfigError(SnurrError):
    """The program cannot start as configured; one sentence that says what is missing and where to get it."""


class DeliveryError(SnurrError):
    """A message did not reach its recipient, or nobody knows whether it did.

    `permanent`: it surely did not, and never will; `parks`: nothing will, until something shows that the address works
    again. `retry_after`: it surely did not, and may be tried again then. Neither: it may have arrived.
    `held`: nobody refused it, it was not even sent, so it counts as no try.
    """

    def __init__(
        self,
        code: str,
        *,
        permanent: bool = False,
        parks: bool = False,
        retry_after: timedelta | None = None,
        held: bool = False,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.permanent = permanent
        self.parks = parks
        self.retry_after = retry_after
        self.held = held
