"""Receipts: the replies of deliveries that were carried out, kept so that the same delivery counts once.

A receipt stands under the key of its delivery, under `once:KEY:PERSON` for a press that counts once, and, with its refs
only, under `origin:MESSAGE` for a message that may be edited later.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from bot.dispatch.command_call import CommandCall, CommandEvent
from bot.dispatch.origins import corrects, origin_of
from bot.domain.details import Kind
from bot.domain.entries import Entry
from bot.domain.inbound import same_as
from bot.domain.people import Person
from bot.domain.undoing import take_back_entry
from bot.domain.work import Work
from bot.language.tokens import clean
from bot.messages import codec
from bot.messages.card import Reply
from bot.messages.events import Correction, Line, Submission, bounded_key


def old_reply(receipt: str | None) -> Reply | None:
    """Return the reply of a delivery that was carried out before, marked as repeated; None without a receipt."""
    return replace(codec.unpack_reply(receipt), repeated=True) if receipt else None


def once_key(call: CommandCall, who: Person) -> str:
    """Return the key of a press that counts once; a person's own, so that a button in a channel serves everybody."""
    return "" if call.once is None else f"once:{bounded_key(call.once)}:{who.id}"


def counted_before(once: str, work: Work) -> Reply | None:
    """Return the receipt of a press that was counted; it counts anew when all that it stored was taken back."""
    before = old_reply(work.inbound.receipt(once))
    if before and before.stored and not live_entries(work, before.stored):
        work.inbound.forget_key(once)
        return None
    return before


@lru_cache(32)
def retype_key(text: str) -> str:
    """Return the form in which a line is compared with one typed before; cached, as its receipt asks once more."""
    return " ".join(clean(text).casefold().split())


def repeat_key(event: CommandEvent) -> str:
    """Return by what an event is recognised that is sent twice within a minute; "" where each one counts.

    A program that got no answer asks again, as a person types again; one that names its lines means each of them.
    A form has no name of its sender's: its key is that of one delivery.
    """
    if isinstance(event, Submission) and event.via:
        return retype_key(f"{event.verb} {json.dumps(dict(event.values), ensure_ascii=False, sort_keys=True)}")
    if event.via and event.key:
        return ""
    return retype_key(event.text) if isinstance(event, Line) and event.limited else ""


def live_entries(work: Work, refs: Sequence[str]) -> list[Entry]:
    """Return the entries with these refs, such as "C212", that were not taken back."""
    found = (work.entries.live(Kind(ref[0]), int(ref[1:])) for ref in refs)
    return [entry for entry in found if entry]


def corrected_entries(event: CommandEvent, work: Work, who: Person) -> list[Entry]:
    """Return this person's live entries of the message that a correction is about; none for any other event."""
    if not corrects(event):
        return []
    refs = _logged_by(event, work)
    if not refs and isinstance(event, Correction):
        refs = _refs_under(f"origin:{event.origin}", work)  # kept before messages went by a short key
    return [entry for entry in live_entries(work, refs) if entry.person == who.id]


def take_back_unsaid(event: CommandEvent, old: Sequence[Entry], reply: Reply, work: Work, who: Person) -> None:
    """Take back what a message had logged before it was edited and does not say any more."""
    for entry in live_entries(work, [entry.ref for entry in old]):
        if entry.ref not in reply.stored:
            take_back_entry(work, entry, who.id, event.at)


def _logged_by(event: CommandEvent, work: Work) -> Sequence[str]:
    """Return the refs of what the message of an event logged."""
    return _refs_under(f"origin:{origin_of(event)}", work)


def _refs_under(key: str, work: Work) -> Sequence[str]:
    receipt = work.inbound.receipt(key)
    return codec.unpack_reply(receipt).stored if receipt else ()


def keep_receipt(event: CommandEvent, call: CommandCall | None, reply: Reply, work: Work, who: Person) -> None:
    """Keep the receipt once, under the key of the delivery; the other keys of the delivery point to it."""
    receipt = codec.pack(replace(reply, card=reply.kept, kept=None) if reply.kept else reply)
    line = repeat_key(event)
    if event.key or line:
        work.inbound.keep(event.key, who.id, line, receipt, event.at)
    if call and (once := once_key(call, who)):
        work.inbound.keep(once, who.id, "", same_as(event.key) if event.key else receipt, event.at)
    if origin := origin_of(event):
        # Replaced, not kept beside the old one: a message that is edited twice corrects what its last text logged.
        # An answer to a question about a line adds to it, as another answer may have been given before.
        before = () if isinstance(event, Line) or corrects(event) else _logged_by(event, work)
        work.inbound.forget_key(key := f"origin:{origin}")
        refs = codec.pack(Reply(stored=(*before, *reply.stored)))
        work.inbound.keep(key, who.id, "", refs, event.at)
