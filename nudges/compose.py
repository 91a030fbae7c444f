"""Composing: folds the nudges of one moment into one card, with its reading time and the buttons that postpone it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.outbox import Occurrence
from bot.domain.reading_time import reading_seconds
from bot.messages.card import Button, Card, Text
from bot.messages.press import Press
from bot.records import record
from nudges.brevity import words_of
from nudges.coming_day import coming_day_label
from nudges.planner import Picture, PlannedNudge
from nudges.salesday import SalesDay

VISIBLE_BUTTONS = 3
"""Buttons that a card shows at most; the others stand under "…"."""


@record(kw_only=True)
class ClaimedNudge:
    """A claimed occurrence and what it says now."""

    occurrence: Occurrence
    planned: PlannedNudge

    @property
    def words(self) -> int:
        """How many words it costs."""
        return self.planned.nudge.words


def with_reading_time(card: Card) -> Card:
    """Return the card with its own reading time."""
    return replace(card, seconds=reading_seconds(words_of(card)))


def fold_nudges(nudges: Sequence[ClaimedNudge], picture: Picture) -> Card:
    """Return one card for all nudges of a moment, led by the first one; only people can postpone."""
    first, *others = [nudge.planned.nudge.card for nudge in nudges]
    body = list(first.body)
    for card in others:
        body += [Text(text=card.title), *card.body] if card.title else card.body
    buttons = _told_apart(nudges)
    labels = {button.label for button in buttons}
    # A rule may have a button of that label, such as Tomorrow of a follow-up, which moves the task and not the nudge.
    offered = _postponing(nudges, picture) if isinstance(picture, SalesDay) else []
    postpone = [button for button in offered if button.label not in labels]
    if postpone and not others and len(buttons) < VISIBLE_BUTTONS:
        buttons, postpone = [*buttons, postpone[0]], postpone[1:]
    card = Card(
        title=first.title,
        body=tuple(body),
        buttons=tuple(buttons[:VISIBLE_BUTTONS]),
        more=(*buttons[VISIBLE_BUTTONS:], *(button for card in (first, *others) for button in card.more), *postpone),
        items=tuple(item for card in (first, *others) for item in card.items),
        feedback=_feedback(nudges, picture) if isinstance(picture, SalesDay) else (),
    )
    return with_reading_time(card)


def _told_apart(nudges: Sequence[ClaimedNudge]) -> list[Button]:
    """Return the buttons of all; of several with one label each says which is meant, such as Yes · P12.

    What two nudges offer alike is offered once.
    """
    found: list[tuple[ClaimedNudge, Button]] = []
    for nudge in nudges:
        known = [(button.label, button.press) for _, button in found]
        buttons = nudge.planned.nudge.card.buttons
        found += [(nudge, button) for button in buttons if (button.label, button.press) not in known]
    count = Counter(button.label for _, button in found)
    return [
        replace(button, label=f"{button.label} · {_ref(nudge)}") if count[button.label] > 1 else button
        for nudge, button in found
    ]


def _ref(nudge: ClaimedNudge) -> str:
    """Return what people call the subject of a nudge: a subject may name a day or a factor behind it."""
    return re.split("[@:]", nudge.occurrence.subject)[0]


def _feedback(nudges: Sequence[ClaimedNudge], picture: SalesDay) -> tuple[Button, ...]:
    """Return the buttons that say whether the nudges helped; none for an alarm, nor once it was said."""
    asked = [nudge.occurrence for nudge in nudges if nudge.planned.rule.limited and not nudge.occurrence.helped]
    if not asked:
        return ()
    ids, say = " ".join(str(each.id) for each in asked), picture.say
    labels = {"yes": say.t("button", "Helpful"), "no": say.t("button", "Not helpful")}
    return tuple(
        Button(label=label, press=Press(verb="nudge feedback", values={"nudges": ids, "helped": helped}))
        for helped, label in labels.items()
    )


def _postponing(nudges: Sequence[ClaimedNudge], picture: SalesDay) -> list[Button]:
    """Return Later, the next working day where it would not come anyway, and an end for a while."""
    say, following = picture.say, picture.calendar.next_workday(picture.day)
    ids = " ".join(str(nudge.occurrence.id) for nudge in nudges)
    rules = " ".join(dict.fromkeys(nudge.occurrence.rule for nudge in nudges))
    later = Press(verb="snooze", values={"nudges": ids, "until": "1h"})
    tomorrow = Press(verb="snooze", values={"nudges": ids, "until": "tomorrow"})
    stop = Press(verb="mute", values={"rule": rules})
    daily = all(nudge.planned.rule.daily for nudge in nudges)
    return [
        Button(label=say.t("button", "Later"), press=later),
        *([] if daily else [Button(label=coming_day_label(say, picture.day, following), press=tomorrow)]),
        Button(label=say.t("button", "Stop these for two weeks"), press=stop),
    ]
