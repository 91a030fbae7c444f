"""The verb of the log that words begin with: the longest one, whole or around what it is about."""

from __future__ import annotations

from bot.arguments.parser import ParseContext
from bot.dispatch.fact import Fact
from bot.dispatch.plans import PlanReader
from bot.dispatch.registry import Registry
from bot.dispatch.told_contacts import CALL, RATING, is_action, is_planned_offer, told_by, told_contact
from bot.dispatch.verbs_around import around_topic
from bot.dispatch.word_orders import booked_behind_name
from bot.language.clause_words import ClauseWords, clause_words
from bot.language.reaching import MEETING
from bot.language.roles import MANAGED, OPEN
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import CONTACTS
from bot.records import record


@record
class BegunVerbs:
    """Finds such verbs as the person of `context` types them; `roles` are those of the words of the clause."""

    registry: Registry
    context: ParseContext
    plans: PlanReader
    roles: int

    @property
    def _words(self) -> ClauseWords:
        return clause_words(self.context.language)

    def logged(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the verb that words begin with, whole or around what it is about."""
        return (
            (around_topic(words, self.context, self._begun) if self.roles & OPEN else None)
            or self._begun(words)
            or (self._managed(words) if self.roles & MANAGED else None)
        )

    def _managed(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the verb behind one that says that it was done in the end, as in Norwegian "fikk prata med"."""
        action = words[count:] if (count := self._words.managed.leading(words)) else ()
        fact = self._begun(action) if action else None
        # A noun behind it is what somebody got, as in "fikk møte med".
        return fact if fact and is_action(fact, self.context.language) else None

    def _begun(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the longest verb that words begin with, of a command of the log or of a contact that was no call."""
        found = self.registry.find([word.text for word in words[: self.registry.longest]], self.context.language)
        command, count = found if found and not words[0].quoted else (None, 0)
        longest = CONTACTS.reach(words[0].text, self.context.language) if words else 0
        for longer in range(min(len(words), longest), count, -1):
            if contact := CONTACTS.find(text_of(words[:longer]), self.context.language):
                return told_by(self.registry, contact, words[:longer], words[longer:], self.context)
        if command is None or not command.fact or (command.verb == RATING and self._words.again.leading(words) > count):
            # "Touch base" is no rating.
            return None
        if command.verb == MEETING and (booked := booked_behind_name(words[:count], words[count:], self.context)):
            return Fact(command=self.registry.get(CALL), words=booked)
        told = told_contact(command, words[:count], words[count:], self._words)
        return None if is_planned_offer(told, self.plans) else told
