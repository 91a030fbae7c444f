"""An account right behind its verb: of one further on something else may be said."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.account import AccountArg
from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.domain.accounts import Account
from bot.language.name_words import name_words
from bot.language.tokens import Token, text_of
from bot.messages.press import existing
from bot.records import record


@record(kw_only=True)
class AccountBehindArg(AccountArg):
    """An account with at most fillers between the verb and it; behind other words it is asked about.

    So with "lost the deal with acme": the deal is lost, not the customer.
    """

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        found = super().match(words, context, after)
        if found is None or not isinstance(found.value, Account):
            return found
        fillers = name_words(context.language).common
        if all(word.bare in fillers for word in words[: found.at]):
            return found
        account, say = found.value, context.translator
        value = existing(account.id)
        choices = (
            Candidate(label=say.t("account", "The customer {account}", account=account.name), value=value),
            Candidate(
                label=say.t("account", "Only a note on {account}", account=account.name), value=value, verb="note"
            ),
        )
        title = say.t("account", "“{text}”: is the customer meant?", text=text_of(words))
        raise Ambiguous(self.name, title, choices, found.used, at=found.at)
