"""Which account a typed name means.

A name is typed without quotes and has no mark at its end, so where it ends is found together with what it means.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.arguments.basic import NAME_WORDS
from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.errors import UserMistake
from bot.language.names import NAME_LIMIT, account_key, nearest, surely
from bot.language.tokens import Token, text_of
from bot.messages.press import existing, new_name

SHOWN = 5
"""Accounts that are offered at most."""
BRACKETS = frozenset("()[]{}")


@dataclass(frozen=True, kw_only=True)
class AccountMatcher:
    """Finds the account that the leading `words` name; there is at least one word.

    `argument` is the name of the argument, `after` the arguments that may take the words behind the name. Where
    `creates`, a name that is not known may become a new account. `greedy`: an unknown name reaches up to the first
    words that another argument recognises; otherwise it is one word, and the words with a capital behind it.

    1. A run of words that is exactly an account's name, the longest first.
    2. A run that one account's name begins with or holds, the longest first.
    3. Where several names begin with a run or hold it, or the run may go on, the person is asked which is meant.
    4. Where no run is part of any name, the names that are spelt most alike are offered.
    """

    argument: str
    words: tuple[Token, ...]
    after: Sequence[Arg]
    greedy: bool
    creates: bool
    context: ParseContext

    def match(self) -> Match:
        """Return the account and how many words its name has; raises Ambiguous, UserMistake."""
        # Exact names of any length first: in "acme no answer" the account is Acme, though Acme Norge begins so too.
        return self._exact() or self._partial()

    def _exact(self) -> Match | None:
        for count in self._runs():
            if not self._may_end_at(count):
                continue
            account = self.context.work.accounts.by_key(account_key(text_of(self.words[:count])))
            # Where nothing can take the words behind, a shorter name would only leave them over as a mistake.
            if account and not self._unusable(self.words[count:]):
                return Match(account, count)
        return None

    def _may_end_at(self, count: int) -> bool:
        """Whether a name may have `count` words: it ends in a word, and no bracket stands alone in it.

        Why here: account_key drops signs and company forms, so it takes "acme ?" and "acme ( AS" for Acme A/S, while
        what begins with the sign belongs to the note.
        """
        words = [token.text for token in self.words[:count]]
        return any(map(str.isalnum, words[-1])) and not any(BRACKETS.issuperset(word) for word in words)

    def _partial(self) -> Match:
        keys = self.context.work.accounts.ids_by_key()
        for count in self._runs():
            found = surely(account_key(text_of(self.words[:count])), keys)
            # Looked at for every run, also one that matches nothing: a past day behind it is refused, and no name.
            goes_on = self._continues(self.words[count:]) or self._unusable(self.words[count:])
            if len(found) == 1 and not goes_on:
                return Match(self.context.work.accounts.get(keys[found[0]]), count)
            # Asked now, not after shorter runs: those match at least as many names, so they would decide by accident.
            if found and any(arg.any_text for arg in self.after):
                # Where free text follows, nobody can say where a new name ends, so both lengths are offered.
                raise self._question(count, found, {count, self._capitals_from(count)}, keys)
            if found:
                whole = self._unknown_length()
                raise self._question(whole, found, {whole}, keys)
        whole = self._unknown_length()
        alike = nearest(account_key(text_of(self.words[:whole])), tuple(keys))
        raise self._question(whole, alike, {whole, self._capitals_from(1) if self.greedy else 1}, keys)

    def _runs(self) -> Iterator[int]:
        """Yield the lengths that a name may have, the longest first; what stands in quotes is one whole name."""
        return iter(range(self._longest(), 0, -1))

    def _longest(self) -> int:
        return 1 if self.words[0].quoted else min(len(self.words), NAME_WORDS)

    def _unusable(self, rest: tuple[Token, ...]) -> bool:
        """Whether words follow that no other argument can take, so that they must belong to the name."""
        return bool(rest) and not any(arg.any_text for arg in self.after) and not self._recognised(rest)

    def _continues(self, rest: tuple[Token, ...]) -> bool:
        """Whether the next word looks like one more of the name: it has a capital, and no argument recognises it."""
        return bool(rest) and not rest[0].quoted and not self._recognised(rest) and rest[0].text[:1].isupper()

    def _recognised(self, rest: tuple[Token, ...]) -> bool:
        return any(arg.recognises(rest, self.context) for arg in self.after)

    def _unknown_length(self) -> int:
        """Return how many words the name has when it is not known."""
        if not self.greedy:
            return self._capitals_from(1)
        longest = self._longest()
        return next((count for count in range(1, longest) if self._recognised(self.words[count:])), longest)

    def _capitals_from(self, count: int) -> int:
        """Return the length of a name of at least `count` words, with the words behind that look like more of it."""
        while count < self._longest() and self._continues(self.words[count:]):
            count += 1
        return count

    def _question(self, count: int, found: Sequence[str], sizes: Collection[int], keys: Mapping[str, int]) -> Ambiguous:
        """Offer the accounts that the first `count` words may mean, and to create a name of each of the sizes."""
        accounts = [self.context.work.accounts.get(keys[key]) for key in found[:SHOWN]]
        choices = [Candidate(label=account.name, value=existing(account.id)) for account in accounts]
        if self.creates and self.context.writes:
            choices += self._creations(sizes, keys)
        # A question needs an answer: nothing is spelt alike, and this command may create nothing.
        if not choices:
            raise UserMistake(
                "args", "{text} is not a name: type the name of an account.", text=f'"{self._name(count)}"'
            )
        translator = self.context.translator
        if len(accounts) > 1:
            several = self._name(count)
            title = translator.t("account", 'Several accounts match "{name}". Which one?', name=several)
        else:
            whole = self._name(max(count, *sizes))
            title = translator.t("account", 'No account is called "{name}". Which one?', name=whole)
        return Ambiguous(self.argument, title, choices, count)

    def _creations(self, sizes: Collection[int], keys: Collection[str]) -> Iterator[Candidate]:
        """Yield a choice that creates a name of each size, the longest first; none that is there or has no letters."""
        for size in sorted(sizes, reverse=True):
            name = self._name(size)
            # A name whose key is taken would select that account, although the button says Create.
            if any(char.isalnum() for char in name) and account_key(name) not in keys:
                label = self.context.translator.t("account", 'Create "{name}"', name=name)
                yield Candidate(label=label, value=new_name(name), used=size)

    def _name(self, count: int) -> str:
        return text_of(self.words[:count])[:NAME_LIMIT]
