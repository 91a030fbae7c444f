"""The terminal and its JSON, as scripts rely on them: real files, and real processes where one can make a difference."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli.main import main

FIELDS = {"ok", "text", "private", "stored", "undone", "buttons", "form", "figures", "error"}
Run = Callable[..., subprocess.CompletedProcess[bytes]]


def _program(folder: Path) -> Run:
    def run(*arguments: str, given: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        root = str(Path(__file__).parents[2])
        environment = {**os.environ, "PYTHONPATH": root, **env}
        command = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(command, input=given, capture_output=True, cwd=folder, env=environment, check=False)

    return run


@pytest.fixture(name="snurr")
def snurr_fixture(tmp_path: Path) -> Run:
    """Runs the program in a folder of its own, with its default database."""
    return _program(tmp_path)


def _commands(folder: Path) -> Run:
    def run(*arguments: str, given: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        place = {"DATABASE_URL": f"sqlite:///{folder}/snurr.db", "SNURR_CONFIG": f"{folder}/snurr.toml"}
        with CliRunner().isolation(given, env=place | env) as (out, err, _), pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "argv", ["snurr", *arguments])
            patch.setattr(sys, "excepthook", sys.excepthook)
            with pytest.raises(SystemExit) as end:
                main()
            sys.stdout.flush()
            sys.stderr.flush()
            return subprocess.CompletedProcess(arguments, int(end.value.code or 0), out.getvalue(), err.getvalue())

    return run


@pytest.fixture(name="command")
def command_fixture(tmp_path: Path) -> Run:
    """Runs a command of the program without a process: a start takes longer than most of what is typed."""
    return _commands(tmp_path)


@pytest.fixture(name="team", scope="module")
def team_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose database knows a team with its hours and quotas, since the Friday before."""
    folder = tmp_path_factory.mktemp("team")
    assert all(answer["ok"] for answer in _say(_commands(folder), *TEAM, who="chris", at="2026-11-20T09:00+01:00"))
    return folder


@pytest.fixture(name="team_command")
def team_command_fixture(command: Run, team: Path, tmp_path: Path) -> Run:
    """Runs a command in a copy of the team's folder."""
    shutil.copytree(team, tmp_path, dirs_exist_ok=True)
    return command


def _answers(run: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def _say(snurr: Run, *lines: str, who: str = "anna", at: str = "2026-11-24T09:00+01:00") -> list[dict[str, Any]]:
    return _answers(snurr("say", "--json", "--as", who, "--at", at, given="\n".join(lines).encode() + b"\n"))


def test_one_object_a_line_with_every_field(snurr: Run) -> None:
    """In order, blank lines too, whatever the bytes."""
    run = snurr("say", "--json", given=b"call -\n\n\xff\xfe nonsense\ncall -\n")
    answers = _answers(run)
    assert [{*FIELDS}] * 4 == [set(answer) for answer in answers]
    assert [answer["ok"] for answer in answers] == [True, False, False, True]
    assert (run.returncode, run.stderr) == (1, b"")


def test_every_line_understood_is_exit_0(snurr: Run) -> None:
    """Scripts see at once if one was refused."""
    assert snurr("say", "call -").returncode == 0
    assert snurr("say", "frobnicate").returncode == 1


def test_a_question_back_stores_nothing_and_a_press_answers_it(command: Run) -> None:
    """`> LABEL` presses that button of the latest answer."""
    ask, made, none = _say(command, "call nordic steel", '> Create "nordic steel"', "> Nothing")
    assert (ask["ok"], ask["stored"], ask["error"]) == (False, [], None)
    assert ask["buttons"] == ['Create "nordic steel"', 'Create "nordic"']
    assert (made["ok"], made["stored"]) == (True, ["C1"])
    assert not none["ok"]
    assert "no button" in none["error"]


def test_an_empty_argument_is_a_line_and_not_the_wish_to_read(command: Run) -> None:
    """One object, whatever stands on standard input."""
    (answer,) = _answers(command("say", "--json", "", given=b"call -\n"))
    assert (answer["ok"], answer["stored"]) == (False, [])
    assert "Type what happened" in answer["error"]


def test_no_lines_no_answers(command: Run) -> None:
    """Nothing asked, nothing wrong."""
    run = command("say", "--json", given=b"")
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


def test_each_line_feed_ends_one_message_and_nothing_else_does(command: Run) -> None:
    """Carriage returns and Unicode's line ends are part of a line; so are control characters, for which it is refused."""
    given = "call -\r\ncall - a\u2028b\rc\ncall - a\x0bb\x85c\x0c\ncall -".encode()
    stored = [answer["stored"] for answer in _answers(command("say", "--json", given=given))]
    assert [["C1"], ["C2"], [], ["C3"]] == stored


def test_undecodable_bytes_are_one_answer_each(snurr: Run) -> None:
    """Never a stack trace, and the line after each is answered as ever."""
    odd = (b"call \xff\xfe acme", b"\xc3", b"\xed\xa0\x80 call -", b"\x00", b"call -\x00", bytes(range(1, 10)))
    run = snurr("say", "--json", given=b"".join(raw + b"\ncall -\n" for raw in odd))
    answers = _answers(run)
    assert len(answers) == 2 * len(odd)
    assert all(answer["ok"] for answer in answers[1::2])
    assert run.stderr == b""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_terminal_can_print_any_answer(snurr: Run, encoding: str) -> None:
    """Letters that an encoding lacks are spelt out, as text and as JSON."""
    run = snurr("say", "--json", given="call Łódź ☃\n".encode(), PYTHONIOENCODING=encoding)
    assert json.loads(run.stdout.decode(encoding))["buttons"][0] == 'Create "Łódź ☃"'
    assert encoding == "utf-8" or snurr("say", "call Łódź ☃", PYTHONIOENCODING=encoding).stderr == b""


def test_a_press_answers_the_latest_answer_of_this_process_only(snurr: Run) -> None:
    """A wrong label leaves the question open; another process has none."""
    asked, wrong, made = _say(snurr, "call nordic", "> Nordik", '> create "NORDIC"')
    assert (asked["ok"], wrong["ok"], made["stored"]) == (False, False, ["C1"])
    assert wrong["error"] == wrong["text"] == 'There is no button "Nordik" on the latest answer.'
    (alone,) = _say(snurr, '> Create "nordic"')
    assert (alone["ok"], alone["stored"]) == (False, [])


def test_one_of_several_accounts_is_picked_by_its_label(command: Run) -> None:
    """`call nordic`, then `> Nordic Steel`, logs the call."""
    _say(
        command,
        "call Nordic Steel",
        '> Create "Nordic Steel"',
        "account Nordic Steel value 7000",
        "undo",
        "call Nordic Glass",
        '> Create "Nordic Glass"',
        "account Nordic Glass value 7000",
        "undo",
    )
    asked, picked = _say(command, "call nordic vm", "> Nordic Steel")
    assert (asked["ok"], asked["error"], asked["stored"], asked["form"]) == (False, None, [], None)
    assert {"Nordic Steel", "Nordic Glass"} <= set(asked["buttons"])
    assert len(picked["stored"]) == 1
    assert "Nordic Steel · voicemail" in picked["text"]


@pytest.mark.parametrize(("name", "code"), [("x" * 80, 0), ("x" * 81, 2), ("  ", 0), ("Zoë O'Brien", 0), ("=1+1", 0)])
def test_whoever_speaks_has_a_name_that_fits(command: Run, name: str, code: int) -> None:
    """Too long a name is one sentence and nobody is made."""
    run = command("say", "--as", name, "help")
    assert run.returncode == code
    assert b"Traceback" not in run.stderr
    assert len(run.stderr.splitlines()) == (1 if code else 0)


def test_the_retype_rule_does_not_exist_for_say(command: Run) -> None:
    """Scripts may say the same a hundred times in a second."""
    assert [len(answer["stored"]) for answer in _say(command, *["call -"] * 30)] == [1] * 30


def test_a_typed_line_loads_no_web_server(snurr: Run) -> None:
    """It would be a quarter of the time until the answer."""
    run = snurr("say", "help", PYTHONPROFILEIMPORTTIME="1")
    assert (run.returncode, b"typer" in run.stderr, b"aiohttp" in run.stderr) == (0, True, False)


def test_a_form_names_its_fields(command: Run) -> None:
    """A form is a question back."""
    (asked,) = _say(command, "promise")
    assert (asked["ok"], asked["error"], asked["form"]) == (False, None, ["account", "what", "due", "hour"])


def test_errors_are_one_line_of_at_most_600_characters(command: Run) -> None:
    """Long typed text is cut."""
    (refused,) = _say(command, "frobnicate " + "x" * 5000)
    assert len(refused["error"]) <= 600
    assert "\n" not in refused["error"]


TEAM = (
    "admin team Nord channel #nord timezone Europe/Oslo country NO language en", "admin person chris manager",
    "admin person anna seller", "admin person bo seller", "admin touchpoint invoice owner bo", "admin quota anna 10",
    "admin hours anna mon-wed 08:00-16:00",
)  # fmt: skip
LANGUAGES = {
    "en": ["call acme vm", "touch acme invoice clarity 0 said", "promise acme quote by fri", "kept 1", "broken acme list",
           "follow acme thu ask", "waiting counter", "go", "today", "account acme", "undo", "edit C2 meeting", "me", "help",
           "off 16-22 dec", "pause until 24/12", "pause off", "me week"],
    "da": ["ringet acme telefonsvarer", "punkt acme faktura klarhed 0 sagde", "løfte acme tilbud senest fredag", "holdt 1", "brudt acme liste",
           "opfølgning acme tors spørg", "venter disken", "går", "idag", "kunde acme", "fortryd", "ret C2 møde", "mig", "hjælp",
           "fri 16-22 dec", "pause til 24/12", "pause fra", "mig uge"],
    "nb": ["ringte acme mobilsvar", "punkt acme faktura klarhet 0 sa", "løfte acme tilbud innen fredag", "holdt 1", "brutt acme liste",
           "oppfølging acme tors spør", "venter disken", "går", "idag", "kunde acme", "angre", "endre C2 møte", "meg", "hjelp",
           "fri 16-22 des", "pause til 24/12", "pause av", "meg uke"],
    "sv": ["ringde acme svarare", "punkt acme faktura tydlighet 0 sade", "löfte acme offert senast fredag", "hållet 1",
           "brutet acme lista", "uppföljning acme tors fråga", "väntar disken", "går", "idag", "kund acme", "ångra", "ändra C2 möte",
           "mig", "hjälp", "ledig 16-22 dec", "paus till 24/12", "paus av", "mig vecka"],
    "pl": ["rozmowa acme sekretarka", "punkt acme faktura jasność 0 powiedział", "obietnica acme oferta do piątku", "dotrzymana 1",
           "złamana acme lista", "przypomnij acme czwartek zapytać", "czeka lada", "idę", "dziś", "klient acme", "cofnij",
           "popraw C2 spotkanie", "ja", "pomoc", "urlop 16-22 gru", "pauza do 24/12", "pauza wyłącz", "ja tydzień"],
}  # fmt: skip
STORED = [["C2"], ["R1"], ["P1"], ["S1"], ["P2"], ["F1"], ["W1"], ["G1"], [], [], [], ["C2"], [], [], [], [], [], []]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_working_day_in_every_language(team_command: Run, language: str) -> None:
    """Every command of the house, typed and answered in one language, stores the same."""
    begin = ("call acme", '> Create "acme"', "account acme value 7000", "undo", f"me language {language}")
    told = _say(team_command, *begin, *LANGUAGES[language])
    begun, answers = told[: len(begin)], told[len(begin) :]
    assert begun[-1]["ok"]
    assert [(a["error"], a["text"]) for a in answers if not a["ok"]] == []
    assert [answer["stored"] for answer in answers] == STORED


def test_team_figures_hold_what_scripts_need(team_command: Run) -> None:
    """`team` views name at least these figures; a seller may not ask."""
    _say(team_command, "call acme", '> Create "acme"', "touch acme invoice 0", "waiting yard", "go")
    figures = _say(team_command, "team week", who="chris")[0]["figures"]
    wanted = {"calls", "target", "promises_kept", "promises_broken", "told_first", "zeros_open", "accounts_rated",
              "accounts_at_zero", "score", "waiting_median_s"}  # fmt: skip
    assert wanted <= set(figures)
    assert {name: figures[name] for name in ("calls", "target")} == {"calls": 1, "target": 70}
    assert not _say(team_command, "team week", who="bo")[0]["ok"]


def test_a_tick_prints_each_occurrence_and_status_adds_up(team_command: Run) -> None:
    """Preview's fields, then six numbers a recipient's day."""
    found = _answers(team_command("tick", "--at", "2026-11-24T08:31+01:00", "--json"))
    fields = {"rule", "to", "local_time", "words", "seconds", "text", "outcome"}
    assert all(set(line) == fields for line in found)
    assert {("N1", "anna", "sent"), ("N1", "bo", "sent")} <= {(e["rule"], e["to"], e["outcome"]) for e in found}
    assert _answers(team_command("tick", "--at", "2026-11-24T08:32+01:00", "--json")) == []
    for day in _answers(team_command("status", "--json")):
        assert day["due"] == sum(day[name] for name in ("sent", "skipped", "expired", "parked", "uncertain"))
        assert day["day"] == "2026-11-24"


def test_preview_lists_every_seller_on_every_weekday(team_command: Run) -> None:
    """With the reason when it will not be sent."""
    holiday = _answers(team_command("preview", "--on", "2026-12-25", "--json"))
    quotas = {(line["to"], line["outcome"]) for line in holiday if line["rule"] == "N1"}
    assert {("anna", "skipped: not a workday"), ("bo", "skipped: public holiday")} == quotas
    assert team_command("preview", "--on", "christmas").returncode == 2
    for day in ("9999-12-31", "0001-01-01"):
        assert b"is too far away: name a day from" in team_command("preview", "--on", day).stderr


def test_export_holds_every_row_as_typed(snurr: Run, tmp_path: Path) -> None:
    """One file a table, one row a line, counts and checksums in the manifest."""
    import zipfile  # noqa: PLC0415

    _say(snurr, "call acme", '> Create "acme"', "call acme vm =1+1 <b>&amp;")
    assert snurr("export", "out.zip").returncode == 0
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
        calls = [json.loads(line) for line in archive.read("call.jsonl").splitlines()]
    assert manifest["call"]["rows"] == len(calls) == 2
    assert "=1+1 <b>&amp;" in [call["note"] for call in calls]


def test_serve_without_a_platform_prints_the_two_ways_on(snurr: Run) -> None:
    """One sentence on stderr and exit 2."""
    run = snurr("serve")
    assert (run.returncode, run.stdout) == (2, b"")
    assert b"snurr demo" in run.stderr
    assert len(run.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("env", "part"),
    [
        ({"DATABASE_URL": "mysql://x"}, b"sqlite:///"), ({"DATABASE_URL": "postgresql://x/y"}, b"PostgreSQL"),
        ({"SNURR_CLOCK": "yesterday"}, b"2026-11-24T08:30+01:00"), ({"PORT": "many"}, b"PORT"),
    ],
)  # fmt: skip
def test_bad_settings_refuse_in_one_sentence(command: Run, env: dict[str, str], part: bytes) -> None:
    """Exit 2, what is wrong, never a stack trace."""
    run = command("say", "call -", **env)
    assert run.returncode == 2
    assert part in run.stderr
    assert b"Traceback" not in run.stderr


def test_unknown_names_in_the_settings_file_are_errors(command: Run, tmp_path: Path) -> None:
    """A misspelt setting is not ignored, and its value is not shown."""
    (tmp_path / "snurr.toml").write_text('slack_bot_tokn = "xoxb-secret"\n')
    run = command("say", "call -")
    assert run.returncode == 2
    assert b"SLACK_BOT_TOKN" in run.stderr
    assert b"xoxb" not in run.stderr


def test_the_process_clock_starts_where_it_is_told(command: Run) -> None:
    """SNURR_CLOCK is business time for rehearsals."""
    run = command("say", "--json", "promise acme x by today", SNURR_CLOCK="2027-05-03T09:00+02:00")
    assert "acme" in json.loads(run.stdout)["text"]
    assert "Mon 3 May 2027" in command("say", "today", SNURR_CLOCK="2027-05-03T09:00+02:00").stdout.decode()


def test_doctor_says_what_is_wrong_and_what_to_do(snurr: Run) -> None:
    """One line a check; exit 1 for warnings, 2 for failures."""
    run = snurr("doctor")
    assert run.returncode == 1
    assert b"snurr demo" in run.stdout
    assert snurr("doctor", DATABASE_URL="nonsense").returncode == 2


def test_a_taken_port_is_one_sentence(snurr: Run) -> None:
    """The demo says what to set; without PORT it takes any free one."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        run = snurr("demo", "--no-browser", PORT=str(taken.getsockname()[1]))
    assert run.returncode == 2
    assert b"set PORT" in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_scripts_may_press_as_often_as_they_type(command: Run) -> None:
    """The limit of a chat, twenty a minute, holds for neither."""
    given = "".join(f"call - note {n}\n> Undo\n" for n in range(25)).encode()
    ran = command("say", "--as", "Anna", "--json", given=given)
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [answer["error"] for answer in answers if not answer["ok"]] == []


def test_a_form_says_what_to_type_where_none_can_be_filled_in(command: Run) -> None:
    """Below its fields, as one line."""
    assert command("say", "--as", "Anna", "call").stdout.decode().splitlines()[-1] == 'In one line: "call acme"'
