"""Words that say with a slip of the keyboard how a call went, or are nearly an outcome: they are asked about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.language.names import ByText, fold, likest
from bot.language.phrases import plain_texts, typable
from bot.language.reaching import DENYING, FILLING, LONG, NONE, VOICEMAIL, reaching_lexicon
from bot.language.short_outcomes import short_in_other_language
from bot.language.tokens import ENDS_OF_PHRASE, Token
from bot.language.word_files import WORD_FILES

ALIKE = 80
"""Likeness from which a word of a short note may be one of an outcome."""
SHORT_NOTE = 3
"""Words of a short note, those aside that say nothing of how a call went."""


def slip_in(words: Sequence[Token], language: str) -> str:
    """Return the first words that say with a slip how a call went, such as "voicmail", "no anwser"; "" for none."""
    lexicon, texts = reaching_lexicon(language), plain_texts(words)
    for at, text in enumerate(texts):
        if text in lexicon.slips:
            return words[at].text.rstrip(ENDS_OF_PHRASE)
        denied = lexicon.index.roles.get(texts[at - 1]) in DENYING if at else False
        if denied and text in lexicon.reached_slips:
            return " ".join(word.text for word in words[at - 1 : at + 1]).rstrip(ENDS_OF_PHRASE)
    return ""


def near_outcome(words: Sequence[Token], language: str) -> tuple[str, str]:
    """Return the word of a short note that is spelt much like an outcome of the own language, and that outcome.

    Such as "telefonsvarn"; so is a note that is nothing but a short form of another language, as Danish "ub". Two empty
    texts for none.
    """
    lexicon = reaching_lexicon(language)
    telling = [word for word in words if lexicon.index.roles.get(word.bare) not in FILLING and not word.quoted]
    if len(telling) > SHORT_NOTE:
        return "", ""
    if len(words) == 1 and telling and (outcome := _short_of_others(telling[0].bare, language)):
        return words[0].text.rstrip(ENDS_OF_PHRASE), outcome
    alike = _alike(language)
    # What is known says something of its own, as "answered", which is like "answering machine" in Swedish.
    for word in telling:
        if len(word.bare) >= LONG and word.bare not in lexicon.index.roles and (outcome := alike[word.bare]):
            return word.text.rstrip(ENDS_OF_PHRASE), outcome
    return "", ""


@cache
def _alike(language: str) -> ByText[str]:
    """Return the outcome of a language one of whose words a folded word is much like; "" for none."""
    own = WORD_FILES[language].tables["outcomes"]
    said = {term: [fold(word) for word in own[term].all if " " not in word] for term in (VOICEMAIL, NONE)}

    def find(word: str) -> str:
        return next((term for term, words in said.items() if likest(word, words, limit=1, least=ALIKE)), "")

    return ByText(find)


def _short_of_others(text: str, language: str) -> str:
    """Return the outcome that a word may be short for in another language, or "no" for no answer; "" for none."""
    if text in typable("answers", "no", language):
        return NONE
    return "" if text in reaching_lexicon(language).index.roles else short_in_other_language(text, (VOICEMAIL, NONE))
