"""`POST /mcp`: a person's assistant reaches their log with their own rights, by the Model Context Protocol.

Each request is answered by itself: it carries its token, and nothing is kept between two of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from typing import Any

import structlog
from aiohttp import web

from adapters.common.assistant_door import AssistantDoor, DoorNotReady
from adapters.programs import mcp_revision, tools
from adapters.programs.callers import WINDOW, Caller, Callers
from adapters.programs.json_rpc import ErrorCode, Object, Request, RpcError, error_body, read_request, result_body
from bot.clock import Clock
from bot.dispatch.command_call import CommandEvent
from bot.dispatch.registry import Command, Registry
from bot.domain.access_tokens import TokenKind
from bot.errors import StoreError
from bot.language.i18n import Translator, translator_for
from bot.language.word_files import FIRST
from bot.messages.events import Pressed, Submission, Via
from bot.messages.press import Press
from bot.messages.seal import Sealer
from bot.ports import Handle, Store
from bot.records import record

log = structlog.get_logger()
PATH = "/mcp"
CURSOR = re.compile("[0-9]{1,6}")
BODY_LIMIT = 64 * 1024
"""Bytes of a request; a note of the longest kind has four thousand."""
REQUESTS_A_MINUTE = 60
"""Of one person; what changes the log is limited as their own lines are, and with them."""
STATUS = {ErrorCode.METHOD_NOT_FOUND: 404}
"""Of what is wrong in a request of the revision without a handshake; 400 for the others."""


@record(kw_only=True)
class Asker:
    """Who was let in: an assistant for a person, or, without one, a platform that asks what there is."""

    caller: Caller | None

    @property
    def translator(self) -> Translator:
        """The person's language."""
        return self.caller.translator if self.caller else translator_for(FIRST)


@dataclass(kw_only=True)
class Assistants:
    """Answers assistants; `origins` are the pages, beside none at all, that may ask.

    `doors` recognise the platforms' own assistants, which bring no token of Snurr's.
    """

    store: Store
    clock: Clock
    handle: Handle
    registry: Registry
    sealer: Sealer
    origins: frozenset[str] = frozenset()
    doors: Sequence[AssistantDoor] = ()
    page: int = 100
    """Tools in one answer; all of them, as some clients ask for no second one."""
    _callers: Callers = field(init=False)

    def __post_init__(self) -> None:
        self._callers = Callers(store=self.store, clock=self.clock, kind=TokenKind.ASSISTANT, most=REQUESTS_A_MINUTE)

    def routes(self) -> list[web.RouteDef]:
        """Return the one route; other methods than POST get 405, as there are no streams and no sessions."""
        return [web.post(PATH, self.answer)]

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one request; whoever it is from is asked before the body is read as anything."""
        origin = request.headers.get("Origin")
        if origin is not None and origin.casefold() not in self.origins:
            return web.Response(status=403)
        try:
            asker = await self._asker(request)
        except (StoreError, DoorNotReady):
            return web.Response(status=503, headers={"Retry-After": "5"})
        if asker is None:
            return _refused()
        # Without a person only the platform itself was let in, whose users are many.
        if asker.caller and not self._callers.has_room(asker.caller):
            return web.Response(status=429, headers={"Retry-After": str(int(WINDOW.total_seconds()))})
        if request.content_type != "application/json":
            return web.Response(status=415)
        body = await request.read()
        return web.Response(status=413) if len(body) > BODY_LIMIT else await self._answer(request, body, asker)

    async def _asker(self, request: web.Request) -> Asker | None:
        """Return for whom a request is, by a token or by what a door recognises; None for whoever proves nothing."""
        caller = await self._callers.bearer(request.headers.get("Authorization", ""))
        if caller:
            return Asker(caller=caller)
        headers = {name.lower(): request.headers.getall(name) for name in request.headers}
        door = next((each for each in self.doors if each.is_for(headers)), None)
        user = await door.user_of(headers, await request.read()) if door else None
        if user is None:
            return None
        if not user.user:
            return Asker(caller=None)
        caller = await self._callers.known(user)
        return Asker(caller=caller) if caller else None

    async def _answer(self, http: web.Request, body: bytes, asker: Asker) -> web.Response:
        request: Request | None = None
        revision = ""
        try:
            request = read_request(body)
            revision = mcp_revision.revision_of(request, http.headers)
            if request.id is None:
                return web.Response(status=202)  # nothing that a client may tell changes what it is answered
            if request.method == "tools/call":
                if asker.caller is None:
                    return _refused()
                result = await self._call(request.params, asker.caller)
            else:
                result = self._told(request, asker.translator)
        except RpcError as error:
            known = revision in mcp_revision.HANDSHAKE
            status = 200 if known else STATUS.get(error.code, 400)
            return web.json_response(error_body(request.id if request else None, error), status=status)
        return web.json_response(result_body(request.id, _of_revision(request, result, revision)))

    def _told(self, request: Request, translator: Translator) -> Object:
        """Return what there is, which no person's log is needed for; raises RpcError for an unknown method."""
        match request.method:
            case "initialize":
                agreed = mcp_revision.handshake(request.params.get("protocolVersion"))
                return {"protocolVersion": agreed, "serverInfo": SERVER, **_about(translator)}
            case "server/discover":
                versions = [mcp_revision.ALONE, *mcp_revision.HANDSHAKE]
                stamp = {f"{mcp_revision.META}serverInfo": SERVER}
                return {"supportedVersions": versions, "_meta": stamp, **_about(translator)}
            case "ping":
                return {}
            case "tools/list":
                return self._page(list(tools.tools(self.registry.commands, translator)), request.params.get("cursor"))
            case _:
                raise RpcError(ErrorCode.METHOD_NOT_FOUND, "There is no such method.")

    def _page(self, found: list[dict[str, Any]], cursor: object) -> Object:
        """Return the tools behind a cursor, which is how many came before; raises RpcError for what is none."""
        if cursor is not None and not (isinstance(cursor, str) and CURSOR.fullmatch(cursor)):
            raise RpcError(ErrorCode.INVALID_PARAMS, "There is no such cursor.")
        first = int(cursor) if isinstance(cursor, str) else 0
        more = {"nextCursor": str(first + self.page)} if first + self.page < len(found) else {}
        return {"tools": found[first : first + self.page], **more}

    async def _call(self, params: Object, caller: Caller) -> Object:
        name, arguments = params.get("name"), params.get("arguments")
        arguments = {} if arguments is None else arguments
        if not isinstance(name, str) or not isinstance(arguments, dict):
            raise RpcError(ErrorCode.INVALID_PARAMS, "A call has a name, and arguments that are an object.")
        make = self._press if name == tools.PRESS_TOOL else partial(self._submission, self._command(name))
        reply = await self.handle(make(_texts(arguments), caller))
        return tools.answer(reply, self._seals(caller))

    def _command(self, name: str) -> Command:
        found = next((each for each in self.registry if each.for_programs and tools.tool_name(each) == name), None)
        if found is None:
            raise RpcError(ErrorCode.INVALID_PARAMS, "There is no such tool.")
        return found

    def _submission(self, command: Command, values: Mapping[str, str], caller: Caller) -> CommandEvent:
        if unknown := sorted(values.keys() - {arg.name for arg in command.said_args}):
            raise RpcError(ErrorCode.INVALID_PARAMS, f"The tool takes no {unknown[0][:40]!r}.")
        return Submission(
            verb=command.verb, values=values, key=caller.key, **caller.event_fields(Via.ASSISTANT, self.clock.now())
        )

    def _press(self, values: Mapping[str, str], caller: Caller) -> CommandEvent:
        try:
            opened = self._sealer(caller).open(values.get(tools.BUTTON, ""), str(caller.person.id))
            press = Press.unpack(opened)
        except ValueError:
            raise RpcError(ErrorCode.INVALID_PARAMS, "That is no value of a button.") from None
        return Pressed(press=press, key=caller.key, **caller.event_fields(Via.ASSISTANT, self.clock.now()))

    def _seals(self, caller: Caller) -> Callable[[Press], str | None]:
        sealer, by_verb = self._sealer(caller), {each.verb: each for each in self.registry}

        def offered(press: Press) -> str | None:
            return sealer.seal(press.pack(), str(caller.person.id)) if tools.is_open(press, by_verb) else None

        return offered

    def _sealer(self, caller: Caller) -> Sealer:
        return self.sealer.at(Via.ASSISTANT, caller.tenant)


def _refused() -> web.Response:
    log.info("mcp.refused")
    return web.Response(status=401, headers={"WWW-Authenticate": 'Bearer realm="snurr", error="invalid_token"'})


SERVER = {"name": "snurr", "title": "Snurr", "version": version("snurr")}


def _about(translator: Translator) -> Object:
    return {"capabilities": {"tools": {}}, "instructions": translator.m(tools.INSTRUCTIONS)}


def _texts(arguments: Object) -> dict[str, str]:
    """Return arguments as texts; raises RpcError for what nobody could type."""
    found = {name: value for name, value in arguments.items() if value is not None}
    if wrong := [name for name, value in found.items() if isinstance(value, bool) or not isinstance(value, str | int)]:
        raise RpcError(ErrorCode.INVALID_PARAMS, f"{wrong[0][:40]!r} is no text.")
    return {name: str(value) for name, value in found.items()}


def _of_revision(request: Request, result: Object, revision: str) -> Object:
    """Return a result with what the revision without a handshake asks of it."""
    if revision != mcp_revision.ALONE:
        return result
    cache = {} if request.method == "tools/call" else {"ttlMs": 0, "cacheScope": "private"}
    return {"resultType": "complete", **cache, **result}
