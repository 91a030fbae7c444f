"""From the nudges of one moment to one message: folded, with its reading time and the ways to put it off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.outbox import Occurrence
from bot.domain.reading_time import reading_seconds
from bot.language.i18n import Translator
from bot.messages.card import Button, Card, Text
from bot.messages.press import Press
from nudges.brevity import words_of
from nudges.planner import PlannedNudge

IN_SIGHT = 3


@dataclass(frozen=True, kw_only=True)
class ClaimedNudge:
    """A claimed occurrence and what it says now."""

    occurrence: Occurrence
    planned: PlannedNudge

    @property
    def words(self) -> int:
        """How many words it costs."""
        return words_of(self.planned.nudge.card)


def with_reading_time(card: Card) -> Card:
    """Return the card with its own reading time."""
    return replace(card, seconds=reading_seconds(words_of(card)))


def fold_nudges(chosen: Sequence[ClaimedNudge], say: Translator, *, to_person: bool) -> Card:
    """Return one card for all nudges of a moment: at most three buttons in sight, the rest under "…"."""
    first, *others = [each.planned.nudge.card for each in chosen]
    body = list(first.body)
    for card in others:
        body += [Text(text=card.title), *card.body] if card.title else card.body
    buttons = [*first.buttons, *(button for card in others for button in card.buttons)]
    taken = {button.label for button in buttons}
    off = [each for each in _putting_off(chosen, say) if each.label not in taken] if to_person else []
    sight = len(first.buttons) if others else min(len(buttons), IN_SIGHT)
    if off and sight < IN_SIGHT and not others:
        buttons, off, sight = [*buttons, off[0]], off[1:], sight + 1
    card = Card(
        title=first.title, body=tuple(body), buttons=tuple(buttons[:IN_SIGHT]), more=(*buttons[IN_SIGHT:], *off)
    )
    return with_reading_time(card)


def _putting_off(chosen: Sequence[ClaimedNudge], say: Translator) -> list[Button]:
    """Return Later, Tomorrow where it would not come anyway, and an end for a while."""
    keys = " ".join(str(each.occurrence.id) for each in chosen)
    kinds = " ".join(dict.fromkeys(each.occurrence.rule for each in chosen))
    later = Press(verb="snooze", values={"nudges": keys, "until": "1h"})
    tomorrow = Press(verb="snooze", values={"nudges": keys, "until": "tomorrow"})
    stop = Press(verb="mute", values={"rule": kinds})
    daily = all(each.planned.rule.daily for each in chosen)
    return [
        Button(label=say.t("button", "Later"), press=later),
        *([] if daily else [Button(label=say.t("button", "Tomorrow"), press=tomorrow)]),
        Button(label=say.t("button", "Stop these for two weeks"), press=stop),
    ]
