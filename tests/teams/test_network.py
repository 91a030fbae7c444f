"""Microsoft through a firm's proxy and under a firm's own authority, by its real host names."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from adapters.common import http_client
from adapters.common.http_client import open_session, tls_context
from adapters.teams.config import TeamsConfig, config_of
from adapters.teams.connector import Connector
from adapters.teams.diagnosis import diagnose
from adapters.teams.signing_keys import SigningKeys
from adapters.teams.token_client import TokenClient
from bot.errors import ConfigError, DeliveryError
from bot.settings import load
from tests.fakes.corporate import KEYS, LOGIN, SERVICE, VARIABLES, Network, authority

TIMEOUT = aiohttp.ClientTimeout(total=5)
TENANT = "66666666-7777-4888-8999-aaaaaaaaaaaa"


def config() -> TeamsConfig:
    """Return a registration in the public cloud: no address is set."""
    ids = {"MICROSOFT_APP_ID": "a", "MICROSOFT_APP_PASSWORD": "b", "MICROSOFT_APP_TENANT_ID": TENANT}
    found = config_of(load(ids | {"SNURR_CONFIG": "/nowhere.toml"}))
    assert found
    return found


@pytest.fixture(name="network")
async def network_fixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Network]:
    """A company network whose proxy the environment names, and an authority that it does not name yet."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    _, tls = authority(tmp_path)
    async with Network(tls=tls) as network:
        monkeypatch.setenv("HTTPS_PROXY", network.proxy.url)
        yield network


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
async def test_login_keys_and_messages_go_through_the_proxy(
    network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """All three hosts are reached by CONNECT, and trusted by either name of the bundle."""
    monkeypatch.setenv(name, str(tmp_path / "authority.pem"))
    async with open_session(TIMEOUT) as opened:
        login = TokenClient(config=config(), session=opened)
        assert await login.token() == "t"
        await SigningKeys(url=config().keys, session=opened).refresh()
        connector = Connector(session=opened, login=login)
        assert await connector.post(f"https://{SERVICE}/emea/", "a:1", {"type": "message", "text": "x"}) == "1"
    assert network.proxy.asked == [f"CONNECT {host}:443 HTTP/1.1" for host in (LOGIN, KEYS, SERVICE)]
    assert network.served == [
        f"POST {LOGIN}/{TENANT}/oauth2/v2.0/token",
        f"GET {KEYS}/v1/.well-known/openidconfiguration",
        f"GET {KEYS}/keys",
        f"POST {SERVICE}/emea/v3/conversations/a:1/activities",
    ]


async def test_an_authority_that_nothing_names_is_not_trusted(network: Network) -> None:
    """Nothing is sent, and doctor says which setting is missing."""
    async with open_session(TIMEOUT) as opened:
        with pytest.raises(DeliveryError, match="certificate"):
            await TokenClient(config=config(), session=opened).token()
    assert network.served == []
    found = {check.name: check for check in await diagnose(config())}
    assert "REQUESTS_CA_BUNDLE" in found["teams login"].text
    assert "REQUESTS_CA_BUNDLE" in found["teams keys"].text


async def test_a_host_that_needs_no_proxy_is_reached_without_it(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_PROXY names it."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    async with open_session(TIMEOUT) as opened:
        connector = Connector(
            session=opened, login=TokenClient(config=config(), session=opened, _token="t", _expires_at=1e12, _renew_at=1e12),
            hosts=frozenset({"127.0.0.1"}),
        )  # fmt: skip
        with pytest.raises(DeliveryError, match="unreachable"):
            await connector.post("https://127.0.0.1:1/", "a:1", {"type": "message"})
    assert network.proxy.asked == []


async def test_a_missing_bundle_is_refused_also_where_both_settings_name_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is trusted was read from the one setting only where its file is there."""
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"):
        monkeypatch.setenv(name, str(tmp_path / "missing.pem"))
    monkeypatch.setitem(http_client.LOADED, "SSL_CERT_FILE", str(tmp_path / "missing.pem"))
    with pytest.raises(ConfigError, match="REQUESTS_CA_BUNDLE"):
        open_session(TIMEOUT)


def test_the_bundle_may_be_a_folder_of_certificates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """REQUESTS_CA_BUNDLE may name a folder, as it may for other programs."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path))
    assert tls_context().verify_mode


async def test_a_bundle_without_certificates_stops_the_start_and_is_named_by_doctor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the setting, and so does doctor."""
    (tmp_path / "x.pem").write_text("nothing")
    for path in (tmp_path / "x.pem", tmp_path / "missing.pem"):
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(path))
        with pytest.raises(ConfigError, match="REQUESTS_CA_BUNDLE"):
            open_session(TIMEOUT)
        (found,) = await diagnose(config())
        assert (found.state, "REQUESTS_CA_BUNDLE" in found.text) == ("fail", True)
