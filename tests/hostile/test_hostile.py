"""S09, S10: bad input gets one sentence or is stored as typed; nothing ever breaks."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters._fallback import card_text
from adapters.terminal import reply_json
from bot import codec
from bot.domain.entries import Call, Kind
from bot.message import Reply
from bot.registry import discover
from storage.migrate import migrate
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import memory_work
from tests.dialog import Dialog
from tests.hostile.corpus import CORPUS, LINES


def _sound(reply: Reply, line: str) -> None:
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


def test_s09_the_corpus_is_answered(talk: Dialog) -> None:
    """S09: more than two thousand hostile lines, one sound reply each."""
    talk.say("call acme")
    assert len(CORPUS) > 2000
    for line in CORPUS:
        _sound(talk.say(line, "chris"), line)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(LINES), st.text(max_size=30)), min_size=1, max_size=4))
def test_s10_any_text_anywhere(lines: list[tuple[str, str]]) -> None:
    """S10: whatever is typed in whatever place."""
    engine = SqliteEngine(":memory:")
    migrate(engine)
    with memory_work(engine, Defaults()) as work:
        talk = Dialog(work=work, who="chris")
        talk.say("help")
        talk.account("Acme", owner="chris")
        for line, text in lines:
            _sound(talk.say(line.replace("{}", text)), line)
    engine.close()


@pytest.mark.parametrize(
    "note", ["<!channel>", "=1+1", "[x](https://evil.example)", "{name}", "😀 \u202egnp", "'; DROP TABLE entry; --"]
)
def test_p17_notes_are_kept_and_shown_as_typed(talk: Dialog, note: str) -> None:
    """P17: text is shown as typed and never acts."""
    assert note in talk.text(f"call acme {note}")
    entry = talk.work.entries.live(Kind.CALL, 1)
    assert entry is not None
    assert isinstance(entry.detail, Call)
    assert entry.detail.note == note


def test_s10_a_huge_line_is_one_sentence(talk: Dialog) -> None:
    """S10: a megabyte is refused like any other text that is too long."""
    reply = talk.say("call acme " + "x " * 500_000)
    assert not reply.ok
    assert reply.stored == ()


@pytest.mark.parametrize("digits", ["٣", "３", "1_0", "+4", "²"])
def test_s16_only_plain_digits_are_digits(talk: Dialog, digits: str) -> None:
    """S16: nothing else counts as a number anywhere."""
    assert not talk.say(f"kept {digits}").ok
    assert not talk.say(f"touch acme invoice {digits}").ok
    assert not talk.say(f"admin quota anna {digits}", "chris").ok


def test_forged_buttons_do_nothing(talk: Dialog) -> None:
    """S08: unknown verbs, ids of nobody, and values of the wrong kind are one sentence."""
    from bot.event import Pressed  # noqa: PLC0415
    from bot.message import Press  # noqa: PLC0415

    for verb in (*(command.verb for command in discover()), "again", "nonsense", ""):
        for values in ({}, {"account": "=999999"}, {"account": "=x"}, {"ref": "C999"}, {"promise": "P999"}, {"~": '"'}, {"nudges": "1 2 x"},
                       {"line": "call acme"}, {"person": "=999"}, {"due": "never"}, {"leave": "999"}):  # fmt: skip
            reply = talk.give(Pressed(sender=talk.sender(), at=talk.at, press=Press(verb=verb, values=values)))
            _sound(reply, verb)
