"""Answers to lines that lack the verb of a command or say it otherwise: a period, minutes, two customers in one."""

from __future__ import annotations

from bot.arguments.account import accounts_named_in
from bot.arguments.account_match import SEARCHED
from bot.arguments.minutes import leading_minutes
from bot.arguments.period import PeriodArg
from bot.dispatch.command_call import CommandCall
from bot.dispatch.plain_line import LABEL_LIMIT, PlainLine
from bot.domain.periods import Period
from bot.errors import UserMistake
from bot.language.clause_words import clause_words
from bot.language.i18n import msg
from bot.language.phrases import plain_texts, typable
from bot.language.tokens import line_of, tokens
from bot.language.vocabulary import verb_label
from bot.language.word_files import WORD_FILES
from bot.messages.card import Button, Reply, Style
from bot.messages.press import line_again

WEEK, MERGE, JUNK = "me week", "account merge", "junk"
PERIOD = PeriodArg(name="period", label=msg("field", "Period"))
PERIOD_WORDS = 4
"""Words of a period that is all of a line."""


def period_answer(line: PlainLine) -> CommandCall | None:
    """Return the call of one's own figures for a line that is a period, as "week" and "last month"; None for others."""
    words = tokens(line.line.rstrip(" ?"))
    if not 0 < len(words) <= PERIOD_WORDS or any(word.quoted for word in words):
        return None
    verb = line.registry.find([word.text for word in words], line.context.language)
    if verb and verb[1] == len(words):
        return None
    found = PERIOD.match(words, line.context, ())
    return line.call(WEEK, line_of(words)) if found and found.used == len(words) else None


def ended_period_answer(line: PlainLine) -> CommandCall | None:
    """Return the call of one's own figures of a period before today that a line names; None for others."""
    words = tokens(line.line.rstrip(" ?"))
    for at in range(len(words)):
        named = PERIOD.match(words[at:], line.context, ())
        if named and isinstance(named.value, Period):
            ended = named.value.last < line.context.today
            return line.call(WEEK, line_of(words[at : at + named.used])) if ended else None
    return None


def merge_answer(line: PlainLine) -> Reply | None:
    """Offer to make two customers one, as in "flet Acme ind i Bergen"; None for other lines."""
    language, texts = line.context.language, plain_texts(line.words)
    verbs = (phrase.split() for phrase in typable("second_words", "merge", language))
    if not any(_stand_in(verb, texts) for verb in verbs):
        return None
    named = {account.id: account for _, account in accounts_named_in(line.words[:SEARCHED], line.context)}
    if len(named) != len((1, 2)):
        return None
    one, other = named.values()
    into = WORD_FILES[language].tables["keywords"]["into"].all[0]
    return _offered(line, f'{verb_label(MERGE, language)} "{one.name}" {into} "{other.name}"')


def minutes_answer(line: PlainLine) -> Reply | None:
    """Offer to log minutes of which no customer had any use, as in "spent 40 min on expenses"; None for other lines."""
    known = clause_words(line.context.language)
    begun = known.before.skipped(line.words)
    begun = begun[known.spent.leading(begun) :]
    try:
        length = leading_minutes(begun, line.context.language)
    except UserMistake:
        # Longer than a day: none that somebody spent.
        return None
    count = length.used if length else 0
    what = known.leads.skipped(known.between.skipped(begun[count:]))
    if not count or not what or accounts_named_in(line.words[:SEARCHED], line.context):
        return None
    return _offered(line, f"{verb_label(JUNK, line.context.language)} {line_of(begun[:count])} {line_of(what)}")


def _offered(line: PlainLine, text: str) -> Reply:
    """Offer a line that says the same with the verb of its command."""
    press = line_again(text, once=line.context.at.isoformat())
    save = Button(label=text[:LABEL_LIMIT], press=press, style=Style.MAIN)
    title = line.context.translator.t("talk", "Not saved yet: shall I save it?")
    return line.ask(title, *([save] if press.fits else []), line.help_button, quote=line.line)


def _stand_in(verb: list[str], texts: list[str]) -> bool:
    """Whether the words of a verb stand among others in their order, the first of them at the beginning or the end."""
    if texts and verb and texts[0] != verb[0] and texts[-1] != verb[-1]:
        return False
    rest = iter(texts)
    return all(word in rest for word in verb)
