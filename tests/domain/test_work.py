"""The unit of work: all repositories of one company, committed together or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import get_type_hints

import pytest

from bot.domain.work import Work
from storage.migrate import migrate
from storage.sqlite import SqliteEngine
from storage.work import SqlStore, SqlWork
from tests.dialog import TUESDAY

REPOSITORIES = sorted(name for name, member in vars(Work).items() if isinstance(member, property))


@pytest.mark.parametrize("name", REPOSITORIES)
def test_every_repository_fulfils_its_protocol(work: SqlWork, name: str) -> None:
    """Every method that the domain may call is there."""
    getter = vars(Work)[name].fget
    protocol = get_type_hints(getter)["return"]
    methods = {method for base in protocol.__mro__ for method in vars(base) if not method.startswith("_")}
    assert methods
    assert methods <= set(dir(getattr(work, name)))


def test_a_repository_is_the_same_throughout_a_transaction(work: SqlWork) -> None:
    """What it read stays read."""
    assert all(getattr(work, name) is getattr(work, name) for name in REPOSITORIES)


async def test_what_is_done_in_one_transaction_is_kept_together_or_not_at_all(tmp_path: Path) -> None:
    """A later step that fails takes the earlier ones with it."""
    engine = SqliteEngine(tmp_path / "snurr.db")
    migrate(engine)
    store = SqlStore(engine)

    def fails(work: Work) -> None:
        work.people.add("Anna", TUESDAY)
        work.accounts.add("Acme", None, TUESDAY)
        raise LookupError("the last step")

    with pytest.raises(LookupError, match="the last step"):
        await store.write(fails)
    assert await store.read(lambda work: (work.people.everyone(), work.accounts.ids_by_key())) == ([], {})
    await store.write(lambda work: work.people.add("Anna", TUESDAY))
    assert ["Anna"] == [person.name for person in await store.read(lambda work: work.people.everyone())]
    store.close()
