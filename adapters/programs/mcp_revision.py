"""The revisions of the Model Context Protocol: those that begin with a handshake, and the one without.

In the latter each request stands alone: it says its revision in the body and in headers.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping

from adapters.programs.json_rpc import ErrorCode, Request, RpcError

HANDSHAKE = ("2025-11-25", "2025-06-18", "2025-03-26")
"""The newest first; sessions were optional in all of them."""
ALONE = "2026-07-28"
VERSION_HEADER = "MCP-Protocol-Version"
META = "io.modelcontextprotocol/"
ENCODED = re.compile(r"=\?base64\?(.*)\?=")


def revision_of(request: Request, headers: Mapping[str, str]) -> str:
    """Return the revision by which a request is to be answered; raises RpcError for one that contradicts itself."""
    meta = request.params.get("_meta")
    said = meta.get(f"{META}protocolVersion") if isinstance(meta, dict) else None
    given = headers.get(VERSION_HEADER)
    if said is None and given in (None, *HANDSHAKE):
        return given or HANDSHAKE[-1]
    if request.id is None and given == ALONE:
        return ALONE
    if not isinstance(meta, dict) or said is None or f"{META}clientCapabilities" not in meta:
        if given is not None and given != ALONE:
            raise _unsupported(given)
        raise RpcError(ErrorCode.INVALID_PARAMS, f"_meta lacks {META}protocolVersion or {META}clientCapabilities.")
    _check_headers(request, headers, said)
    if said != ALONE:
        raise _unsupported(said)
    return ALONE


def handshake(asked: object) -> str:
    """Return the revision that a handshake agrees on: the one that is asked for, or else the newest."""
    return asked if isinstance(asked, str) and asked in HANDSHAKE else HANDSHAKE[0]


def _check_headers(request: Request, headers: Mapping[str, str], said: object) -> None:
    expected = {VERSION_HEADER: said, "Mcp-Method": request.method}
    if request.method == "tools/call":
        expected["Mcp-Name"] = request.params.get("name")
    for name, value in expected.items():
        if _decoded(headers.get(name)) != value:
            raise RpcError(ErrorCode.HEADER_MISMATCH, f"The header {name} is not what the body says.")


def _decoded(value: str | None) -> str | None:
    """Return a header's text, in base 64 where it has more than plain letters; None where that is broken."""
    found = ENCODED.fullmatch(value) if value else None
    if found is None:
        return value
    try:
        return base64.b64decode(found[1], validate=True).decode()
    except (binascii.Error, ValueError):
        return None


def _unsupported(asked: object) -> RpcError:
    data = {"supported": [ALONE, *HANDSHAKE], "requested": str(asked)[:40]}
    return RpcError(ErrorCode.UNSUPPORTED_VERSION, "Unsupported protocol version", data)
