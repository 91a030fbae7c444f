"""Accounts from other programs' exports."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain import imports
from tests.dialog import Dialog

HUBSPOT = """Record ID;Company name;Company owner;City;Country/Region;Last Activity Date;Annual Revenue
101;Ødegård Vin AS;anna;Bergen;Norge;2026-10-14 09:12;7 000 000
102;"Nilsson; Rör AB";Gone Person;Malmö;Sverige;;
103;;anna;;;;
101;Odegard Vin;bo;;;;
104;ødegård vin;bo;;;;
105;Bygg & Bo A/S;bo;Aarhus;Danmark;01.11.2026;
"""


def test_a_hubspot_export_in_windows_1252(talk: Dialog) -> None:
    """Semicolons, duplicates by id and by name, empty names, and owners who left."""
    lines = list(imports.lines(HUBSPOT.encode("cp1252")))
    dry = imports.run(talk.work, lines, talk.at, apply=False)
    assert (dry.rows, dry.new, dry.updated, dry.unchanged, dry.skipped) == (6, 3, 0, 0, 3)
    assert (dry.owners_unknown, dry.number) == (["Gone Person"], None)
    assert talk.work.accounts.by_key("bygg bo") is None
    assert imports.run(talk.work, lines, talk.at, apply=True).new == 3
    found = talk.work.accounts.by_key("odegard vin")
    assert found is not None
    anna = talk.work.people.by_name("anna")
    assert anna is not None
    assert (anna.id, "Bergen, Norge", date(2026, 10, 14), None) == (
        found.owner,
        found.place,
        found.last_contact,
        found.value,
    )


def test_a_second_import_changes_only_what_changed(talk: Dialog) -> None:
    """Running it again is harmless; a new owner is an update."""
    imports.run(talk.work, list(imports.lines(HUBSPOT.encode())), talk.at, apply=True)
    same = imports.run(talk.work, list(imports.lines(HUBSPOT.encode())), talk.at, apply=True)
    assert (same.new, same.updated, same.unchanged, same.skipped) == (0, 0, 3, 3)
    changed = HUBSPOT.replace("105;Bygg & Bo A/S;bo", "105;Bygg & Bo A/S;anna")
    again = imports.run(talk.work, list(imports.lines(changed.encode())), talk.at, apply=True)
    assert (again.updated, again.unchanged) == (1, 2)


def test_an_import_can_be_undone_exactly_but_keeps_what_was_logged_about(talk: Dialog) -> None:
    """Values go back, new accounts go away, those with entries stay."""
    talk.say("account acme 5M")
    done = imports.run(
        talk.work,
        list(imports.lines(b"name;value\nAcme;9M\nAcme AS;1\nNew One;7 000 000\nTouched;1")),
        talk.at,
        apply=True,
    )
    assert (done.new, done.updated + done.unchanged, done.skipped) == (2, 1, 1)
    talk.say("call touched")
    assert done.number is not None
    imports.undo(talk.work, done.number, talk.at)
    assert talk.work.accounts.by_key("new one") is None
    assert talk.work.accounts.by_key("touched") is not None
    assert talk.work.accounts.get(1).value == 5_000_000
    assert imports.undo(talk.work, done.number, talk.at) is None


@pytest.mark.parametrize(
    "header",
    [
        "name",
        "Company name",
        "Account Name",
        "Organization - Name",
        "firma",
        "kunde",
        "företag",
        "nazwa",
        "KUND",
        "\ufeffName",
    ],
)
def test_names_are_found_under_every_header(header: str) -> None:
    """HubSpot, Salesforce, Pipedrive and plain ones in five languages; a file with that column alone is enough."""
    assert [line.name for line in imports.lines(f"{header}\nAcme\n".encode())] == ["Acme"]


def test_a_plain_file_of_two_columns(talk: Dialog) -> None:
    """Contract 14: `name;owner` works."""
    done = imports.run(talk.work, list(imports.lines(b"name;owner\nBergen Bygg;BO\n")), talk.at, apply=True)
    found = talk.work.accounts.by_key("bergen bygg")
    assert found is not None
    assert (done.new, done.owners_unknown, talk.work.people.get(found.owner or 0).name) == (1, [], "bo")


def test_polish_in_windows_1250() -> None:
    """The letters decide which of the two old encodings it is."""
    assert [line.name for line in imports.lines("nazwa;opiekun\nŁódzkie Okna;Świętosława\n".encode("cp1250"))] == [
        "Łódzkie Okna"
    ]


@pytest.mark.parametrize(
    ("typed", "value"),
    [("7 000 000", 7_000_000), ("7\u00a0000\u00a0000", 7_000_000), ("7.000.000,50", 7_000_000), ("7,000,000.50", 7_000_000),
     ("450000 kr", 450_000), ("much", None)],
)  # fmt: skip
def test_amounts_of_every_country(typed: str, value: int | None) -> None:
    """Hard spaces, thousands by full stop or comma, currencies."""
    assert [value] == [line.value for line in imports.lines(f"name;omsætning\nAcme;{typed}\n".encode())]


def test_the_customers_own_revenue_is_not_taken() -> None:
    """Salesforce's AnnualRevenue says nothing about what they buy from us."""
    assert [line.value for line in imports.lines(b"Account Name,AnnualRevenue\nAcme,7000000\n")] == [None]


def test_a_file_without_names_says_what_is_missing() -> None:
    """And how to name the column."""
    with pytest.raises(imports.BadFile, match="--map"):
        list(imports.lines(b"a;b\n1;2\n"))
    assert [line.name for line in imports.lines(b"a;b\nx;2\n", {"name": "a"})] == ["x"]
