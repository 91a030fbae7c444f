"""Where in a clause a customer's name stands: behind the fillers, or further on behind a preposition."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.arguments.account_index import NameHit
from bot.language.name_words import WITH_CASES, NameWords, name_words
from bot.language.names import fold, is_form
from bot.language.phrases import Phrases
from bot.language.tokens import Token
from bot.language.vocabulary import GOODS, VERBS
from bot.language.word_files import FIRST, WORD_FILES
from bot.records import lazy, record

THING_VERBS = frozenset({"promise", "kept", "told", "broken"})
"""Verbs behind which a thing may stand before the customer."""
THING_CONTACTS = frozenset({"mail", "offer"})


def name_front(words: tuple[Token, ...], language: str, verb: tuple[Token, ...] = ()) -> int:
    """Return the first word behind a verb that is no filler; 0 when all of them are."""
    first = words[0].leading if words else ""
    if first not in name_words(language).skipped and not is_form(first):
        return 0
    return NamePlace(words=words, language=language, verb=verb).front


@record(kw_only=True)
class NamePlace:
    """The words of a clause behind its verb, and which of them are no part of a name; in `whole` words all may be.

    `language` is that of whoever typed them.
    """

    words: tuple[Token, ...]
    language: str
    verb: tuple[Token, ...] = ()
    whole: bool = False

    @lazy
    def _texts(self) -> tuple[str, ...]:
        return tuple([word.leading for word in self.words])

    @lazy
    def _known(self) -> NameWords:
        return name_words(self.language)

    @lazy
    def front(self) -> int:
        """The first word that is no filler; 0 when all of them are."""
        return self._behind_fillers if self._behind_fillers < len(self.words) else 0

    @property
    def holds_fillers_only(self) -> bool:
        """Whether there is nothing but fillers of several words or several of them."""
        return len(self.words) > 1 and self._behind_fillers >= len(self.words)

    @lazy
    def _behind_fillers(self) -> int:
        at = 0
        while not self.whole and (count := self._skipped(at)):
            at += count
        return at if at < len(self.words) or len(self.words) > 1 else 0

    def _skipped(self, at: int) -> int:
        """Return how many words of a filler, of a legal form, or of what is to be done stand there."""
        if count := self._known.fillers.count_at(self._texts, at):
            return count
        return 1 if at < len(self._texts) and is_form(self._texts[at]) else self._calls(at)

    def _calls(self, at: int) -> int:
        """Return how many words of an infinitive such as "to call" stand there: it adds nothing to a follow-up.

        To call is what was promised, though.
        """
        count = self._known.infinitives.count_at(self._texts, at)
        return count if count and not self.is_of_thing and VERBS.find(self._texts[at], FIRST) == "call" else 0

    def is_filler(self, at: int) -> bool:
        """Whether a filler, such as a preposition, begins at a word."""
        return bool(self._known.fillers.count_at(self._texts, at))

    def ends_name(self, at: int) -> bool:
        """Whether a name that nobody has ends before a word: a filler, somebody else, or what became of a meeting."""
        return self.is_filler(at) or self._texts[at] in self._known.behind

    def is_goods(self, at: int) -> bool:
        """Whether a word behind a verb of a thing names what customers are promised, in whatever language."""
        return self.is_of_thing and GOODS.find(self.words[at].bare, self.language) is not None

    @property
    def is_led(self) -> bool:
        """Whether a preposition that a customer follows stands right before the place of the name."""
        verb = [word.bare for word in self.verb]
        verb_leads = not self.front and self._known.leads.first_before(verb, len(verb)) < len(verb)
        return self._leads(self.front, self._known.leads) or verb_leads

    @property
    def begins_with_topic(self) -> bool:
        """Whether the words begin with what was talked about, so that no name stands in its place."""
        return any(self._known.topics.count_at(self._texts, at) for at in range(self.front))

    def before(self, hit: NameHit) -> int:
        """Return the first of the fillers that stand right before a name; "up" of "follow up" is none."""
        acts = self._end_of_act if self._end_of_act <= hit.start else 0
        if acts == hit.start:
            # "Get back to": what leads to the name alone is none of the act.
            acts = max(self._known.leads.first_before(self._texts, acts), self.front + 1)
        return max(acts, self._known.fillers.first_before(self._texts, hit.start))

    def is_led_to(self, hit: NameHit, *, at_site: bool = False) -> bool:
        """Whether a preposition that a customer follows stands before a name, and none that a topic follows.

        With `at_site` only one that says where somebody is.
        """
        return self._leads(hit.start, self._known.sites if at_site else self._known.leads) and not self._leads(
            hit.start, self._known.topics
        )

    @property
    def is_topic(self) -> bool:
        """Whether what was talked about stands in the place of the name; a reminder is about a customer."""
        return self._leads(self.front, self._known.topics) and self._verb != "follow"

    @lazy
    def _verb(self) -> str | None:
        return VERBS.find(" ".join(word.bare for word in self.verb), FIRST)

    def is_sure(self, hit: NameHit, weak: Callable[[], object]) -> bool:
        """Whether a name behind free words is surely whom the line is about; `weak` finds what else these may name."""
        free = range(self.front, self.before(hit))
        if (
            self._leads(hit.start, self._known.topics)
            or not free
            or (any(self._topics(free)) and not self.begins_with_topic)
        ):
            return False
        if self._leads(hit.start, self._known.sites) or self._end_of_act == free.stop:
            return True
        if self._is_marked_act and free.stop == self.front + 1 and not weak():
            return True
        # "Met engineer Byrne" may be a person; a Polish case says whose director it was.
        led = free.stop < hit.start or self.language in WITH_CASES
        if led and all(self._texts[at] in self._known.people for at in free):
            return True
        if self._verb == "follow" and all(self._texts[at] in self._known.goods for at in free):
            return True
        if all(self._texts[at] in self._known.common for at in free):
            return self._leads(hit.start, self._known.leads)
        if not self._may_begin_freely or (self.words[self.front].has_capital and not self.has_capital_nouns):
            return False
        # Without a preposition only a name in full, with its capital: a price may as well be a customer's first word.
        told = hit.exact or hit.inflected
        led = self._leads(hit.start, self._known.leads) or (told and self.words[hit.start].has_capital)
        return led and not weak()

    @lazy
    def _end_of_act(self) -> int:
        """Return where what is to be done ends that stands in the place of the name, such as "ring back"."""
        known = self._known
        end = self.front + max(each.count_at(self._texts, self.front) for each in (known.infinitives, known.acts))
        while self.front < end < len(self._texts) and self._texts[end] in known.common and not self.is_filler(end):
            end += 1
        return end

    @property
    def _is_marked_act(self) -> bool:
        """Whether the mark of an infinitive stands right before the place of the name, and a small letter in it."""
        marks = self._known.marks
        marked = marks.first_before(self._texts, self.front) < self.front
        behind_verb = not self.front and marks.count_at([self.verb[-1].bare], 0) if self.verb else 0
        return (marked or bool(behind_verb)) and self.words[self.front].text[:1].islower()

    @property
    def is_of_thing(self) -> bool:
        """Whether a thing may follow the customer right behind the verb, as what was promised."""
        return self._verb in THING_VERBS

    @property
    def has_capital_nouns(self) -> bool:
        """Whether the verb, or the person, is of a language in which every noun has a capital."""
        verb = " ".join(word.bare for word in self.verb)
        forms = VERBS.words[self._verb] if self._verb else {}
        codes = (code for code, words in WORD_FILES.items() if words.about.capital_nouns)
        return any(code == self.language or (forms and verb in map(fold, forms[code].all)) for code in codes)

    @property
    def _may_begin_freely(self) -> bool:
        """Whether what stands in the place of a name may be something else, as what was promised behind "promised"."""
        if self._verb in THING_VERBS | THING_CONTACTS:
            return True
        if self._verb == "follow":
            return self.front > 0 or len(self.verb) > 1
        return self.begins_with_topic or (self.front > 0 and not self.is_led)

    def _leads(self, start: int, phrases: Phrases[None]) -> bool:
        """Whether one of the phrases stands among the fillers right before a word."""
        first = self._known.fillers.first_before(self._texts, start)
        return any(phrases.count_at(self._texts, at) for at in range(first, start))

    def _topics(self, free: range) -> Iterator[bool]:
        return (bool(self._known.topics.count_at(self._texts, at)) for at in free)
