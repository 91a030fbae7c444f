"""The answer to a line that says what is to be done for a customer: a follow-up or a promise, which is asked."""

from __future__ import annotations

from collections.abc import Iterator

from bot.dispatch.named_account import Named, find_named
from bot.dispatch.plain_line import PlainLine
from bot.dispatch.plans import PlanReader
from bot.domain.accounts import Account
from bot.domain.calendar import calendar_of
from bot.language.clause_words import clause_words
from bot.language.days.frame import Moment
from bot.language.name_words import name_words
from bot.language.phrases import plain_texts
from bot.language.tokens import Token, as_typed, line_of
from bot.language.vocabulary import VERBS
from bot.messages.card import Button, Reply
from bot.messages.press import Press, existing, rest_of_line, typed_values

DAY_WORDS = 3
"""Words of a day that may stand before what is to be done."""
MOST_DAYS = 2
"""Days that are offered where it is not clear which one is meant."""


def to_do_answer(line: PlainLine) -> Reply | None:
    """Offer a follow-up and a promise for a line such as "send Acme the quote on Friday"; None for any other line.

    So is a line without a verb of calling that names a customer and a day ahead, as in "quote to Acme by Friday".
    """
    named = find_named(line.words, line.context)
    account = named.only if named else None
    if named is None or account is None or not (_says_to_do(line) or _is_for_later(line)):
        return None
    offered = [button for button in _offered(line, named, account) if button.press.fits]
    title = line.context.translator.t("talk", "Not saved yet: a follow-up, or a promise?")
    return line.ask(title, *offered, line.help_button, quote=line.line)


def _says_to_do(line: PlainLine) -> bool:
    """Whether a line begins with a deed, fillers and a day aside."""
    known, words = clause_words(line.context.language), line.words
    deeds = name_words(line.context.language)
    for count in range(min(DAY_WORDS, len(words) - 1) + 1):
        if count and PlanReader(line.context).day_in(words[:count]) is None:
            continue
        begun = known.before.skipped(words[count:])
        begun = known.before.skipped(begun[known.planned.leading(begun) :])
        texts = plain_texts(begun)
        if any(each.count_at(texts, 0) for each in (deeds.acts, deeds.infinitives)):
            return True
    return False


def _is_for_later(line: PlainLine) -> bool:
    context, plans = line.context, PlanReader(line.context)
    called = any(VERBS.find(word.text, context.language) == "call" for word in line.words)
    day = None if called else plans.day_in(line.words)
    return day is not None and plans.is_ahead(day)


def _offered(line: PlainLine, named: Named, account: Account) -> Iterator[Button]:
    say = line.context.translator
    start, end, said = next(PlanReader(line.context).days(line.words), (0, 0, ()))
    text, customer = _without(line, named, range(start, end)), {"account": existing(account.id)}
    tomorrow = Moment(day=calendar_of(line.context.who).next_workday(line.context.today))
    for due in said[:MOST_DAYS] or (tomorrow,):
        label = say.t("day", "Follow up {day}", day=say.day_at(due.day, due.hour))
        yield Button(
            label=label, press=Press(verb="follow", values={**customer, **_day(due), **typed_values({"note": text})})
        )
    promised = {**customer, **typed_values({"what": text})}
    for due in said[:MOST_DAYS]:
        label = say.t("day", "Promise, due {day}", day=say.day_at(due.day, due.hour))
        yield Button(label=label, press=Press(verb="promise", values={**promised, **_day(due)}))
    if not said:
        yield Button(label=say.t("button", "Promise"), press=Press(verb="promise", values=promised))
    yield line.note_button(account, line_of(line.words))


def _day(moment: Moment) -> dict[str, str]:
    hour = f" {moment.hour:%H:%M}" if moment.hour else ""
    return rest_of_line(f"{moment.day.isoformat()}{hour}")


def _without(line: PlainLine, named: Named, day: range) -> str:
    """Return what is to be done: the words without those of the day and the customer's name."""
    texts = plain_texts(line.words)
    front = clause_words(line.context.language).leads.first_before(texts, named.at)
    left = {*range(len(line.words))} - {*day} - {*range(front, named.at + named.used)}
    words: tuple[Token, ...] = tuple(line.words[at] for at in sorted(left))
    return as_typed(words) if words else ""
