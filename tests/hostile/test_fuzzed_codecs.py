"""Whatever comes back packed, or is read from a file or a word, is taken or refused in the declared way; nothing else raises."""

from __future__ import annotations

import contextlib
import json
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.forms import ModalMetadata
from adapters.slack.forms import filled as slack_filled
from adapters.slack.guard import MalformedPayload, fields_of_form, parsed
from adapters.slack.inbound import press_of
from adapters.slack.message_text import message_text, users_in
from adapters.teams.forms import INPUT, unpack_form
from adapters.teams.forms import filled as teams_filled
from adapters.teams.guard import RequestRefused
from adapters.teams.guard import parsed as teams_parsed
from adapters.teams.render import FORM
from adapters.web.page_messages import event_of, parse
from bot.cli.import_columns import NoAccounts
from bot.cli.import_encodings import decoded
from bot.cli.import_file import table_of
from bot.cli.import_table import read_table
from bot.domain.import_rows import ImportRow
from bot.language.amounts import parse_amount
from bot.language.days.frame import Aim
from bot.language.days.named_periods import read_period
from bot.language.days.ranges import read_leave
from bot.language.days.reading import read_end, read_front, read_whole
from bot.language.days.working_hours import parse_weekdays
from bot.language.names import NAME_LIMIT, account_key, clean_name, fold
from bot.language.tokens import clean, line_of, tokens
from bot.logs import UNSHOWN
from bot.messages import codec
from bot.messages.card import Bars, Button, Card, Fields, Quote, Reply, Table, Text
from bot.messages.outside_json import read_json
from bot.messages.press import Press, unpack_selection, unpack_typed_option
from bot.messages.seal import SHOWN_ONLY
from bot.ports import Address
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import memory_work
from tests.dialog import TUESDAY
from tests.hostile.fuzz import SLOW_EXAMPLES, any_character, fuzzed, hostile, json_values, texts, words
from tests.imported import import_accounts
from tests.words.day_frames import frame

TODAY = TUESDAY.date()
payloads = texts | json_values.map(json.dumps) | st.text(any_character, max_size=80)
presses = st.builds(
    Press,
    verb=st.text(max_size=8).filter(lambda verb: "|" not in verb),
    values=st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=3),
)
buttons = st.lists(st.builds(Button, label=texts, press=presses), max_size=2).map(tuple)
elements = st.one_of(
    st.builds(Text, text=texts), st.builds(Quote, text=texts), st.builds(Fields, pairs=st.lists(st.tuples(texts, texts), max_size=2).map(tuple)),
    st.builds(Table, header=st.just(("a",)), rows=st.lists(st.tuples(texts), max_size=2).map(tuple)),
    st.builds(Bars, title=texts, bars=st.lists(st.tuples(texts, st.floats(allow_nan=False)), max_size=2).map(tuple), alt=texts),
)  # fmt: skip
cards = st.builds(Card, title=texts, body=st.lists(elements, max_size=3).map(tuple), buttons=buttons)
replies = st.builds(
    Reply,
    card=cards,
    stored=st.lists(texts, max_size=2).map(tuple),
    error=st.none() | texts,
    figures=st.dictionaries(texts.filter(lambda name: name != "_"), st.floats(allow_nan=False), max_size=2),
)


@fuzzed()
@given(presses)
def test_a_press_is_read_back_equal(press: Press) -> None:
    """Or is too long to be made."""
    with contextlib.suppress(ValueError):
        assert press == Press.unpack(press.pack())


@fuzzed()
@given(payloads | payloads.map("1|call|{}".format))
def test_a_payload_that_nobody_packed_is_refused(payload: str) -> None:
    """With ValueError alone, as a button, as a modal and as a form of Teams; a Slack action has a press for it."""
    for read in (Press.unpack, ModalMetadata.unpack, lambda text: unpack_form({FORM: text}), Address.parse, read_json):
        with contextlib.suppress(ValueError):
            read(payload)
    assert press_of({"value": payload})
    unpack_selection(payload)
    unpack_typed_option(payload)


@fuzzed()
@given(replies)
def test_a_receipt_is_read_back_equal(reply: Reply) -> None:
    """Whatever its texts hold."""
    assert reply == codec.unpack_reply(codec.pack(reply))


@fuzzed()
@given(st.dictionaries(texts, texts, max_size=3), st.text(max_size=20))
def test_the_data_of_a_modal_is_read_back_equal(kept: dict[str, str], channel: str) -> None:
    """What was carried is never lost; the place is, when all would be too long."""
    packed = ModalMetadata(verb="call", kept=kept, channel=channel).pack()
    with contextlib.suppress(ValueError):
        read = ModalMetadata.unpack(packed)
        assert (read.verb, read.kept) == ("call", kept)
        assert read.channel in (channel, "")


@fuzzed()
@given(
    st.binary(max_size=200) | payloads.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(
        ("application/json", "application/x-www-form-urlencoded", "text/plain", "", "application/json; charset=utf-16")
    ),
)
def test_a_signed_body_of_any_bytes_is_a_payload_or_malformed(body: bytes, kind: str) -> None:
    """For Slack and for Teams; nothing else is raised."""
    with contextlib.suppress(MalformedPayload):
        assert isinstance(parsed(kind, body), dict)
    with contextlib.suppress(RequestRefused):
        assert isinstance(teams_parsed(body), dict)


@fuzzed()
@given(st.text("a=&%+;C3øø 0", max_size=30) | st.lists(st.tuples(st.text(), st.text()), max_size=4).map(urlencode))
def test_a_form_of_slack_is_read_as_the_standard_library_reads_it(text: str) -> None:
    """Or refused where that refuses it; a field that stands twice is refused as well."""

    def standard() -> dict[str, str] | None:
        with contextlib.suppress(ValueError):
            pairs = parse_qsl(text, keep_blank_values=True, errors="strict")
            return dict(pairs) if len(dict(pairs)) == len(pairs) else None
        return None

    expected, found = standard(), None
    with contextlib.suppress(ValueError):
        found = fields_of_form(text)
    assert expected == found


@fuzzed()
@given(st.dictionaries(texts | texts.map(f"{INPUT}{{}}".format), json_values, max_size=4))
def test_a_form_of_teams_has_texts_alone(data: dict[str, object]) -> None:
    """Whatever the client sent for a field."""
    assert all(isinstance(value, str) for value in teams_filled(data).values())


@fuzzed()
@given(json_values)
def test_the_state_of_a_modal_is_read_or_refused(state: object) -> None:
    """As a submission is: the listener answers 400 to these errors."""
    with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
        entered, picked = slack_filled(state)  # type: ignore[arg-type]
        assert all(isinstance(value, str) for value in (*entered.values(), *picked.values()))


@fuzzed()
@given(texts)
def test_a_message_of_slack_is_read_as_text(text: str) -> None:
    """Whatever markup it holds or half holds."""
    assert isinstance(message_text(text, {"U1": "Bo"}, "UBOT"), str)
    assert len(set(users_in(text))) == len(users_in(text))


@fuzzed()
@given(
    payloads
    | st.fixed_dictionaries(
        {"type": st.sampled_from(("say", "press", "submit", "open", "x"))},
        optional=dict.fromkeys(
            ("person", "text", "place", "id", "payload", "values", "kept", "verb", "receipt"), json_values
        ),
    ).map(json.dumps)
)
def test_a_message_of_the_page_is_an_event_or_none(message: str) -> None:
    """Of any shape."""
    event_of(parse(message), TUESDAY, "sales", SHOWN_ONLY)


@fuzzed()
@given(words)
def test_days_hours_and_amounts_are_read_or_not(text: str) -> None:
    """Never an error, and a reading has a day or a question."""
    split = text.split()
    for aim in Aim:
        for read in (read_end, read_front, read_whole):
            found = read(split, frame(aim))
            assert found is None or (0 < found.used <= len(split) and bool(found.moments or found.why))
    leave = read_leave(text, frame(Aim.UNTIL))
    assert leave is None or all(first <= last for first, last in leave.spans)
    read_period(split, TODAY, "en")
    parse_weekdays(text)
    amount = parse_amount(text, "en")
    assert amount is None or 0 <= amount.value < 10**18


@fuzzed()
@given(texts)
def test_the_tokens_of_a_line_are_the_line(text: str) -> None:
    """Put together again they give the same tokens; nothing that was typed is lost."""
    found = tokens(text)
    assert found == tokens(line_of(found))
    assert "".join(clean(text).split()) == "".join("".join(token.raw for token in found).split())


@fuzzed()
@given(texts)
def test_a_name_is_clean_and_its_key_settles(text: str) -> None:
    """Cleaning twice is cleaning once; folding twice is folding once; the key is never longer than what is read."""
    name = clean_name(text)
    assert (name, len(name) <= NAME_LIMIT, UNSHOWN.search(name)) == (clean_name(name), True, None)
    assert fold(fold(text)) == fold(text)
    assert isinstance(account_key(text), str)


headers = (
    st.sampled_from(("name", "firma", "id", "owner", "city", "value", "last contact", "=name", "\ufeffname", ""))
    | hostile
)
tables = st.builds(
    lambda head, rows, separator: "\r\n".join(separator.join(row) for row in (head, *rows)),
    st.lists(headers, max_size=5), st.lists(st.lists(hostile | st.sampled_from(("Acme", "7M", "24.12.2025", '"a;b"')), max_size=5), max_size=4), st.sampled_from(",;\t|"),
)  # fmt: skip


def read_rows(raw: bytes) -> list[ImportRow]:
    """Return the accounts of a file, none when it holds none."""
    try:
        return list(read_table(table_of(decoded(raw)[0])).rows)
    except NoAccounts:
        return []


@fuzzed()
@given(
    st.binary(max_size=120)
    | tables.map(lambda text: text.encode("utf-8", "replace"))
    | tables.map(lambda text: text.encode("utf-16", "replace"))
)
def test_a_file_of_any_bytes_is_accounts_or_refused(raw: bytes) -> None:
    """In one sentence; every name in it is one line of what a screen shows, and short."""
    for row in read_rows(raw):
        for text in (row.name, row.place, row.external):
            assert len(text) <= NAME_LIMIT
            assert not UNSHOWN.search(text)


@fuzzed(SLOW_EXAMPLES)
@given(tables)
def test_an_import_of_any_table_adds_up(shared: SqliteEngine, table: str) -> None:
    """Each row is new, updated, unchanged or skipped; a second time nothing is new."""
    rows = read_rows(table.encode("utf-8", "replace"))
    with memory_work(shared, Defaults()) as work:
        first = import_accounts(work, rows, TUESDAY, apply=True)
        assert first.rows == first.new + first.updated + first.unchanged + first.skipped
        assert 0 == import_accounts(work, rows, TUESDAY, apply=True).new


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "٣", "9" * 400, "1e309", "NaN", "-1"])
def test_an_odd_amount_is_none(text: str) -> None:
    """Only plain digits are an amount."""
    assert parse_amount(text, "en") is None
