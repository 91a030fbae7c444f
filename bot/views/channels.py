"""Which channel a typed name means, and what to say when that is not known."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.domain.conversations import Conversation, channels_called
from bot.domain.first_contact import LOCAL_PLATFORMS
from bot.errors import UserMistake

SHOWN = 5
"""Names of channels that are offered."""


def channel_address(ctx: Context, name: str) -> str:
    """Return the address of the channel of a name, such as "teams:#19:x", empty while it is not known.

    1. The channel in which the line is typed, if it has the name.
    2. The only channel of the name.
    Raises UserMistake when several channels have the name.
    """
    place = ctx.place
    called = channels_called(_known(ctx), name)
    if place.channel and (place.name == name or place.channel in {channel.target for channel in called}):
        return f"{place.platform}:#{place.channel}"
    if len(called) > 1:
        raise UserMistake(
            "admin", "Several channels are called {name}: type that line in the one you mean.", name=f"#{name[:40]}"
        )
    return f"{called[0].platform}:#{called[0].target}" if called else ""


def unknown_channel(ctx: Context, name: str) -> str:
    """Return the sentence about a name that no known channel has, with those that are known.

    Empty on platforms that keep no conversations: they are asked for the channel when something is posted.
    """
    if known := _known(ctx):
        names = sorted({channel.name for channel in known})
        shown = ", ".join(f"#{one}" for one in names[:SHOWN])
        return ctx.t(
            "admin", "No channel called {name} is known yet; known: {known}.", name=f"#{name[:40]}", known=shown
        )
    if ctx.work.conversations.all(ctx.place.platform):
        return ctx.t("admin", "No channel called {name} is known yet: add me to its team.", name=f"#{name[:40]}")
    return ""


def _known(ctx: Context) -> list[Conversation]:
    """Return the channels that a name typed here may mean: of this platform, on the operator's machine of all."""
    here, known = ctx.place.platform, ctx.work.conversations.named()
    return known if here in {"", *LOCAL_PLATFORMS} else [channel for channel in known if channel.platform == here]
