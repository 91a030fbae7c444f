"""Where names begin and end in typed words: in full, in other cases, beside signs and legal forms."""

from __future__ import annotations

import pytest

from bot.arguments.account_index import account_index
from bot.arguments.parser import ParseContext
from bot.language.tokens import text_of, tokens
from tests.dialog import TUESDAY

NAMES = ("Acme A/S", "Nowak Hurt Sp. z o.o.", "Wisła Logistik Sp. z o.o.", "Vogel Heizung KG", "Ødegård Vin AS")


@pytest.fixture(name="named")
def named_fixture(reading: ParseContext) -> ParseContext:
    """What words mean to anna where there are customers."""
    for name in NAMES:
        reading.work.accounts.add(name, None, TUESDAY)
    return reading


@pytest.mark.parametrize(
    ("line", "start", "name", "keys"),
    [
        ("acme price list", 0, "acme", ("acme",)),
        ("acmes price list", 0, "acmes", ("acme",)),
        ("Acme AS price", 0, "Acme AS", ("acme",)),
        ("- acmes list", 0, "- acmes", ("acme",)),
        ("sp. z o.o. acmes list", 0, "sp. z o.o. acmes", ("acme",)),
        ("nowak list", 0, "nowak", ("nowak hurt",)),
        ("nowak hurt sp. z o.o. list", 0, "nowak hurt sp. z o.o.", ("nowak hurt",)),
        ("odegaard list", 0, "odegaard", ("odegard vin",)),
        ("oedegaard list", 0, "oedegaard", ("odegard vin",)),
        ("vogel heizung und co kg list", 0, "vogel heizung und co kg", ("vogel heizung kg",)),
        ("do wisły jutro", 1, "wisły", ("wisla logistik",)),
        ("u nowaka jutro", 1, "nowaka", ("nowak hurt",)),
        ("price list as agreed", 0, "", ()),
        ("price list as agreed", 2, "", ()),
    ],
)
def test_a_name_is_found_where_it_begins_and_as_long_as_it_is(
    named: ParseContext, line: str, start: int, name: str, keys: tuple[str, ...]
) -> None:
    """What no name begins with is passed over at once; a sign or a legal form may stand before one."""
    words = tokens(line)
    hit = account_index(named).named(words, start)
    assert (name, keys) == ((text_of(words[start : hit.end]), hit.keys) if hit else ("", ()))


def test_an_account_is_read_once_however_many_words_name_it(named: ParseContext) -> None:
    """Until one was added: then words may name another."""
    index = account_index(named)
    assert index.account("acme") is index.account("acme")
    named.work.accounts.add("Toft Print Ltd", None, TUESDAY)
    named.forget()
    assert account_index(named).named(tokens("toft"), 0)
