"""The customer whom a line names although it names no command."""

from __future__ import annotations

from dataclasses import replace

from bot.arguments.account import accounts_named_in
from bot.arguments.parser import ParseContext
from bot.domain.accounts import Account
from bot.language.i18n import translator_for
from bot.language.name_words import WITH_CASES
from bot.language.tokens import Token
from bot.records import record

SEARCHED = 40
"""Words of a line that are searched."""
ENDS = ".,;:!?*_~"
"""What may stand behind a name at the end of a sentence."""


@record(kw_only=True)
class Named:
    """The accounts that a line may mean, more than one where it is not clear which; never empty.

    `at` is the first of the `used` words of the first name.
    """

    accounts: tuple[Account, ...]
    at: int
    used: int

    @property
    def only(self) -> Account | None:
        """The account if it is one alone."""
        return self.accounts[0] if len(self.accounts) == 1 else None


def find_named(words: tuple[Token, ...], context: ParseContext) -> Named | None:
    """Return the accounts that words of a line name, in full or by their first words; None when they name none."""
    bare = tuple(replace(word, text=word.text.strip(ENDS) or word.text) for word in words[:SEARCHED])
    found = accounts_named_in(bare, context)
    accounts = tuple({account.id: account for _, account in found}.values())
    return (
        Named(accounts=accounts, at=found[0][0].start, used=found[0][0].end - found[0][0].start) if accounts else None
    )


def find_as_spoken(words: tuple[Token, ...], context: ParseContext) -> Named | None:
    """Return the accounts that words name to a speaker of a language with cases, which one letter may tell.

    For a line that nothing else is known of, whatever language the person has: "uprzedziłem Nowaka".
    """
    contexts = (
        ParseContext(
            work=context.work, who=context.who, translator=translator_for(code), at=context.at, today=context.today
        )
        for code in WITH_CASES
    )
    return next((named for each in contexts if (named := find_named(words, each))), None)
