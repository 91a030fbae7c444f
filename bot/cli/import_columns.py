"""What the columns of another program's table of accounts mean: by which headers each field is known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from bot.cli.import_amounts import without_unit
from bot.cli.import_cells import plain_cell
from bot.language.names import fold, likest
from bot.language.word_files import WORD_FILES

SHOWN_COLUMNS = 400
"""Characters of the headers that a refusal lists."""
PROGRAMS: dict[str, tuple[str, ...]] = {
    "external": ("Record ID", "Account ID", "Organization - ID", "Account Number", "Company ID", "Customer ID",
                 "Customer Number"),
    "name": ("Company name", "Account Name", "Organization - Name", "Customer name", "Organization name"),
    "owner": ("Company owner", "OwnerId", "Account Owner", "Organization - Owner", "Assigned to", "Account manager"),
    "contact": ("Last Activity Date", "LastActivityDate", "Last Activity", "Organization - Last activity date"),
    "place": ("City", "Country/Region", "BillingCity", "BillingCountry", "Billing City", "Billing Country",
              "Organization - Address"),
    "value": (),
    "phone": ("Phone", "Phone Number", "Organization - Phone"),
    "contact_person": ("Primary Contact", "Contact Name"),
}  # fmt: skip
"""How the programs that people come from call their columns, by field."""
HEADERS = {
    field: (*names, *dict.fromkeys(word for file in WORD_FILES.values() for word in file.tables["columns"][field].all))
    for field, names in PROGRAMS.items()
}
"""Every header by which a column is known, by field: those of programs, and plain words of every language."""
NEVER = frozenset({"annual revenue"})
"""The customer's own revenue, which says nothing about what they buy from us."""
SYSTEM_ID = re.compile(r".*system id$")
CUSTOMERS = frozenset(("customer", "client", "account", "kunde", "kund", "klient", "konto"))
"""Headers under which a table has a person or a number, beside another column that has the company's name."""
PERSONS = frozenset(("name", "navn", "namn", "nazwa"))
"""Headers under which a table of contacts or deals has their names."""
JOINED = frozenset(("place", "phone", "contact_person"))
"""Fields that several columns may make up; each other field is one column."""
JOINTS = re.compile(r"[_\-./:,]+")
HUMP = re.compile(r"(?<=[a-zæøåäöü])(?=[A-ZÆØÅÄÖÜ])")
"""Where a word begins in a header such as accountName."""
LIKENESS = 82
"""Percent from which an unknown header is likely to be a slip for a known one."""


class NoAccounts(Exception):
    """A table that holds no accounts; the text says in one sentence what is missing."""


def plain_header(text: str) -> str:
    """Return a header folded, without what only explains it, or holds its words together."""
    folded = fold(HUMP.sub(" ", plain_cell(text)))
    while (shorter := _without_last_bracket(folded.rstrip(".:* "))) != folded:
        folded = shorter
    return " ".join(JOINTS.sub(" ", folded).split())


def _without_last_bracket(text: str) -> str:
    """Return a header without a bracket behind its name, such as the currency of a value."""
    name, bracket, inner = text.removesuffix(")").rpartition("(")
    return name.rstrip(" ") if bracket and text.endswith(")") and ")" not in inner else text


def field_of(header: str) -> str:
    """Return the field that a column of this header holds, "" for none."""
    plain = plain_header(header)
    if plain in NEVER:
        return ""
    if SYSTEM_ID.fullmatch(plain) or plain == "id":
        return "external"
    known = _fields().get(plain, "")
    return known or ("value" if _fields().get(without_unit(fold(plain_cell(header)))) == "value" else "")


@cache
def _fields() -> Mapping[str, str]:
    return {plain_header(name): known for known, names in HEADERS.items() for name in names}


def likely_field(header: str) -> str:
    """Return the field that an unknown header is likely to be a slip for, "" for none."""
    plain = plain_header(header)
    near = likest(plain, tuple(_fields()), limit=1, least=LIKENESS) if len(plain) > 3 and plain not in NEVER else []
    return _fields()[near[0][0]] if near else ""


def places_of(header: Sequence[str], chosen: Mapping[str, str], numbers: frozenset[int]) -> dict[str, list[int]]:
    """Return where the columns of each field stand. `numbers` are columns of nothing but numbers, which are no names.

    Of several that may hold a field, the likeliest is the first: that of a known program goes before a plain word, a
    company before a customer, and that before a name. A chosen one is the only one. Raises NoAccounts for a chosen
    header that would not be read.
    """
    _check_chosen(header, chosen)
    found: dict[str, list[int]] = {}
    picked = {fold(name): known for known, name in chosen.items()}
    for place, name in enumerate(header):
        known = picked.get(fold(name)) or field_of(name)
        if known and (known not in chosen or fold(name) in picked):
            found.setdefault(known, []).append(place)
    for known, places in found.items():
        places.sort(key=lambda place: _rank(known, header[place], place in numbers))
    return found


def _rank(known: str, header: str, is_number: bool) -> int:
    """Return how far back a column stands among those that may hold a field."""
    plain = plain_header(header)
    if known == "name" and is_number:
        return 4
    if known in JOINED or plain in {plain_header(name) for name in PROGRAMS[known]}:
        return 0
    return 1 + (known == "name") * ((plain in CUSTOMERS) + 2 * (plain in PERSONS))


def missing_name(header: Sequence[str]) -> str:
    """Return the sentence for a table in which no column holds a name: what to do, and which columns there are."""
    likely = next((plain_cell(name) for name in header if likely_field(name) == "name"), "")
    advice = f'use --map "name={likely}"' if likely else "give it a header such as name, or use --map name=HEADER"
    columns = ", ".join(cell for name in header if (cell := plain_cell(name)))[:SHOWN_COLUMNS]
    which = f" The columns are: {columns}." if columns else ""
    return f"No column holds the account's name: {advice}.{which}"


def _check_chosen(header: Sequence[str], chosen: Mapping[str, str]) -> None:
    """Raise NoAccounts for a chosen header that would not be read: what somebody asked for is never passed over."""
    there = {fold(name) for name in header}
    for known, name in chosen.items():
        if fold(name) in NEVER:
            raise NoAccounts(f"--map {known}={name[:40]}: that column is the customer's own revenue and is never read.")
        if fold(name) not in there:
            columns = ", ".join(plain_cell(each) for each in header)[:SHOWN_COLUMNS]
            raise NoAccounts(f"--map {known}={name[:40]}: no column has that header. The columns are: {columns}.")
