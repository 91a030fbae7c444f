"""Accounts from another program's table: what its columns mean, what an import changes, and its undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.import_columns import HEADERS, NoAccounts
from bot.cli.import_table import read_table
from bot.domain.accounts import Account
from bot.domain.import_rows import ImportRow
from tests.dialog import Dialog
from tests.imported import WholeImport, import_accounts, undo_import

HUBSPOT = (
    ("Record ID", "Company name", "Company owner", "City", "Country/Region", "Last Activity Date", "Annual Revenue"),
    ("101", "Ødegård Vin AS", "anna", "Bergen", "Norge", "2026-10-14 09:12", "7 000 000"),
    ("102", "Nilsson; Rör AB", "Gone Person", "Malmö", "Sverige", "", ""),
    ("103", "", "anna", "", "", "", ""),
    ("101", "Odegard Vin", "bo", "", "", "", ""),
    ("104", "ødegård vin", "bo", "", "", "", ""),
    ("105", "Bygg & Bo A/S", "bo", "Aarhus", "Danmark", "01.11.2026", ""),
)
SALESFORCE = (
    ("Id", "Name", "OwnerId", "BillingCity", "BillingCountry", "LastActivityDate", "AnnualRevenue"),
    ("A1", "Acme Norge AS", "anna", "Oslo", "Norway", "2026-10-14", "7000000"),
    ("A2", "Bergen Bygg AS", "Gone", "Bergen", "Norway", "", ""),
    ("A2", "Bergen Bygg AS", "Gone", "", "", "", ""),
)
PIPEDRIVE = (
    ("Organization - ID", "Organization - Name", "Organization - Owner", "Organization - Address",
     "Organization - Last activity date"),
    ("1", "Piotr Okna", "bo", "ul. Długa 1, Łódź", "2026-10-01"),
    ("2", "Maja Meble", "Gone", "Kraków", ""),
)  # fmt: skip


def _table(text: str) -> list[list[str]]:
    """Return a table written as lines of cells between semicolons."""
    return [line.split(";") for line in text.split("\n")]


def _rows(table: Sequence[Sequence[str]]) -> list[ImportRow]:
    return list(read_table(table).rows)


def _import(talk: Dialog, table: Sequence[Sequence[str]], *, apply: bool = True) -> WholeImport:
    result = import_accounts(talk.work, _rows(table), talk.at, apply=apply)
    assert result.rows == result.new + result.updated + result.unchanged + result.skipped
    return result


def _number(result: WholeImport) -> int:
    assert result.number is not None
    return result.number


def _account(talk: Dialog, key: str) -> Account:
    found = talk.work.accounts.by_key(key)
    assert found
    return found


def _state(talk: Dialog) -> list[Mapping[str, object]]:
    return [talk.work.accounts.columns(number) for number in sorted(talk.work.accounts.ids_by_key().values())]


# columns


@pytest.mark.parametrize("header", [*HEADERS["name"], "KUND", " Account  Name ", "FÖRETAG"])
def test_names_are_found_under_every_header(header: str) -> None:
    """Those of three programs and plain ones in every language, whatever their case; that column alone is enough."""
    assert ["Acme"] == [row.name for row in _rows([[header], ["Acme"]])]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("id;name;owner;place;value;last contact;phone;contact person", "en"),
        ("kundenr;kunde;sælger;by;omsætning;sidste kontakt;telefon;kontaktperson", "da"),
        ("kundenr;bedrift;selger;sted;omsetning;siste kontakt;telefon;kontaktperson", "nb"),
        ("kundnummer;företag;säljare;ort;omsättning;senaste kontakt;telefon;kontaktperson", "sv"),
        ("nr klienta;klient;opiekun;miasto;wartość;ostatni kontakt;telefon;osoba kontaktowa", "pl"),
        ("kundennummer;unternehmen;betreuer;ort;umsatz;letzter kontakt;telefon;ansprechpartner", "de"),
    ],
)
def test_every_column_is_found_in_every_language(header: str, row: str) -> None:
    """Id, name, owner, place, value, last contact, phone and contact person, in the order of the header."""
    (found,) = _rows(_table(f"{header}\n7;{row};bo;Oslo;450000 kr;14.10.2026;+47 55 12 34 56;Kari"))
    assert (row, "7", "bo", "Oslo", 450_000) == (found.name, found.external, found.owner, found.place, found.value)
    assert (date(2026, 10, 14), "+47 55 12 34 56", "Kari") == (found.contact, found.phone, found.contact_person)


@pytest.mark.parametrize("cell", ["ask Kari", "n/a", "55 12 34 56 / 55 12 34 57 / 55 12 34 58", "=1+1"])
def test_what_cannot_be_dialled_is_no_phone_number(cell: str) -> None:
    """The other columns of the row are read all the same."""
    assert [ImportRow(name="Acme")] == _rows([["name", "phone"], ["Acme", cell]])


def test_an_import_changes_phone_and_contact_person_and_an_undo_gives_them_back(talk: Dialog) -> None:
    """An empty cell says nothing: what stood stays."""
    talk.say("account acme phone 11 11 11 person Ola")
    number = _number(_import(talk, _table("name;phone;contact person\nAcme;55 12 34 56;")))
    assert "Ola: 55 12 34 56" in talk.text("account acme")
    undo_import(talk.work, number, talk.at)
    assert "Ola: 11 11 11" in talk.text("account acme")


def test_the_order_of_the_columns_does_not_matter() -> None:
    """And unknown columns in between are passed over."""
    assert _rows(_table("name;owner\nAcme;bo")) == _rows(_table("Telefax;owner;x;name\n5512;bo;y;Acme"))


def test_a_place_is_put_together_from_its_columns() -> None:
    """City and country, without the empty ones."""
    assert ["Bergen, Norge", "Sverige"] == [
        row.place for row in _rows(_table("name;City;Country/Region\nA;Bergen;Norge\nB;;Sverige"))
    ]


def test_an_id_column_of_any_system_is_an_id() -> None:
    """`Pipedrive System ID` names one as well as `Record ID`."""
    assert ["7"] == [row.external for row in _rows(_table("Pipedrive System ID;Name\n7;Acme"))]


@pytest.mark.parametrize("header", ["AnnualRevenue", "Annual Revenue", "annual revenue"])
def test_the_customers_own_revenue_is_no_value(header: str) -> None:
    """It says nothing about what they buy from us."""
    assert [None] == [row.value for row in _rows([["Account Name", header], ["Acme", "7000000"]])]


def test_a_chosen_header_is_read_as_its_field() -> None:
    """Beside those that are known anyway."""
    (row,) = read_table(_table("Kjøper;owner\nAcme;bo"), {"name": "kjøper"}).rows
    assert ("Acme", "bo") == (row.name, row.owner)


def test_a_table_without_names_says_how_to_name_the_column() -> None:
    """One sentence, with the option that helps."""
    with pytest.raises(NoAccounts, match="--map name=HEADER"):
        _rows(_table("a;b\n1;2"))


@pytest.mark.parametrize("table", [[], [[]], [[], []]])
def test_an_empty_table_holds_no_accounts(table: list[list[str]]) -> None:
    """Nor do empty lines."""
    with pytest.raises(NoAccounts):
        _rows(table)


# cells


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("7 000 000", 7_000_000), ("7\u00a0000\u00a0000", 7_000_000), ("7\u202f000", 7_000), ("7.000.000,50", 7_000_000),
        ("7,000,000.50", 7_000_000), ("450000 kr", 450_000), ("1.250,- EUR", 1_250), ("99 zł", 99), ("€ 12", 12), ("0", 0),
        ("much", None), ("", None), ("1" * 16, None),
    ],
)  # fmt: skip
def test_amounts_of_every_country_are_whole_units(typed: str, value: int | None) -> None:
    """Hard spaces, thousands by full stop or comma, currencies; what is no amount is left out."""
    assert [value] == [row.value for row in _rows([["name", "omsætning"], ["Acme", typed]])]


@given(st.integers(0, 10**15 - 1), st.sampled_from(["", " ", "\u00a0", "\u202f"]), st.sampled_from(["", " kr", " PLN"]))
def test_an_amount_grouped_by_spaces_is_read_exactly(amount: int, group: str, currency: str) -> None:
    """For every amount of up to fifteen digits."""
    typed = f"{amount:,}".replace(",", group) + currency
    assert [amount] == [row.value for row in _rows([["name", "value"], ["Acme", typed]])]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-10-14", date(2026, 10, 14)), ("2026-10-14 09:12", date(2026, 10, 14)), ("14.10.2026", date(2026, 10, 14)),
        ("14/10/2026", date(2026, 10, 14)), ("14-10-2026", date(2026, 10, 14)), ("29.02.2028", date(2028, 2, 29)),
        ("29.02.2026", None), ("14/14/2026", None), ("yesterday", None), ("", None),
    ],
)  # fmt: skip
def test_last_contacts_are_read_day_first_or_not_at_all(typed: str, day: date | None) -> None:
    """A wrong day is worse than none."""
    assert [day] == [row.contact for row in _rows([["name", "last contact"], ["Acme", typed]])]


def test_a_cell_is_one_line_of_visible_characters() -> None:
    """Line breaks, tabs and control characters become single spaces."""
    assert ["Two lines here"] == [row.name for row in _rows([["name"], [" Two\nlines\u2028\x07here\t"]])]


def test_long_names_are_cut() -> None:
    """A name has at most 80 characters."""
    assert [80] == [len(row.name) for row in _rows([["name"], ["x" * 500]])]


def test_a_row_that_is_too_short_has_empty_cells() -> None:
    """As spreadsheets leave them out at the end of a line."""
    assert [ImportRow(name="Acme")] == _rows([["name", "owner", "place"], ["Acme"]])


# accounts


def test_a_hubspot_export(talk: Dialog) -> None:
    """Duplicates by id and by name, empty names, and an owner who has left."""
    result = _import(talk, HUBSPOT)
    assert (6, 3, 0, 0, 3) == (result.rows, result.new, result.updated, result.unchanged, result.skipped)
    assert ["Gone Person"] == result.owners_unknown
    found, anna = _account(talk, "odegard vin"), talk.work.people.by_name("anna")
    assert anna
    assert (anna.id, "Bergen, Norge", date(2026, 10, 14), None) == (
        found.owner,
        found.place,
        found.last_contact,
        found.value,
    )


def test_a_salesforce_export(talk: Dialog) -> None:
    """The same id twice counts once."""
    result = _import(talk, SALESFORCE)
    assert (3, 2, 1, ["Gone"]) == (result.rows, result.new, result.skipped, result.owners_unknown)
    found = _account(talk, "acme norge")
    assert ("Oslo, Norway", date(2026, 10, 14), None) == (found.place, found.last_contact, found.value)


def test_a_pipedrive_export(talk: Dialog) -> None:
    """Headers that begin with Organization."""
    assert (2, "ul. Długa 1, Łódź") == (_import(talk, PIPEDRIVE).new, _account(talk, "piotr okna").place)


def test_an_owner_is_found_whatever_the_case(talk: Dialog) -> None:
    """`BO` is bo."""
    result, bo = _import(talk, _table("name;owner\nBergen Bygg;BO")), talk.work.people.by_name("bo")
    assert bo
    assert ([], bo.id) == (result.owners_unknown, _account(talk, "bergen bygg").owner)


def test_an_owner_who_is_unknown_is_named_once_and_changes_nothing(talk: Dialog) -> None:
    """Acme stays anna's."""
    before = _account(talk, "acme").owner
    assert ["Gone"] == _import(talk, _table("name;owner\nAcme;Gone\nOther;Gone")).owners_unknown
    assert before == _account(talk, "acme").owner


def test_an_owner_of_a_name_that_several_people_have_is_named_with_their_addresses(talk: Dialog) -> None:
    """Nobody is chosen silently; the address in the file says who is meant."""
    people = [talk.work.people.add("Kari", talk.at) for _ in range(2)]
    for number, person in enumerate(people, 1):
        talk.work.people.link(person.id, "slack", f"U{number}")
    result = _import(talk, _table("name;owner\nOne;Kari\nTwo;slack:U2\nThree;kari\nFour;slack:U9"))
    assert (["slack:U9"], ["Kari: slack:U1 or slack:U2", "kari: slack:U1 or slack:U2"]) == (
        result.owners_unknown,
        result.owners_unclear,
    )
    assert [None, people[1].id, None] == [_account(talk, name).owner for name in ("one", "two", "three")]


def test_an_owner_is_found_by_a_verified_mail(talk: Dialog) -> None:
    """As CRMs export it."""
    kari = talk.work.people.add("Kari", talk.at)
    talk.work.people.link(kari.id, "mail", "kari@firm.dk")
    assert [] == _import(talk, _table("name;owner\nOne;Kari@Firm.dk")).owners_unknown
    assert kari.id == _account(talk, "one").owner


@pytest.mark.parametrize(
    "owner",
    ["Kari Lund", "Lund, Kari", "Kari Lund (kari@firm.dk)", "Kari Lund <KARI@firm.dk>", "mailto:kari@firm.dk", "<kari@firm.dk>", "Somebody (kari@firm.dk)", "Kari Lund (new@firm.dk)", "Lund, Kari <new@firm.dk>"],
)  # fmt: skip
def test_an_owner_is_found_as_mail_programs_write_people(talk: Dialog, owner: str) -> None:
    """The mail before the name, the first name behind a comma."""
    kari = talk.work.people.add("Kari Lund", talk.at)
    talk.work.people.link(kari.id, "mail", "kari@firm.dk")
    assert [] == _import(talk, [["name", "owner"], ["One", owner]]).owners_unknown
    assert kari.id == _account(talk, "one").owner


@pytest.mark.parametrize("owner", ["anna, bo", "anna/bo", "anna bo", "anna (bo)"])
def test_two_owners_are_nobody(talk: Dialog, owner: str) -> None:
    """Named, never chosen."""
    assert [owner] == _import(talk, [["name", "owner"], ["One", owner]]).owners_unknown


def test_an_owner_who_took_the_name_or_was_removed_is_given_nothing(talk: Dialog) -> None:
    """The one is reported as unclear, the other as unknown."""
    mallory = talk.work.people.add("Kari Lund", talk.at)
    talk.work.people.link(mallory.id, "slack", "U9")
    talk.work.people.change(mallory.id, renamed_from="Mallory")
    talk.say("admin remove person bo", "chris")
    result = _import(talk, _table("name;owner\nOne;Kari Lund\nTwo;bo"))
    assert (["bo"], ["Kari Lund: slack:U9"]) == (result.owners_unknown, result.owners_unclear)
    assert [None, None] == [_account(talk, name).owner for name in ("one", "two")]


def test_rows_are_counted_as_a_table_counts_them(talk: Dialog) -> None:
    """A row of empty cells is a row without a name; an empty line is none."""
    table = [["id", "name"], ["1", "One"], ["", ""], [], ["2", ""], ["3", "One AS"], ["1", "Other"]]
    result = _import(talk, table)
    assert (5, 1, 4) == (result.rows, result.new, result.skipped)


def test_a_dry_run_tells_what_apply_does_and_changes_nothing(talk: Dialog) -> None:
    """The same sums, and no number to undo."""
    before = _state(talk)
    dry = _import(talk, SALESFORCE, apply=False)
    assert before == _state(talk)
    assert asdict(dry) == {**asdict(_import(talk, SALESFORCE)), "number": None}


def test_a_second_time_nothing_changes(talk: Dialog) -> None:
    """Every row is unchanged, and the accounts are as they were."""
    _import(talk, PIPEDRIVE)
    before = _state(talk)
    again = _import(talk, PIPEDRIVE)
    assert (0, 0, 2) == (again.new, again.updated, again.unchanged)
    assert before == _state(talk)


def test_a_second_import_changes_only_what_changed(talk: Dialog) -> None:
    """A new owner is an update of that account alone."""
    _import(talk, PIPEDRIVE)
    again = _import(talk, [PIPEDRIVE[0], ("1", "Piotr Okna", "anna", "", ""), PIPEDRIVE[2]])
    assert (1, 1) == (again.updated, again.unchanged)


def test_an_empty_cell_leaves_what_is_known(talk: Dialog) -> None:
    """A file that knows less takes nothing away."""
    talk.say("account acme 5M")
    _import(talk, _table("name;value;place\nAcme;;"))
    assert 5_000_000 == _account(talk, "acme").value


def test_an_account_is_found_by_its_id_when_its_name_changed(talk: Dialog) -> None:
    """And takes the new name."""
    _import(talk, _table("id;name\n1;Alpha"))
    assert 1 == _import(talk, _table("id;name\n1;Alpha Nord")).updated
    assert talk.work.accounts.by_key("alpha") is None
    assert "Alpha Nord" == _account(talk, "alpha nord").name


def test_a_name_that_another_account_has_is_not_taken(talk: Dialog) -> None:
    """An id that now goes by another account's name changes all but the name."""
    _import(talk, _table("id;name;value\n1;Alpha;1\n2;Beta;2"))
    result = _import(talk, _table("id;name;value\n1;Beta;5"))
    (unread,) = result.unread
    assert (1, "Beta", "another customer has that name") == (result.updated, unread.cell, unread.reason)
    assert [("Alpha", 5), ("Beta", 2)] == [
        (_account(talk, key).name, _account(talk, key).value) for key in ("alpha", "beta")
    ]


def test_another_systems_id_is_kept(talk: Dialog) -> None:
    """The same name under another id is another company: an account stays known by the id it came with."""
    _import(talk, _table("id;name\n1;Alpha"))
    assert 1 == _import(talk, _table("id;name\n77;Alpha")).skipped
    assert talk.work.accounts.by_external_id("1")
    assert talk.work.accounts.by_external_id("77") is None


@pytest.mark.parametrize(
    ("first", "second"),
    [("Kvist AB", "Kvist AS"), ("C++ Kurser", "C# Kurser"), ("Nord (Oslo)", "Nord Oslo AS"), ("A", "A")],
)
def test_another_companys_row_never_changes_an_account(talk: Dialog, first: str, second: str) -> None:
    """Two ids are two companies, whatever their names: the second is named, with what to do."""
    _import(talk, _table(f"Record ID;Company name;Company owner;value\n100;{first};anna;1000"))
    before = _state(talk)
    result = _import(talk, _table(f"Record ID;Company name;Company owner;value\n101;{second};bo;2000"))
    assert before == _state(talk)
    ((line, name, reason),) = [(each.line, each.name, each.reason) for each in result.skipped_rows]
    assert (2, second) == (line, name)
    assert first in reason
    assert "100" in reason


@pytest.mark.parametrize(
    ("first", "second"), [("Bäck Bygg", "Back Bygg"), ("A+ Bygg", "A Bygg"), ("DA Bolig", "KS Bolig")]
)
def test_a_name_that_an_earlier_row_has_is_named(talk: Dialog, first: str, second: str) -> None:
    """With the line of the earlier one."""
    (skipped,) = _import(talk, _table(f"id;name\n1;{first}\n2;{second}")).skipped_rows
    assert (3, second) == (skipped.line, skipped.name)
    assert f"line 2 has the same name, {first}" in skipped.reason


@pytest.mark.parametrize(
    "names",
    [
        ("Rör Aktiebolag", "Rör AB"), ("Rør ApS", "Rør Aps."), ("Tak Limited", "Tak Ltd."), ("Tak A.M.B.A.", "Tak amba"),
        ("Vinhus Sp. z o.o.", "Vinhus spółka z ograniczoną odpowiedzialnością"),
    ],
)  # fmt: skip
def test_one_company_in_two_spellings_is_one_account(talk: Dialog, names: tuple[str, str]) -> None:
    """Two ids make two companies of them again."""
    once = _import(talk, [["name"], *([name] for name in names)], apply=False)
    twice = _import(talk, [["id", "name"], ["1", names[0]], ["2", names[1]]], apply=False)
    assert (1, 1, 2) == (once.new, once.skipped, twice.new)


def test_a_row_that_is_no_account_names_no_owner(talk: Dialog) -> None:
    """What stands in its cells is not what its header says."""
    result = _import(talk, [["name", "owner"], ["A One", " Inc", "anna"]])
    assert (1, []) == (result.skipped, result.owners_unknown)


@pytest.mark.parametrize(("name", "skipped"), [("Kvist A/S", 1), ("Kvist AS", 1), ("KVIST ab", 0), ("Kvist", 0)])
def test_another_legal_form_without_an_id_is_another_company(talk: Dialog, name: str, skipped: int) -> None:
    """The same form, and one that is left out, is the same company."""
    _import(talk, _table("id;name;value\n100;Kvist AB;5"))
    result = _import(talk, _table(f"name;value\n{name};9"))
    assert (skipped, 5 if skipped else 9) == (result.skipped, _account(talk, "kvist").value)


@pytest.mark.parametrize(
    ("line", "column", "kept"),
    [
        ("account beta owner anna", "owner", "anna"),
        ("account beta value 999", "value", 999),
        ("account rename beta Beta Ny", "name", "Beta Ny"),
        ("account beta phone 99 88 77", "phone", "99 88 77"),
    ],
)
def test_what_somebody_changed_here_stays_while_the_file_says_what_it_was(
    talk: Dialog, line: str, column: str, kept: object
) -> None:
    """The same file again changes nothing and says so; one that says something else does."""
    file = "id;name;owner;value;phone\n2;Beta;bo;200;11 22 33"
    _import(talk, _table(file))
    assert talk.say(line, "chris").ok
    again = _import(talk, _table(file))
    assert (0, 1) == (again.updated, again.unchanged)
    assert [(column, "somebody changed it here, and the file says what it was before")] == [
        (each.column, each.reason) for each in again.unread
    ]
    account = talk.work.accounts.by_external_id("2")
    assert account
    people = {person.id: person.name for person in talk.work.people.everyone()}
    now = talk.work.accounts.columns(account.id)[column]
    assert kept == (people[int(str(now))] if column == "owner" else now)
    newer = "id;name;owner;value;phone\n2;Gamma;dora;300;44 55 66"
    assert 1 == _import(talk, _table(newer)).updated
    assert ["Gamma", 300, "44 55 66"] == [talk.work.accounts.columns(account.id)[n] for n in ("name", "value", "phone")]


def test_a_change_that_was_taken_back_does_not_count(talk: Dialog) -> None:
    """The file says what stands then anyway."""
    _import(talk, _table("id;name;value\n2;Beta;200"))
    talk.say("account beta value 999", "chris")
    talk.say("undo", "chris")
    assert ([], 1) == ((again := _import(talk, _table("id;name;value\n2;Beta;200"))).unread, again.unchanged)


def test_a_dry_run_says_what_it_would_change(talk: Dialog) -> None:
    """Each column, as it is and as it would be; people by their names."""
    _import(talk, _table("id;name;owner;value\n2;Beta;bo;200"))
    (change,) = _import(talk, _table("id;name;owner;value;place\n2;Beta AS;anna;;Oslo"), apply=False).changes
    assert (2, {"place": ("", "Oslo"), "owner": ("bo", "anna"), "name": ("Beta", "Beta AS")}) == (
        change.line,
        change.columns,
    )


def test_an_id_may_have_lost_its_zeros(talk: Dialog) -> None:
    """A spreadsheet drops them: with the same name it is the same customer, under the id of before."""
    _import(talk, _table("id;name\n0012;Beta"))
    result = _import(talk, _table("id;name;value\n12;Beta;5"))
    account = talk.work.accounts.by_external_id("0012")
    assert account
    assert (1, 0, 5) == (result.updated, result.skipped, account.value)


def test_a_word_for_no_id_never_finds_a_customer(talk: Dialog) -> None:
    """Else the next file would give the one of before another name."""
    _import(talk, _table("id;name\nTBD;Beta"))
    assert 1 == _import(talk, _table("id;name\nTBD;Gamma")).new


def test_an_imported_contact_never_hides_a_later_call(talk: Dialog) -> None:
    """The last contact is the later of both."""
    talk.say("call acme")
    _import(talk, _table("name;last contact\nAcme;2026-10-14"))
    assert talk.at.date() == _account(talk, "acme").last_contact


@pytest.mark.parametrize("day", ["2026-11-26", "9999-12-31"])
def test_a_last_contact_that_lies_ahead_was_none(talk: Dialog, day: str) -> None:
    """A file may hold any day: what has not been yet is left out, and named."""
    unread = _import(talk, _table(f"name;last contact\nAcme;{day}\nNew;{day}")).unread
    assert [(2, day), (3, day)] == [(each.line, each.cell) for each in unread]
    assert [None, None] == [_account(talk, key).last_contact for key in ("acme", "new")]


# undo


def test_undo_restores_every_account_exactly(talk: Dialog) -> None:
    """New ones go, changed ones go back, in any number of runs, newest first."""
    talk.say("account acme 5M contacts 3 owner @bo")
    states, numbers = [_state(talk)], []
    for table in (_table("name;owner;value\nAcme;anna;9\nNew;bo;1"), _table("id;name;value\n9;New;2\n10;Newer;3"), SALESFORCE):  # fmt: skip
        numbers.append(_number(_import(talk, table)))
        states.append(_state(talk))
    for number, state in zip(reversed(numbers), reversed(states[:-1]), strict=True):
        undo_import(talk.work, number, talk.at)
        assert state == _state(talk)


def test_an_import_is_undone_once(talk: Dialog) -> None:
    """A second undo, or one of a number that never was, says that there is none."""
    number = _number(_import(talk, PIPEDRIVE))
    assert 2 == undo_import(talk.work, number, talk.at)
    for gone in (number, number + 1):
        with pytest.raises(LookupError):
            undo_import(talk.work, gone, talk.at)


def test_no_account_gets_the_number_of_one_that_an_undo_removed(talk: Dialog) -> None:
    """An old button that names it would act on another customer."""
    number = _number(_import(talk, _table("name\nAlpha\nBeta")))
    given = {_account(talk, "alpha").id, _account(talk, "beta").id}
    undo_import(talk.work, number, talk.at)
    assert talk.account("Gamma") > max(given)


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_an_undo_in_portions_ends_as_one_at_once(talk: Dialog, limit: int) -> None:
    """Names that rows hand on to each other come back in any portions; after each, what is left is read anew."""
    _import(talk, _table("id;name;value\n1;Alpha;1\n2;Beta;2\n3;Gamma;3"))
    before = _state(talk)
    number = _number(_import(talk, _table("id;name;value\n1;Delta;9\n2;Alpha;8\n3;Beta;7\n4;Gamma;6\n5;Newer;5")))
    assert (5, before) == (undo_import(talk.work, number, talk.at, portion=limit), _state(talk))


@pytest.mark.parametrize("portion", [1, 2, 4])
def test_an_import_in_portions_ends_as_one_at_once(talk: Dialog, portion: int) -> None:
    """Names that rows hand on to each other, and rows that are skipped, whatever is stored with them."""
    first = _rows(_table("id;name;value\n1;Alpha;1\n2;Beta;2\n3;Gamma;3"))
    second = _rows(_table("id;name;value\n1;Delta;9\n;;\n2;Alpha;8\n7;Gamma;6\n1;Other;1\n3;Beta;x"))

    def told(portion: int) -> tuple[Mapping[str, object], list[Mapping[str, object]], int]:
        before = _state(talk)
        numbers = [import_accounts(talk.work, rows, talk.at, apply=True, portion=portion) for rows in (first, second)]
        result, state = asdict(numbers[1]) | {"number": None}, _state(talk)
        undone = [undo_import(talk.work, _number(each), talk.at, portion=portion) for each in reversed(numbers)]
        assert before == _state(talk)
        return result, state, sum(undone)

    assert told(1000) == told(portion)


def test_undo_keeps_what_was_logged_and_what_was_changed_since(talk: Dialog) -> None:
    """A seller's own line is newer than the file."""
    number = _number(_import(talk, _table("name;owner;value\nAcme;bo;9\nTouched;bo;1\nFresh;bo;1")))
    talk.say("call touched")
    talk.say("account acme 8M")
    assert 2 == undo_import(talk.work, number, talk.at)
    anna = talk.work.people.by_name("anna")
    assert anna
    assert (8_000_000, anna.id) == (_account(talk, "acme").value, _account(talk, "acme").owner)
    assert "Touched" == _account(talk, "touched").name
    assert talk.work.accounts.by_key("fresh") is None


def test_undo_of_a_new_name_keeps_it_when_the_old_one_is_taken(talk: Dialog) -> None:
    """Two accounts never share a name."""
    _import(talk, _table("id;name\n1;Alpha"))
    number = _number(_import(talk, _table("id;name\n1;Alpha Nord")))
    talk.account("Alpha")
    undo_import(talk.work, number, talk.at)
    assert {"Alpha", "Alpha Nord"} <= {str(account["name"]) for account in _state(talk)}


CELLS = st.sampled_from(["", "1", "2", "Alpha", "Alpha AS", "Beta", "anna", "nobody", "5", "x"])


@given(st.lists(st.lists(CELLS, min_size=5, max_size=5), max_size=6))
def test_any_rows_are_counted_once_each(cells: list[list[str]]) -> None:
    """Every row of a table becomes one row, with the cells that its header names."""
    table: list[Any] = [["id", "name", "owner", "value", "place"], *cells]
    assert [cell[1] for cell in cells] == [row.name for row in _rows(table)]
