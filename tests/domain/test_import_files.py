"""Files as people export them, and imports that meet what is there already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import imports
from bot.domain.accounts import Account
from tests.dialog import Dialog

SALESFORCE = (
    '"Id","Name","OwnerId","BillingCity","BillingCountry","LastActivityDate","AnnualRevenue"\n'
    '"A1","Acme Norge AS","anna","Oslo","Norway","2026-10-14","7000000"\n'
    '"A2","Bergen Bygg AS","Gone","Bergen","Norway","",""\n"A2","Bergen Bygg AS","Gone","","","",""\n'
).encode("utf-8-sig")
PIPEDRIVE = (
    "Organization - ID,Organization - Name,Organization - Owner,Organization - Address,Organization - Last activity date\n"
    '1,Piotr Okna,bo,"ul. Długa 1, Łódź",2026-10-01\n2,Maja Meble,Gone,Kraków,\n'
).encode()
PLAIN = {
    "en": "id;name;owner;place;value;last contact",
    "da": "kundenr;kunde;sælger;by;omsætning;sidste kontakt",
    "nb": "kundenr;firma;selger;sted;omsetning;siste kontakt",
    "sv": "kundnummer;företag;säljare;ort;omsättning;senaste kontakt",
    "pl": "nr klienta;nazwa;handlowiec;miasto;obrót;ostatni kontakt",
}
ENCODED = [
    (language, encoding)
    for language in PLAIN
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1250")
    if (language, encoding) not in {("pl", "cp1252"), ("da", "cp1250"), ("nb", "cp1250")}
]
"""Each encoding with the languages whose letters it has."""


def _run(talk: Dialog, raw: bytes, *, apply: bool = True) -> Mapping[str, object]:
    done = asdict(imports.run(talk.work, list(imports.lines(raw)), talk.at, apply=apply))
    assert done["rows"] == done["new"] + done["updated"] + done["unchanged"] + done["skipped"]
    return done


def _account(talk: Dialog, key: str) -> Account:
    found = talk.work.accounts.by_key(key)
    assert found
    return found


def _state(talk: Dialog) -> list[Mapping[str, object]]:
    return [talk.work.accounts.columns(number) for number in sorted(talk.work.accounts.ids_by_key().values())]


def test_a_salesforce_export(talk: Dialog) -> None:
    """Quoted cells, a byte-order mark, the same id twice; the customer's own revenue is not taken."""
    done = _run(talk, SALESFORCE)
    assert (done["rows"], done["new"], done["skipped"], done["owners_unknown"]) == (3, 2, 1, ["Gone"])
    found = _account(talk, "acme norge")
    assert (found.place, found.last_contact, found.value) == ("Oslo, Norway", date(2026, 10, 14), None)


def test_a_pipedrive_export(talk: Dialog) -> None:
    """Headers that begin with Organization."""
    assert (_run(talk, PIPEDRIVE)["new"], _account(talk, "piotr okna").place) == (2, "ul. Długa 1, Łódź")


@pytest.mark.parametrize(("language", "encoding"), ENCODED)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_plain_headers_of_five_languages_in_every_encoding(
    talk: Dialog, language: str, encoding: str, separator: str
) -> None:
    """Contract 14: any file; amounts with hard spaces and decimal commas."""
    name = "Łódzkie Okna" if encoding != "cp1252" else "Ødegård Vin"
    header = PLAIN[language].replace(";", separator)
    row = separator.join(
        ["7", name, "BO", "Gdynia", "7\u00a0000\u00a0000" if separator == "," else "7 000 000,50", "14.10.2026"]
    )
    assert _run(talk, f"{header}\r\n{row}\r\n".encode(encoding))["new"] == 1
    (found,) = [
        each for each in map(talk.work.accounts.get, talk.work.accounts.ids_by_key().values()) if each.place == "Gdynia"
    ]
    bo = talk.work.people.by_name("bo")
    assert bo
    assert (found.name, found.owner, found.value, found.last_contact) == (name, bo.id, 7_000_000, date(2026, 10, 14))


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (b"sep=;\r\nname;owner\r\nAcme Two;bo\r\n", ["Acme Two"]), (b"\n\nname\nOne\n", ["One"]), (b'name\n"Two\nlines"\n', ["Two lines"]),
        (b'name;owner\n"Quote ""Q"" ApS";\n', ['Quote "Q" ApS']), (b"name\nNul\x00Byte\n", ["Nul Byte"]), (b"owner|name\nbo|Pipe\n", ["Pipe"]),
        (b"name;owner\nShort\n", ["Short"]), (b"name\n=1+1\n", ["=1+1"]), (b"name\rOld Mac\r", ["Old Mac"]),
    ],
)  # fmt: skip
def test_odd_files_are_read_as_meant(raw: bytes, names: list[str]) -> None:
    """A named separator, blank lines first, line breaks and quotes in cells, rows that are too short."""
    assert [line.name for line in imports.lines(raw)] == names


def test_rows_are_counted_as_a_table_counts_them(talk: Dialog) -> None:
    """A row of empty cells is a row without a name; an empty line is none."""
    done = _run(talk, b"id;name;owner\n1;One;\n;;\n\n2;;\n3;One AS;\n1;Other;\n")
    assert (done["rows"], done["new"], done["skipped"]) == (5, 1, 4)


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"\x00\x01\x02", bytes(range(256)) * 4, b"a;b\n1;2\n", b'name\n"' + b"x" * 200_000 + b'"\n']
)
def test_what_is_no_table_of_accounts_is_one_sentence(raw: bytes) -> None:
    """Never a stack trace, whatever the bytes."""
    with pytest.raises(imports.BadFile):
        list(imports.lines(raw))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_s10_any_bytes_are_accounts_or_one_sentence(raw: bytes) -> None:
    """S10: a header and then anything."""
    try:
        assert all(isinstance(line.name, str) for line in imports.lines(b"name;owner\n" + raw))
    except imports.BadFile as error:
        assert str(error)


def test_a_dry_run_tells_what_apply_does_and_changes_nothing(talk: Dialog) -> None:
    """The same sums, and no number."""
    before = _state(talk)
    dry = _run(talk, SALESFORCE, apply=False)
    assert _state(talk) == before
    assert {**_run(talk, SALESFORCE), "number": None} == dry


def test_a_second_time_nothing_changes(talk: Dialog) -> None:
    """Every row is unchanged or skipped, and the accounts are as they were."""
    _run(talk, PIPEDRIVE)
    before = _state(talk)
    again = _run(talk, PIPEDRIVE)
    assert (again["new"], again["updated"], again["unchanged"]) == (0, 0, 2)
    assert _state(talk) == before


def test_undo_restores_every_account_exactly(talk: Dialog) -> None:
    """New ones go, changed ones go back, in any number of runs, newest first."""
    talk.say("account acme 5M contacts 3 owner @bo")
    states, numbers = [_state(talk)], []
    for raw in (b"name;owner;value\nAcme;anna;9\nNew;bo;1\n", b"id;name;value\n9;New;2\n10;Newer;3\n", SALESFORCE):
        numbers.append(_run(talk, raw)["number"])
        states.append(_state(talk))
    for number, state in zip(reversed(numbers), reversed(states[:-1]), strict=True):
        assert isinstance(number, int)
        imports.undo(talk.work, number, talk.at)
        assert _state(talk) == state
        assert imports.undo(talk.work, number, talk.at) is None


def test_undo_keeps_what_was_logged_and_what_was_changed_since(talk: Dialog) -> None:
    """A seller's own line is newer than the file."""
    number = _run(talk, b"name;owner;value\nAcme;bo;9\nTouched;bo;1\nFresh;bo;1\n")["number"]
    talk.say("call touched")
    talk.say("account acme 8M")
    assert isinstance(number, int)
    assert imports.undo(talk.work, number, talk.at) == 2
    anna = talk.work.people.by_name("anna")
    assert anna
    assert (_account(talk, "acme").value, _account(talk, "acme").owner) == (8_000_000, anna.id)
    assert _account(talk, "touched")
    assert talk.work.accounts.by_key("fresh") is None


def test_a_name_that_somebody_else_has_is_left(talk: Dialog) -> None:
    """An id that now goes by another account's name changes all but the name."""
    _run(talk, b"id;name;value\n1;Alpha;1\n2;Beta;2\n")
    done = _run(talk, b"id;name;value\n1;Beta;5\n")
    assert done["updated"] == 1
    assert [(_account(talk, key).name, _account(talk, key).value) for key in ("alpha", "beta")] == [
        ("Alpha", 5),
        ("Beta", 2),
    ]


def test_undoing_a_new_name_keeps_it_when_the_old_one_is_taken(talk: Dialog) -> None:
    """Two accounts never share a name."""
    _run(talk, b"id;name\n1;Alpha\n")
    number = _run(talk, b"id;name\n1;Alpha Nord\n")["number"]
    talk.account("Alpha")
    assert isinstance(number, int)
    imports.undo(talk.work, number, talk.at)
    assert {"Alpha", "Alpha Nord"} <= {str(each["name"]) for each in _state(talk)}


def test_another_systems_id_is_kept(talk: Dialog) -> None:
    """The same name under another id is the same account, known by the id it came with."""
    _run(talk, b"id;name\n1;Alpha\n")
    assert _run(talk, b"id;name\n77;Alpha\n")["unchanged"] == 1
    found = talk.work.accounts.by_external_id("1")
    assert found
    assert talk.work.accounts.by_external_id("77") is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2026-10-14", date(2026, 10, 14)), ("2026-10-14 09:12", date(2026, 10, 14)), ("14.10.2026", date(2026, 10, 14)),
     ("14/10/2026", date(2026, 10, 14)), ("14-10-2026", date(2026, 10, 14)), ("10/14/2026", None), ("yesterday", None), ("", None)],
)  # fmt: skip
def test_last_contacts_are_read_day_first_or_not_at_all(typed: str, day: date | None) -> None:
    """A wrong day is worse than none."""
    assert [day] == [line.contact for line in imports.lines(f"name;last contact\nAcme;{typed}\n".encode())]
