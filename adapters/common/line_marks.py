"""Marks that people and clients put around a line in a chat; they are no part of the command in it."""

from __future__ import annotations

import re

SEPARATORS = " \t,:;.!-\u2013\u2014"
"""What stands between a mention of the bot and the line: `@Snurr, call acme`."""
PAIRED = ("```", "``", "`", "***", "**", "*", "__", "_", "~~", "~")
"""Marks of code, bold, italic and struck out text, longest first."""
QUOTE = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
BLANK = re.compile(r"^[ \t]*$")


def without_marks(text: str) -> str:
    """Return a message without quoted lines, and without separators before and marks around what is left.

    Where all lines are quoted, the quote is the message. Marks inside of a line stay.
    """
    text = _without_quotes(text).strip().lstrip(SEPARATORS).strip()
    for _ in range(len(PAIRED)):
        shorter = _without_pair(text)
        if shorter == text:
            break
        text = shorter.strip()
    return text


def _without_quotes(text: str) -> str:
    if ">" not in text:
        return text
    own = [line for line in text.split("\n") if not QUOTE.match(line)]
    if all(BLANK.match(line) for line in own):
        return QUOTE.sub("", text)
    return "\n".join(own)


def _without_pair(text: str) -> str:
    """Return a text without the pair of marks that begins it: to the end, or, of code, around its first words."""
    for mark in PAIRED:
        if not text.startswith(mark):
            continue
        if len(text) > 2 * len(mark) and text.endswith(mark):
            return text[len(mark) : -len(mark)]
        if mark.startswith("`"):
            return text[len(mark) :].replace(mark, "", 1)
    return text
