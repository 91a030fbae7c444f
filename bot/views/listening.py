"""How somebody listened: open questions a conversation, and how often the customer's own words were kept."""

from __future__ import annotations

from bot.domain.figures import Listening
from bot.language.i18n import Translator


def listening_figures(heard: Listening) -> dict[str, float]:
    """Return the figures; none where neither a question nor listening was noted."""
    if not (heard.questions or heard.listened):
        return {}
    return {
        "questions_per_call": round(heard.questions / heard.conversations, 2) if heard.conversations else 0.0,
        "listened": heard.listened,
        "conversations": heard.conversations,
    }


def listening_line(say: Translator, heard: Listening) -> str:
    """Return the same in words; "" where nothing was noted."""
    figures = listening_figures(heard)
    if not figures:
        return ""
    asked = say.number(figures["questions_per_call"], 1)
    return say.join(
        (
            say.t("team", "open questions: {questions} a conversation", questions=asked),
            say.n(
                "team",
                "listened in {listened} of {count} conversation",
                "listened in {listened} of {count} conversations",
                heard.conversations,
                listened=heard.listened,
            ),
        )
    )
