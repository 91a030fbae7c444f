"""Microsoft on loopback: login, keys, the Bot Connector, and a client that types and presses with real tokens."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Self

import aiohttp
import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.fakes.slack import Fault
from tests.fakes.teams_cards import Json, of_activity

APP, PASSWORD = "11111111-2222-4333-8444-555555555555", "s3cret-of-the-app"
TENANT = "66666666-7777-4888-8999-aaaaaaaaaaaa"
BOT = f"28:{APP}"
AUDIENCE = "api://snurr"
"""For whom tokens are that Microsoft 365 brings."""
ISSUER = "https://api.botframework.com"
CHANNEL = "19:sales@thread.tacv2"
TEAM = "19:team@thread.tacv2"
BETWEEN_PEOPLE = "@unq.gbl.spaces"
"""How the id of a chat between two people ends, in which no bot can be."""


@dataclass(kw_only=True)
class Posted:
    """One activity as the people of a conversation see it."""

    conversation: str
    id: str
    activity: Json
    only_for: str = ""
    edits: int = 0
    at: float = 0.0

    @property
    def card(self) -> Json:
        """Its card, if it has one."""
        found = self.activity.get("attachments") or [{}]
        content: Json = found[0].get("content", {})
        return content

    @property
    def text(self) -> str:
        """What a reader aloud says."""
        return str(self.activity.get("text") or self.card.get("fallbackText") or "")


@cache
def _signing_key(kid: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _published(kid: str) -> Json:
    """Return a public key as a directory shows it."""
    return {**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(_signing_key(kid).public_key())), "kid": kid}


@dataclass(kw_only=True, repr=False)  # asyncio spells a task's result out at its end, and nobody reads it
class FakeTeams:
    """One tenant; everything that reaches it is written down."""

    people: dict[str, Json] = field(default_factory=dict)
    channels: list[Json] = field(default_factory=lambda: [{"id": CHANNEL, "name": "sales"}])
    general: str = TEAM
    """The id of the team that is asked for its channels, which is that of its channel General."""
    posts: list[Posted] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    faults: dict[str, deque[Fault | None]] = field(default_factory=lambda: defaultdict(deque))
    targeted: bool = True
    keys: dict[str, rsa.RSAPrivateKey] = field(default_factory=dict)
    published: list[str] = field(default_factory=list)
    endorsements: tuple[str, ...] = ("msteams",)
    odd_keys: list[object] = field(default_factory=list)
    only_below: bool = False
    """Whether the login is found below the tenant alone."""
    tokens: set[str] = field(default_factory=set)
    port: int = 0
    session: aiohttp.ClientSession = field(init=False)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _runner: web.AppRunner = field(init=False)

    async def __aenter__(self) -> Self:
        self.roll("k1")
        app = web.Application()
        app.router.add_post("/login/{rest:.*}", self._login)
        app.router.add_get("/login/{tenant}/v2.0/.well-known/openid-configuration", self._directory)
        app.router.add_get("/directory-keys", self._directory_keys)
        app.router.add_get("/metadata", self._metadata)
        app.router.add_get("/keys", self._keys)
        app.router.add_route("*", "/service/v3/{rest:.*}", self._service)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]
        self.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=15))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.session.close()
        await self._runner.cleanup()

    @property
    def base(self) -> str:
        """The address of everything here."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def service(self) -> str:
        """The serviceUrl of activities."""
        return f"{self.base}/service/"

    def environment(self) -> dict[str, str]:
        """Return the settings of a bot that knows this tenant."""
        return {
            "MICROSOFT_APP_ID": APP,
            "MICROSOFT_APP_PASSWORD": PASSWORD,
            "MICROSOFT_APP_TENANT_ID": TENANT,
            "TO_CHANNEL_FROM_BOT_LOGIN_URL": f"{self.base}/login/{TENANT}",
            "TO_CHANNEL_FROM_BOT_OAUTH_SCOPE": "https://api.botframework.com/.default",
            "TO_BOT_FROM_CHANNEL_TOKEN_ISSUER": ISSUER,
            "OAUTH_URL": f"{self.base}/oauth",
            "TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL": f"{self.base}/metadata",
            "TO_BOT_FROM_EMULATOR_OPENID_METADATA_URL": f"{self.base}/metadata",
            "SNURR_SERVICE_HOSTS": "127.0.0.1",
            "SNURR_ADMINS": "teams:aad-1",
        }

    def person(self, number: int, name: str, **more: object) -> None:
        """Add somebody with the object id aad-N, or whatever `more` makes of them."""
        user = f"29:{number}"
        known = {"id": user, "name": name, "aadObjectId": f"aad-{number}", "tenantId": TENANT, "userRole": "user"}
        self.people[user] = known | more

    def roll(self, kid: str) -> None:
        """Sign with another key from now on, the same for a name in every tenant, and publish it alone."""
        self.keys[kid] = _signing_key(kid)
        self.published = [kid]

    def fail(self, what: str, *faults: Fault | None) -> None:
        """Let the next calls fail: "login", "keys", "post", "put", "open", "member"; None lets one through.

        "post a:1" fails posts to one conversation alone.
        """
        self.faults[what].extend(faults)

    def to(self, conversation: str) -> list[Posted]:
        """Return what stands in a conversation."""
        return [post for post in self.posts if post.conversation == conversation]

    # login and keys

    async def _faulty(self, request: web.Request, what: str) -> web.StreamResponse | None:
        rest = request.match_info.get("rest", "").split("/")
        queue = self.faults[what] or self.faults[f"{what} {rest[1] if rest[1:] else ''}"]
        fault = queue.popleft() if queue else None
        if fault is None:
            return None
        if fault.kept and what == "post":
            self._post(request.match_info["rest"], await request.json(), request)
        if fault.silent_seconds:
            await asyncio.sleep(fault.silent_seconds)
        if fault.kept and what == "member":
            return None  # late, and answered all the same
        if fault.drop and request.transport:
            request.transport.abort()
        answer = fault.body or json.dumps({"error": {"code": fault.error, "message": fault.error}})
        return web.Response(status=fault.status, text=answer, headers=dict(fault.headers))

    async def _login(self, request: web.Request) -> web.StreamResponse:
        self.calls.append(("LOGIN", request.path))
        if fault := await self._faulty(request, "login"):
            return fault
        form = await request.post()
        where = f"/{TENANT}/oauth2/v2.0/token" if self.only_below else "/oauth2/v2.0/token"
        if not request.path.endswith(where):
            return web.Response(status=404)
        if (form.get("client_id"), form.get("client_secret")) != (APP, PASSWORD):
            return web.json_response({"error": "invalid_client"}, status=401)
        token = f"out-{next(self._numbers)}"
        self.tokens = {token}
        return web.json_response({"token_type": "Bearer", "access_token": token, "expires_in": 3600})

    async def _metadata(self, request: web.Request) -> web.StreamResponse:
        self.calls.append(("KEYS", request.path))
        if fault := await self._faulty(request, "keys"):
            return fault
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.base}/keys"})

    async def _keys(self, request: web.Request) -> web.StreamResponse:
        shown = [json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.keys[kid].public_key())) for kid in self.published]
        named = [
            key | {"kid": kid, "endorsements": list(self.endorsements)}
            for key, kid in zip(shown, self.published, strict=True)
        ]
        return web.json_response({"keys": [*self.odd_keys, *named]})

    async def _directory(self, request: web.Request) -> web.StreamResponse:
        if fault := await self._faulty(request, "directory"):
            return fault
        return web.json_response({"jwks_uri": f"{self.base}/directory-keys"})

    async def _directory_keys(self, request: web.Request) -> web.StreamResponse:
        return web.json_response({"keys": [_published("d1")]})

    # the connector

    async def _service(self, request: web.Request) -> web.StreamResponse:
        rest = request.match_info["rest"]
        self.calls.append((request.method, rest))
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in self.tokens:
            return web.json_response({"error": {"code": "Unauthorized"}}, status=401)
        what = _what(request.method, rest)
        if fault := await self._faulty(request, what):
            return fault
        if what == "member":
            if rest.split("/")[1].endswith(BETWEEN_PEOPLE):
                return _no(403, "BotNotInConversationRoster")
            found = self.people.get(rest.rpartition("/")[2])
            return web.json_response(found) if found else _no(404, "MemberNotFoundInConversation")
        if what == "channels":
            return web.json_response({"conversations": [{"id": self.general, "name": None}, *self.channels]})
        return self._written(what, rest, await request.json(), request)

    def _written(self, what: str, rest: str, body: Json, request: web.Request) -> web.StreamResponse:
        if what == "open":
            return web.json_response({"id": f"a:{body['members'][0]['id'].removeprefix('29:')}"})
        if problems := of_activity(body):
            self.refused.append(str(problems))
            return _no(400, "BadArgument")
        if what == "put":
            return self._put(rest, body)
        if request.query.get("isTargetedActivity") and not self.targeted:
            return _no(403, "ForbiddenOperationException")
        return web.json_response({"id": self._post(rest, body, request)}, status=201)

    def _post(self, rest: str, body: Json, request: web.Request) -> str:
        conversation = rest.split("/")[1]
        only_for = body.get("recipient", {}).get("id", "") if request.query.get("isTargetedActivity") else ""
        posted = Posted(
            conversation=conversation,
            id=str(next(self._numbers)),
            activity=body,
            only_for=only_for,
            at=time.monotonic(),
        )
        self.posts.append(posted)
        return posted.id

    def _put(self, rest: str, body: Json) -> web.StreamResponse:
        _, conversation, _, activity = rest.split("/")
        found = next(
            (e for e in self.posts if (e.conversation.partition(";")[0], e.id) == (conversation, activity)), None
        )
        if found is None:
            return _no(404, "ActivityNotFoundInConversation")
        found.activity, found.edits = body, found.edits + 1
        return web.json_response({"id": found.id})

    # the client

    def token(self, **claims: object) -> str:
        """Return a token as Microsoft signs it, with other claims or headers where named."""
        now = int(time.time())  # noqa: TID251 - tokens bear machine time
        head = {"kid": claims.pop("kid", next(reversed(self.keys)))}
        said = {"iss": ISSUER, "aud": APP, "nbf": now - 5, "exp": now + 600, "serviceurl": self.service} | claims
        said = {name: value for name, value in said.items() if value is not None}
        key = self.keys.get(str(head["kid"]), next(iter(self.keys.values())))
        return jwt.encode(said, key, algorithm="RS256", headers=head)

    def user_token(self, user: int = 1, **claims: object) -> str:
        """Return a token that the tenant's directory makes for a person, with other claims or headers where named."""
        now = int(time.time())  # noqa: TID251 - tokens bear machine time
        head = {"kid": claims.pop("kid", "d1")}
        said = {
            "iss": f"{self.base}/login/{TENANT}/v2.0",
            "aud": AUDIENCE,
            "nbf": now - 5,
            "exp": now + 600,
            "tid": TENANT,
            "oid": self.people[f"29:{user}"]["aadObjectId"],
            "scp": "access_as_user",
        } | claims
        said = {name: value for name, value in said.items() if value is not None}
        return jwt.encode(said, _signing_key("d1"), algorithm="RS256", headers=head)

    def activity(self, kind: str, user: int = 1, *, channel: bool = False, thread: str = "", **more: object) -> Json:
        """Return an activity as Teams sends it."""
        person = self.people[f"29:{user}"]
        conversation: Json = {"id": f"a:{user}", "conversationType": "personal", "tenantId": TENANT}
        data: Json = {"tenant": {"id": TENANT}}
        if channel:
            conversation |= {"id": CHANNEL + (f";messageid={thread}" if thread else ""), "conversationType": "channel"}
            data |= {"channel": {"id": CHANNEL}, "team": {"id": TEAM}}
        found: Json = {
            "type": kind,
            "id": f"m{next(self._numbers)}",
            "timestamp": "2026-11-24T07:00:00Z",
            "serviceUrl": self.service,
            "channelId": "msteams",
            "from": {"id": person["id"], "name": person["name"], "aadObjectId": person["aadObjectId"]},
            "recipient": {"id": BOT, "name": "Snurr"},
            "conversation": conversation,
            "channelData": data,
            "locale": "en-GB",
            "localTimezone": "Europe/Oslo",
        }
        return found | more

    def message(self, text: str, user: int = 1, **more: Any) -> Json:
        """Return a message; in a channel it mentions the bot."""
        found = self.activity("message", user, **more)
        if more.get("channel"):
            found["entities"] = [
                {"type": "mention", "text": "<at>Snurr</at>", "mentioned": {"id": BOT, "name": "Snurr"}}
            ]
            text = f"<at>Snurr</at>{text}"
        return found | {"text": text, "textFormat": "plain"}

    def press(
        self, posted: Posted, label: str, user: int = 1, values: Mapping[str, str] | None = None, **more: Any
    ) -> Json:
        """Return the press of a card's button, with what was filled in."""
        return self.press_card(posted.card, label, user, values, replyToId=posted.id, **more)

    def press_card(
        self, card: Json, label: str, user: int = 1, values: Mapping[str, str] | None = None, **more: Any
    ) -> Json:
        """Return the press of a button of a card that an answer brought."""
        action = button(card, label)
        data = action["data"] | inputs(card) | {f"in.{name}": value for name, value in (values or {}).items()}
        if data.get("msteams", {}).get("type") == "task/fetch":
            return self.activity("invoke", user, name="task/fetch", value={"data": data}, **more)
        if action["type"] == "Action.Submit":
            return self.activity("message", user, value=data, **more)
        value = {"action": {"type": "Action.Execute", "verb": action["verb"], "data": data}, "trigger": "manual"}
        return self.activity("invoke", user, name="adaptiveCard/action", value=value, **more)

    def submit(
        self, card: Json, values: Mapping[str, str], user: int = 1, name: str = "task/submit", label: str = ""
    ) -> Json:
        """Return a dialog that was filled in."""
        action = button(card, label) if label else card["actions"][0]
        data = action["data"] | inputs(card) | {f"in.{name}": value for name, value in values.items()}
        return self.activity("invoke", user, name=name, value={"data": data, "commandId": "promise"})

    async def deliver(self, url: str, activity: Json, token: str | None = None) -> tuple[int, Any]:
        """Deliver an activity with Microsoft's token, and return the status and the answer."""
        return await self.raw(url, json.dumps(activity).encode(), f"Bearer {token or self.token()}")

    async def raw(self, url: str, body: bytes, authorization: str | None) -> tuple[int, Any]:
        """Deliver bytes as they are."""
        headers = {"Content-Type": "application/json"}
        headers |= {"Authorization": authorization} if authorization is not None else {}
        async with self.session.post(url, data=body, headers=headers) as response:
            text = await response.text()
            return response.status, json.loads(text) if text.startswith("{") else text


def button(card: Json, label: str) -> Json:
    """Return a card's action by its title."""
    rows = [card.get("actions", []), *(element.get("actions", []) for element in card["body"])]
    found: Json = next(action for row in rows for action in row if action["title"] == label)
    return found


def labels(card: Json) -> list[str]:
    """Return the titles of a card's actions."""
    rows = [card.get("actions", []), *(element.get("actions", []) for element in card["body"])]
    return [action["title"] for row in rows for action in row]


def inputs(card: Json) -> Json:
    """Return what a card's inputs hold before anybody types."""
    return {
        element["id"]: element.get("value", "")
        for element in card["body"]
        if str(element.get("type")).startswith("Input.")
    }


def _what(method: str, rest: str) -> str:
    if method == "GET":
        return "channels" if rest.startswith("teams/") else "member"
    return "put" if method == "PUT" else "post" if rest.endswith("/activities") else "open"


def _no(status: int, code: str) -> web.Response:
    return web.json_response({"error": {"code": code, "message": code}}, status=status)
