"""What went to somebody when a colleague left, counted."""

from __future__ import annotations

from bot.domain.details import AccountChange
from bot.domain.handovers import Handed
from bot.domain.work import Work
from bot.language.i18n import Translator


def handed_texts(say: Translator, work: Work, entry: int) -> list[str]:
    """Return how many customers, promises, follow-ups and touchpoints went by an entry, where any did."""
    counts = work.handovers.counts(entry)
    detail = work.entries.get(entry).detail
    accounts = len(detail.fields) if isinstance(detail, AccountChange) else 0
    promises, followups = counts.get(Handed.PROMISE, 0), counts.get(Handed.FOLLOWUP, 0)
    touchpoints = counts.get(Handed.TOUCHPOINT, 0)
    counted = (
        (accounts, say.n("admin", "{count} customer", "{count} customers", accounts)),
        (promises, say.n("admin", "{count} open promise", "{count} open promises", promises)),
        (followups, say.n("leave", "{count} follow-up", "{count} follow-ups", followups)),
        (touchpoints, say.n("admin", "{count} touchpoint", "{count} touchpoints", touchpoints)),
    )
    return [text for count, text in counted if count]
