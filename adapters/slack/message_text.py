"""Slack's markup and plain text: escaping, and mentions, channels and links back to what their writer sees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import dropwhile, islice

from bot.language.names import fold

MARKUP = re.compile(r"<((?:[@#][A-Z0-9]|![a-z^]|[a-z]+:)[^<>\n]*)>")
"""A mention, a channel, a broadcast such as `<!here>`, or a link."""
USER_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
COMMAND_MENTION = re.compile(r"<([@#])([A-Z0-9]+)(?:\|([^<>]*))?>")
"""A person or a channel that was picked while typing a slash command: the only markup there."""
MENTION_AND_SIGN = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>[\s,:;.!\u2013\u2014-]*")
"""A mention at the beginning of a line, and the sign that people write behind it."""
QUOTED = re.compile(r"(?:&gt;|>)(?:&gt;|[> \t])*+")
"""What stands before a quoted line."""
QUOTED_TO_THE_END = ("&gt;&gt;&gt;", ">>>")
BULLETS = re.compile(r"^[\u2022\u25e6][ \t]*", re.MULTILINE)
"""What Slack puts before each line of a list."""
PAIRS = ("```", "`", "*", "_")
"""What stands before and behind code, bold words and italics."""
LAYERS = 8
"""Marks within each other that are taken away."""

MENTIONS_BOUND = 20
"""Mentions of one text whose ids are kept; a command names one or two people."""
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
    """Return the ids of the users that a text mentions first, by the name that takes the mention's place in it.

    `names` are those of mentioned users, by id. A name that two of them share stands for neither.
    """
    if "<" not in text:
        return {}
    marked = islice(COMMAND_MENTION.finditer(text[:TEXT_LIMIT]), MENTIONS_BOUND)
    shown = {hit[2]: unescape(names.get(hit[2]) or hit[3] or hit[2]) for hit in marked if hit[1] == "@"}
    counts = Counter(fold(name) for name in shown.values())
    return {name: user for user, name in shown.items() if counts[fold(name)] == 1}


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
        before, text = text, _without_quotation(text.strip())
        if BULLETS.match(text):
            text = BULLETS.sub("", text)
        mention = MENTION_AND_SIGN.match(text)
        if mention and mention[1] == bot:
            text = text[mention.end() :]
        text = _without_pair(text)
        if text == before:
            break
    return text


def _without_quotation(text: str) -> str:
    """Return what its writer adds to a quotation at the beginning of a text; where there is nothing, what is quoted."""
    if not QUOTED.match(text):
        return text
    lines = text.split("\n")
    own = list(dropwhile(QUOTED.match, lines))
    if any(line.strip() for line in own) and not text.startswith(QUOTED_TO_THE_END):
        return "\n".join(own).strip()
    return "\n".join(QUOTED.sub("", line, count=1) if QUOTED.match(line) else line for line in lines)


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
