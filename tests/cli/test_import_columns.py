"""Headers as programs, languages and slips have them, and what a dry run says of doubtful ones."""

from __future__ import annotations

import pytest

from bot.cli.import_columns import HEADERS, NoAccounts, field_of, plain_header
from bot.cli.import_table import AccountTable, read_table


def _table(header: str, *rows: str) -> AccountTable:
    return read_table([line.split(";") for line in (header, *rows)])


@pytest.mark.parametrize(
    "header",
    [
        "account_id;account_name;account_owner;last_activity_date;billing_city;phone_number",
        "accountId;accountName;accountOwner;lastActivityDate;billingCity;phoneNumber",
        "Post-ID;Virksomhedsnavn;Virksomhedsejer;Seneste aktivitetsdato;By;Telefonnummer",
        "Oppførings-ID;Bedriftsnavn;Bedriftseier;Dato for siste aktivitet;Poststed;Telefonnr.",
        "Kund-ID;Företagsnamn;Företagsägare;Senaste aktivitetsdatum;Postort;Telefonnummer",
        "Identyfikator rekordu;Nazwa firmy;Właściciel firmy;Data ostatniej aktywności;Miejscowość;Numer telefonu",
        "Datensatz-ID;Unternehmensname;Zuständiger Mitarbeiter;Letztes Aktivitätsdatum;Stadt;Telefonnummer",
        "Customer No.;Organisation;Salesperson;Last contacted;Town;Main Phone",
        "Kundenr;Kontonavn;Kundeansvarlig;Sidst kontaktet;Bynavn;Tlf.nr.",
        "Kod;Nazwa kontrahenta;Opiekun handlowy;Data ostatniego kontaktu;Miasto;Telefon",
    ],
)
def test_headers_of_programs_are_known_in_their_languages(header: str) -> None:
    """Id, name, owner, last contact, place, phone; words joined by a sign or by capitals too."""
    assert ["external", "name", "owner", "contact", "place", "phone"] == list(map(field_of, header.split(";")))


def test_no_header_means_two_things() -> None:
    """Each is of one field in all languages together."""
    fields: dict[str, set[str]] = {}
    for field, headers in HEADERS.items():
        for header in headers:
            fields.setdefault(plain_header(header), set()).add(field)
    assert [] == [header for header, found in fields.items() if len(found) > 1]


@pytest.mark.parametrize("header", ["Nr.", "Nummer", "#", "Lp.", "Row"])
def test_a_number_of_the_row_is_no_id(header: str) -> None:
    """In the next file it would be that of another customer."""
    assert "" == field_of(header)


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        ("Name;Organization", "Renewal 2026;Acme", "Acme"),
        ("Kunde;Firma", "Hans Jensen;Acme", "Acme"),
        ("Klient;Nazwa firmy", "Jan;Acme", "Acme"),
        ("Kund;Namn", "Acme;Jens", "Acme"),
    ],
)
def test_the_company_is_the_customer(header: str, row: str, name: str) -> None:
    """Not the person or the deal; the other column is named, with what decides."""
    table = _table(header, row)
    assert [name] == [each.name for each in table.rows]
    assert any("may hold it too: --map" in note for note in table.notes)


def test_a_column_that_is_there_twice_is_named() -> None:
    """The first one is read."""
    table = _table("name;owner;owner", "A;anna;bo")
    assert (["anna"], 1) == ([row.owner for row in table.rows], len(table.notes))


def test_a_slip_in_a_header_is_named_with_what_it_may_be() -> None:
    """Nothing is guessed: it says what to type."""
    notes = _table("name;Comapny owner;Citty;Industry", "A;anna;Oslo;x").notes
    assert [
        '“Comapny owner” is not read, and may be owner: --map "owner=Comapny owner" reads it.',
        '“Citty” is not read, and may be place: --map "place=Citty" reads it.',
    ] == notes
    with pytest.raises(NoAccounts, match=r'use --map "name=Compnay name"\. The columns are: Compnay name, owner\.'):
        _table("Compnay name;owner", "A;anna")


def test_a_row_with_nothing_but_a_name_may_be_a_heading() -> None:
    """Where these are few; it comes in, and is named."""
    rows = ["Region Nord;;", "A;anna;1", "B;bo;2", "C;bo;3"]
    assert ["line 2 has nothing but a name: look whether it is a heading or a footer, and no customer."] == (
        _table("name;owner;value", *rows).notes
    )
    assert [] == _table("name;owner;value", "A;;", "B;;", "C;bo;3").notes
