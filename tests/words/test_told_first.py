"""That the customer knew of a breach before, in the words of each language."""

from __future__ import annotations

import pytest

from bot.arguments.parser import ParseContext
from bot.arguments.told_first import ToldFirstArg
from bot.domain.details import PromiseMade
from bot.language.i18n import msg
from bot.language.tokens import tokens
from tests.dialog import Dialog

TOLD = """
told them|told the customer|told the client|informed|informed the customer|warned|warned them|let them know|they knew|the customer knew|but they knew|we told them in advance
sagt til dem|sagt det til dem|sagde det til dem|fortalt dem|varslet|givet besked|fik besked|kunden ved det|kunden vidste det|kunden vidste|de vidste det|men de vidste det
sagt fra|sa fra|sa fra til dem|sagt det til dem|varslet|gitt beskjed|fikk beskjed|kunden vet|kunden visste det|de visste det
sagt till|sagt till dem|sagt åt dem|sade till|sa till|meddelat|meddelade|förvarnat|kunden vet|kunden visste det|de visste
uprzedziłem|uprzedziłam ich|uprzedziliśmy|uprzedzony|uprzedzeni|powiedziałem im|powiedziałam im|klient wie|klient wiedział|wiedzieli|ale klient wiedział
"""
PHRASES = [phrase.strip() for line in TOLD.strip().splitlines() for phrase in line.split("|")]
ARG = ToldFirstArg(name="told", label=msg("field", "Told in advance"), default=False)


@pytest.mark.parametrize("day", ["", " yesterday", " i går", " wczoraj", " on friday"])
@pytest.mark.parametrize("typed", PHRASES)
def test_a_phrase_of_telling_ends_the_line_with_or_without_its_day(reading: ParseContext, typed: str, day: str) -> None:
    """In every language at once; the words before it are not part of it."""
    words = tokens(f"price list {typed}{day}")
    found = ARG.match(words, reading, ())
    assert found
    assert (True, len(words) - 2) == (found.value, found.used)


@pytest.mark.parametrize("typed", PHRASES)
def test_a_phrase_of_telling_is_a_clause_of_its_own(reading: ParseContext, typed: str) -> None:
    """Whoever its subject is."""
    words = tokens(typed)
    found = ARG.match_clause(words, reading)
    assert found
    assert (True, len(words)) == (found.value, found.used)


@pytest.mark.parametrize(
    "typed",
    ["told me", "not told them", "they were not informed", "kunden var ikke varslet", "ikke sagt til dem", "inte förvarnat", "nie uprzedzono ich",
     "told them tomorrow", "sagde nej", "price told", '"told them"'],
)  # fmt: skip
def test_what_does_not_surely_say_it_is_no_telling(reading: ParseContext, typed: str) -> None:
    """A negation, another object, a day ahead."""
    found = ARG.match(tokens(f"price {typed}"), reading, ())
    assert found is None or found.value is False


@pytest.mark.parametrize(
    "line",
    [
        "broken acme price but they knew",
        "brudt acme price men kunden vidste det",
        "złamana acme price i uprzedziłem ich",
        "broken acme price, we had told them",
    ],
)
def test_the_word_that_joins_it_goes_with_it(talk: Dialog, line: str) -> None:
    """What was promised is left."""
    assert ("P1",) == talk.say(line).stored
    detail = talk.work.entries.get(1).detail
    assert isinstance(detail, PromiseMade)
    assert ("price", True) == (detail.what, detail.told)
