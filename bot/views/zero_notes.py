"""What the commands about one zero share: which zero a button means, and who may write to whom about it."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.domain.colleague_notes import ColleagueNote, NoteKind
from bot.domain.details import Kind, Touch
from bot.domain.entries import Entry
from bot.domain.people import Person
from bot.domain.touchpoints import Touchpoint
from bot.errors import UserMistake


def rating_of(ctx: Context, ref: str) -> tuple[Entry, Touchpoint]:
    """Return a live rating by the ref that a button carries, and its touchpoint; raises UserMistake."""
    number = ref.removeprefix(Kind.RATING)
    entry = ctx.work.entries.live(Kind.RATING, int(number)) if number.isascii() and number.isdecimal() else None
    if entry is None or not isinstance(entry.detail, Touch) or not entry.account:
        raise UserMistake("colleague", "That rating was taken back.")
    return entry, ctx.work.touchpoints.get(entry.detail.touchpoint)


def may_write(ctx: Context, entry: Entry, point: Touchpoint) -> bool:
    """Whether a rating concerns the person: at their touchpoint, of their customer, or their own."""
    account = ctx.work.accounts.get(entry.account or 0)
    return ctx.who.id in (point.owner, account.owner, entry.person)


def seller_of(ctx: Context, entry: Entry) -> Person:
    """Return who is to speak with the customer of a rating: the owner of the account, else who rated it."""
    owner = ctx.work.accounts.get(entry.account or 0).owner
    return ctx.work.people.get(owner or entry.person)


def new_note(
    ctx: Context, kind: NoteKind, entry: Entry, point: Touchpoint, recipient: Person, words: str = ""
) -> ColleagueNote:
    """Store a note about a rating, from the person to a colleague, and return it."""
    note = ColleagueNote(
        kind=kind,
        rating=entry.number,
        touchpoint=point.id,
        account=entry.account or 0,
        author=ctx.who.id,
        recipient=recipient.id,
        at=ctx.at,
        words=words,
    )
    return ctx.work.colleague_notes.add(note)
