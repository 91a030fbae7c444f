"""An account that a press makes is known by its name to what is read after it, in the same line."""

from __future__ import annotations

import pytest

from bot.arguments.account import AccountArg, find_account_in
from bot.arguments.account_index import account_index
from bot.arguments.parser import ParseContext
from bot.domain.accounts import Account
from bot.language.i18n import msg
from bot.language.tokens import tokens
from bot.messages.press import new_name


@pytest.mark.parametrize("line", ["zeta foods", "zeta"])
def test_a_new_account_is_found_by_what_named_nobody_before(reading: ParseContext, line: str) -> None:
    """By its whole name and by its first word."""
    words = tokens(line)
    assert find_account_in(words, reading) is None
    assert account_index(reading).named(words, 0) is None
    made = AccountArg(name="account", label=msg("field", "Account")).restore(new_name("Zeta Foods"), reading)
    assert isinstance(made, Account)
    named = account_index(reading).named(words, 0)
    assert named is not None
    assert named.keys == ("zeta foods",)
    assert account_index(reading).account("zeta foods").id == made.id
