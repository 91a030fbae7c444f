"""What `doctor` looks at: settings, database, machine, platforms; each with the next step. It changes nothing."""

from __future__ import annotations

import os

from adapters import configured
from bot.app import App, open_app
from bot.cli.doctor_facts import database_check, facts_checks, machine_checks
from bot.disk import is_open_to_others
from bot.errors import ConfigError, StoreError
from bot.ports import Check
from bot.settings import load, settings_file


async def checked() -> list[Check]:
    """Return every check."""
    try:
        settings = load()
    except ConfigError as error:
        return [Check("settings", "fail", str(error))]
    found = [Check("settings", "ok", "every setting fits"), *_settings_file()]
    try:
        url, said = database_check(settings)
        app = open_app(settings, url=url)
    except (ConfigError, StoreError) as error:
        return [*found, Check("database", "fail", str(error))]
    found.append(said)
    try:
        facts = [] if url else await facts_checks(app)
        return [*found, *machine_checks(settings, app.clock.now()), *facts, *await _platforms(app)]
    finally:
        app.store.close()


def _settings_file() -> list[Check]:
    file = settings_file(os.environ)
    if not is_open_to_others(file):
        return []
    return [Check("settings file", "warn", f"others on this machine can read {file}, and secrets in it: chmod 600 it")]


async def _platforms(app: App) -> list[Check]:
    try:
        platforms = configured(app.settings, app.clock, app.store, app.sealer)
    except ConfigError as error:
        return [Check("platforms", "fail", str(error))]
    if not platforms:
        return [
            Check(
                "platforms", "warn", "none is configured: docs/slack.md and docs/teams.md say how, or run snurr demo."
            )
        ]
    return [check for platform in platforms for check in await platform.diagnose()]
