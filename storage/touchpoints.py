"""Touchpoints in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.touchpoints import Touchpoint
from bot.language.names import cached_if_short, fold
from bot.language.vocabulary import STANDARD_TOUCHPOINTS, touchpoint_words
from bot.language.word_files import LANGUAGES
from storage.columns import name_of
from storage.named_lists import LineNamedList, LineStatements
from storage.queries import queries
from storage.wakeups import wake_owners

SQL = queries("touchpoints")


class SqlTouchpoints(LineNamedList[Touchpoint]):
    """The touchpoints of one company, read once, as every word of a line may name a touchpoint."""

    statements = LineStatements(
        taken=SQL.taken, rename=SQL.rename, remove=SQL.remove, set_made=SQL.set_made, made_in_vain=SQL.made_in_vain
    )
    _read: Sequence[Touchpoint] | None = None
    _by_key: Mapping[str, Touchpoint] | None = None
    _reach: Mapping[str, int] | None = None

    def all(self) -> Sequence[Touchpoint]:
        """Return every touchpoint on the list, in the order in which they were added."""
        return [touchpoint for touchpoint in self._with_gone() if not touchpoint.gone]

    def _with_gone(self) -> Sequence[Touchpoint]:
        if self._read is None:
            self._read = self._db.kept("touchpoints", self._rows)
        return self._read

    def _rows(self) -> Sequence[Touchpoint]:
        return [Touchpoint(**(dict(row) | {"gone": bool(row["gone"])})) for row in self._db.rows(SQL.all)]

    def _forget(self) -> None:
        self._read = self._by_key = self._reach = None

    def get(self, touchpoint: int) -> Touchpoint:
        """Return a touchpoint, one that is gone too; raises LookupError."""
        found = next((known for known in self._with_gone() if known.id == touchpoint), None)
        if found is None:
            raise LookupError(f"no touchpoint {touchpoint}")
        return found

    def by_name(self, name: str) -> Touchpoint | None:
        """Return the touchpoint of a name; the standard ones go by their name in any language."""
        if self._by_key is None:
            self._by_key = self._db.kept("touchpoints by key", lambda: _by_key(self.all()))
        return _named(name, self._by_key)

    def reach(self, word: str) -> int:
        """Return how many words the longest name has that begins with a word; 0 where none does."""
        if self._reach is None:
            self._reach = self._db.kept("words of touchpoints", lambda: _reach_of(self.all()))
        return self._reach.get(fold(word).partition(" ")[0], 0)

    def save(self, name: str, owner: int | None = None) -> Touchpoint:
        """Add a touchpoint, restore one that was removed, or change its owner; no owner leaves the one that was."""
        # By its name in any language, so that a standard touchpoint is not added a second time in translation.
        known = _named(name, _by_key(self._with_gone()))
        name = known.name if known else name_of(name)
        made = self._db.insert(SQL.save, name=name, key=fold(name), owner=owner)
        self._forget()
        wake_owners(self._db, None, made)
        return self.get(made)

    def disown(self, touchpoint: int) -> Touchpoint:
        """Let nobody own a touchpoint."""
        wake_owners(self._db, None, touchpoint)
        self._db.change(SQL.disown, touchpoint=touchpoint)
        self._forget()
        return self.get(touchpoint)


def _by_key(touchpoints: Sequence[Touchpoint]) -> Mapping[str, Touchpoint]:
    return {fold(touchpoint.name): touchpoint for touchpoint in touchpoints}


def _reach_of(touchpoints: Sequence[Touchpoint]) -> Mapping[str, int]:
    """Return how many words the longest name has, by its first word."""
    names = (name.split() for touchpoint in touchpoints for name in touchpoint_words(fold(touchpoint.name)))
    return {first: 1 + len(rest) for first, *rest in sorted(names, key=len)}


def _named(name: str, by_key: Mapping[str, Touchpoint]) -> Touchpoint | None:
    for key in _keys_of(name):
        if key in by_key:
            return by_key[key]
    return None


@cached_if_short
def _keys_of(name: str) -> tuple[str, ...]:
    """Return a name folded, and the English names of the standard touchpoints that are called so in any language."""
    terms = (STANDARD_TOUCHPOINTS.find(name, code) for code in LANGUAGES)
    return (fold(name), *(term for term in terms if term))
