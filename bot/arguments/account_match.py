"""Which account a line means.

A name is typed without quotes and has no mark at its end, so where it ends is found together with what it means.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from bot.arguments.account_index import SHOWN, AccountIndex, NameHit, account_index, name_reach
from bot.arguments.account_neighbour import ALL, beside, either_of, joined_to
from bot.arguments.account_place import NamePlace, name_front
from bot.arguments.day_frame import names_day
from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.arguments.unknown_name import other_account, picked_account, which_one
from bot.errors import UserMistake
from bot.language.i18n import Quoted
from bot.language.name_words import name_words
from bot.language.names import KEY_LIMIT, NAME_LIMIT, account_key
from bot.language.tokens import Token, text_of
from bot.messages.press import existing, new_name
from bot.records import lazy, record

BEGINNING = 3
"""Letters of a name from which its beginning runs."""
SURE_BEGINNING = 5
"""The same where free words follow, since a short word may be one of them."""
PART = 4
"""Letters from which the beginning of a further word of a name runs, where no free words follow."""
SEARCHED = 40
"""Words that are searched for a name."""


@record(kw_only=True)
class AccountMatcher:
    """Finds the account that the `words` name; there is at least one word.

    `argument` is the name of the argument, `after` the arguments that may take the words behind the name. Where
    `creates`, a name that is not known may become a new account. `greedy`: an unknown name reaches up to the first
    words that another argument recognises; otherwise it is one word, and the words with a capital behind it. `whole`:
    the words are a name and nothing else, as in the field of a form.

    1. Behind the fillers: the longest run of words that is a name, else that is the first word or words of one. Where
       another account is joined to it, one of both is asked for.
    2. Further on, where free text may stand: the one account that is named so and is surely the one meant.
    3. Behind the fillers: a run that one name begins with or holds, the longest first.
    4. Otherwise the person is asked: the accounts that may be meant or are spelt alike, and to create the name.
    """

    argument: str
    words: tuple[Token, ...]
    after: Sequence[Arg]
    greedy: bool
    creates: bool
    context: ParseContext
    whole: bool = False

    def match(self) -> Match | None:
        """Return the account and the words of its name, None where they name none; raises Ambiguous, UserMistake."""
        found = self._named() or self._elsewhere()
        return found if found or self._place.holds_fillers_only else self._partial()

    @lazy
    def _index(self) -> AccountIndex:
        return account_index(self.context)

    @lazy
    def _place(self) -> NamePlace:
        return NamePlace(words=self.words, language=self.context.language, verb=self.context.verb, whole=self.whole)

    @lazy
    def _front(self) -> int:
        """Where a name begins that stands in its place, behind the fillers."""
        return 0 if self.whole else name_front(self.words, self.context.language, self.context.verb)

    def _named(self) -> Match | None:
        """Return the account whose name or first words stand in its place; raises Ambiguous where it is not sure."""
        for start in range(self._front + 1):
            hit = self._index.named(self.words, start, whole=not self._takes_text)
            if hit is None or hit.end <= self._front:
                continue
            if others := self._rivals(hit):
                raise self._about_hits([hit, *others])
            goes_further = hit.end < len(self.words)
            if goes_further and not self.whole and (other := joined_to(hit, self.words, self.context)):
                raise self._about_both(hit, other, other.end)
            if goes_further and not self.whole and (other := either_of(hit, self.words, self.context)):
                raise self._about_both(hit, other, other.end, either=True)
            if goes_further and self._takes_thing and (other := beside(hit, self.words, self.context)):
                raise self._about_both(hit, other, hit.end)
            goes_on = not hit.inflected and not hit.exact and (self._continues(hit.end) or self._recognised(hit.start))
            if len(hit.keys) == 1 and not goes_on and not self._unusable(hit.end) and not self._needs_exact(hit):
                return Match(self._index.account(hit.keys[0]), hit.end)
            raise self._about_name(hit.keys, hit.end)
        return None

    def _rivals(self, hit: NameHit) -> list[NameHit]:
        """Return the accounts named behind a preposition, beside which a mere first word may be one of the note.

        So is the man of "the man at Acme", though Man is the first word of another account; with a capital it is not,
        unless the preposition says where somebody is.
        """
        if hit.exact or self.whole or not self._takes_text:
            return []
        capital = self._is_capital(hit.start)
        others = (other for other in self._hits_behind(hit.end) if other.keys != hit.keys)
        return [other for other in others if self._place.is_led_to(other, at_site=capital)]

    def _needs_exact(self, hit: NameHit) -> bool:
        """Whether the words behind change the account itself, for which its whole name must be typed."""
        return not self._takes_text and not hit.exact and hit.end < len(self.words)

    def _elsewhere(self) -> Match | None:
        """Return the one account that is named behind free words, where it is surely meant; else ask which is."""
        if not self._takes_text or self.whole or self.words[self._front].quoted:
            return None
        hits = self._hits_behind(self._front + 1)
        if not hits or (self._is_common(self._front) and not any(map(self._stands_out, hits))):
            return None
        keys = {key for hit in hits for key in hit.keys}
        only = hits[0]
        if len(keys) == 1 and self._place.is_sure(only, self._weak):
            return Match(
                self._index.account(only.keys[0]), only.end - self._place.before(only), self._place.before(only)
            )
        raise self._about_hits(hits)

    def _hits_behind(self, start: int) -> list[NameHit]:
        """Return the names from a word on; of one account the first."""
        hits: list[NameHit] = []
        while start < min(len(self.words), self._front + SEARCHED):
            hit = None if self._place.is_filler(start) else self._index.named(self.words, start)
            if hit and not self._recognised(start) and not any(hit.keys == other.keys for other in hits):
                hits.append(hit)
            start = hit.end if hit else start + 1
        # Beside a name behind a preposition, a word of the note may be the first of another one by chance.
        led = any(self._place.is_led_to(hit) for hit in hits)
        return [hit for hit in hits if self._stands_out(hit)] if led else hits

    def _stands_out(self, hit: NameHit) -> bool:
        return self._place.is_led_to(hit) or hit.exact or self._is_capital(hit.start)

    def _weak(self) -> Sequence[str]:
        """Return the keys that the word in the place of a name begins, is part of, or resembles."""
        key = account_key(self.words[self._front].text)
        if self._is_common(self._front) or len(key) < BEGINNING:
            return ()
        found = self._index.begun(key) or self._index.holding(key)
        return found or tuple(self._index.near(self.words, self._front, self._front + 1))

    def _partial(self) -> Match | None:
        """Return the account whose name a run in its place begins, or else is part of, the longest run first."""
        if self._is_common(self._front) or (self._place.is_topic and not self._is_capital(self._front)):
            return None
        ends = range(self._front + name_reach(self.words, self._front), self._front, -1)
        for find, least, before_text in (
            (self._index.begun, BEGINNING, SURE_BEGINNING),
            (self._index.holding, PART, None),
        ):
            for end in ends:
                key = account_key(text_of(self.words[self._front : end]))
                found = find(key)
                if len(found) == 1 and self._stands_for(key, end, least, before_text):
                    return Match(self._index.account(found[0]), end)
                # Asked now, not after shorter runs: those match as many names, so they would decide by accident.
                if found:
                    raise self._about_name(found, end)
        # A day, an outcome or a score in the place of a name is nobody's: what is missing is asked for.
        if not self.whole and not self.words[self._front].quoted and any(map(self._recognised, range(self._front + 1))):
            return None
        # All the words too: what looks like a filler may begin the day, as Danish "i går" does.
        if not self.whole and any(names_day(words, self.context) for words in (self.words[self._front :], self.words)):
            return None
        raise self.unknown()

    def _stands_for(self, key: str, end: int, least: int, before_text: int | None) -> bool:
        """Whether a part of a name is enough to stand for it, and ends there.

        It has `least` letters, and `before_text` where it is in small letters before free words; None for no length.
        """
        return self._runs(key, end, least, before_text) and not self._unusable(end) and not self._continues(end)

    def _runs(self, key: str, end: int, least: int, before_text: int | None) -> bool:
        if not self._takes_text:
            return end == len(self.words) and len(key) >= least
        free = end < len(self.words) and not self._recognised(end) and not self._is_capital(self._front)
        least = (before_text or KEY_LIMIT + 1) if free else least
        return not self._place.is_led and len(key) >= least

    @lazy
    def _takes_text(self) -> bool:
        return True in [arg.any_text for arg in self.after]

    @property
    def _takes_thing(self) -> bool:
        """Whether what was promised follows the name."""
        return self._takes_text and self._place.is_of_thing and not self.whole

    def _is_common(self, at: int) -> bool:
        word = self.words[at]
        return not self.whole and not word.quoted and word.bare in name_words(self.context.language).common

    def _unusable(self, end: int) -> bool:
        """Whether words follow that no other argument can take, so that they must belong to the name."""
        return end < len(self.words) and not self._takes_text and not self._recognised(end)

    def _continues(self, end: int) -> bool:
        """Whether the next word looks like one more of the name: it has a capital, and no argument recognises it."""
        if end >= len(self.words) or self.words[end].quoted:
            return False
        if name_words(self.context.language).more.leading(self.words[end:]):
            return True
        if self._is_common(end):
            return False
        if self._place.has_capital_nouns and self._is_noun(end):
            return False
        return self._is_capital(end) and not self._place.is_goods(end) and not self._recognised(end)

    def _is_noun(self, end: int) -> bool:
        """Whether a word with a capital tells of a thing: behind such a verb, or with more than capitals behind it.

        Of two such words side by side the first may be one more of the name: things are one word (Wartungsvertrag).
        """
        if not self._place.is_of_thing:
            return not all(map(self._is_capital, range(end, len(self.words))))
        following = self.words[end + 1 : end + 2]
        beside = any(word.text.isalpha() and not word.quoted for word in following)
        return not beside or not self._is_capital(end + 1) or self._recognised(end + 1)

    def _is_capital(self, at: int) -> bool:
        return self.words[at].has_capital

    def _recognised(self, end: int) -> bool:
        return any(arg.recognises(self.words[end:], self.context) for arg in self.after)

    def _unknown_end(self) -> int:
        """Return where a name ends that is not known."""
        if not self.greedy:
            return self._capitals_from(self._front + 1)
        last = self._front + name_reach(self.words, self._front)
        if not self._takes_text:
            return next((end for end in range(self._front + 1, last) if self._recognised(end)), last)
        stops = (end for end in range(self._front + 1, last) if self._recognised(end) or self._place.ends_name(end))
        return next(stops, last)

    def _capitals_from(self, end: int) -> int:
        """Return the end of a name of at least the words up to `end`, with what looks like more of it behind them."""
        while end < self._front + name_reach(self.words, self._front) and self._continues(end):
            end += 1
        return end

    def _about_name(self, keys: Sequence[str], end: int) -> Ambiguous:
        """Ask which account is meant by a name in its place that several have, or that may go on."""
        # Where free text follows, nobody can say where a new name ends, so both lengths are offered.
        ends = {end, self._capitals_from(end)} if self._takes_text else {self._unknown_end()}
        shown = end if self._takes_text else max(ends)
        return self._question([(key, shown, 0) for key in keys[:SHOWN]], shown, ends)

    def _about_hits(self, hits: Sequence[NameHit]) -> Ambiguous:
        """Ask whether one of the accounts is meant that are named behind free words, or a name in front of these."""
        offered = {key: (hit.end, self._place.before(hit)) for hit in hits for key in hit.keys}
        ends = set()
        if hits[0].start > self._front and not self._is_common(self._front) and not self._place.begins_with_topic:
            ends = {min(self._unknown_end(), self._place.before(hits[0]))}
            offered |= {key: (self._front + 1, 0) for key in self._weak()[:SHOWN] if key not in offered}
        return self._question([(key, *words) for key, words in offered.items()][:SHOWN], self._front + 1, ends)

    def _about_both(self, one: NameHit, other: NameHit, end: int, *, either: bool = False) -> Ambiguous:
        """Ask for which of two accounts it is, or for both unless `either`; the words of the first go up to `end`."""
        offered = [*((key, end, 0) for key in one.keys), *((key, other.end, 0) for key in other.keys)]
        question = self._question(offered[:SHOWN], other.end, ())
        if len(question.choices) > 1 and not either:
            both = " & ".join(choice.label for choice in question.choices)
            question.choices = (*question.choices, Candidate(label=both, value=ALL))
        return question

    def unknown(self) -> Ambiguous:
        """Return the question which account is meant by a name that nobody has: those spelt alike, or a new one."""
        end = self._unknown_end()
        ends = {end, self._capitals_from(self._front + 1)} if self.greedy else {end, self._front + 1}
        own = self._own(ends)
        near = self._index.near(self.words, self._front, end).items()
        offered = {**own, **{key: self._front + used for key, used in near if key not in own}}
        return self._question([(key, stop, 0) for key, stop in offered.items()], end, ends, learned=True)

    def _own(self, ends: Collection[int]) -> dict[str, int]:
        """Return the account that the person picked for the name the last time, and where that name ends."""
        picked = ((picked_account(self._name(end), self.context), end) for end in sorted(ends, reverse=True))
        return next(({account_key(account.name): end} for account, end in picked if account), {})

    def _question(
        self, offered: Sequence[tuple[str, int, int]], end: int, ends: Collection[int], *, learned: bool = False
    ) -> Ambiguous:
        """Offer accounts, each with the end and the start of its words, and to create a name with each of the ends.

        `learned`: the words name no account, so that they may become the person's own for one of these.
        """
        accounts = {key: self._index.account(key) for key, _, _ in offered}
        choices = [
            Candidate(
                label=accounts[key].name,
                value=existing(accounts[key].id),
                used=stop - at,
                at=at,
                word=self._name(stop) if learned else "",
            )
            for key, stop, at in offered
        ]
        if self.creates and self.context.writes:
            choices += self._creations(ends)
        if learned:
            choices += self._other(min(ends) if self._takes_text else max(ends))
        # A question needs an answer: nothing is spelt alike, and this command may create nothing.
        if not choices:
            raise self._no_account(end)
        translator = self.context.translator
        if len(accounts) > 1:
            several = self._name(end)
            title = translator.t("account", 'Several accounts match "{name}". Which one?', name=several)
        elif accounts:
            title = which_one(self._name(max(end, *ends, 0)), translator)
        else:
            title = translator.t("account", 'No account is called "{name}" yet.', name=self._name(max(end, *ends, 0)))
        return Ambiguous(self.argument, title, choices, end)

    def _no_account(self, end: int) -> UserMistake:
        """Return what is wrong with a name that nothing is spelt like, where none may be created."""
        name = Quoted(self._name(end))
        if any(map(str.isalnum, self._name(end))):
            return UserMistake("args", "No account is called {text}: type the name of an account.", text=name)
        return UserMistake("args", "{text} is not a name: type the name of an account.", text=name)

    def _creations(self, ends: Collection[int]) -> Iterator[Candidate]:
        """Yield a choice that creates a name with each end, the longest first; none that is there or has no letters."""
        for end in sorted(ends, reverse=True):
            name = self._name(end)
            # A name whose key is taken would select that account, although the button says Create.
            if any(char.isalnum() for char in name) and self._index.id_of(account_key(name)) is None:
                label = self.context.translator.t("account", 'Create "{name}"', name=name)
                yield Candidate(label=label, value=new_name(name), used=end)

    def _other(self, end: int) -> Iterator[Candidate]:
        """Yield the choice of an account that is called otherwise; none for a name without letters, or no accounts."""
        name = self._name(end)
        if self.context.writes and any(map(str.isalnum, name)) and self._index.begun(""):
            yield other_account(name, end, self.context)

    def _name(self, end: int) -> str:
        return text_of(self.words[self._front : end]).rstrip(",;:")[:NAME_LIMIT]
