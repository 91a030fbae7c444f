"""Slack's markup and plain text: escaping, and mentions, channels and links back to what their writer sees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from bot.language.names import fold

MARKUP = re.compile(r"<((?:[@#][A-Z0-9]|![a-z^]|[a-z]+:)[^<>\n]*)>")
"""A mention, a channel, a broadcast such as `<!here>`, or a link."""
USER_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
COMMAND_MENTION = re.compile(r"<([@#])([A-Z0-9]+)(?:\|([^<>]*))?>")
"""A person or a channel that was picked while typing a slash command: the only markup there."""
MENTION_AND_SIGN = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>[\s,:;\u2013\u2014-]*")
"""A mention at the beginning of a line, and the sign that people write behind it."""
LINE_BEGINNINGS = re.compile(r"^(?:(?:&gt;|>|[\u2022\u25e6])[ \t]*)+", re.MULTILINE)
"""What Slack puts before a quoted line and before one of a list."""
PAIRS = ("```", "`", "*", "_")
"""What stands before and behind code, bold words and italics."""
LAYERS = 8
"""Marks within each other that are taken away."""

TEXT_LIMIT = 40_000
"""Characters of a message that are read: as many as Slack allows, and far more than a line holds."""


def escape(text: str) -> str:
    """Return text that Slack shows literally where it reads markup."""
    # The ampersand first, or those of the other two would be escaped once more.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Undo Slack's escaping."""
    # The ampersand last: the text `&lt;` comes as `&amp;lt;`, and must not become `<`.
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def users_in(text: str) -> tuple[str, ...]:
    """Return the ids of the users that a text mentions, each once, in order."""
    return tuple(dict.fromkeys(USER_MENTION.findall(text[:TEXT_LIMIT])))


def users_by_name(text: str, names: Mapping[str, str]) -> dict[str, str]:
    """Return the ids of the users that a text mentions, by the name that takes the mention's place in it.

    `names` are those of mentioned users, by id. A name that two of them share stands for neither.
    """
    shown = [(unescape(names[user]), user) for user in users_in(text) if names.get(user)]
    counts = Counter(fold(name) for name, _ in shown)
    return {name: user for name, user in shown if counts[fold(name)] == 1}


def command_text(text: str, names: Mapping[str, str]) -> str:
    """Return the text behind a slash command as plain text; `names` are those of mentioned users, by id."""

    def plain(markup: re.Match[str]) -> str:
        sign, target, label = markup[1], markup[2], markup[3]
        return sign + ((escape(names.get(target, "")) if sign == "@" else "") or label or target)

    return unescape(COMMAND_MENTION.sub(plain, without_marks(text[:TEXT_LIMIT])))


def message_text(text: str, names: Mapping[str, str], bot: str = "") -> str:
    """Return a message as plain text; `names` are those of mentioned users, by id.

    With `bot`, the message is a line for it: its mentions are left out, and so are the marks around the line.
    """

    def plain(markup: re.Match[str]) -> str:
        target, _, label = markup[1].partition("|")
        if target.startswith("@"):
            return "" if bot and target[1:] == bot else f"@{escape(names.get(target[1:], '')) or label or target[1:]}"
        if target.startswith("#"):
            return f"#{label or target[1:]}"
        if target.startswith("!"):
            return label or f"@{target[1:].partition('^')[0]}"
        return label or target

    text = without_marks(text[:TEXT_LIMIT], bot) if bot else text[:TEXT_LIMIT]
    return unescape(MARKUP.sub(plain, text)).strip()


def without_marks(text: str, bot: str = "") -> str:
    """Return an escaped line without what is around it: quotation, list, code, bold, italics, a mention of `bot`."""
    for _ in range(LAYERS):
        before, text = text, text.strip()
        if LINE_BEGINNINGS.match(text):
            text = LINE_BEGINNINGS.sub("", text)
        mention = MENTION_AND_SIGN.match(text)
        if mention and mention[1] == bot:
            text = text[mention.end() :]
        text = _without_pair(text)
        if text == before:
            break
    return text


def _without_pair(text: str) -> str:
    """Return a text without the first pair of marks, if it begins with one."""
    mark = next((mark for mark in PAIRS if text.startswith(mark)), "")
    start = len(mark)
    end = text.find(mark, start + 1) if mark else -1
    while end > 0 and (text[end - 1].isspace() or text[end + start : end + start + 1].isalnum()) and mark != PAIRS[0]:
        end = text.find(mark, end + 1)
    if end < 0 or (text[start].isspace() and mark != PAIRS[0]):
        return text
    return text[start:end] + text[end + start :]
