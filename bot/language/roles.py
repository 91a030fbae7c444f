"""What the words of a line may begin, looked up once a word: a reader none of whose words stand there is not called.

Most lines have words of two or three of the roles. They are derived from the words that the readers declare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from bot.language.clause_words import clause_words
from bot.language.days.lexicon import has_digit
from bot.language.days.marks import day_words
from bot.language.handing_over import handing_over
from bot.language.name_words import to_do_words
from bot.language.names import ENDS, ByText
from bot.language.phrases import typable, typable_phrases
from bot.language.split_verbs import split_ends, split_words
from bot.language.telling import telling_words
from bot.language.tokens import Token, clean, is_emoji, plain
from bot.language.vocabulary import VERBS, verb_words

(
    BEFORE,
    ADVERB,
    JOIN,
    OTHERS,
    MARK,
    PLAN,
    ANNOUNCED,
    ANEW,
    DAY,
    LED,
    LED_END,
    SPLIT,
    TOLD,
    ENDED,
    UNDONE,
    WRITER,
    TO_DO,
    OFFERED,
    PRESENT,
    OPEN,
    MANAGED,
    SENT,
    SAID,
    HANDED,
    LATE,
    TRYING,
) = (1 << at for at in range(26))
"""Of words that may begin what their name says; LED, LED_END and SPLIT are of the verbs in two parts.

ENDED is of those that say last what became of a promise, TO_DO of infinitives that say what is still to be done,
OFFERED of those without which nobody tells an offer, PRESENT of those that say where somebody works, or that they are
back, OPEN of verbs that may stand around what they are about, MANAGED of those that say that something was done in the
end, SENT of those that say that something went out, SAID of those that say that something was told, HANDED of those
that say that a customer was handed over, LATE of those that say that something promised will come later, and TRYING of
those that say that something was tried.
"""

PRESENCE = (("leave", "home"), ("keywords", "back"))
"""Where the phrases stand that say where somebody works, or that they are back."""
ENDINGS = ("kept", "broken")
"""Verbs that may stand behind all the words of a promise."""


def roles_in(text: str, language: str) -> int:
    """Return the roles that the words of a line have together."""
    known, found = _roles(language), 0
    for word in clean(text).split():
        found |= known[word]
    return found


def roles_of(words: Sequence[Token], language: str) -> int:
    """Return the roles that words of a line have together; what stands in quotes has none."""
    known, found = _roles(language), 0
    for word in words:
        if not word.quoted:
            found |= known[word.text]
    return found


@cache
def verb_firsts(verb: str) -> frozenset[str]:
    """Return the words that a verb may begin with in any language, as they are looked up."""
    return frozenset(plain(words.split()[0]) for words in verb_words(verb))


@cache
def _roles(language: str) -> ByText[int]:
    """Return the roles of a word, whatever stands behind it and however it is spelt."""
    words = clause_words(language)
    declared: Mapping[int, Iterable[str]] = {
        BEFORE: words.before.firsts,
        ADVERB: words.adverbs.firsts,
        JOIN: words.partings.firsts,
        OTHERS: words.others.firsts,
        MARK: words.marks.firsts,
        PLAN: (*words.plans.firsts, *words.announced.firsts),
        ANNOUNCED: (*words.announced.firsts, *words.tries.firsts),
        ANEW: words.anew.firsts,
        DAY: day_words(language),
        LED: split_words(language, led=True),
        LED_END: split_ends(language),
        SPLIT: split_words(language, led=False),
        TOLD: telling_words(language),
        ENDED: (*_ending_words(language), *typable("keywords", "done", language)),
        UNDONE: (*words.undone.firsts, *_put_off_words(language), *typable("clauses", "not", language)),
        WRITER: words.writer.firsts,
        TO_DO: to_do_words(language),
        OFFERED: _offer_words(language),
        PRESENT: _present_words(language),
        OPEN: words.open_verbs.firsts,
        MANAGED: words.managed.firsts,
        SENT: words.sent.firsts,
        SAID: typable_phrases("told", "said", language).firsts,
        HANDED: handing_over(language).firsts,
        LATE: (*typable_phrases("told", "slips", language).firsts, *words.unheld.firsts),
        TRYING: words.trying.firsts,
    }
    known: dict[str, int] = {}
    for role, firsts in declared.items():
        for first in firsts:
            known[plain(first)] = known.get(plain(first), 0) | role
    return ByText(lambda word: known.get(plain(word), 0) | _by_shape(word))


def _ending_words(language: str) -> Iterable[str]:
    """Return the words in which the verbs end that say what became of a promise."""
    return (word.split()[-1] for term in ENDINGS for word in VERBS.all_words(term, language))


def _present_words(language: str) -> Iterable[str]:
    return (phrase.split()[0] for table, term in PRESENCE for phrase in typable(table, term, language))


def _offer_words(language: str) -> Iterable[str]:
    """Return of each verb that tells an offer the longest word, such as "quote" of "sent a quote to"."""
    phrases = (*VERBS.all_words("offer"), *typable("split_verbs", "offer", language))
    return (max(phrase.split(), key=len) for phrase in phrases)


def _put_off_words(language: str) -> Iterable[str]:
    return (phrase.split()[0] for term in ("cancelled", "postponed") for phrase in typable("reaching", term, language))


def _by_shape(word: str) -> int:
    """Return the roles of words that are in no list: an emoji parts facts, a colon tells what the writer did."""
    emoji = is_emoji(word.rstrip(ENDS))
    return (DAY if has_digit(word) else 0) | (JOIN if emoji else 0) | (WRITER if ":" in word else 0)
