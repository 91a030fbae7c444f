"""A customer account as people name it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from bot.arguments.account_index import NameHit, account_index, account_lookup
from bot.arguments.account_lookup import CASE_LEADS
from bot.arguments.account_match import SEARCHED, AccountMatcher
from bot.arguments.account_place import NamePlace, name_front
from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext, Unresolved
from bot.arguments.unknown_name import which_one
from bot.domain.accounts import Account
from bot.domain.own_words import ACCOUNT
from bot.errors import UserMistake
from bot.language.name_words import name_words
from bot.language.names import NAME_LIMIT, account_key, clean_name, fold
from bot.language.tokens import Token, text_of, tokens
from bot.language.word_files import FIRST
from bot.messages.form import Field, FieldKind
from bot.messages.press import ExistingId, NewName, Nobody, Wanted, existing, unpack_selection
from bot.records import record

OWN_NAME_WORDS = 3
"""Words of a name by which a person calls an account that are looked for in a later fact of a line."""


def accounts_named_in(words: tuple[Token, ...], context: ParseContext) -> Sequence[tuple[NameHit, Account]]:
    """Return the accounts that words name in full or by their first words, and where; each once, in the order typed."""
    led = bool(context.verb) and context.verb[-1].bare in CASE_LEADS
    if not led and not account_lookup(context).may_name(words[:SEARCHED]):
        return ()
    made_for = (*context.verb, *words)
    key = (accounts_named_in, len(context.verb))
    return context.once_for(made_for, key, lambda: _accounts_named_in(words, context))


def _accounts_named_in(words: tuple[Token, ...], context: ParseContext) -> Sequence[tuple[NameHit, Account]]:
    index = account_index(context)
    place, fillers = NamePlace(words=words, language=context.language), name_words(context.language).fillers
    found: dict[str, NameHit] = {}
    behind = 0
    for start in index.starts(words[:SEARCHED]):
        hit = index.named(words, start) if start >= behind else None
        if hit and not (fillers.leading(words[start:]) and all(map(place.is_filler, range(start, hit.end)))):
            for key in hit.keys:
                found.setdefault(key, hit)
        behind = hit.end if hit else behind
    return [(hit, index.account(key)) for key, hit in found.items()]


@record
class AccountMatch(Match):
    """A match whose value is an account."""

    value: Account


def find_account_in(words: tuple[Token, ...], context: ParseContext) -> AccountMatch | None:
    """Return the one account that words name in full or by its first words; None where they name none or several.

    The match has the first and the number of the words of the name; fillers before it are not among them.
    """
    found = accounts_named_in(words, context)
    if len(found) != 1:
        return None
    hit, account = found[0]
    return AccountMatch(account, hit.end - hit.start, hit.start)


def account_in(words: tuple[Token, ...], context: ParseContext) -> Account | None:
    """Return the account of find_account_in."""
    found = find_account_in(words, context)
    return found.value if found else None


def are_account_name(words: tuple[Token, ...], context: ParseContext) -> bool:
    """Whether words are the name of one account, or its first words, and nothing else."""
    index = account_index(context)
    hit = index.named(words, 0, alone=True) if 0 < len(words) <= SEARCHED else None
    if hit is None or hit.end < len(words) or len(hit.keys) > 1:
        return False
    place = NamePlace(words=words, language=context.language)
    return not all(place.is_filler(at) for at in range(hit.end))


def name_behind_fillers(words: tuple[Token, ...], context: ParseContext) -> Account | None:
    """Return the one account whose name words are, fillers before it aside, and nothing else."""
    found = find_account_in(words, context)
    front = name_front(words, context.language)
    if found is None or found.at != front or found.at + found.used < len(words):
        return None
    return found.value


def begin_with_own_name(words: tuple[Token, ...], context: ParseContext) -> bool:
    """Whether words begin with a name by which the person alone calls an account."""
    if begin_with_own_name not in context.made:
        context.made[begin_with_own_name] = context.work.own_words.known(context.who.id, ACCOUNT)
    known: Mapping[str, str] = context.made[begin_with_own_name]
    if not known:
        return False
    front = name_front(words, context.language)
    ends = range(front + 1, min(front + OWN_NAME_WORDS, len(words)) + 1)
    return any(fold(text_of(words[front:end])) in known for end in ends)


def stranger_question(argument: str, words: tuple[Token, ...], before: Account, context: ParseContext) -> Ambiguous:
    """Return the question whether a name that none has is an account, or says more of the one `before`.

    Nothing is learned where the one before is picked: the name may be somebody's who works there.
    """
    question = AccountMatcher(
        argument=argument, words=words, after=(), greedy=False, creates=True, context=context, whole=True
    ).unknown()
    first = Candidate(label=before.name, value=existing(before.id))
    others = (choice for choice in question.choices if choice.value != first.value)
    return Ambiguous(argument, which_one(text_of(words), context.translator), [first, *others], len(words))


@record(kw_only=True)
class AccountArg(Arg):
    """A customer account by its name, found by AccountMatcher anywhere in the words; `.` is the one named last.

    `unnamed` lets `-` stand for a call to nobody in particular. `creates` offers to create what is not found.
    """

    names_account: ClassVar[bool] = True
    unnamed: bool = False
    creates: bool = True
    greedy: bool = True
    """Whether an unknown name reaches up to what another argument recognises; else it is one word."""

    @property
    def own_kind(self) -> str:
        return ACCOUNT

    def own_meaning(self, value: object) -> str | None:
        return existing(value.id) if isinstance(value, Account) and not value.new else None

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not words:
            return None
        if words[0].text == "-" and self.unnamed:
            return Match(None, 1)
        if words[0].text == ".":
            return Match(self._recent(context), 1)
        return self._matcher(words, context, after).match()

    def match_clause(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        """Return the account of a clause that is its name and nothing else; a clause is never asked about."""
        account = name_behind_fillers(words, context)
        return Match(account, len(words)) if account else None

    def _matcher(
        self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg], *, whole: bool = False
    ) -> AccountMatcher:
        return AccountMatcher(
            argument=self.name,
            words=words,
            after=after,
            greedy=self.greedy,
            creates=self.creates,
            context=context,
            whole=whole,
        )

    def read(self, text: str, context: ParseContext) -> object:
        words = tokens(text)
        if words and words[0].text not in ("-", "."):
            found = self._matcher(words, context, (), whole=True).match()
            if found and found.used == len(words):
                return found.value
        return super().read(text, context)

    def shown(self, value: object, words: tuple[Token, ...]) -> str:
        typed = super().shown(value, words[name_front(words, FIRST) :])
        # What else was typed, such as a genitive or a beginning, need not name it alone in a field.
        return value.name if isinstance(value, Account) and account_key(typed) != account_key(value.name) else typed

    def _recent(self, context: ParseContext) -> Account:
        account = context.work.accounts.last_logged_by(context.who.id)
        if account is None:
            raise UserMistake("args", "There is no last account yet: type its name instead of “.”.")
        return account

    def restore(self, value: str, context: ParseContext) -> object:
        match unpack_selection(value):
            case Nobody() if self.unnamed:
                return None
            case NewName(name=name) if shown := clean_name(name, NAME_LIMIT):
                return self._created(shown, context)
            case ExistingId(id=id) if account := context.work.accounts.find(id):
                return account
            case Wanted(name=name):
                raise Unresolved(name, which_one(name, context.translator))
            case _:
                raise UserMistake("args", "That account is no longer there.")

    def _created(self, name: str, context: ParseContext) -> Account:
        # Pressed twice, or created by somebody else meanwhile: one name must not become two accounts.
        if known := context.work.accounts.by_key(account_key(name)):
            return known
        if not (self.creates and context.writes):
            raise UserMistake("args", "That account is no longer there.")
        made = context.work.accounts.add(name, context.who.id, context.at)
        context.forget()
        return replace(made, new=True)

    def field(self, context: ParseContext, value: str) -> Field:
        label = context.translator.m(self.label)
        return Field(name=self.name, label=label, kind=FieldKind.ACCOUNT, value=value, required=not self.optional)
