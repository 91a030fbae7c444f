"""Probes: a workspace is asked now and then whether it takes the app, so that it is written to again."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from adapters.slack.workspace import Workspace
from bot.clock import seconds_run

PROBE_SECONDS = 3600.0
LOOK_SECONDS = 5.0
"""Between two looks for workspaces to probe: each of them once an hour, and one whose door is shut when it is due."""


async def probe_workspaces(workspaces: Mapping[str, Workspace]) -> None:
    """Probe workspaces that come and go, until cancelled."""
    probed = seconds_run()
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        every = seconds_run() - probed >= PROBE_SECONDS
        probed = seconds_run() if every else probed
        # A copy, as an installation may add a workspace during a probe.
        for workspace in list(workspaces.values()):
            if every or workspace.door.is_due:
                await workspace.probe()
