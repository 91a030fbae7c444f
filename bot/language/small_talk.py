"""Small talk: greetings, thanks, yes and no, and the two wishes that people type as they would to a colleague."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache

from bot.language.names import cached_if_short, fold
from bot.language.vocabulary import SMALL_TALK, VERBS
from bot.language.word_files import FIRST, LANGUAGES
from bot.records import record

LINE_LIMIT = 120
"""Characters of a line that may be small talk; longer ones are not looked at."""
MARKS = '*_~`.,:;!?…"“”„»«()'
"""Emphasis and punctuation around a word."""
QUOTE = '"'
UNHEARD = str.maketrans("", "", "'’\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
"""Apostrophes, and what only changes how an emoji is drawn."""


class SmallTalk(StrEnum):
    """What small talk says, by its term in the word files; of several things said at once the first counts."""

    STOP = "stop"
    SICK = "sick"
    MISTAKE = "mistake"
    """What was typed last was wrong."""
    DATA = "data"
    """What is held about the person."""
    LOOKS = "looks"
    """Who looked at the own figures, and what is set."""
    SEES = "sees"
    """Who may see what."""
    HELP = "help"
    DAY = "day"
    """The own day is asked for in a word or two."""
    THANKS = "thanks"
    HELLO = "hello"
    BYE = "bye"
    NO = "no"
    YES = "yes"
    POLITE = "polite"
    """Words that say nothing alone, such as please."""


COURTESIES = (SmallTalk.POLITE, SmallTalk.THANKS, SmallTalk.BYE)
SLIPS = (SmallTalk.MISTAKE, SmallTalk.POLITE)
"""What may stand around "undo" and says no more than why."""
GREETINGS = (SmallTalk.HELLO, SmallTalk.POLITE)
"""What may stand before a line that tells facts."""


@record(kw_only=True)
class Remark:
    """A line of small talk; `rest` are the words behind a wish, such as until when."""

    talk: SmallTalk
    rest: str = ""


Phrase = tuple[str, ...]


@cached_if_short
def heard(word: str) -> str:
    """Return a word as it is compared: folded, without marks around it and apostrophes."""
    bare = fold(word).translate(UNHEARD).strip(MARKS).partition("::")[0]
    # Two thumbs say what one says.
    return bare if any(map(str.isalnum, bare)) else "".join(dict.fromkeys(bare))


def small_talk(line: str, language: str) -> Remark | None:
    """Return what a line says to a person of a language if nothing but small talk is in it; None for any other line.

    STOP and SICK may be followed by other words, which say until when.
    """
    if len(line) > LINE_LIMIT:
        return None
    words = line.split()
    phrases = _phrases(language)
    if not words or not may_begin(words[0], language):
        return None
    said: list[SmallTalk] = []
    at = 0
    while at < len(words):
        found = _phrase_at(words[at:], language)
        if found is None:
            last = next((talk for talk in reversed(said) if talk is not SmallTalk.POLITE), None)
            wish = last if last in (SmallTalk.STOP, SmallTalk.SICK) else None
            return Remark(talk=wish, rest=_until_courtesy(words[at:], phrases)) if wish else None
        talk, count = found
        said += [talk] if talk else []
        at += count
    return Remark(talk=strongest) if (strongest := _strongest(said)) else None


def may_begin(word: str, language: str) -> bool:
    """Whether small talk may begin with a word; one of signs alone stands before any."""
    first = heard(word)
    return not first or first in _reach(language)


def greeting_at_start(words: Sequence[str], language: str) -> int:
    """Return how many words at the beginning greet or are courtesies or emojis; 0 where all of them do."""
    at = 0
    while at < len(words):
        found = _phrase_at(words[at:], language)
        if found is None or found[0] not in (None, *GREETINGS):
            return at
        at += found[1]
    return 0


def courtesy_at_end(words: Sequence[str], language: str) -> int:
    """Return how many words at the end are courtesies or emojis."""
    end = len(words)
    # What stands in quotes was meant as it is.
    while end and words[end - 1][:1] != QUOTE:
        last = heard(words[end - 1])
        count = _courtesy_before(words[:end], language) if last in _courtesy_ends(language) else 0
        if not count and any(map(str.isalnum, last)):
            break
        end -= count or 1
    return len(words) - end


def _courtesy_before(words: Sequence[str], language: str) -> int:
    """Return how many words the longest courtesy has that words end in; 0 for none."""
    phrases, keys = _phrases(language), [heard(word) for word in words[-SMALL_TALK.longest :]]
    starts = range(len(keys))
    return next((len(keys) - at for at in starts if phrases.get(tuple(keys[at:])) in COURTESIES), 0)


@cache
def _courtesy_ends(language: str) -> frozenset[str]:
    """Return the last words of courtesies."""
    return frozenset(phrase[-1] for phrase, talk in _phrases(language).items() if talk in COURTESIES)


def without_slips(words: Sequence[str], language: str) -> Sequence[str]:
    """Return words without those at both ends that say that something was wrong, or say nothing, such as please."""
    phrases = _phrases(language)
    while words and (found := _phrase_at(words, language)) and found[0] in (None, *SLIPS):
        words = words[found[1] :]
    while words and (count := _slip_before(words, phrases)):
        words = words[:-count]
    return words


def _slip_before(words: Sequence[str], phrases: Mapping[Phrase, SmallTalk]) -> int:
    """Return how many words the longest slip or courtesy has that words end in; 0 for none."""
    keys = [heard(word) for word in words[-SMALL_TALK.longest :]]
    return next((len(keys) - at for at in range(len(keys)) if phrases.get(tuple(keys[at:])) in SLIPS), 0)


def without_courtesies(words: Sequence[str], language: str) -> list[str]:
    """Return words without those that say nothing by themselves, such as unfortunately; all where all of them do."""
    phrases = _phrases(language)
    return [word for word in words if phrases.get((heard(word),)) is not SmallTalk.POLITE] or [*words]


def is_wish(line: str) -> bool:
    """Whether a line says STOP or SICK to people of any language."""
    remarks = (small_talk(line, language) for language in LANGUAGES)
    return any(remark is not None and remark.talk in (SmallTalk.STOP, SmallTalk.SICK) for remark in remarks)


def _phrase_at(words: Sequence[str], language: str) -> tuple[SmallTalk | None, int] | None:
    """Return what the leading words say and how many these are, the longest phrase first; None for other words."""
    phrases, first = _phrases(language), heard(words[0])
    keys = tuple([heard(word) for word in words[: _reach(language).get(first, 0)]])
    for count in range(len(keys), 0, -1):
        if talk := phrases.get(keys[:count]):
            return talk, count
    # A smiley, or a dash between two sentences.
    return None if any(map(str.isalnum, first)) else (None, 1)


def _until_courtesy(words: Sequence[str], phrases: Mapping[Phrase, SmallTalk]) -> str:
    """Return words as one text without courtesies at their end, such as sorry, and without marks."""
    keys = tuple(heard(word) for word in words)
    for count in range(min(len(words) - 1, SMALL_TALK.longest), 0, -1):
        if phrases.get(keys[-count:]) in COURTESIES:
            return _until_courtesy(words[:-count], phrases)
    return " ".join(words).strip(MARKS)


def _strongest(said: Sequence[SmallTalk]) -> SmallTalk | None:
    found = next((talk for talk in SmallTalk if talk in said), None)
    return None if found is SmallTalk.POLITE else found


@cache
def _phrases(language: str) -> Mapping[Phrase, SmallTalk]:
    """Return what each phrase means to people of a language: in their own first, then in English, then in any."""
    found: dict[Phrase, SmallTalk] = {}
    for code in dict.fromkeys((language, FIRST, *LANGUAGES)):
        for talk in SmallTalk:
            forms = SMALL_TALK.words[talk][code]
            for phrase in forms.all if code in (language, FIRST) else forms.long:
                key = tuple(heard(word) for word in phrase.split())
                # What is a verb in the own language is none of another language's small talk, as "ja" is "me".
                if code == language or " ".join(key) not in _own_verbs(language):
                    found.setdefault(key, talk)
    return found


@cache
def _own_verbs(language: str) -> frozenset[str]:
    return frozenset(fold(word) for cells in VERBS.words.values() for word in cells[language].all)


@cache
def first_words_of(talk: SmallTalk, language: str) -> frozenset[str]:
    """Return the words as they are heard that what says it may begin with, to people of a language."""
    return frozenset(phrase[0] for phrase, said in _phrases(language).items() if said is talk)


@cache
def _reach(language: str) -> Mapping[str, int]:
    """Return how many words the longest phrase has that begins with a word as it is heard."""
    return {phrase[0]: len(phrase) for phrase in sorted(_phrases(language), key=len)}
