"""`POST /in/SECRET`: a program gives one line, carried out as the person's own whose secret it is.

The line is JSON (`{"line": "call acme"}`), a form's field `line`, or the text itself. A repeated `Idempotency-Key` gets
the answer of the first time; without one, the same line within a minute is asked about, as for people.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import parse_qs

import structlog
from aiohttp import web

from adapters.programs.callers import WINDOW, Caller, Callers
from adapters.programs.tools import said
from bot.clock import Clock
from bot.domain.access_tokens import TokenKind
from bot.errors import StoreError
from bot.messages.card import Reply, ReplyFailure
from bot.messages.events import Line, Via
from bot.messages.outside_json import read_json
from bot.ports import Handle, Store
from bot.views.access_tokens import HOOK_PATH

log = structlog.get_logger()
BODY_LIMIT = 16 * 1024
"""Bytes of a request; a line has at most four thousand characters."""
KEY = "Idempotency-Key"
KEY_LIMIT = 255
REQUESTS_A_MINUTE = 60
"""Of one person; the lines that change the log are limited with the person's own."""
RETRY_SECONDS = 5
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
STATUS: dict[ReplyFailure, HTTPStatus] = {
    ReplyFailure.NONE: HTTPStatus.UNPROCESSABLE_ENTITY,
    ReplyFailure.FLOOD: HTTPStatus.TOO_MANY_REQUESTS,
    ReplyFailure.STORE: HTTPStatus.SERVICE_UNAVAILABLE,
    ReplyFailure.BUG: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""Of an answer that is not ok; programs send again what gets 429 or 5xx, and nothing else."""
WAIT: dict[HTTPStatus, int] = {
    HTTPStatus.TOO_MANY_REQUESTS: int(WINDOW.total_seconds()),
    HTTPStatus.SERVICE_UNAVAILABLE: RETRY_SECONDS,
}
"""Seconds after which to send again."""


class UnfitRequest(Exception):
    """A request whose line cannot be read."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


@dataclass(kw_only=True)
class Hooks:
    """Answers programs that give lines."""

    store: Store
    clock: Clock
    handle: Handle
    _callers: Callers = field(init=False)

    def __post_init__(self) -> None:
        self._callers = Callers(store=self.store, clock=self.clock, kind=TokenKind.HOOK, most=REQUESTS_A_MINUTE)

    def routes(self) -> list[web.RouteDef]:
        """Return the two routes: the secret in the path, and in an Authorization header."""
        return [web.post(f"{HOOK_PATH}/{{secret}}", self.answer), web.post(HOOK_PATH, self.answer)]

    async def answer(self, request: web.Request) -> web.Response:
        """Carry out the line of a request; whose it is comes before anything in its body."""
        secret = request.match_info.get("secret")
        try:
            caller = await (
                self._callers.bearer(request.headers.get("Authorization", ""))
                if secret is None
                else self._callers.holder(secret)
            )
        except StoreError:
            return _refusal(HTTPStatus.SERVICE_UNAVAILABLE, "The log cannot be read right now.")
        if caller is None:
            log.info("hook.refused")
            return _refusal(HTTPStatus.UNAUTHORIZED, "The secret does not work: type “me hook” to Snurr for another.")
        if not self._callers.has_room(caller):
            return _refusal(HTTPStatus.TOO_MANY_REQUESTS, f"At most {REQUESTS_A_MINUTE} requests a minute.")
        try:
            event = self._line(request, await request.read(), caller)
        except UnfitRequest as unfit:
            return _refusal(unfit.status, unfit.why)
        reply = await self.handle(event)
        status = HTTPStatus.OK if reply.ok else STATUS[reply.failure]
        return _response(status, _answer(reply))

    def _line(self, request: web.Request, body: bytes, caller: Caller) -> Line:
        keys = request.headers.getall(KEY, [])
        if len(keys) > 1 or any(not 0 < len(key) <= KEY_LIMIT for key in keys):
            raise UnfitRequest(HTTPStatus.BAD_REQUEST, f"One {KEY}, of 1 to {KEY_LIMIT} characters.")
        text = _text(request, body)
        # Of the line too: a program that counts its keys anew with every start would lose lines unseen.
        digest = sha256(f"{keys[0]}\n{text}".encode()).hexdigest() if keys else ""
        key = f"hook:{caller.token}:{digest}" if digest else ""
        return Line(text=text, key=key, **caller.event_fields(Via.HOOK, self.clock.now()))


def _text(request: web.Request, body: bytes) -> str:
    """Return the line in a body; raises UnfitRequest."""
    if len(body) > BODY_LIMIT:
        raise UnfitRequest(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"At most {BODY_LIMIT} bytes.")
    kind = request.content_type
    if kind not in ("application/json", "application/x-www-form-urlencoded", "text/plain"):
        raise UnfitRequest(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send application/json, a form, or text/plain.")
    try:
        text = body.decode(request.charset or "utf-8")
        if kind == "application/json":
            found = read_json(text)
            text = found["line"] if isinstance(found, dict) and isinstance(found.get("line"), str) else ""
        elif kind != "text/plain":
            (text,) = parse_qs(text, strict_parsing=True, errors="strict", max_num_fields=20)["line"]
    except (ValueError, LookupError):
        text = ""
    if not text.strip():
        raise UnfitRequest(HTTPStatus.BAD_REQUEST, 'No line: send {"line": "call acme"}, or line=call+acme.')
    return text.strip()


def _answer(reply: Reply) -> dict[str, object]:
    """Return what a program reads: what a person would, and the lines that take it back."""
    return {
        "ok": reply.ok,
        "text": "\n".join(said(reply)),
        "stored": list(reply.stored),
        "undone": list(reply.undone),
        "undo": [f"undo {ref}" for ref in reply.stored],
        "buttons": [button.label for button in reply.card.all_buttons()],
        "form": [each.name for each in reply.form.fields] if reply.form else None,
        "figures": dict(reply.figures),
        "error": reply.error,
        "repeated": reply.repeated,
    }


def _refusal(status: HTTPStatus, why: str) -> web.Response:
    return _response(status, {"ok": False, "error": why})


def _response(status: HTTPStatus, body: dict[str, object]) -> web.Response:
    response = web.json_response(body, status=status, headers=HEADERS)
    if status is HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="snurr"'
    if status in WAIT:
        response.headers["Retry-After"] = str(WAIT[status])
    return response
