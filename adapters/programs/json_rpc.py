"""JSON-RPC 2.0 as the Model Context Protocol sends it: one request or notification in a body, one answer to it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from bot.messages.outside_json import read_json
from bot.records import record

Id = str | int
Object = Mapping[str, Any]


class ErrorCode(IntEnum):
    """What is wrong with a request; the last two are the protocol's own."""

    PARSE_ERROR = -32700
    INVALID_REQUEST = -32600
    METHOD_NOT_FOUND = -32601
    INVALID_PARAMS = -32602
    HEADER_MISMATCH = -32020
    UNSUPPORTED_VERSION = -32022


class RpcError(Exception):
    """A request that is not carried out; `data` says more where the protocol asks for it."""

    def __init__(self, code: ErrorCode, message: str, data: Object | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.data = code, message, data


@record(kw_only=True)
class Request:
    """One request, or a notification, whose `id` is None."""

    method: str
    params: Object
    id: Id | None


def read_request(body: bytes) -> Request:
    """Return what a body asks for; raises RpcError for anything else, as for several requests at once."""
    try:
        found = read_json(body.decode())
    except ValueError:
        raise RpcError(ErrorCode.PARSE_ERROR, "The body is not JSON.") from None
    if not isinstance(found, dict) or found.get("jsonrpc") != "2.0" or not isinstance(found.get("method"), str):
        raise RpcError(ErrorCode.INVALID_REQUEST, "The body is not one JSON-RPC request or notification.")
    id, params = found.get("id"), found.get("params", {})
    if "id" in found and (isinstance(id, bool) or not isinstance(id, str | int)):
        raise RpcError(ErrorCode.INVALID_REQUEST, "The id is neither a text nor a whole number.")
    if not isinstance(params, dict):
        raise RpcError(ErrorCode.INVALID_REQUEST, "The params are not an object.")
    return Request(method=found["method"], params=params, id=id)


def result_body(id: Id | None, result: Object) -> Object:
    """Return the answer to a request."""
    return {"jsonrpc": "2.0", "id": id, "result": result}


def error_body(id: Id | None, error: RpcError) -> Object:
    """Return the answer to a request that is not carried out."""
    data = {"data": error.data} if error.data else {}
    return {"jsonrpc": "2.0", "id": id, "error": {"code": int(error.code), "message": error.message, **data}}
