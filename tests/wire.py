"""A wire to a PostgreSQL server: counts what is sent, takes its time, and breaks where a test says so."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote, urlsplit

END = b"COMMIT\x00"


@dataclass(kw_only=True)
class Wire:
    """Lies between a client and the server at a path; `delay` is in seconds a round trip.

    `cut_before` and `cut_after` cut the connection once, before a COMMIT reaches the server or before its answer comes
    back; with `closed_after` nobody is let in from then on. While `silent` nothing passes in either direction.
    """

    server: str
    delay: float = 0.0
    port: int = 0
    messages: int = 0
    cut_before: bool = False
    cut_after: bool = False
    silent: bool = False
    closed_after: bool = False
    closed: bool = False
    sent: bytearray = field(default_factory=bytearray)
    """What clients sent."""

    async def serve(self, ready: threading.Event) -> None:
        """Pass on until `end` is called."""
        self._ended, self._loop = asyncio.Event(), asyncio.get_running_loop()
        self._ends: list[asyncio.StreamWriter] = []
        self._passing: list[asyncio.Task[None]] = []
        listener = await asyncio.start_server(self._connect, "127.0.0.1", self.port)
        self.port = listener.sockets[0].getsockname()[1]
        ready.set()
        await self._ended.wait()
        listener.close()
        for end in self._ends:
            end.close()
        await asyncio.gather(*self._passing)

    def end(self) -> None:
        """Pass on nothing any more; from any thread."""
        self._loop.call_soon_threadsafe(self._ended.set)

    async def _connect(self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        if self.closed:
            to_client.close()
            return
        server, to_server = await asyncio.open_unix_connection(self.server)
        answered = asyncio.Event()
        answered.set()
        self._ends += (to_client, to_server)
        back = asyncio.create_task(self._answers(server, to_client, answered))
        self._passing.append(back)
        with contextlib.suppress(ConnectionError):
            await self._questions(client, to_server, answered)
        to_server.close()
        to_client.close()
        await back

    async def _questions(
        self, client: asyncio.StreamReader, to_server: asyncio.StreamWriter, answered: asyncio.Event
    ) -> None:
        while data := await client.read(1 << 16):
            self.messages += answered.is_set()
            answered.clear()
            self.sent += data
            if END in data and self.cut_before:
                self.cut_before = False
                return
            asyncio.get_running_loop().call_later(self.delay, self._pass, data, to_server)

    def _pass(self, data: bytes, to_server: asyncio.StreamWriter) -> None:
        if not self.silent and not to_server.is_closing():
            to_server.write(data)

    async def _answers(
        self, server: asyncio.StreamReader, to_client: asyncio.StreamWriter, answered: asyncio.Event
    ) -> None:
        while data := await server.read(1 << 16):
            answered.set()
            if self.cut_after and END in data:
                self.cut_after = False
                self.closed = self.closed_after
                break
            if not self.silent and not to_client.is_closing():
                to_client.write(data)
        to_client.close()


@contextlib.contextmanager
def wire(address: str, delay: float = 0.0) -> Iterator[tuple[Wire, str]]:
    """Yield a wire to a server and the address at its other end."""
    asked = parse_qs(urlsplit(address).query)
    made = Wire(server=f"{asked['host'][0]}/.s.PGSQL.5432", delay=delay)
    ready = threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(made.serve(ready)), daemon=True)
    thread.start()
    ready.wait()
    options = f"&options={quote(asked['options'][0])}" if "options" in asked else ""
    try:
        yield made, f"postgresql://postgres@127.0.0.1:{made.port}/postgres?sslmode=disable&gssencmode=disable{options}"
    finally:
        made.end()
        thread.join()
