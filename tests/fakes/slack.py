"""A Slack on loopback: the Web API, Socket Mode, and a hand that types and presses with Slack's signature."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import io
import itertools
import json
import ssl
import time
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Any, Self
from urllib.parse import urlencode

import aiohttp
from aiohttp import WSMsgType, web

from tests.fakes.slack_blocks import of_message, of_view

Answer = dict[str, Any]
TOKEN, APP_TOKEN, SECRET = "xoxb-1-test", "xapp-1-test", "s3cret-of-the-test"
TEAM, BOT = "T1", "UBOT"
CLIENT_ID, CLIENT_SECRET = "1.2", "client-s3cret"
TRIGGER_SECONDS = 3.0


@dataclass(frozen=True, kw_only=True)
class Fault:
    """How one call fails: `kept` says whether Slack did what was asked all the same."""

    status: int = 200
    error: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    raw: bytes = b""
    kept: bool = False
    drop: bool = False
    silent_seconds: float = 0.0


@dataclass(kw_only=True)
class Message:
    """One posted message."""

    channel: str
    ts: str
    text: str
    blocks: list[Answer]
    metadata: Answer = field(default_factory=dict)
    thread: str = ""
    only_for: str = ""
    edits: int = 0
    at: float = 0.0

    def labels(self) -> list[str]:
        """The labels of its buttons."""
        return [label for label, _ in _pressable(self.blocks)]


@dataclass(kw_only=True, repr=False)  # asyncio spells a task's result out at its end, and nobody reads it
class FakeSlack:
    """One workspace; everything that reaches it is written down."""

    users: dict[str, Answer] = field(default_factory=dict)
    channels: dict[str, Answer] = field(default_factory=dict)
    calls: list[tuple[str, Answer]] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    hooks: list[tuple[int, Answer]] = field(default_factory=list)
    views: dict[str, Answer] = field(default_factory=dict)
    files: dict[str, Answer] = field(default_factory=dict)
    homes: dict[str, Answer] = field(default_factory=dict)
    ended: dict[str, Answer] = field(default_factory=dict)
    """How each step of a workflow ended: with outputs, or with an error."""
    refused: list[str] = field(default_factory=list)
    """Blocks that Slack would not draw, late triggers, calls before Retry-After was over."""
    faults: dict[str, deque[Fault | None]] = field(default_factory=lambda: defaultdict(deque))
    handshakes_refused: int = 0
    scopes_missing: frozenset[str] = frozenset()
    charts_refused: bool = False
    ahead_seconds: float = 0.0
    """How far Slack's clock is ahead of the machine's, as its answers and the stamps of messages say."""
    scopes: tuple[str, ...] = ()
    """What `x-oauth-scopes` names."""
    teams: dict[str, str] = field(default_factory=lambda: {TOKEN: TEAM})
    """Which workspace a token opens."""
    codes: dict[str, Answer] = field(default_factory=dict)
    """What a code or a refresh token is changed for, once."""
    connections: set[int] = field(default_factory=set)
    """Every connection that a call came over."""
    tls: ssl.SSLContext | None = None
    """With it Slack answers by TLS under its own host names, which only a proxy leads here."""
    port: int = 0
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _triggers: dict[str, float] = field(default_factory=dict)
    _shut: dict[str, float] = field(default_factory=dict)
    _tickets: set[str] = field(default_factory=set)
    _lines: list[web.WebSocketResponse] = field(default_factory=list)
    _acks: dict[str, asyncio.Future[Answer]] = field(default_factory=dict)
    session: aiohttp.ClientSession = field(init=False)
    _runner: web.AppRunner = field(init=False)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/hook/{number}", self._hook)
        app.router.add_post("/upload/{file}", self._upload)
        app.router.add_get("/link", self._link)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, ssl_context=self.tls)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=15))
        return self

    async def __aexit__(self, *_: object) -> None:
        for line in self._lines:
            await line.close()
        await self.session.close()
        await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """Base of the Web API."""
        return self._url("slack.com", "/api/")

    def _url(self, host: str, path: str, scheme: str = "http") -> str:
        return f"{scheme}s://{host}{path}" if self.tls else f"{scheme}://127.0.0.1:{self.port}{path}"

    def person(self, user: str, name: str, **more: object) -> None:
        """Add a full member, or whatever `more` makes of them."""
        self.users[user] = {
            "id": user,
            "team_id": TEAM,
            "real_name": name,
            "tz": "Europe/Oslo",
            "locale": "en-GB",
        } | more

    def fail(self, method: str, *faults: Fault | None) -> None:
        """Let the next calls of a method fail, one fault each; None lets one through."""
        self.faults[method].extend(faults)

    def to(self, channel: str) -> list[Message]:
        """Return what was posted to a channel, or to a person by user id."""
        return [message for message in self.messages if message.channel in (channel, _dm(channel))]

    def called(self, method: str) -> list[Answer]:
        """Return the arguments of every call of a method."""
        return [args for name, args in self.calls if name == method]

    # the Web API

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        args = dict(request.query) if request.method == "GET" else await _arguments(request)
        self.calls.append((method, args))
        self.connections.add(id(request.transport))
        if time.monotonic() < self._shut.get(method, 0.0):
            self.refused.append(f"{method} before Retry-After was over")
        fault = self.faults[method].popleft() if self.faults[method] else None
        if fault is None or fault.kept:
            answer = self._answer(request, method, args)
        if fault is None:
            date = formatdate(time.time() + self.ahead_seconds, usegmt=True)  # noqa: TID251 - the server's own clock
            return web.json_response(answer, headers={"x-oauth-scopes": ",".join(self.scopes), "Date": date})
        return await self._failed(request, method, fault)

    async def _failed(self, request: web.Request, method: str, fault: Fault) -> web.StreamResponse:
        if fault.silent_seconds:
            await asyncio.sleep(fault.silent_seconds)
        if fault.drop and request.transport:
            request.transport.abort()
        if fault.headers.get("Retry-After", "").isdigit():
            self._shut[method] = time.monotonic() + int(fault.headers["Retry-After"])
        if fault.raw:
            return web.Response(status=fault.status, body=fault.raw, headers=fault.headers)
        if fault.body:
            kind = {"Content-Type": "application/json"} if fault.body.startswith("{") else {}
            return web.Response(status=fault.status, text=fault.body, headers=kind | dict(fault.headers))
        return web.json_response({"ok": False, "error": fault.error}, status=fault.status, headers=fault.headers)

    def _answer(self, request: web.Request, method: str, args: Answer) -> Answer:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        known = {APP_TOKEN} if method == "apps.connections.open" else set(self.teams)
        args["team"] = self.teams.get(token)
        if token not in known and method != "oauth.v2.access":
            return _no("invalid_auth" if token else "not_authed")
        if method in self.scopes_missing:
            return _no("missing_scope")
        do = getattr(self, "_do_" + method.replace(".", "_"), None)
        found: Answer = do(args) if do else _no("unknown_method")
        wrong = ("invalid_blocks", "msg_blocks_too_long", "expired_trigger_id")
        if not found["ok"] and found["error"] in wrong and "expected" not in found:
            self.refused.append(f"{method}: {found}")
        return found

    def _do_functions_completeSuccess(self, args: Answer) -> Answer:
        return self._ended(args, outputs=args["outputs"])

    def _do_functions_completeError(self, args: Answer) -> Answer:
        return self._ended(args, error=args["error"])

    def _ended(self, args: Answer, **how: Any) -> Answer:
        execution = args["function_execution_id"]
        if execution in self.ended:
            return _no("function_execution_already_completed")
        self.ended[execution] = how
        return _yes()

    def _do_auth_test(self, args: Answer) -> Answer:
        return _yes(team_id=args["team"], user_id=BOT, bot_id="B1", team="Nord", url="https://nord.slack.com/")

    def _do_oauth_v2_access(self, args: Answer) -> Answer:
        granted = self.codes.pop(args.get("code") or args.get("refresh_token", ""), None)
        if granted is None or args.get("client_secret") != CLIENT_SECRET:
            return _no("invalid_code")
        self.teams[granted["access_token"]] = granted["team"]["id"]
        return _yes(**granted)

    def _do_users_info(self, args: Answer) -> Answer:
        user = self.users.get(args["user"])
        if user is None:
            return _no("user_not_found")
        here = {"team_id": args["team"]} if user["team_id"] == TEAM else {}
        shown = {k: v for k, v in user.items() if k != "locale" or args.get("include_locale") == "true"}
        return _yes(user=shown | here)

    def _do_users_conversations(self, args: Answer) -> Answer:
        return _yes(channels=[channel for channel in self.channels.values() if channel.get("member")])

    def _do_conversations_info(self, args: Answer) -> Answer:
        found = self.channels.get(args["channel"])
        return _yes(channel=found) if found else _no("channel_not_found")

    def _do_conversations_open(self, args: Answer) -> Answer:
        return _yes(channel={"id": _dm(args["users"])}) if args["users"] in self.users else _no("user_not_found")

    def _do_conversations_history(self, args: Answer) -> Answer:
        found = [message for message in self.messages if message.channel == args["channel"] and not message.only_for]
        shown = [message for message in found if float(message.ts) >= float(args.get("oldest", 0))]
        all_metadata = args.get("include_all_metadata") == "true"
        return _yes(
            messages=[{"ts": e.ts, "text": e.text} | ({"metadata": e.metadata} if all_metadata else {}) for e in shown]
        )

    def _do_chat_postMessage(self, args: Answer) -> Answer:
        return self._posted(args)

    def _do_chat_postEphemeral(self, args: Answer) -> Answer:
        return self._posted(args, only_for=args["user"])

    def _posted(self, args: Answer, only_for: str = "") -> Answer:
        channel = self._channel(args["channel"])
        if isinstance(channel, dict):
            return channel
        if problem := self._refusal(args):
            return problem
        message = Message(
            channel=channel,
            ts=f"{time.time() + self.ahead_seconds + next(self._numbers) / 1e6:.6f}",  # noqa: TID251 - its own stamp
            text=args.get("text", ""),
            blocks=args.get("blocks", []),
            metadata=args.get("metadata", {}),
            thread=args.get("thread_ts", ""),
            only_for=only_for,
            at=time.monotonic(),
        )
        self.messages.append(message)
        return _yes(channel=channel, ts=message.ts, message_ts=message.ts)

    def _channel(self, target: str) -> str | Answer:
        """A person's own id opens the direct messages with them."""
        if target in self.users:
            return _dm(target)
        if target.startswith("D") and f"U{target[1:]}" in self.users:
            return target
        found = next((e for e in self.channels.values() if target in (e["id"], f"#{e['name']}")), None)
        if found is None:
            return _no("channel_not_found")
        if found.get("is_archived"):
            return _no("is_archived")
        return str(found["id"]) if found.get("member") else _no("not_in_channel")

    def _refusal(self, args: Answer) -> Answer | None:
        blocks, text = args.get("blocks", []), args.get("text", "")
        if not blocks and not text:
            return _no("no_text")
        if self.charts_refused and any(block["type"] == "data_visualization" for block in blocks):
            return _no("invalid_blocks", expected=True)
        if problems := of_message(blocks, text):
            return _no(
                "msg_blocks_too_long" if "msg_blocks_too_long" in problems else "invalid_blocks", problems=problems
            )
        return None

    def _do_chat_update(self, args: Answer) -> Answer:
        found = next((e for e in self.messages if (e.channel, e.ts) == (args["channel"], args["ts"])), None)
        if found is None or found.only_for:
            return _no("message_not_found")
        if problem := self._refusal(args):
            return problem
        found.text, found.blocks, found.edits = args.get("text", ""), args.get("blocks", []), found.edits + 1
        return _yes(channel=found.channel, ts=found.ts)

    def _do_views_open(self, args: Answer) -> Answer:
        began = self._triggers.pop(args["trigger_id"], 0.0)
        if time.monotonic() - began > TRIGGER_SECONDS:
            return _no("expired_trigger_id")
        return self._viewed(args["view"], f"V{next(self._numbers)}")

    def _do_views_update(self, args: Answer) -> Answer:
        return self._viewed(args["view"], args["view_id"]) if args["view_id"] in self.views else _no("not_found")

    def _viewed(self, view: Answer, view_id: str) -> Answer:
        if problems := of_view(view):
            return _no("invalid_blocks", problems=problems)
        self.views[view_id] = view | {"id": view_id, "hash": f"h{next(self._numbers)}"}
        return _yes(view=self.views[view_id])

    def _do_views_publish(self, args: Answer) -> Answer:
        if problems := of_view(args["view"]):
            return _no("invalid_blocks", problems=problems)
        self.homes[args["user_id"]] = args["view"] | {"id": f"H{args['user_id']}", "hash": f"h{next(self._numbers)}"}
        return _yes(view=self.homes[args["user_id"]])

    def _do_files_getUploadURLExternal(self, args: Answer) -> Answer:
        file = f"F{next(self._numbers)}"
        self.files[file] = args
        return _yes(file_id=file, upload_url=self._url("files.slack.com", f"/upload/{file}"))

    async def _upload(self, request: web.Request) -> web.Response:
        self.files[request.match_info["file"]]["bytes"] = await request.read()
        return web.Response(text="OK")

    def _do_files_completeUploadExternal(self, args: Answer) -> Answer:
        for arg in args["files"]:
            self.files[arg["id"]] |= {"title": arg["title"], "channel": args["channel_id"]}
        return _yes(files=args["files"])

    async def _hook(self, request: web.Request) -> web.Response:
        args = await request.json()
        if problem := self._refusal(args):
            return web.json_response(problem)
        self.hooks.append((int(request.match_info["number"]), args))
        return web.Response(text="ok")

    # Socket Mode

    def _do_apps_connections_open(self, args: Answer) -> Answer:
        ticket = f"t{next(self._numbers)}"
        self._tickets.add(ticket)
        return _yes(url=self._url("wss-primary.slack.com", f"/link?ticket={ticket}", "ws"))

    async def _link(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query["ticket"]
        spent = ticket not in self._tickets
        self._tickets.discard(ticket)
        if spent or self.handshakes_refused:
            self.handshakes_refused -= not spent
            return web.Response(status=403)
        line = web.WebSocketResponse()
        await line.prepare(request)
        await line.send_json({"type": "hello", "num_connections": 1})
        self._lines.append(line)
        async for message in line:
            if message.type is WSMsgType.TEXT and message.data.startswith("{"):
                ack = json.loads(message.data)
                if waiting := self._acks.pop(ack["envelope_id"], None):
                    waiting.set_result(ack.get("payload") or {})
        self._lines.remove(line)
        return line

    @property
    def lines(self) -> int:
        """How many sockets are open."""
        return len(self._lines)

    async def drop_lines(self) -> None:
        """Close every socket."""
        for line in list(self._lines):
            await line.close()

    async def whisper(self, text: str) -> None:
        """Send any text over the socket."""
        await self._lines[-1].send_str(text)

    async def refresh_line(self) -> None:
        """Announce that the socket will be closed, as Slack does every few hours."""
        await self._lines[-1].send_json({"type": "disconnect", "reason": "refresh_requested", "debug_info": {}})

    async def envelope(self, kind: str, payload: Answer) -> Answer:
        """Send an envelope over the socket and return its acknowledgement."""
        envelope = f"e{next(self._numbers)}"
        self._acks[envelope] = asyncio.get_running_loop().create_future()
        await self._lines[-1].send_json({"type": kind, "envelope_id": envelope, "payload": payload})
        return await asyncio.wait_for(self._acks[envelope], 60)

    # the hand that types

    def trigger(self) -> str:
        """Return a fresh trigger id."""
        trigger = f"{next(self._numbers)}.trigger"
        self._triggers[trigger] = time.monotonic()
        return trigger

    def hook_url(self) -> str:
        """Return a fresh response_url."""
        return self._url("hooks.slack.com", f"/hook/{next(self._numbers)}")

    def command_body(self, name: str, text: str, user: str = "U1", channel: str = "D1", named: str = "") -> Answer:
        """Return the fields of a slash command."""
        return {
            "command": name,
            "text": text,
            "team_id": TEAM,
            "user_id": user,
            "channel_id": channel,
            "channel_name": named or "directmessage",
            "trigger_id": self.trigger(),
            "response_url": self.hook_url(),
        }

    def event_body(self, event: Answer) -> Answer:
        """Return an event as the Events API wraps it."""
        return {"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{next(self._numbers)}", "event": event}

    def step_event(self, callback: str, execution: str, user: str = "U1", **inputs: object) -> Answer:
        """Return that a workflow runs a step, for somebody, with what was filled in."""
        who = {"who": {"id": user, "secret": "s"}} if user else {}
        event = {
            "type": "function_executed",
            "function": {"id": "Fn1", "callback_id": callback, "title": "A step", "type": "app"},
            "inputs": who | inputs,
            "function_execution_id": execution,
            "workflow_execution_id": "Wx1",
            "event_ts": "1.0",
            "bot_access_token": "xwfp-1",
        }
        return self.event_body(event)

    def message_event(self, text: str, user: str = "U1", **more: object) -> Answer:
        """Return a direct message as typed: escaped as Slack escapes."""
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        stamp = f"{time.time() + next(self._numbers) / 1e6:.6f}"  # noqa: TID251
        message = {
            "type": "message",
            "channel_type": "im",
            "channel": _dm(user),
            "user": user,
            "text": escaped,
            "ts": stamp,
        }
        return self.event_body(message | more)

    def press_body(self, where: Message | Answer, label: str, user: str = "U1", channel: str = "") -> Answer:
        """Return the press of a button, by its label, on a message, a modal or a Home."""
        blocks = where.blocks if isinstance(where, Message) else where["blocks"]
        action = dict(_pressable(blocks))[label]
        body: Answer = {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": user, "team_id": TEAM},
            "trigger_id": self.trigger(),
            "actions": [action],
        }
        if isinstance(where, Message):
            container = {"type": "message", "channel_id": where.channel, "message_ts": where.ts}
            container |= {"is_ephemeral": True} if where.only_for else {}
            return body | {"container": container, "channel": {"id": where.channel}, "response_url": self.hook_url()}
        return body | {"container": {"type": "view", "view_id": where["id"]}, "view": where}

    def submit_body(self, view: Answer, values: Mapping[str, str], user: str = "U1") -> Answer:
        """Return a filled-in modal; what is not named keeps what it was shown with."""
        state = {block["block_id"]: _filled(block, values) for block in view["blocks"] if block["type"] == "input"}
        return {
            "type": "view_submission",
            "team": {"id": TEAM},
            "user": {"id": user, "team_id": TEAM},
            "view": view | {"state": {"values": state}},
        }

    def shortcut_body(self, callback: str, message: str = "", user: str = "U1") -> Answer:
        """Return a global shortcut, or with `message` a message shortcut."""
        body: Answer = {"team": {"id": TEAM}, "user": {"id": user, "team_id": TEAM}, "callback_id": callback}
        body |= {"trigger_id": self.trigger(), "type": "message_action" if message else "shortcut"}
        about = {"channel": {"id": "C1", "name": "sales"}, "message": {"text": message, "ts": "1.0"}}
        return body | (about | {"response_url": self.hook_url()} if message else {})

    def options_body(self, query: str, user: str = "U1") -> Answer:
        """Return what somebody types into an external select."""
        return {
            "type": "block_suggestion",
            "team": {"id": TEAM},
            "user": {"id": user, "team_id": TEAM},
            "action_id": "value",
            "block_id": "account",
            "value": query,
        }

    async def post(self, url: str, body: Answer, *, secret: str = SECRET) -> tuple[int, Any]:
        """Deliver a payload to the bot, signed, and return its status and its answer."""
        is_event = body.get("type") in ("event_callback", "url_verification")
        kind = "application/json" if is_event else "application/x-www-form-urlencoded"
        raw = json.dumps(body) if is_event else urlencode(body if "command" in body else {"payload": json.dumps(body)})
        return await self.raw(url, raw.encode(), signed(raw.encode(), secret=secret) | {"Content-Type": kind})

    async def raw(self, url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, Any]:
        """Deliver bytes as they are."""
        async with self.session.post(url, data=io.BytesIO(body), headers=dict(headers)) as response:
            text = await response.text()
            return response.status, json.loads(text) if text.startswith("{") else text


def signed(body: bytes, *, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    """Return the headers with which Slack vouches for a body."""
    stamp = str(int(time.time() if at is None else at))  # noqa: TID251
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


async def _arguments(request: web.Request) -> Answer:
    if request.content_type == "application/json":
        found: Answer = await request.json()
        return found
    form = {key: str(value) for key, value in (await request.post()).items()}
    return {key: json.loads(value) if value[:1] in "[{" else value for key, value in form.items()}


def _pressable(blocks: list[Answer]) -> list[tuple[str, Answer]]:
    found = []
    cards = [card for block in blocks for card in (block, *block.get("elements", ())) if card["type"] == "card"]
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    for element in (e for row in (*rows, *(card["actions"] for card in cards)) for e in row):
        if element["type"] == "button":
            found.append((element["text"]["text"], {k: element[k] for k in ("type", "action_id", "value")}))
        for option in element.get("options", []):
            action = {"type": "overflow", "action_id": element["action_id"], "selected_option": option}
            found.append((option["text"]["text"], action))
    for element in (e for block in blocks if block["type"] == "context_actions" for e in block["elements"]):
        for button in (element["positive_button"], element["negative_button"]):
            action = {"type": element["type"], "action_id": element["action_id"], "value": button["value"]}
            found.append((button["text"]["text"], action))
    return found


def _filled(block: Answer, values: Mapping[str, str]) -> Answer:
    element, name = block["element"], block["block_id"]
    kind, given = element["type"], values.get(name)
    value: Answer = {"type": kind}
    if kind in ("static_select", "external_select"):
        options = [*element.get("options", []), *([element["initial_option"]] if "initial_option" in element else [])]
        named = next((o for o in options if given in (o["value"], o["text"]["text"])), None)
        chosen = element.get("initial_option") if given is None else named or {"value": given}
        value["selected_option"] = chosen
    elif kind == "datepicker":
        value["selected_date"] = element.get("initial_date") if given is None else given
    else:
        value["value"] = element.get("initial_value") if given is None else given
    return {element["action_id"]: value}


def _dm(user: str) -> str:
    return f"D{user[1:]}" if user.startswith("U") else user


def _yes(**values: object) -> Answer:
    return {"ok": True} | values


def _no(error: str, **values: object) -> Answer:
    return {"ok": False, "error": error} | values
