"""What stands between the words and the command: notes as typed, unknown words, forms, old buttons, long lines."""

from __future__ import annotations

import pytest

from bot.domain.details import Call, CallOutcome, Kind
from bot.language.word_files import LANGUAGES
from tests.dialog import Dialog


def _call(talk: Dialog, number: int = 1) -> Call:
    entry = talk.work.entries.live(Kind.CALL, number)
    assert entry
    assert isinstance(entry.detail, Call)
    return entry.detail


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("two  spaces   kept", "two  spaces   kept"), ('said "no" twice', 'said "no" twice'), ('"wants Friday deliveries"', "wants Friday deliveries"),
        ("“curly  inside”", "curly  inside"), ('"a" and "b"', '"a" and "b"'), ("'single'", "'single'"), ('"open end', '"open end'),
        ("it's 5\u00a0000 kr", "it's 5\u00a0000 kr"), ("tab\there", "tab here"), ("a\u200bb \u202ec", "a\u200bb \u202ec"),
        ("<!channel> =1+1", "<!channel> =1+1"), ("x" * 1000, "x" * 1000),
    ],
)  # fmt: skip
def test_a_note_is_kept_and_shown_as_typed(talk: Dialog, typed: str, kept: str) -> None:
    """Spaces and quotes too; only what no store can hold becomes a space, and quotes around the whole are dropped."""
    assert kept in talk.text(f"call acme vm {typed}")
    assert _call(talk) == Call(outcome=CallOutcome.VOICEMAIL, note=kept)


def test_a_note_survives_a_question_back_as_typed(talk: Dialog) -> None:
    """The rest of the line travels in the button, quotes and spaces and all."""
    talk.say('call nordic vm he said  "no" <b>')
    talk.press('Create "nordic"')
    assert _call(talk).note == 'he said  "no" <b>'


@pytest.mark.parametrize(
    ("typed", "language", "label"),
    [("cal acme", "en", "call acme"), ("prmise acme x fri", "en", "promise acme x fri"), ("rignet acme", "da", "opkald acme"),
     ("kudne acme", "da", "kunde acme"), ("lofte acme x fre", "sv", ""), ("ändre C1 vm", "nb", ""), ("obietnca acme", "pl", "obietnica acme"),
     ("plan acme bergen", "en", None)],
)  # fmt: skip
def test_an_unknown_verb_offers_the_nearest_and_is_never_run(
    talk: Dialog, typed: str, language: str, label: str | None
) -> None:
    """The offer speaks one's own language; nothing is stored before the press."""
    talk.say(f"me language {language}")
    reply = talk.say(typed)
    if label == "":
        assert reply.error is None or "no command" not in reply.error
        return
    labels = [button.label for button in reply.card.all_buttons()]
    assert (reply.ok, reply.stored) == (False, ())
    assert labels[0] == label if label else len(labels) >= 1


@pytest.mark.parametrize("line", ["udno", "remoove acme", "erase acme", "mut N5", "pasue", "offf", "brokn acme price", "admn", "budgett", "goo", "ångre C1", "junk 30m"])  # fmt: skip
def test_no_verb_that_takes_away_silences_or_sets_up_is_offered(talk: Dialog, line: str) -> None:
    """Nor one that hardly looks alike: a guess is pressed in a hurry."""
    labels = {button.label.split()[0] for button in talk.say(line, "chris").card.all_buttons()}
    assert labels <= {"Help", "Note"}


def test_of_verbs_alike_only_the_one_far_ahead_is_offered(talk: Dialog) -> None:
    """The second best would only be a trap."""
    assert ["call acme", "Note on Acme A/S", "Help"] == [
        button.label for button in talk.say("calll acme").card.all_buttons()
    ]


def test_a_verb_that_one_may_not_use_is_not_offered(talk: Dialog) -> None:
    """The team's figures are for managers."""
    assert ["Help"] == [button.label for button in talk.say("teem").card.all_buttons()]
    assert ["team", "Help"] == [button.label for button in talk.say("teem", "chris").card.all_buttons()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_words_for_today(talk: Dialog, language: str) -> None:
    """`i dag` is said in three of them."""
    talk.say(f"me language {language}")
    assert talk.say("i dag").figures["target"] == 8


@pytest.mark.parametrize(
    ("line", "filled"),
    [
        ("follow acme ask about the board", {"account": "acme", "due": "", "note": "ask about the board"}),
        ("promise acme price list soon", {"account": "acme", "what": "price list", "due": ""}),
        ("touch acme invoice they were cross", {"account": "acme", "point": "invoice", "scores": "", "why": "they were cross"}),
        ("pause", {"until": ""}),
        ("mute", {"rule": "", "until": ""}),
        ("off", {"days": ""}),
        ("waiting", {"what": ""}),
        ("broken acme", {"subject": "Acme A/S", "what": ""}),
        ("handoff acme", {"account": "acme", "desk": "", "cause": ""}),
        ("account", {"account": ""}),
        ("me language", {"language": ""}),
    ],
)  # fmt: skip
def test_a_missing_argument_is_asked_for_in_a_form_with_all_that_was_typed(
    talk: Dialog, line: str, filled: dict[str, str]
) -> None:
    """Not ok, no error, nothing stored, nothing lost."""
    reply = talk.say(line)
    assert (reply.ok, reply.error, reply.stored) == (False, None, ())
    assert reply.form
    assert filled.items() <= {field.name: field.value for field in reply.form.fields}.items()


def test_a_press_by_a_label_that_is_not_there_is_one_sentence_in_ones_own_language(talk: Dialog) -> None:
    """The terminal's `> LABEL`; the answer before it can still be pressed."""
    from bot.messages.events import Pressed  # noqa: PLC0415
    from bot.messages.press import NO_BUTTON, Press  # noqa: PLC0415

    talk.say("me language da")
    press = Press(verb=NO_BUTTON, values={"label": "Kør\x1b"})
    reply = talk.give(Pressed(sender=talk.sender(), at=talk.at, press=press))
    assert (reply.ok, reply.error) == (False, "Der er ingen knap »Kør« på det seneste svar.")


@pytest.mark.parametrize(
    ("length", "part"), [(4000, "at most 1000"), (4001, "at most 4,000"), (1_000_000, "at most 4,000")]
)
def test_a_line_that_is_too_long_is_refused_whole(talk: Dialog, length: int, part: str) -> None:
    """Nothing is cut in silence, and a megabyte costs no more than a line."""
    reply = talk.say("call acme ".ljust(length, "x"))
    assert (reply.ok, reply.stored) == (False, ())
    assert part.replace(",", "") in (reply.error or "").replace(",", "")
    assert len(reply.error or "") <= 600


@pytest.mark.parametrize("name", ["--", "*", "!!!", "😀", "<>", "…", '""'])
def test_a_name_without_letters_or_digits_is_none(talk: Dialog, name: str) -> None:
    """It is not offered for creation."""
    reply = talk.say(f"call {name}")
    assert reply.card.all_buttons() == ()
    assert "is not a name" in (reply.error or "")


def test_control_characters_never_reach_the_screen(talk: Dialog) -> None:
    """A terminal would act on them."""
    assert "\x1b" not in talk.text("foo \x1b[31mred")
    assert "\x07" not in talk.text("call nordic\x07")
