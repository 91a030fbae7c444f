"""Words that tell that what was promised went out, which may be all that the promise was about."""

from __future__ import annotations

from bot.arguments.parser import ParseContext
from bot.arguments.promise_match import PromiseMatcher
from bot.domain.accounts import Account
from bot.language.clause_words import clause_words
from bot.language.tokens import Token


def sent_of_promise(words: tuple[Token, ...], context: ParseContext, account: Account | None = None) -> int:
    """Return how many words tell that something went out, which those behind them name of an open promise; 0 for none.

    The promise is one to the `account`, where there is one, or else to whom the words name.
    """
    count = clause_words(context.language).sent.leading(words)
    about = words[count:]
    if not count or not about:
        return 0
    named = (Token(account.name, quoted=True),) if account else ()
    return count if PromiseMatcher(words=(*named, *about), context=context).spoken_of else 0
