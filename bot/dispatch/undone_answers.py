"""The answer to a line that says what was not done: it is no call, and may be one that is still to be made."""

from __future__ import annotations

from bot.arguments.day_frame import names_past_day
from bot.dispatch.named_account import find_named
from bot.dispatch.plain_line import PlainLine
from bot.domain.calendar import calendar_of
from bot.language.clause_words import clause_words
from bot.language.roles import UNDONE
from bot.language.tokens import line_of
from bot.messages.card import Button, Reply
from bot.messages.press import Press, existing, rest_of_line

DAY_WORDS = 3
"""Words of a day that may stand before what was not done."""


def undone_answer(line: PlainLine) -> Reply | None:
    """Offer a follow-up for a line such as "didn't get to call Acme"; None for any other line."""
    if not line.roles & UNDONE or not _says_undone(line) or line.facts:
        return None
    named = find_named(line.words, line.context)
    account = named.only if named else None
    if account is None:
        return None
    say, day = line.context.translator, calendar_of(line.context.who).next_workday(line.context.today)
    follow = Button(
        label=say.t("day", "Follow up {day}", day=say.day(day)),
        press=Press(verb="follow", values={"account": existing(account.id), **rest_of_line(day.isoformat())}),
    )
    note = line.note_button(account, line_of(line.words))
    title = say.t("talk", "{account}: nothing saved. When will you do it?", account=account.name)
    return line.ask(
        title, *(button for button in (follow, note) if button.press.fits), line.help_button, quote=line.line
    )


def _says_undone(line: PlainLine) -> bool:
    """Whether a line begins so, fillers and a day aside."""
    known, words = clause_words(line.context.language), line.words
    return any(
        known.undone.leading(begun) or known.undone.leading((*begun[:1], *known.before.skipped(begun[1:])))
        for some in (words[count:] for count in range(min(DAY_WORDS, len(words)) + 1))
        if len(some) == len(words) or names_past_day(words[: len(words) - len(some)], line.context)
        for begun in (some, known.before.skipped(some))
    )
