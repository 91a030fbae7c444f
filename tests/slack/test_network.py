"""Slack through a company's proxy and under a private certificate authority, by its real host names."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.slack.config import SlackConfig
from adapters.slack.diagnosis import diagnose
from adapters.slack.token_vault import new_key
from tests.fakes.corporate import API, FILES, HOOKS, SOCKET, VARIABLES, Proxy, authority
from tests.fakes.slack import APP_TOKEN, CLIENT_ID, CLIENT_SECRET, TOKEN, FakeSlack
from tests.serve import serving, slack_settings
from tests.slack.bench import bench, until
from tests.slack.test_workspace_installer import granted, install

CONFIG = SlackConfig(token=TOKEN, app_token=APP_TOKEN, client_id=CLIENT_ID, client_secret=CLIENT_SECRET)
BOTH_NAMES = pytest.mark.parametrize("name", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])


@pytest.fixture(name="distant")
async def distant_fixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeSlack]:
    """Slack behind TLS, with an authority that nothing names yet."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    _, tls = authority(tmp_path)
    async with FakeSlack(tls=tls) as fake:
        fake.person("U1", "Anna")
        yield fake
        assert fake.refused == []


@pytest.fixture(name="proxy")
async def proxy_fixture(distant: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Proxy]:
    """The only way to Slack, which the environment names."""
    async with Proxy(server_port=distant.port) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        yield proxy


def trust(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the environment name the authority."""
    monkeypatch.setenv(name, str(folder / "authority.pem"))


@BOTH_NAMES
async def test_lines_answers_files_and_installations_go_through_the_proxy(
    distant: FakeSlack, proxy: Proxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Socket Mode, the Web API, a response_url, an upload and OAuth: each by CONNECT, and each trusts the authority."""
    trust(name, tmp_path, monkeypatch)
    more = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "key": new_key()}
    distant.codes["c"] = granted()
    async with bench(distant, socket=True, **more) as house:
        await until(lambda: bool(distant.lines))
        await distant.envelope("slash_commands", distant.command_body("/nudge", "admin team Nord", "U1", "C1"))
        await distant.envelope("slash_commands", distant.command_body("/nudge", "me week", "U1", "C1"))
        await distant.envelope("events_api", distant.message_event("team week export csv"))
        await house.settled()
        status, _ = await install(house, "c")
    assert 200 == status
    assert 1 == len(distant.hooks)
    assert [True] == ["bytes" in file for file in distant.files.values()]
    assert {f"CONNECT {host}:443 HTTP/1.1" for host in (API, HOOKS, FILES, SOCKET)} == set(proxy.asked)


@BOTH_NAMES
async def test_doctor_goes_the_same_way(
    distant: FakeSlack, proxy: Proxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """What doctor finds is what serve will find."""
    trust(name, tmp_path, monkeypatch)
    assert {"ok"} == {check.state for check in await diagnose(CONFIG)}
    assert {f"CONNECT {API}:443 HTTP/1.1"} == set(proxy.asked)


async def test_an_authority_that_nothing_names_is_not_trusted(distant: FakeSlack, proxy: Proxy) -> None:
    """No token leaves, and doctor names the setting that is missing."""
    checks = await diagnose(CONFIG)
    assert ["fail", "fail"] == [check.state for check in checks]
    assert all("REQUESTS_CA_BUNDLE" in check.text for check in checks)
    assert [] == distant.calls


async def test_a_host_that_needs_no_proxy_is_reached_without_it(proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_PROXY names it."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    checks = await diagnose(replace(CONFIG, api_url="https://127.0.0.1:1/api/"))
    assert {"fail"} == {check.state for check in checks}
    assert [] == proxy.asked


async def test_a_bundle_without_certificates_stops_the_start(fake: FakeSlack, tmp_path: Path) -> None:
    """Exit 2 with the name of the setting."""
    async with serving(tmp_path, slack_settings(fake) | {"REQUESTS_CA_BUNDLE": "/nowhere.pem"}) as bot:
        code, log = await bot.ended()
    assert (2, True, False) == (code, "REQUESTS_CA_BUNDLE" in log, "Traceback" in log)


async def test_doctor_names_a_bundle_without_certificates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is asked of Slack."""
    (tmp_path / "empty.pem").write_text("nothing")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "empty.pem"))
    (check,) = await diagnose(CONFIG)
    assert ("fail", True) == (check.state, "REQUESTS_CA_BUNDLE" in check.text)
