"""N23: what a colleague wrote about a zero: that it is mended, a question, or the answer to one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bot.arguments.touchpoint import touchpoint_name
from bot.domain.colleague_notes import ColleagueNote, NoteKind
from bot.language.i18n import msg
from bot.messages.card import Card, Quote, Style, Text
from bot.messages.press import existing
from bot.views.labels import phone_of
from nudges.brevity import clipped, short_card, short_name, short_title
from nudges.rule import Nudge, To, nudge
from nudges.salesday import FRESH, SalesDay


@nudge("N23", to=To.PERSON, rank=8, lasting=True, help=msg("nudge", "What a colleague writes about a 0"))
def colleague_note(day: SalesDay) -> Iterator[Nudge]:
    """Pass on each note of the last two weeks, at once within working hours; nobody is to ring who is left alone."""
    for note in day.work.colleague_notes.to(day.person.id, day.midnight - FRESH):
        due = day.at_once(note.at)
        if due is not None and not (note.kind is NoteKind.FIXED and day.is_left_alone(note.account)):
            yield Nudge(subject=f"{note.kind}{note.id}", due=due, until=day.quiet, draw=partial(_card, day, note))


def _card(day: SalesDay, note: ColleagueNote) -> Card:
    say, account = day.say, day.account(note.account)
    point = touchpoint_name(say, day.work.touchpoints.get(note.touchpoint))
    author, customer = clipped(day.work.people.get(note.author).name, 2), short_name(account.name)
    call = day.button(say.t("button", "Log a call"), "call", Style.MAIN, account=existing(account.id))
    if note.kind is NoteKind.FIXED:
        title = short_title(lambda cut: say.t("nudge", "Mended: {point}", point=clipped(point, cut)))
        line = say.t("nudge", "{name} has mended it. Ring {account} and say so.", name=author, account=customer)
        return Card(title=title, body=(Text(text=line), *phone_of(say, account)), buttons=(call,))
    asks = note.kind is NoteKind.ASKED
    title = (
        say.t("nudge", "{name} asks you", name=author) if asks else say.t("nudge", "{name} answers you", name=author)
    )
    reply = day.button(say.t("button", "Answer"), "zero answer", Style.MAIN, note=str(note.id))
    about = say.join((customer, clipped(point, 3)))

    def made(cut: int) -> Card:
        body = (Text(text=about), Quote(text=clipped(note.words, cut)))
        buttons = (reply,) if asks else () if day.is_left_alone(account.id) else (call,)
        return Card(title=title, body=body, buttons=buttons)

    return short_card(made)
