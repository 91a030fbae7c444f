"""What the words of a line may begin, however they are typed."""

from __future__ import annotations

import pytest

from bot.language.clause_words import clause_words
from bot.language.phrases import Phrases, typable_phrases
from bot.language.roles import (
    ADVERB,
    ANEW,
    ANNOUNCED,
    BEFORE,
    DAY,
    JOIN,
    LED_END,
    MANAGED,
    OPEN,
    OTHERS,
    PLAN,
    PRESENCE,
    PRESENT,
    SAID,
    SENT,
    TOLD,
    UNDONE,
    roles_in,
)
from bot.language.word_files import LANGUAGES
from tests.dialog import Dialog


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_has_its_role_in_capitals_with_signs_and_with_a_curved_apostrophe(language: str) -> None:
    """A reader is called wherever one of its words stands, or else what it reads would be lost."""
    words = clause_words(language)
    declared: dict[int, Phrases[None]] = {
        BEFORE: words.before,
        ADVERB: words.adverbs,
        JOIN: words.joins,
        OTHERS: words.others,
        PLAN: words.announced,
        ANEW: words.anew,
        UNDONE: words.undone,
        OPEN: words.open_verbs,
        MANAGED: words.managed,
        SENT: words.sent,
        SAID: typable_phrases("told", "said", language),
    }
    present = [(PRESENT, typable_phrases(table, term, language)) for table, term in PRESENCE]
    lost = [
        typed
        for role, known in (*declared.items(), *present)
        for word in known.firsts
        for typed in (word, word.upper(), f"Acme {word}?", f"{word}, Acme", word.replace("'", "’"))
        if not roles_in(typed, language) & role
    ]
    assert [] == lost


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("call acme vm", PLAN | ANNOUNCED | LED_END | OPEN),
        ("sample box", 0),
        ("sample box thu", DAY),
        ("sample box 14/11.", DAY),
        ("warned acme", TOLD),
        ("sample box\x00yesterday", DAY),
    ],
)
def test_a_line_has_the_roles_of_its_words_and_no_other(line: str, roles: int) -> None:
    """What none of the words begins is not looked for, so a plain line costs little."""
    assert roles == roles_in(line, "en")


def test_what_was_not_done_is_offered_behind_a_slash_too(talk: Dialog) -> None:
    """Whoever is used to slash commands types the slash before a sentence as well."""
    plain, slashed = talk.say("didn't get to call Acme"), talk.say("/didn't get to call Acme")
    assert plain.card.body[:1] == slashed.card.body[:1]
    assert not slashed.stored
