"""Drive Snurr by hand in Microsoft's Agents Playground: `python -m tests.teams.playground`.

The Playground signs nothing, and Snurr opens to nobody who does not. So a small proxy stands between them: it plays
Microsoft's login and keys, signs what the Playground sends, and hands it on. Answers go straight to the Playground.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import tempfile

from aiohttp import web

from tests.fakes.teams import FakeTeams
from tests.serve import ROOT, free_port

PORT = 3978
PLAYGROUND_PORT = 56150
TENANT = "00000000-0000-0000-0000-0000000000001"
"""The Playground's own tenant, an id with one digit too many."""
ALEX = "00000000-0000-0000-0000-0000000000020"
"""Who types in the Playground."""


def environment(fake: FakeTeams, folder: str, port: int) -> dict[str, str]:
    """Return the settings of a bot for the Playground's tenant, with a database of its own."""
    return fake.environment() | {
        "MICROSOFT_APP_TENANT_ID": TENANT,
        "SNURR_SERVICE_HOSTS": "127.0.0.1,localhost",
        "SNURR_ADMINS": f"teams:{ALEX}",
        "DATABASE_URL": f"sqlite:///{folder}/playground.db",
        "SNURR_CONFIG": f"{folder}/none.toml",
        "PORT": str(port),
    }


async def signing(fake: FakeTeams, bot: str, port: int) -> web.AppRunner:
    """Listen where the Playground sends, and hand everything on with a token."""

    async def hand_on(request: web.Request) -> web.Response:
        body = await request.read()
        token = fake.token(serviceurl=json.loads(body)["serviceUrl"])
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        async with fake.session.post(f"{bot}/api/messages", data=body, headers=headers) as answer:
            sys.stdout.write(f"{answer.status} {body.decode()[:2000]}\n")
            return web.Response(status=answer.status, body=await answer.read(), content_type=answer.content_type)

    app = web.Application()
    app.router.add_post("/api/messages", hand_on)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return runner


async def main(port: int = PORT) -> None:
    """Run the bot and the proxy until interrupted."""
    bot_port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        async with FakeTeams() as fake:
            runner = await signing(fake, f"http://127.0.0.1:{bot_port}", port)
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "serve", cwd=ROOT, env=os.environ | environment(fake, folder, bot_port)
            )
            sys.stdout.write(
                "Now, in another terminal:\n"
                f"  npx -y @microsoft/m365agentsplayground start -c msteams -e http://127.0.0.1:{port}/api/messages \\\n"
                f"    -p {PLAYGROUND_PORT} --su http://127.0.0.1:{PLAYGROUND_PORT}/_connector --dt\n"
                f"and open http://127.0.0.1:{PLAYGROUND_PORT}. Everything is gone when this ends.\n"
            )
            try:
                await process.wait()
            finally:
                if process.returncode is None:
                    process.terminate()
                    await process.wait()
                await runner.cleanup()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(main(int(sys.argv[1]) if sys.argv[1:] else PORT))
