"""The answer to a line that says what was not done: it is no call, and may be one that is still to be made."""

from __future__ import annotations

from bot.arguments.day_frame import names_day_ahead, names_past_day
from bot.arguments.parser import ParseContext
from bot.dispatch.missed_dates import missed_date
from bot.dispatch.moved_promises import as_typed
from bot.dispatch.named_account import Named, find_named
from bot.dispatch.plain_line import PlainLine
from bot.dispatch.plans import PlanReader
from bot.domain.calendar import calendar_of
from bot.language.clause_words import clause_words
from bot.language.days.frame import Moment
from bot.language.meetings import is_meeting
from bot.language.phrases import Phrases, plain_texts, typable, typable_phrases
from bot.language.roles import ENDINGS, UNDONE
from bot.language.tokens import Token, line_of, text_of
from bot.language.vocabulary import CONTACT_VERBS, CONTACTS, VERBS
from bot.messages.card import Button, Reply
from bot.messages.press import Press, existing, rest_of_line

BROKEN = "broken"
DAY_WORDS = 3
"""Words of a day that may stand before what was not done."""


def undone_answer(line: PlainLine) -> Reply | None:
    """Offer a follow-up for a line such as "didn't get to call Acme"; None for any other line."""
    named = find_named(line.words, line.context) if line.roles & UNDONE else None
    if named and missed_date(line.words, line.registry, line.context):
        return None
    account = named.only if named else None
    if (
        named is None
        or account is None
        or not (_is_put_off(line, named) or _is_denied(line, named) or (_says_undone(line) and not line.facts))
    ):
        return None
    say, plans = line.context.translator, PlanReader(line.context, line.roles)
    said = next((moments[0] for _, _, moments in plans.days(line.words) if plans.is_ahead(moments[0])), None)
    day = said or Moment(day=calendar_of(line.context.who).next_workday(line.context.today))
    follow = Button(
        label=say.t("day", "Follow up {day}", day=say.day_at(day.day, day.hour)),
        press=Press(verb="follow", values={"account": existing(account.id), **rest_of_line(as_typed(day))}),
    )
    note = line.note_button(account, line_of(line.words))
    title = say.t("talk", "{account}: nothing saved. When will you do it?", account=account.name)
    return line.ask(
        title, *(button for button in (follow, note) if button.press.fits), line.help_button, quote=line.line
    )


def _is_put_off(line: PlainLine, named: Named) -> bool:
    """Whether a line says of a call by its noun that it was cancelled, or also of a meeting that it was put off.

    "Called Acme, cancelled the order" tells of a call; whether a cancelled meeting was one is asked of its note.
    """
    language = line.context.language
    behind = line.words[named.at + named.used :]
    said = typable_phrases("reaching", "around", language).skipped(behind)
    verb = clause_words(language).before.skipped(line.words[: named.at])
    noun = verb[0].plain if verb else ""
    if not noun or noun in typable("questions", "past", language):
        return False
    contact = CONTACTS.find(text_of(verb), language)
    # The preposition behind a noun may be part of the verb or not: "call with", "opkald" and "med".
    told = {VERBS.find(text_of(each), language) for each in (verb, verb[:-1]) if len(verb) > 1}
    is_call = contact is None and "call" in told
    cancelled, postponed = (typable_phrases("reaching", term, language) for term in ("cancelled", "postponed"))
    is_moved = postponed.leading(said) or _ends_behind_day(said, postponed, line.context)
    put_off = is_moved and (is_call or "visit" in told or is_meeting(verb, language))
    return bool(put_off or (is_call and cancelled.leading(said)))


def _ends_behind_day(words: tuple[Token, ...], known: Phrases[None], context: ParseContext) -> bool:
    """Whether words are a day ahead and then one of some phrases, as in German "auf Donnerstag verschoben"."""
    texts = plain_texts(words)
    ends = (at for at in range(1, len(words)) if at + known.count_at(texts, at) == len(words))
    return any(names_day_ahead(words[:at], context) for at in ends)


def _is_denied(line: PlainLine, named: Named) -> bool:
    """Whether a line begins with what was not done, as in "besøgte ikke Acme"; not that a promise was not kept."""
    language = line.context.language
    known, texts = clause_words(language), plain_texts(line.words)
    denials = [at for at in range(1, named.at) if texts[at] in typable("clauses", "not", language)]
    if not denials:
        return False
    at = denials[0]
    if _breaks(line, at):
        return False
    verb = known.before.skipped(line.words[:at])
    if VERBS.find(text_of(verb), language) in ENDINGS:
        return True
    lead = line.words[at + 1 : named.at]
    is_before_name = known.leads.first_before(texts, named.at) == at + 1
    told = (text_of((*verb, *more)) for more in ((), lead)) if verb and is_before_name else ()
    return any(VERBS.find(text, language) in CONTACT_VERBS or CONTACTS.find(text, language) for text in told)


def _breaks(line: PlainLine, denial: int) -> bool:
    """Whether a line begins with a verb that says with its denial that a promise was broken, as "did not keep"."""
    words = clause_words(line.context.language).before.skipped(line.words)
    found = line.registry.find([word.text for word in words[: line.registry.longest]], line.context.language)
    return found is not None and found[0].verb == BROKEN and len(line.words) - len(words) + found[1] > denial


def _says_undone(line: PlainLine) -> bool:
    """Whether a line begins so, fillers and a day aside."""
    known, words = clause_words(line.context.language), line.words
    return any(
        known.undone.leading(begun) or known.undone.leading((*begun[:1], *known.before.skipped(begun[1:])))
        for some in (words[count:] for count in range(min(DAY_WORDS, len(words)) + 1))
        if len(some) == len(words) or names_past_day(words[: len(words) - len(some)], line.context)
        for begun in (some, known.before.skipped(some))
    )
