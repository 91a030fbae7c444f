"""The answer to a line that says that something was done as promised, where no such promise is open."""

from __future__ import annotations

from collections.abc import Iterator

from bot.arguments.account import find_account_in
from bot.arguments.promise_match import PromiseMatcher
from bot.dispatch.plain_line import LABEL_LIMIT, PlainLine
from bot.dispatch.promise_buttons import kept_button
from bot.domain.accounts import Account
from bot.domain.promises import Promise
from bot.language.clause_words import clause_words
from bot.language.days.marks import may_begin
from bot.language.name_words import name_words
from bot.language.phrases import plain_texts, typable, typable_phrases
from bot.language.tokens import Token, as_typed, line_of
from bot.language.vocabulary import VERBS, verb_label
from bot.messages.card import Button, Reply
from bot.messages.press import Press, existing, line_again, typed_values

KEPT, MAIL, OFFER, PROMISE = "kept", "mail", "offer", "promise"
SENT = (KEPT, MAIL, OFFER)
"""What a line tells in which something went out."""
MOST = 2
"""Promises that are offered."""


def as_promised_answer(line: PlainLine) -> Reply | None:
    """Ask what a line tells such as "delivered the quote to Sallow as promised", of which no promise is open.

    It may have been promised without being noted, or keep another promise, or be only an offer, or a mail.
    """
    words, language = line.words, line.context.language
    said = typable_phrases("clauses", "as_promised", language).places(words)
    named = find_account_in(words, line.context) if said else None
    if named is None or not _is_sent(line):
        return None
    account = named.value
    name = range(clause_words(language).leads.first_before(plain_texts(words), named.at), named.at + named.used)
    about = [
        at for at in range(len(words)) if at not in said and at not in name and not _is_around(words[at], language)
    ]
    promises = tuple(line.context.work.promises.open_for(account.id))
    what = tuple(words[at] for at in about)
    if not what or (promises and PromiseMatcher(words=(_token(account), *what), context=line.context).spoken_of):
        return None
    buttons = (button for button in _offered(line, account, as_typed(what), promises) if button.press.fits)
    title = line.context.translator.t(
        "promise", "No such promise to {account} is open: what do I save?", account=account.name
    )
    return line.ask(title, *buttons, line.help_button, quote=line.line)


def _is_sent(line: PlainLine) -> bool:
    """Whether a line tells that something went out, and nothing else."""
    if line.facts:
        return len(line.facts) == 1 and line.facts[0].command.verb in SENT
    language = line.context.language
    kept = any(VERBS.find(word.bare, language) == KEPT for word in line.words)
    return kept or bool(clause_words(language).sent.places(line.words))


def _is_around(word: Token, language: str) -> bool:
    """Whether a word is a filler, a day or a verb of what went out, and so not what that was."""
    known = clause_words(language)
    fillers = (known.before, known.between, known.marks, known.leads, known.sent)
    verb = VERBS.find(word.bare, language)
    small = word.bare in name_words(language).common or word.bare in typable("clauses", "is", language)
    return not word.quoted and (
        small or verb == KEPT or may_begin(word.text, language) or any(each.leading((word,)) for each in fillers)
    )


def _offered(line: PlainLine, account: Account, what: str, promises: tuple[Promise, ...]) -> Iterator[Button]:
    say, language = line.context.translator, line.context.language
    whole = typed_values({"note": line_of(line.words)})
    yield from (kept_button(promise, line) for promise in promises[:MOST])
    subject = f'"{account.name}" {what}'
    today = line.context.today.isoformat()
    text = f"{verb_label(PROMISE, language)} {subject} {today}; {verb_label(KEPT, language)} {subject}"
    label = say.t("button", "Promised and kept: {what}", what=what)
    once = f"{line.context.at.isoformat()} {KEPT}"
    yield Button(label=label[:LABEL_LIMIT], press=line_again(text, once=once))
    customer = {"account": existing(account.id), **whole}
    if any(word.bare in typable("goods", OFFER, language) for word in line.words):
        yield Button(label=say.t("button", "Only an offer"), press=Press(verb=OFFER, values=customer))
    elif clause_words(language).sent.places(line.words):
        yield Button(label=say.t("button", "Only a mail"), press=Press(verb=MAIL, values=customer))
    yield line.note_button(account, line_of(line.words))


def _token(account: Account) -> Token:
    return Token(account.name, quoted=True)
