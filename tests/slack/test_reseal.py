"""After a change of the key, one command seals every stored token with the new one, so that the old one can go."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from adapters.slack.token_vault import TokenVault, WorkspaceTokens, new_key
from bot.cli.main import cli
from bot.errors import ConfigError
from storage.migrate import migrate
from storage.sqlite import SqliteEngine
from storage.work import SqlStore
from tests.dialog import TUESDAY

OLD, NEW = new_key(), new_key()
TOKENS = {name: WorkspaceTokens(token=f"xoxb-{name}") for name in ("T1", "T2", "T3")}
"""None of them runs out, so that nothing else would ever seal them anew."""
Reseal = Callable[[str], Result]


def stored(path: Path) -> dict[str, str]:
    """Return the sealed tokens by workspace."""

    async def read(store: SqlStore) -> dict[str, str]:
        found = await store.read(lambda work: work.installations.all("slack"))
        return {each.workspace: each.sealed for each in found}

    store = SqlStore(SqliteEngine(path))
    try:
        return asyncio.run(read(store))
    finally:
        store.close()


@pytest.fixture(name="path")
def path_fixture(tmp_path: Path) -> Path:
    """A database with three workspaces, sealed with the old key."""

    async def fill(store: SqlStore) -> None:
        for name, tokens in TOKENS.items():
            sealed = TokenVault(OLD).seal(tokens)
            await store.write(
                lambda work, name=name, sealed=sealed: work.installations.save("slack", name, sealed, TUESDAY)
            )  # type: ignore[misc]

    engine = SqliteEngine(tmp_path / "snurr.db")
    migrate(engine)
    store = SqlStore(engine)
    asyncio.run(fill(store))
    store.close()
    return tmp_path / "snurr.db"


@pytest.fixture(name="reseal")
def reseal_fixture(path: Path) -> Reseal:
    """Runs the command with a list of keys."""
    env = {"DATABASE_URL": f"sqlite:///{path}", "SNURR_CONFIG": str(path.with_name("none.toml"))}
    return lambda keys: CliRunner().invoke(cli, ["slack", "reseal"], env=env | {"SNURR_SECRET_KEY": keys})


def test_the_new_key_alone_opens_every_token_afterwards(reseal: Reseal, path: Path) -> None:
    """And the old one opens none."""
    done = reseal(f"{NEW},{OLD}")
    assert (0, True) == (done.exit_code, done.output.startswith("3 workspaces:"))
    assert TOKENS == {name: TokenVault(NEW).open(sealed) for name, sealed in stored(path).items()}
    for sealed in stored(path).values():
        with pytest.raises(ConfigError):
            TokenVault(OLD).open(sealed)


def test_without_the_old_key_nothing_is_changed(reseal: Reseal, path: Path) -> None:
    """One sentence says what is missing, and no token is lost."""
    before = stored(path)
    assert "put the old key behind the new one" in str(reseal(NEW).exception)
    assert before == stored(path)


def test_one_token_that_no_key_opens_leaves_all_as_they_were(reseal: Reseal, path: Path) -> None:
    """Otherwise nobody could say which key may go."""
    third = TokenVault(new_key()).seal(TOKENS["T3"])
    store = SqlStore(SqliteEngine(path))
    asyncio.run(store.write(lambda work: work.installations.save("slack", "T3", third, TUESDAY)))
    store.close()
    before = stored(path)
    assert isinstance(reseal(f"{NEW},{OLD}").exception, ConfigError)
    assert before == stored(path)


@pytest.mark.parametrize("keys", ["", " ", ","])
def test_without_a_key_the_command_says_so(reseal: Reseal, keys: str) -> None:
    """Before anything is opened."""
    assert "SNURR_SECRET_KEY is missing or blank" in str(reseal(keys).exception)


def test_no_key_and_no_token_is_printed(reseal: Reseal) -> None:
    """The sentence holds a number and nothing else."""
    output = reseal(f"{NEW},{OLD}").output
    assert not [secret for secret in (NEW, OLD, "xoxb") if secret in output]
