"""docs/hooks.md on events out: what it shows of an event, and the receiver that it gives, run as it stands."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import sys
from pathlib import Path

import aiohttp

from adapters.common.http_server import HttpServer
from adapters.programs.hook import Hooks
from adapters.programs.webhook_post import WebhookPost
from bot.domain.access_tokens import TokenKind
from bot.domain.webhooks import EventType
from tests.dialog import TUESDAY
from tests.fakes.receiver import Receiver
from tests.programs.event_bench import HERE, Company, waits
from tests.serve import ROOT, free_port

PAPER = (ROOT / "docs" / "hooks.md").read_text(encoding="utf-8")


async def test_the_papers_event_looks_so(firm: Company) -> None:
    """Every field of it, and no other; ids and codes differ."""
    (shown,) = re.findall("<!-- event -->\n```json\n(.*?)\n```", PAPER, re.DOTALL)
    async with Receiver() as receiver:
        await firm.receive(receiver.url)
        await firm.say("call acme")
        await firm.turn()
        event = receiver.got[0].event
        event["id"], event["data"]["person"] = event["id"][:4] + "…", event["data"]["person"][:4] + "…"
        assert json.loads(shown) == event


async def test_the_papers_types_are_all(firm: Company) -> None:
    """No type without its row, and no row without its type."""
    types = re.findall(r"^\| `([a-z]+\.[a-z]+)` \|", PAPER, re.MULTILINE)
    assert sorted(EventType) == sorted(types)


async def test_the_papers_receiver_checks_what_it_gets(firm: Company, tmp_path: Path) -> None:
    """The block as it stands, run by another Python: ours is taken once, a forged or old one is refused."""
    (block,) = re.findall("<!-- receiver -->\n```python\n(.*?)\n```", PAPER, re.DOTALL)
    assert 22 >= len([line for line in block.splitlines() if line])
    program, port = tmp_path / "receiver.py", free_port()
    program.write_text(block, encoding="utf-8")
    hook = await firm.receive(f"http://127.0.0.1:{port}/")
    (key,) = await firm.store.read(lambda work: work.webhooks.secrets(hook.id, TUESDAY))
    secret = f"whsec_{base64.b64encode(key).decode()}"
    process = await asyncio.create_subprocess_exec(
        sys.executable, program, env=os.environ | {"SNURR_WEBHOOK_SECRET": secret, "PORT": str(port)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await listening(port)
        await firm.say("call acme")
        await firm.turn()
        assert waits(delivered=1) == await firm.counts(hook)
        assert process.stdout
        assert b"entry.logged\n" == await process.stdout.readline()
        for forged in ({"keys": [b"x" * 32]}, {"machine_now": lambda: TUESDAY}):
            post = WebhookPost(hosts=HERE, **{k: v for k, v in forged.items() if k != "keys"})  # type: ignore[arg-type]
            answer = await post.send(hook.url, "evt_x", b'{"type":"forged"}', forged.get("keys", [key]))  # type: ignore[arg-type]
            assert 401 == answer.status
            await post.close()
    finally:
        process.kill()
        await process.wait()


async def listening(port: int) -> None:
    """Wait until somebody listens on a port."""
    async with asyncio.timeout(20):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return


async def test_a_finished_call_goes_round(firm: Company) -> None:
    """The exchange posts a call and shows its answer; the CRM hears of the same call, and that a program logged it."""
    hooks = Hooks(store=firm.store, clock=firm.clock, handle=firm.bot)
    exchange = HttpServer(host="127.0.0.1", port=0, routes=hooks.routes())
    async with Receiver() as crm, aiohttp.ClientSession() as session:
        await firm.receive(crm.url)
        for number in range(3):
            await firm.say(f"call acme n{number}")
        at = firm.clock.now()
        secret = await firm.store.write(
            lambda work: work.access_tokens.issue(work.people.named("anna")[0].id, TokenKind.HOOK, "x", at, None).secret
        )
        url = f"http://127.0.0.1:{await exchange.start()}/in/{secret}"
        async with session.post(url, json={"line": "call acme"}, headers={"Idempotency-Key": "c1"}) as answer:
            assert (await answer.json())["text"].startswith("Call 4 of 8")
        await firm.turn()
        last = crm.got[-1].event
        assert ("entry.logged", "C4", "hook") == (last["type"], last["data"]["ref"], last["data"]["via"])
    await exchange.stop()
