"""What `slack check` and `teams check` say: what of a platform's set-up is done, and the one next step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from bot.app import open_app
from bot.cli.doctor_facts import database_check
from bot.domain.work import Work
from bot.errors import ConfigError, StoreError
from bot.ports import Check
from bot.settings import Settings, load

if TYPE_CHECKING:
    from adapters.common.http_server import ServedPlatform

BEGIN = {
    "slack": "open what snurr slack manifest --socket --link prints, create and install the app, and set "
    "SLACK_BOT_TOKEN and SLACK_APP_TOKEN; docs/slack.md says where they are.",
    "teams": "register the bot: set MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANT_ID, or let "
    "Microsoft's Teams CLI write CLIENT_ID, CLIENT_SECRET and TENANT_ID; docs/teams.md shows both.",
}
ADMIN = {
    "slack": "set SNURR_ADMINS=slack:U0123456789: your profile in Slack, Copy member ID.",
    "teams": "set SNURR_ADMINS to your user principal name, often the mail address.",
}
HELLO = {
    "slack": "start snurr serve, and write “call -” to Snurr in Slack, under Apps.",
    "teams": "upload what snurr teams package writes, start snurr serve, and write “call -” to Snurr in Teams.",
}


async def set_up_steps(name: str, configured: Callable[..., ServedPlatform | None]) -> list[Check]:
    """Return the steps of a platform's set-up up to the first that is not done, which is "fail"; nothing is changed."""
    try:
        settings = load()
        url, _ = database_check(settings)
        app = open_app(settings, url=url)
    except (ConfigError, StoreError) as error:
        return [Check("settings", "fail", str(error))]
    try:
        platform = configured(settings, app.clock, app.store, app.sealer)
        if platform is None:
            return [Check("app", "fail", BEGIN[name])]
        # A database that is not made yet, or is of an older schema, is not read.
        met = None if url else await app.store.read(partial(_met, name))
        return _up_to_next([*await platform.diagnose(), *_people(name, settings, met)])
    except ConfigError as error:
        return [Check("settings", "fail", str(error))]
    finally:
        app.store.close()


def _met(name: str, work: Work) -> tuple[int, int]:
    """Return how many admins there are, and how many people came by this platform."""
    came = [
        each for each in work.people.everyone() if any(at.platform == name for at in work.people.addresses(each.id))
    ]
    return sum(each.active for each in work.people.admins()), len(came)


def _people(name: str, settings: Settings, met: tuple[int, int] | None) -> list[Check]:
    admins, came = met or (0, 0)
    return [
        Check("admin", "ok", "there is one, or SNURR_ADMINS names one")
        if admins or settings.admins
        else Check("admin", "fail", ADMIN[name]),
        Check("people", "ok", f"{came} came by this platform") if came else Check("people", "fail", HELLO[name]),
    ]


def _up_to_next(steps: list[Check]) -> list[Check]:
    """Return what is done, and of what is not the first alone: one thing is done at a time."""
    todo = next((number for number, step in enumerate(steps) if step.state == "fail"), len(steps))
    return steps[: todo + 1]
