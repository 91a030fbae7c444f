"""What the words beside a chart say: the number of each bar, whole, and how many bars are left out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.graphemes import shortened
from bot.language.i18n import Translator

WORDS = 560
"""Characters of the bars in the words of a chart; a sentence around them has room within what platforms take."""
NAME = 24
"""Characters of the name of a bar in them."""


def bars_text(say: Translator, bars: Sequence[tuple[str, str]], between: str = " ") -> str:
    """Return each bar's name and number, as many as there is room for; a number is never cut."""
    shown: list[str] = []
    for name, number in bars:
        part = f"{shortened(name, NAME)}{between}{number}"
        if len(", ".join((*shown, part))) > WORDS:
            return ", ".join((*shown, say.t("missing", "and {count} more", count=len(bars) - len(shown))))
        shown.append(part)
    return ", ".join(shown)
