"""The answer to a sentence that judges a touchpoint at a customer: which score it is, the sentence being its reason."""

from __future__ import annotations

from collections.abc import Iterator

from bot.arguments.said_scores import DIGITS, judged_in, judgement_in
from bot.arguments.touchpoint import touchpoint_name
from bot.dispatch.customer_ratings import touchpoint_at
from bot.dispatch.due_buttons import days_in
from bot.dispatch.named_account import find_named
from bot.dispatch.plain_line import LABEL_LIMIT, PlainLine
from bot.domain.accounts import Account
from bot.domain.touchpoints import Touchpoint
from bot.language.clause_words import clause_words
from bot.language.phrases import plain_texts, typable, typable_phrases
from bot.language.tokens import Token, line_of, text_of
from bot.language.vocabulary import FACTORS, VERBS, verb_label
from bot.messages.card import Button, Reply, Style
from bot.messages.press import ONCE, Press, existing, typed_values

RATING, BROKEN = "touch", "broken"
SCORES = (0, 1, 2)


def rating_answer(line: PlainLine) -> Reply | None:
    """Ask for the score of a line such as "the delivery at Acme was worse than expected"; None for any other line."""
    named = find_named(line.words, line.context)
    found = _point(line) if named and named.only else None
    if named is None or named.only is None or found is None:
        return None
    point, behind = found
    judges, score = judged_in(line.words, line.context.language)
    if not (judges or _is_said_of(behind, line)) or _tells_more(line):
        return None
    buttons = [button for button in _scores(line, named.only, point, score) if button.press.fits]
    title = line.context.translator.t("touch", "Scores are 0, 1 or 2: less than, as, or more than expected.")
    note = line.note_button(named.only, line_of(line.words))
    return line.ask(title, *buttons, note, line.help_button, quote=line.line)


def scored_buttons(line: PlainLine, account: Account) -> Iterator[Button]:
    """Yield the scores of a line that names a touchpoint and ends in one, as in "Acme: great delivery, 2"."""
    found = _point(line) if line.words and line.words[-1].text in DIGITS else None
    if found and not _tells_more(line):
        yield from _scores(line, account, found[0], int(line.words[-1].text))


def _point(line: PlainLine) -> tuple[Touchpoint, tuple[Token, ...]] | None:
    """Return the first touchpoint that a line names, and the words behind it."""
    for at in range(len(line.words)):
        if found := touchpoint_at(line.words[at:], line.context):
            return found[0], line.words[at + found[1] :]
    return None


def _is_said_of(words: tuple[Token, ...], line: PlainLine) -> bool:
    """Whether something is said of the touchpoint before words, as in "the delivery at Acme was late"."""
    copulas = typable("clauses", "is", line.context.language)
    behind = (words[at + 1] for at in range(len(words) - 1) if words[at].bare in copulas)
    return any(word.bare.isalpha() for word in behind)


def _tells_more(line: PlainLine) -> bool:
    """Whether a line names a day, what went out, was broken or called off, so that it may be no rating."""
    language, texts = line.context.language, plain_texts(line.words)
    sent = clause_words(language).sent
    broken = any(VERBS.find(word.bare, language) == BROKEN for word in line.words)
    off = typable_phrases("reaching", "cancelled", language).places(line.words)
    return broken or bool(off or days_in(line)[2]) or any(sent.count_at(texts, at) for at in range(len(texts)))


def _scores(line: PlainLine, account: Account, point: Touchpoint, said: int | None) -> Iterator[Button]:
    """Yield a button for each score; the one that was said stands out."""
    language = line.context.language
    verb, why = verb_label(RATING, language), text_of(line.words)
    rated = {"account": existing(account.id), "point": existing(point.id)}
    judgement = judgement_in(line.words, language)
    factor = f"{FACTORS.label(judgement.factor, language)} " if judgement and judgement.factor else ""
    shown = touchpoint_name(line.context.translator, point)
    for score in SCORES:
        typed = typed_values({"scores": f"{factor}{score}", "why": why})
        press = Press(verb=RATING, values={**rated, **typed, ONCE: f"{line.context.at.isoformat()} {score}"})
        label = f"{verb} {account.name} {shown} {factor}{score}"[:LABEL_LIMIT]
        yield Button(label=label, press=press, style=Style.MAIN if score == said else Style.PLAIN)
