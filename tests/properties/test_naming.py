"""Which customer a line means never changes with a filler, a capital, a stop, or a mark that was left out."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.arguments.account import AccountArg
from bot.arguments.basic import TextArg
from bot.arguments.parser import Ambiguous, Match, ParseContext
from bot.domain.accounts import Account
from bot.language.i18n import msg, translator_for
from bot.language.tokens import tokens
from bot.language.word_files import LANGUAGES, WORD_FILES
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import memory_work
from tests.dialog import TUESDAY

NAMES = (
    "Acme A/S", "Tilst Lager A/S", "Withern Glass Ltd", "Zamek Stal Sp. z o.o.", "Medby Kontor AS", "Ødegård Vin AS", "Wisła Logistik Sp. z o.o.",
    "Nilsson Rör AB", "Uppsala Bröd AB", "Dolina Hurt Sp. z o.o.", "Östlund Glas AB", "Oma Fisk AS",
)  # fmt: skip
ACCOUNT = AccountArg(name="account", label=msg("field", "Account"))
NOTE = TextArg(name="note", label=msg("field", "Note"), optional=True)
fillers = st.sampled_from(
    sorted({phrase for words in WORD_FILES.values() for phrase in words.tables["clauses"]["between"].long})
)
styles = st.sampled_from([str, str.upper, str.lower, str.title])
languages = st.sampled_from(LANGUAGES)


def _unmarked(text: str) -> str:
    """Return a text without the marks that a keyboard may lack."""
    plain = unicodedata.normalize("NFKD", text.replace("ø", "o").replace("Ø", "O").replace("ł", "l"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def _found(shared: SqliteEngine, language: str, line: str) -> str:
    """Return the name of the account that words mean, "" when they are asked about."""
    with memory_work(shared, Defaults()) as work:
        anna = work.people.add("anna", TUESDAY)
        for name in NAMES:
            work.accounts.add(name, None, TUESDAY)
        context = ParseContext(
            work=work, who=anna, translator=translator_for(language), at=TUESDAY, today=TUESDAY.date()
        )
        try:
            found = ACCOUNT.match(tokens(line), context, (NOTE,))
        except Ambiguous:
            return ""
        assert isinstance(found, Match)
        assert isinstance(found.value, Account)
        return found.value.name


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from(NAMES), filler=st.just("") | fillers, style=styles, plain=st.booleans(), first=st.booleans(),
    sign=st.sampled_from(["", ".", ",", "!", ";", ":"]), language=languages,
)  # fmt: skip
def test_the_customer_does_not_change_with_how_the_name_is_typed(
    shared: SqliteEngine, name: str, filler: str, style: object, plain: bool, first: bool, sign: str, language: str
) -> None:
    """In full or by the first word, behind any filler of any language, for people of any language."""
    typed = name.split(maxsplit=1)[0] if first else name
    typed = _unmarked(typed) if plain else typed
    assert callable(style)
    assert name == _found(shared, language, f"{filler} {style(typed)}{sign}")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(filler=fillers, other=fillers, language=languages)
def test_fillers_alone_name_no_customer(shared: SqliteEngine, filler: str, other: str, language: str) -> None:
    """Two of them, as in "up to", begin no name: nothing is found and nobody is guessed."""
    with memory_work(shared, Defaults()) as work:
        anna = work.people.add("anna", TUESDAY)
        for name in NAMES:
            work.accounts.add(name, None, TUESDAY)
        context = ParseContext(
            work=work, who=anna, translator=translator_for(language), at=TUESDAY, today=TUESDAY.date()
        )
        try:
            assert ACCOUNT.match(tokens(f"{filler} {other}"), context, (NOTE,)) is None
        except Ambiguous as question:
            pytest.fail(f"{filler} {other}: {[choice.label for choice in question.choices]}")
