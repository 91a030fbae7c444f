"""The answer to a line whose clauses begin with customers and lack their verb, as in "Wisla vm, Nowak picked up"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.dispatch.named_account import find_named
from bot.dispatch.plain_line import LABEL_LIMIT, PlainLine
from bot.language.clause_words import clause_words
from bot.language.clauses import STOPS, cut
from bot.language.phrases import typable_phrases
from bot.language.reaching import findings
from bot.language.tokens import Token, line_of
from bot.language.vocabulary import verb_label
from bot.messages.card import Button, Reply, Style
from bot.messages.press import line_again

CALL = "call"


def name_first_answer(line: PlainLine) -> Reply | None:
    """Offer the line with the verbs that it lacks; None for a line that tells no facts with them either."""
    cuts = cut(line.line, line.roles, line.context.language, lambda join, behind: False, lambda words: False)
    clauses = [clause.own for clause in cuts]
    if len(clauses) < 2:
        return None
    text = ", ".join(filter(None, (_told(line, words) for words in clauses)))
    if not replace(line, line=text).facts:
        return None
    press = line_again(text, once=line.context.at.isoformat())
    save = Button(label=text[:LABEL_LIMIT], press=press, style=Style.MAIN)
    title = line.context.translator.t("talk", "Not saved yet: shall I save it?")
    return line.ask(title, *([save] if press.fits else []), line.help_button, quote=line.line)


def _told(line: PlainLine, words: tuple[Token, ...]) -> str:
    """Return a clause as typed, with the verb of a call where it is a customer and how that went."""
    begun = clause_words(line.context.language).before.skipped(words)
    named = find_named(begun, line.context)
    if named is None or named.at or named.only is None:
        return line_of(words).rstrip(STOPS)
    rest = next(_of_call(begun[named.used :], line), None)
    if rest is None:
        return line_of(words).rstrip(STOPS)
    call = verb_label(CALL, line.context.language)
    return f"{call} {line_of(begun[: named.used])} {line_of(rest)}".strip().rstrip(STOPS)


def _of_call(words: tuple[Token, ...], line: PlainLine) -> Iterator[tuple[Token, ...]]:
    """Yield how a call went, if words say that there was one: an outcome, a verb of calling, or who was reached."""
    language = line.context.language
    if any(not found.first for found in findings(words, language)):
        yield words
    found = line.registry.find([word.text for word in words[: line.registry.longest]], language)
    if found and found[0].verb == CALL:
        yield words[found[1] :]
    if typable_phrases("reaching", "reached", language).leading(words):
        yield words
