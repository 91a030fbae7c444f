"""What a person typed, from Slack's markup: links, mentions and channels back to their words."""

from __future__ import annotations

import re
from collections.abc import Mapping

MARK = re.compile(r"<((?:[@#][A-Z0-9]+|![a-z^]|[a-z]+:)[^<>\n]*)>")
"""A mention, a channel, a command to Slack, or a link."""
USER = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
PICKED = re.compile(r"<([@#])([A-Z0-9]+)(?:\|([^<>]*))?>")
"""A person or a channel picked while typing a slash command, where Slack is asked to mark them up."""


def escape(text: str) -> str:
    """Return text that Slack's markup shows as it stands."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Return the characters that Slack escaped."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def users_in(text: str) -> frozenset[str]:
    """Return the ids of the people whom a text mentions."""
    return frozenset(USER.findall(text))


def commanded(text: str, names: Mapping[str, str]) -> str:
    """Return what follows a slash command as its writer sees it; nothing but people and channels is marked up there."""

    def words(mark: re.Match[str]) -> str:
        sign, target, label = mark[1], mark[2], mark[3]
        return sign + ((names.get(target, "") if sign == "@" else "") or label or target)

    return unescape(PICKED.sub(words, text))


def typed(text: str, names: Mapping[str, str], bot: str = "") -> str:
    """Return a message as its writer sees it; `names` are those of mentioned people, `bot` is left out."""

    def words(mark: re.Match[str]) -> str:
        target, _, label = mark[1].partition("|")
        if target.startswith("@"):
            return "" if bot and target[1:] == bot else f"@{names.get(target[1:]) or label or target[1:]}"
        if target.startswith("#"):
            return f"#{label or target[1:]}"
        if target.startswith("!"):
            return label or f"@{target[1:].partition('^')[0]}"
        return label or target

    return unescape(MARK.sub(words, text)).strip()
