"""Figures as files, in which nothing that anybody typed is ever carried out."""

from __future__ import annotations

import asyncio
import base64
import csv
import io
from datetime import date
from itertools import chain
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.terminal import Terminal
from bot.messages.card import Card, File, Reply
from bot.messages.events import Event
from bot.messages.spreadsheet import Cell, Sheet, csv_text, file_of, xlsx_bytes
from tests.dialog import TUESDAY, Dialog
from tests.security.reader import formulas, opened

FORMULAS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "\x00=1", "＝1+1", "＋1", "－1", "＠x", " =1", "\u00a0=1",
    "\u200b=1", "\u2060=1", "\u202e=1", "\ufe66=1", "\u22121", '"=1+1"', '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "+47 55 12 34 56",
)  # fmt: skip
PLAIN = ("Acme A/S", "O'Brien", "a=b", "7 - 1", "Łódź", "x;y", "a,b", 'say "hi"', "two\nlines", "", "'quoted")


def read(text: str, delimiter: str = ",") -> list[list[str]]:
    """Read CSV back as a spreadsheet does."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def cells(raw: bytes) -> list[list[str]]:
    """Read a workbook's only sheet as a spreadsheet does; nothing in it is a formula."""
    (sheet,) = openpyxl.load_workbook(io.BytesIO(raw)).worksheets
    found = list(sheet.iter_rows())
    assert {cell.data_type for row in found for cell in row} <= {"s", "n"}
    return [["" if cell.value is None else str(cell.value) for cell in row] for row in found]


def attached(talk: Dialog, line: str, who: str = "chris") -> File:
    """Return the file that comes with an answer."""
    reply = talk.say(line, who)
    (found,) = [each for each in reply.card.body if isinstance(each, File)]
    return found


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_is_a_text_in_csv(text: str) -> None:
    """Led by an apostrophe, and otherwise as typed."""
    ((found,),) = read(csv_text([(text,)], "en"))
    assert found == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_everything_else_is_as_typed(text: str) -> None:
    """RFC 4180: quoted where it must be, changed nowhere."""
    for language, delimiter in (("en", ","), ("pl", ";")):
        assert read(csv_text([(text, "x")], language), delimiter) == [[text, "x"]]


@pytest.mark.parametrize(
    ("cell", "language", "expected"),
    [
        ("00123", "en", "'00123"),
        ("1234567890123456", "en", "'1234567890123456"),
        ("12E3", "da", "'12E3"),
        ("123456789012345", "en", "123456789012345"),
        ("0", "en", "0"),
        ("0,5", "da", "0,5"),
        ("0047 rooms", "en", "0047 rooms"),
        (2.5, "en", "2.5"),
        (2.5, "pl", "2,5"),
        (-5, "pl", "-5"),
    ],
)
def test_a_number_is_the_readers_and_a_text_like_one_stays_as_typed(cell: Cell, language: str, expected: str) -> None:
    """Or 00123 would be 123, and 2.5 the second of May where a comma parts decimals."""
    assert [[expected]] == read(csv_text([(cell,)], language), ";" if language != "en" else ",")


HOSTILE = st.text(alphabet=st.sampled_from("=+-@,;|\t\r\n\"' x1\x00\u200b＝")) | st.text()


@pytest.mark.parametrize(("language", "separator"), [("en", ","), ("da", ";")])
@settings(deadline=None)
@given(rows=st.lists(st.lists(HOSTILE, min_size=2, max_size=4), min_size=1, max_size=4))
def test_no_cell_of_any_text_begins_like_a_formula(language: str, separator: str, rows: list[list[str]]) -> None:
    """Whatever is typed, the file is read back row by row, and no reader, right or wrong, finds a formula."""
    text = csv_text(rows, language)
    found = read(text, separator)
    assert [len(row) for row in found] == [len(row) for row in rows]
    for typed, cell in zip(chain(*rows), chain(*found), strict=True):
        assert typed.replace("'", "") == cell.replace("'", "")
    assert [] == formulas(text)


@pytest.mark.parametrize("language", ["en", "pl"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "\n", "\r\n"])
@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_behind_any_separator_is_a_text_to_every_reader(language: str, separator: str, formula: str) -> None:
    """The file of one language is opened with the separator of another."""
    assert [] == formulas(csv_text([("Acme", f"x{separator}{formula}", 'y"', f"{separator} {formula}")], language))


def test_the_model_of_a_reader_finds_what_an_unguarded_file_would_run() -> None:
    """A comma file that is opened by semicolons; a model that finds nothing would prove nothing."""
    assert ["Acme", "x"] == opened('"Acme","x"\r\n', ",")[:2]
    assert '=HYPERLINK(""http://evil.example""' in formulas('"Acme","x;=HYPERLINK(""http://evil.example"";1)"')


def test_guarding_a_text_takes_time_in_proportion_to_its_length() -> None:
    """Half a million tabs and separators are one pass."""
    assert csv_text([["\t;," * 200_000 + "="]], "en").count("'") == 2


@given(st.lists(st.one_of(st.text(), st.integers(-(10**12), 10**12), st.none()), max_size=4))
def test_a_workbook_holds_texts_and_numbers_only(row: list[Cell]) -> None:
    """Whatever is typed, a spreadsheet opens it and finds no formula."""
    (found,) = cells(xlsx_bytes([("first", *row, "last")]))
    assert (found[0], len(found), found[-1]) == ("first", len(row) + 2, "last")


@pytest.mark.parametrize("text", FORMULAS[:4] + PLAIN)
def test_a_workbook_shows_texts_as_typed(text: str) -> None:
    """A declared text needs no apostrophe; line ends are XML's."""
    assert cells(xlsx_bytes([(text,)])) == [[text]]


def test_numbers_and_days_stay_what_they_are() -> None:
    """A negative number is no formula, a day is ISO, nothing is an empty cell."""
    row: tuple[Cell, ...] = (-3, 2.5, None, date(2026, 11, 24))
    assert read(csv_text([row], "en")) == [["-3", "2.5", "", "2026-11-24"]]
    assert cells(xlsx_bytes([row])) == [["-3", "2.5", "", "2026-11-24"]]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Nord 2026-11-23", "nord-2026-11-23.csv"),
        ("../../etc/passwd", "etc-passwd.csv"),
        ("Łódź & Søn", "łódź-søn.csv"),
        ("//", "snurr.csv"),
    ],
)
def test_a_file_is_named_after_what_it_holds_and_leads_nowhere(name: str, file: str) -> None:
    """A team's name is typed by people: no folder, no sign with a meaning."""
    assert file_of(Sheet(name=name, header=("a",), rows=()), "csv", "en").name == file


def test_a_week_by_day_in_the_persons_language(talk: Dialog) -> None:
    """ISO days, a byte-order mark, semicolons and headers in Danish; the target of each day beside what was done."""
    talk.say("call acme")
    talk.say("promise acme quote by fri")
    talk.say("me language da", "chris")
    file = attached(talk, "hold uge eksport csv")
    raw = base64.b64decode(file.data)
    rows = read(raw.decode("utf-8-sig"), ";")
    assert raw.startswith(b"\xef\xbb\xbf")
    assert rows[0][:4] == ["Dag", "Opkald", "Mål", "Afgivne løfter"]
    assert rows[0][4:] == ["Holdt", "Brudt", "Varslet i tide", "Forsinket", "Med frist senere"]
    assert rows[2] == ["2026-11-24", "1", "16", "1", "0", "0", "0", "0", "0"]
    assert len(rows) == 8
    assert file.name == "nord-2026-11-23.csv"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("view", "row"),
    [
        ("team zeros", ["2026-11-24", "Acme A/S", "=HYPERLINK(1)", "clarity", "nobody", ""]),
        ("team promises", ["P1", "anna", "Acme A/S", "=1+1", "2026-11-27", ""]),
        ("team waiting", ["@yard", "1", "40.0", "40.0", "0"]),
        ("team switchboard", ["-wrong item", "1", "5"]),
    ],
)
def test_every_view_is_a_file_with_hostile_words_harmless(talk: Dialog, kind: str, view: str, row: list[str]) -> None:
    """All that people typed, in CSV guarded and in XLSX as it is; spans in seconds, days ISO."""
    for line in ('admin touchpoint "=HYPERLINK(1)"', "admin desk service"):
        talk.say(line, "chris")
    for line in ('touch acme "=HYPERLINK(1)" c0', "promise acme =1+1 by fri", "handoff acme service 5m -wrong item"):
        assert talk.say(line).stored, line
    talk.say("waiting @yard")
    talk.later(seconds=40)
    talk.say("go", "bo")
    raw = base64.b64decode(attached(talk, f"{view} export {kind}").data)
    if kind == "xlsx":
        assert cells(raw)[1] == [cell.removesuffix(".0") for cell in row]
        return
    assert read(raw.decode("utf-8-sig"))[1] == [f"'{cell}" if cell[:1] in "=@-" and cell else cell for cell in row]


@pytest.mark.parametrize("view", ["week", "zeros", "promises", "waiting", "switchboard"])
@pytest.mark.parametrize("language", ["en", "pl"])
def test_no_reader_finds_a_formula_in_any_file_of_a_hostile_company(talk: Dialog, view: str, language: str) -> None:
    """Names, notes, touchpoints, desks and places that hold formulas behind each separator."""
    talk.say("admin desk service", "chris")
    for n, mark in enumerate((",", ";", "|", "")):
        evil = talk.work.accounts.add(f"Evil{n}{mark}=1+1 AB", None, TUESDAY)
        talk.say(f'touch "{evil.name}" invoice c0 x{mark}@SUM(A1)')
        talk.say(f'promise "{evil.name}" "q{n}{mark}=HYPERLINK(""http://evil.example"";1)" by fri')
        talk.say(f'handoff acme service 5m "w{n}{mark}=1+1"')
        talk.say(f'waiting "@p{n}{mark}+1+1"')
        talk.say(f'admin touchpoint "t{n}{mark}-1+1"', "chris")
        talk.say(f'touch acme "t{n}{mark}-1+1" c0')
    talk.say(f"me language {language}", "chris")
    file = attached(talk, f"team {view} export csv")
    assert [] == formulas(base64.b64decode(file.data).decode("utf-8-sig"))


def test_one_persons_days_are_a_look_like_any_other(talk: Dialog) -> None:
    """The person sees who took the file away."""
    talk.say("call acme")
    rows = read(attached(talk, "team anna week export").text)
    assert rows[2][:3] == ["2026-11-24", "1", "8"]
    assert "chris looked at your figures" in talk.text("me", "anna")


@pytest.mark.parametrize("who", ["anna", "dora"])
def test_a_file_needs_the_same_right_as_the_figures(talk: Dialog, who: str) -> None:
    """Another word at the end opens nothing."""
    reply = talk.say("team Nord week export csv", who)
    assert not reply.ok
    assert not reply.card.body[1:]


def test_another_kind_of_file_is_a_question_of_one_sentence(talk: Dialog) -> None:
    """The sentence names the two kinds there are."""
    assert "type “export csv” or “export xlsx”" in (talk.say("team week export pdf", "chris").error or "")


def test_the_same_rows_are_the_same_bytes(talk: Dialog) -> None:
    """So that two exports can be compared."""
    assert attached(talk, "team week export xlsx").data == attached(talk, "team week export xlsx").data


def test_the_terminal_writes_into_its_folder_and_never_over_another(tmp_path: Path) -> None:
    """Asked twice, there are two files."""
    file = file_of(Sheet(name="Nord 2026-11-23", header=("a",), rows=((1,),)), "csv", "en")

    async def handle(event: Event) -> Reply:
        return Reply(card=Card(body=(file,)))

    said: list[str] = []
    terminal = Terminal(lines=["team week export csv"] * 2, at=lambda: TUESDAY, write=said.append, folder=tmp_path)
    asyncio.run(terminal.run(handle))
    assert said == ["nord-2026-11-23.csv"] * 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2-nord-2026-11-23.csv", "nord-2026-11-23.csv"]
    assert (tmp_path / "nord-2026-11-23.csv").read_bytes() == '\ufeff"a"\r\n"1"\r\n'.encode()
