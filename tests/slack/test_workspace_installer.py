"""Workspaces that install Snurr by themselves: the way to consent and back, tokens at rest, companies apart."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from adapters.slack import workspace_installer
from adapters.slack.manifest import OPTIONAL, SCOPES
from adapters.slack.token_vault import TokenVault, WorkspaceTokens, new_key
from bot.clock import FrozenClock
from bot.domain.people import Role
from bot.errors import ConfigError, StoreBusy
from tests.fakes.slack import CLIENT_ID, CLIENT_SECRET, TEAM, Answer, FakeSlack, Fault
from tests.slack.bench import MORNING, Bench, bench, until

KEY = new_key()


def granted(team: str = "T2", token: str = "xoxb-2-secret", **more: object) -> Answer:
    """Return what Slack changes a code for."""
    found: Answer = {"access_token": token, "team": {"id": team, "name": "Sør & <b>"}, "authed_user": {"id": "U1"}}
    return found | more


@pytest.fixture(name="host")
async def host_fixture(fake: FakeSlack, tmp_path: Path) -> AsyncIterator[Bench]:
    """A host of several workspaces, with one of its own."""
    more = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "key": KEY}
    async with bench(fake, path=tmp_path / "snurr.db", **more) as host:
        yield host


async def install(host: Bench, code: str, *, state: str = "", cookie: bool = True) -> tuple[int, str]:
    """Install as a browser does, and return the status and the text of the last page."""
    base = host.url.removesuffix("/slack/events")
    jar = aiohttp.CookieJar(unsafe=True) if cookie else aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(cookie_jar=jar) as browser:
        async with browser.get(f"{base}/slack/install", allow_redirects=False) as response:
            assert response.status == 302
            asked = parse_qs(urlsplit(response.headers["Location"]).query)
        assert asked["client_id"] == [CLIENT_ID]
        query = {"code": code, "state": state or asked["state"][0]}
        async with browser.get(f"{base}/slack/oauth_redirect", params=query) as response:
            return response.status, await response.text()


def at_rest(folder: Path) -> bytes:
    """Return every byte of the database and of its log."""
    return b"".join(path.read_bytes() for path in folder.iterdir())


def in_team(body: Answer, team: str) -> Answer:
    """Return a payload as another workspace sends it."""
    return body | {"team_id": team}


async def test_a_workspace_installs_snurr_and_is_served_at_once(host: Bench) -> None:
    """The installer is its first admin; the name of the workspace is shown as it stands."""
    host.fake.codes["c"] = granted()
    status, page = await install(host, "c")
    assert (status, "Sør &amp; &lt;b&gt;" in page) == (200, True)
    answer = await host.deliver(in_team(host.fake.command_body("/called", "- vm"), "T2"))
    assert "Call 1 of 8" in answer["text"]
    anna = await host.store.read(lambda work: work.people.by_name("Anna"), 2)
    assert anna and {Role.ADMIN, Role.MANAGER} <= anna.roles


async def test_an_outsider_who_comes_back_again_and_again_is_stopped(host: Bench) -> None:
    """Each try costs rows and a call to Slack, so there are few a minute; later a workspace can install."""
    assert host.slack.installer
    host.slack.installer.machine = FrozenClock(MORNING)
    tries = [(await install(host, f"guess{number}"))[0] for number in range(workspace_installer.TRIES_A_MINUTE + 3)]
    assert [400] * workspace_installer.TRIES_A_MINUTE + [429] * 3 == tries
    assert workspace_installer.TRIES_A_MINUTE == len(host.fake.called("oauth.v2.access"))
    host.slack.installer.machine = FrozenClock(MORNING + timedelta(minutes=2))
    host.fake.codes["c"] = granted()
    assert 200 == (await install(host, "c"))[0]


async def test_companies_never_meet(host: Bench) -> None:
    """The same user id, the same refs and names; neither sees, undoes or searches the other's."""
    host.fake.codes["c"] = granted()
    await install(host, "c")
    for team, account in ((TEAM, "Nordlys"), ("T2", "Sørpe")):
        await host.deliver(in_team(host.fake.message_event(f"call {account}"), team))
        await host.deliver(
            {**host.fake.press_body(host.fake.to("U1")[-1], f'Create "{account}"'), "team": {"id": team}}
        )
    for typed, name, owner in (("n", "Nordlys", TEAM), ("s", "Sørpe", "T2")):
        for team in (TEAM, "T2"):
            found = await host.deliver(host.fake.options_body(typed) | {"team": {"id": team}})
            assert (name in str(found)) is (team == owner)
    await host.deliver(in_team(host.fake.message_event("undo C1"), "T2"))
    today = await host.deliver(host.fake.command_body("/today", ""))
    assert "1 / 8" in today["text"]
    assert "Sørpe" not in str(host.fake.messages[0].blocks)


async def test_tokens_are_ciphertext_at_rest(host: Bench, tmp_path: Path) -> None:
    """Not in the database, not in its log of writes."""
    host.fake.codes["c"] = granted(refresh_token="xoxe-1-refresh", expires_in=43200)
    await install(host, "c")
    stored = at_rest(tmp_path)
    assert b"T2" in stored
    assert b"xoxb-2" not in stored
    assert b"xoxe-1" not in stored


async def test_an_installed_workspace_is_served_after_a_restart(fake: FakeSlack, tmp_path: Path) -> None:
    """Its tokens are opened with the key; without the right one the start is refused."""
    more = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "key": KEY}
    fake.codes["c"] = granted()
    async with bench(fake, path=tmp_path / "snurr.db", **more) as host:
        await install(host, "c")
    async with bench(fake, path=tmp_path / "snurr.db", **(more | {"key": f"{new_key()},{KEY}"})) as host:
        assert set(host.slack.workspaces) == {TEAM, "T2"}
        assert host.slack.tenants() == [1, 2]
    with pytest.raises(TimeoutError):
        async with bench(fake, path=tmp_path / "snurr.db", **(more | {"key": new_key()})):
            pass


async def test_tokens_are_renewed_before_they_run_out(host: Bench) -> None:
    """They are renewed by a clock, without a request."""
    host.fake.codes["c"] = granted(refresh_token="r1", expires_in=3600)
    host.fake.codes["r1"] = granted(token="xoxb-2-new", refresh_token="r2", expires_in=43200)
    await install(host, "c")
    assert host.slack.installer
    renewing = asyncio.ensure_future(host.slack.installer.renew_tokens())
    await until(lambda: host.slack.workspaces["T2"].client.token == "xoxb-2-new")
    renewing.cancel()
    await asyncio.gather(renewing, return_exceptions=True)
    assert len([args for args in host.fake.called("oauth.v2.access") if args.get("grant_type")]) == 1


async def test_removing_the_app_deletes_the_tokens_and_a_new_installation_finds_the_log(host: Bench) -> None:
    """app_uninstalled; the entries stay for a second installation."""
    host.fake.codes |= {"c": granted(), "d": granted(token="xoxb-2-second")}
    await install(host, "c")
    await host.deliver(in_team(host.fake.message_event("call -"), "T2"))
    await host.deliver(in_team(host.fake.event_body({"type": "app_uninstalled"}), "T2"))
    assert set(host.slack.workspaces) == {TEAM}
    assert await host.store.read(lambda work: work.installations.all("slack")) == []
    assert host.slack.problems() == []
    await install(host, "d")
    assert "1 / 8" in (await host.deliver(in_team(host.fake.command_body("/today", ""), "T2")))["text"]


async def test_only_the_browser_that_began_an_installation_can_finish_it(host: Bench) -> None:
    """A forged, a foreign and an old state install nothing."""
    host.fake.codes["c"] = granted()
    for state, cookie in (("1.abc", True), ("", False), ("x", True), ("9" * 400, True)):
        assert (await install(host, "c", state=state, cookie=cookie))[0] == 400
    assert set(host.slack.workspaces) == {TEAM}


async def test_a_code_that_slack_refuses_installs_nothing(host: Bench) -> None:
    """One sentence, no trace."""
    status, page = await install(host, "unknown")
    assert (status, "start again" in page) == (400, True)


def test_keys_can_be_changed_one_after_the_other() -> None:
    """The first key encrypts, the others still decrypt; a malformed key is refused."""
    old, new = new_key(), new_key()
    sealed = TokenVault(old).seal(WorkspaceTokens(token="t"))
    assert TokenVault(f"{new}, {old}").open(sealed) == WorkspaceTokens(token="t")
    with pytest.raises(ConfigError, match="does not open"):
        TokenVault(new).open(sealed)
    with pytest.raises(ConfigError, match="no key"):
        TokenVault("secret")


def test_only_tokens_that_expire_soon_are_renewed() -> None:
    """A token is renewed two hours before it expires."""
    now = datetime(2026, 11, 24, 8, tzinfo=UTC)
    soon = WorkspaceTokens(token="t", refresh="r", expires=(now + timedelta(hours=1)).isoformat())
    assert soon.runs_out(now + workspace_installer.RENEW_AHEAD)
    assert not WorkspaceTokens(token="t").runs_out(now)


async def visit(host: Bench, query: dict[str, str], *, cookie: str = "") -> tuple[int, str]:
    """Come back from Slack with any query."""
    base = host.url.removesuffix("/slack/events")
    headers = {"Cookie": f"{workspace_installer.COOKIE}={cookie}"} if cookie else {}
    async with host.fake.session.get(f"{base}/slack/oauth_redirect", params=query, headers=headers) as response:
        return response.status, await response.text()


@pytest.mark.parametrize(("age", "status"), [(0, 200), (9, 200), (11, 400), (-1, 400)])
async def test_a_state_lasts_ten_minutes(host: Bench, age: int, status: int) -> None:
    """A state that is too old, or from the future, is refused."""
    assert host.slack.installer
    host.fake.codes["c"] = granted()
    at = host.slack.installer.machine.now() - timedelta(minutes=age)
    state = host.slack.installer._state("nonce", at)
    assert (await visit(host, {"code": "c", "state": state}, cookie="nonce"))[0] == status
    assert ("T2" in host.slack.workspaces) is (status == 200)


async def test_a_state_works_once(host: Bench) -> None:
    """The same browser comes back with the same state and another code: refused, and Slack is not asked."""
    assert host.slack.installer
    host.fake.codes |= {"c": granted(), "d": granted("T3", "xoxb-3")}
    state = host.slack.installer._state("nonce")
    visits = [await visit(host, {"code": code, "state": state}, cookie="nonce") for code in "cd"]
    assert [200, 400] == [status for status, _ in visits]
    assert 1 == len(host.fake.called("oauth.v2.access"))


async def test_a_state_works_once_although_it_comes_twice_at_the_same_time(host: Bench) -> None:
    """Of five requests at once one installs."""
    assert host.slack.installer
    host.fake.codes |= {code: granted() for code in "abcde"}
    state = host.slack.installer._state("nonce")
    visits = await asyncio.gather(*(visit(host, {"code": code, "state": state}, cookie="nonce") for code in "abcde"))
    assert [200, 400, 400, 400, 400] == sorted(status for status, _ in visits)


async def test_a_state_and_a_code_work_once_also_after_a_restart(fake: FakeSlack, tmp_path: Path) -> None:
    """What was used stands in the database, which processes share."""
    more = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "key": KEY}
    async with bench(fake, path=tmp_path / "snurr.db", **more) as host:
        assert host.slack.installer
        fake.codes["c"] = granted()
        state = host.slack.installer._state("nonce")
        assert (await visit(host, {"code": "c", "state": state}, cookie="nonce"))[0] == 200
    async with bench(fake, path=tmp_path / "snurr.db", **more) as host:
        assert host.slack.installer
        fake.codes |= {"c": granted(), "d": granted()}
        assert (await visit(host, {"code": "d", "state": state}, cookie="nonce"))[0] == 400
        other = host.slack.installer._state("another")
        assert (await visit(host, {"code": "c", "state": other}, cookie="another"))[0] == 400


async def test_a_state_is_used_up_by_a_refused_consent_too(host: Bench) -> None:
    """Whoever changes their mind starts again."""
    assert host.slack.installer
    host.fake.codes["c"] = granted()
    state = host.slack.installer._state("nonce")
    await visit(host, {"error": "access_denied", "state": state}, cookie="nonce")
    assert (await visit(host, {"code": "c", "state": state}, cookie="nonce"))[0] == 400


async def test_the_link_asks_for_optional_scopes_as_optional(host: Bench) -> None:
    """Slack lets the admin leave them out."""
    base = host.url.removesuffix("/slack/events")
    async with host.fake.session.get(f"{base}/slack/install", allow_redirects=False) as response:
        asked = parse_qs(urlsplit(response.headers["Location"]).query)
    assert set(OPTIONAL) == set(asked["optional_scope"][0].split(","))
    assert set(SCOPES) == set(asked["scope"][0].split(","))


async def test_the_last_page_says_what_was_not_granted(host: Bench) -> None:
    """Each optional scope with what it is for."""
    host.fake.codes["c"] = granted(scope=",".join(set(SCOPES) - {"files:write"}))
    _, page = await install(host, "c")
    assert "files:write (figures as files" in page
    assert "channels:history" not in page


async def test_a_refused_consent_installs_nothing(host: Bench) -> None:
    """After access_denied a page says that nothing was installed."""
    assert host.slack.installer
    state = host.slack.installer._state("nonce")
    status, page = await visit(host, {"error": "access_denied", "state": state}, cookie="nonce")
    assert (status, "Nothing was installed" in page) == (200, True)
    assert host.fake.called("oauth.v2.access") == []


@pytest.mark.parametrize(
    "answer",
    [
        {"team": None, "is_enterprise_install": True, "enterprise": {"id": "E1"}},
        {"team": "T2"},
        {"team": {}},
        {"access_token": ""},
        {"access_token": None},
    ],
)
async def test_an_installation_without_one_workspace_is_refused_in_a_sentence(host: Bench, answer: Answer) -> None:
    """An installation for a whole organisation is answered with 400."""
    host.fake.codes["c"] = granted() | answer
    status, page = await install(host, "c")
    assert (status, "start again" in page) == (400, True)
    assert await host.store.read(lambda work: work.installations.all("slack")) == []


@pytest.mark.parametrize(
    "fault",
    [
        Fault(drop=True),
        Fault(status=500, body="<html>"),
        Fault(body="[]"),
        Fault(status=429, error="ratelimited", headers={"Retry-After": "30"}),
    ],
    ids=["dropped", "500", "list", "429"],
)
async def test_an_installation_that_fails_on_the_way_can_begin_again(host: Bench, fault: Fault) -> None:
    """A failed exchange is answered with one sentence, and the next installation works."""
    host.fake.codes["d"] = granted()
    host.fake.fail("oauth.v2.access", fault)
    assert (await install(host, "c"))[0] == 400
    host.fake._shut.clear()
    assert (await install(host, "d"))[0] == 200


async def test_the_cookie_is_for_this_browser_and_this_site(host: Bench) -> None:
    """The cookie is HttpOnly and SameSite, and Secure behind https."""
    base = host.url.removesuffix("/slack/events")
    for forwarded, secure in (("https", True), ("http", False)):
        headers = {"X-Forwarded-Proto": forwarded}
        async with host.fake.session.get(f"{base}/slack/install", allow_redirects=False, headers=headers) as response:
            cookie = response.headers["Set-Cookie"]
        assert ("HttpOnly" in cookie, "SameSite=Lax" in cookie, "Secure" in cookie) == (True, True, secure)


async def test_a_second_installation_changes_the_token_and_keeps_what_is_known(host: Bench) -> None:
    """The company, its users and its pacing stay."""
    host.fake.codes |= {"c": granted(), "d": granted(token="xoxb-2-again")}
    await install(host, "c")
    first = host.slack.workspaces["T2"]
    first.client.pacer.close("chat.postMessage", timedelta(seconds=60))
    await install(host, "d")
    second = host.slack.workspaces["T2"]
    assert second.client.token == "xoxb-2-again"
    assert (second.tenant, bool(second.client.pacer.closed_for("chat.postMessage"))) == (first.tenant, True)
    await second.client.call("auth.test")


async def test_a_renewal_waits_as_slack_asks_and_outlives_a_busy_store(
    host: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a 429 nor a locked database ends the bot; the next turn renews."""
    host.fake.codes["c"] = granted(refresh_token="r1", expires_in=3600)
    host.fake.codes["r1"] = granted(token="xoxb-2-new", refresh_token="r2", expires_in=43200)
    await install(host, "c")
    assert host.slack.installer
    waits: list[float] = []
    real, known = asyncio.sleep, host.slack.installer.installed
    answers = [known, _busy, known]

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        host.fake._shut.clear()
        await real(0)

    async def next_known() -> list[object]:
        return await (answers.pop(0) if answers else known)()  # type: ignore[return-value]

    monkeypatch.setattr(host.slack.installer, "installed", next_known)
    monkeypatch.setattr(workspace_installer.asyncio, "sleep", sleep)
    host.fake.fail("oauth.v2.access", Fault(status=429, error="ratelimited", headers={"Retry-After": "300"}))
    renewing = asyncio.ensure_future(host.slack.installer.renew_tokens())
    while host.slack.workspaces["T2"].client.token != "xoxb-2-new":
        await real(0.01)
    renewing.cancel()
    await asyncio.gather(renewing, return_exceptions=True)
    assert waits[:2] == [300, workspace_installer.RENEW_SECONDS]


async def _busy() -> list[object]:
    raise StoreBusy


async def test_a_token_that_expired_while_the_bot_was_down_is_renewed_at_the_start(
    fake: FakeSlack, tmp_path: Path
) -> None:
    """Off for a weekend: the first thing is a fresh token, and the workspace is written to again."""
    more = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "key": KEY}
    fake.codes["c"] = granted(refresh_token="r1", expires_in=1)
    fake.codes["r1"] = granted(token="xoxb-2-new", refresh_token="r2", expires_in=43200)
    async with bench(fake, path=tmp_path / "snurr.db", **more) as host:
        await install(host, "c")
    del fake.teams["xoxb-2-secret"]
    async with bench(fake, path=tmp_path / "snurr.db", **more) as host:
        await until(lambda: host.slack.workspaces["T2"].client.token == "xoxb-2-new")
        await until(lambda: not host.slack.workspaces["T2"].parked)


async def test_a_removed_workspace_does_not_make_the_bot_unready(host: Bench, fake: FakeSlack) -> None:
    """/readyz does not depend on one installed workspace."""
    host.fake.codes["c"] = granted()
    await install(host, "c")
    del fake.teams["xoxb-2-secret"]
    await host.slack.workspaces["T2"].probe()
    assert host.slack.workspaces["T2"].parked == "invalid_auth"
    assert host.slack.problems() == []
    assert "Call 1 of 8" in (await host.command("/called - vm"))["text"]
