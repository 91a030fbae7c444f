"""Bad input gets one sentence or is stored as typed; nothing ever breaks."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.terminal import reply_json
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.domain.details import Call, Kind
from bot.language.tokens import clean, forbidden_character
from bot.language.vocabulary import FACTORS, KEYWORDS, VERBS
from bot.messages import codec
from bot.messages.card import Reply
from bot.messages.events import Line, Sender
from bot.messages.plain_text import card_text
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlStore, SqlWork, memory_work
from tests.dialog import TUESDAY, Dialog
from tests.hostile.corpus import CORPUS, LINES, PIECES, SAMPLE
from tests.hostile.fuzz import ASKED
from tests.migrated import memory_engine

APART = 1 if ASKED else 3
"""Every third piece is put into a line, other ones into the next; all of them in `make soak`."""


def sound(reply: Reply, line: str) -> None:
    """A reply that is a clear error, a question back, or a receipt; and that every platform can carry."""
    shown = reply_json(reply)
    text = card_text(reply.card)
    assert json.loads(json.dumps(shown, ensure_ascii=False)) == json.loads(json.dumps(shown))
    assert codec.unpack_reply(codec.pack(reply)) == reply
    assert "Traceback" not in text, line
    assert reply.ok or not reply.stored, line
    if not reply.ok and reply.error is None:
        assert reply.form or reply.card.all_buttons(), line
    if reply.error:
        assert "\n" not in reply.error, line
        assert len(reply.error) <= 600, line
    for button in reply.card.all_buttons():
        assert len(button.press.pack()) <= 2000, line


TABLES = (
    "entry",
    "call",
    "rating",
    "pledge",
    "step",
    "followup",
    "waiting",
    "handoff",
    "account",
    "person",
    "team",
    "touchpoint",
    "desk",
    "leave",
    "promise",
)


def _stored(work: SqlWork) -> list[object]:
    """Return how many rows each table has and what people and accounts look like."""
    counts = [work._db._raw.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in TABLES]
    named = [
        tuple(row) for row in work._db._raw.execute("SELECT * FROM account UNION ALL SELECT * FROM account WHERE 0")
    ]
    return [*counts, *named, *(tuple(row) for row in work._db._raw.execute("SELECT * FROM person"))]


@pytest.mark.parametrize("number", range(len(LINES)), ids=LINES)
def test_the_corpus_is_answered(talk: Dialog, number: int) -> None:
    """Thousands of hostile lines, one sound reply each; what is refused or asked back stores nothing at all."""
    for each in ("call acme", "touch acme invoice c1", "promise acme list by fri", "admin desk service"):
        assert talk.say(each, "chris").ok
    assert len(CORPUS) > 5000
    for line in (LINES[number].format(piece) for piece in PIECES[number % APART :: APART]):
        before = _stored(talk.work)
        reply = talk.say(line, "chris")
        sound(reply, line[:200])
        assert reply.ok or _stored(talk.work) == before, line[:200]


async def test_the_corpus_goes_through_the_dispatcher_without_a_bug() -> None:
    """Never the apology that hides an exception."""
    engine = memory_engine()
    store = SqlStore(engine)
    bot = Dispatcher(store=store, registry=discover())
    sender = Sender(platform="terminal", user="chris", name="chris")
    for number, line in enumerate(("help", "call acme", *SAMPLE)):
        reply = await bot(Line(sender=sender, at=TUESDAY, text=line, limited=False, key=f"k{number}"))
        assert "went wrong" not in (reply.error or ""), line[:200]
    store.close()


VOCABULARY = (
    *(word for cells in VERBS.words.values() for cell in cells.values() for word in cell.all),
    *(word for cells in KEYWORDS.words.values() for cell in cells.values() for word in cell.all),
    *(word for cells in FACTORS.words.values() for cell in cells.values() for word in cell.all),
    "acme", "Acme", "Norge", ".", "-", "1", "0", "c0", "1102", "P1", "C1", "#1", "R2", "vm", "meeting", "q5", "l", "fri", "yesterday", "mon-fri",
    "24/12", "14/11", "w47", "16-22 dec", "3d", "7M", "25m", "08:00-16:00", "@chris", "chris", "Nord", "service", "invoice", "said", '"', "two  words", "£",
)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=8).map(" ".join), min_size=1, max_size=6))
def test_words_of_the_grammar_in_any_order(shared: SqliteEngine, lines: list[str]) -> None:
    """Every command's own words, thrown together: an answer each, and a refusal stores nothing."""
    with memory_work(shared, Defaults()) as work:
        talk = Dialog(work=work, who="chris")
        for line in ("admin team Nord", "call acme"):
            talk.say(line)
        talk.account("Acme", owner="chris")
        for line in lines:
            before = _stored(work)
            reply = talk.say(line)
            sound(reply, line)
            assert reply.ok or _stored(work) == before, line


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=80))
def test_any_text_in_a_note_is_kept_to_the_letter(shared: SqliteEngine, text: str) -> None:
    """Stored as typed; with a control character in it nothing is stored."""
    with memory_work(shared, Defaults()) as work:
        talk = Dialog(work=work, who="chris")
        talk.say("help")
        talk.account("Acme", owner="chris")
        note = clean(f"<{text}>")
        reply = talk.say(f"call acme vm <{text}>")
        if character := forbidden_character(text):
            assert (False, ()) == (reply.ok, reply.stored)
            assert character in (reply.error or "")
            return
        assert note in card_text(reply.card)
        entry = work.entries.live(Kind.CALL, 1)
        assert entry
        assert isinstance(entry.detail, Call)
        assert entry.detail.note == note


@pytest.mark.parametrize("name", ["Асme", "ＡＣＭＥ", "acme\u200b", "ACME", "Acme\u00ad", "Acme A/S", "Âcme"])
def test_names_that_look_alike(talk: Dialog, name: str) -> None:
    """Case, width, marks and invisible letters do not tell names apart; another alphabet's letters do, and are asked about."""
    reply = talk.say(f"call {name}")
    if name == "Асme":
        assert (reply.ok, reply.stored) == (False, ())
        assert 'Create "Асme"' in [button.label for button in reply.card.all_buttons()]
    else:
        assert reply.stored == ("C1",)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(LINES), st.text(max_size=30)), min_size=1, max_size=4))
def test_any_text_anywhere(shared: SqliteEngine, lines: list[tuple[str, str]]) -> None:
    """Whatever is typed in whatever place."""
    with memory_work(shared, Defaults()) as work:
        talk = Dialog(work=work, who="chris")
        talk.say("help")
        talk.account("Acme", owner="chris")
        for line, text in lines:
            sound(talk.say(line.replace("{}", text)), line)


@pytest.mark.parametrize(
    "note", ["<!channel>", "=1+1", "[x](https://evil.example)", "{name}", "😀 \u202egnp", "'; DROP TABLE entry; --"]
)
def test_notes_are_kept_and_shown_as_typed(talk: Dialog, note: str) -> None:
    """Text is shown as typed and never acts."""
    assert note in talk.text(f"call acme {note}")
    entry = talk.work.entries.live(Kind.CALL, 1)
    assert entry is not None
    assert isinstance(entry.detail, Call)
    assert entry.detail.note == note


def test_a_huge_line_is_one_sentence(talk: Dialog) -> None:
    """A megabyte is refused like any other text that is too long."""
    reply = talk.say("call acme " + "x " * 500_000)
    assert not reply.ok
    assert reply.stored == ()


@pytest.mark.parametrize("digits", ["٣", "３", "1_0", "+4", "²"])
def test_only_plain_digits_are_digits(talk: Dialog, digits: str) -> None:
    """Nothing else counts as a number anywhere."""
    assert not talk.say(f"kept {digits}").ok
    assert not talk.say(f"touch acme invoice {digits}").ok
    assert not talk.say(f"admin quota anna {digits}", "chris").ok


def test_forged_buttons_do_nothing(talk: Dialog) -> None:
    """Unknown verbs, ids of nobody, and values of the wrong kind are one sentence."""
    from bot.messages.events import Pressed  # noqa: PLC0415
    from bot.messages.press import Press  # noqa: PLC0415

    for verb in (*(command.verb for command in discover()), "again", "nonsense", ""):
        for values in ({}, {"account": "=999999"}, {"account": "=x"}, {"ref": "C999"}, {"promise": "P999"}, {"~": '"'}, {"nudges": "1 2 x"},
                       {"line": "call acme"}, {"person": "=999"}, {"due": "never"}, {"leave": "999"}):  # fmt: skip
            reply = talk.give(Pressed(sender=talk.sender(), at=talk.at, press=Press(verb=verb, values=values)))
            sound(reply, verb)
