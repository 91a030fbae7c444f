"""The button protocol: buttons from old messages and receipts keep working, and are written the same today."""

from __future__ import annotations

import pytest

from bot.messages import codec
from bot.messages.card import Reply
from bot.messages.events import Pressed, Submission
from bot.messages.press import (
    CommandPress,
    ExistingId,
    LineAgain,
    MissingButton,
    NewName,
    Nobody,
    Press,
    Selection,
    existing,
    line_again,
    missing_button,
    new_name,
    pack_typed_option,
    read_press,
    rest_of_line,
    typed_values,
    unpack_selection,
    unpack_typed_option,
)
from tests.dialog import Dialog

OLD_RECEIPT = (
    '{"_":"Reply","card":{"_":"Card","title":"","body":[{"_":"Text","text":"Call 1 of 8"}],"buttons":[{"_":"Button",'
    '"label":"Undo","press":{"_":"Press","verb":"undo","values":{"ref":"C1","pressed":"1"}},"style":"plain"}],"more":[],'
    '"seconds":null},"form":null,"ok":true,"stored":["C1"],"undone":[],"figures":{"calls":1},"error":null,"public":false,'
    '"replaces":false,"repeated":false}'
)


def _press(talk: Dialog, packed: str, who: str = "anna") -> Reply:
    return talk.give(Pressed(sender=talk.sender(who), at=talk.at, press=Press.unpack(packed)))


@pytest.mark.parametrize(
    ("packed", "stored"),
    [
        ('1|call|{"account":"=1","~":"spoke about price"}', ("C1",)),
        ('1|call|{"account":"+Newco","~":"vm asked for list"}', ("C1",)),
        ('1|call|{"account":"-","~":"vm"}', ("C1",)),
        ('1|call|{"~":"acme vm"}', ("C1",)),
        ('1|promise|{"account":"+Newco","~":"price list","~due":"by fri"}', ("P1",)),
        ('1|touch|{"point":"=1","~":"0","~account":"acme a/s"}', ("R1",)),
        ('1|touch|{"point":"+invoise","~":"0","~account":"acme a/s"}', ("R1",)),
        ('1|touch|{"scores":"c0","~":"why","~account":"acme a/s","~point":"invoice"}', ("R1",)),
        ('1|handoff|{"desk":"+servis","~":"5m x","~account":"acme a/s"}', ("H1",)),
        ('1|again|{"line":"call acme vm","once":"T1"}', ("C1",)),
    ],
)  # fmt: skip
def test_a_button_of_the_first_release_logs_what_it_says(talk: Dialog, packed: str, stored: tuple[str, ...]) -> None:
    """Typed texts, the rest of a line, ids, new names, nobody, and a whole line."""
    assert stored == _press(talk, packed).stored


def test_an_old_button_that_adds_a_person_still_does(talk: Dialog) -> None:
    """The account's owner is somebody new."""
    assert _press(talk, '1|account|{"owner":"+Kurt","~account":"acme a/s"}').ok
    assert talk.work.people.by_name("Kurt") is not None


def test_an_old_button_to_count_a_line_again_counts_once_for_each_person(talk: Dialog) -> None:
    """The second press is answered with the receipt of the first."""
    packed = '1|again|{"line":"call acme vm","once":"T1"}'
    replies = [_press(talk, packed), _press(talk, packed), _press(talk, packed, "bo")]
    assert [(("C1",), False), (("C1",), True), (("C2",), False)] == [(r.stored, r.repeated) for r in replies]


def test_a_key_that_is_empty_is_still_a_key(talk: Dialog) -> None:
    """Only a press without any key counts every time."""
    keyed = [_press(talk, '1|call|{"account":"=1","once":""}').stored for _ in range(2)]
    assert [("C1",), ("C1",)] == keyed
    assert [("C2",), ("C3",)] == [_press(talk, '1|call|{"account":"=1"}').stored for _ in range(2)]


def test_an_old_form_keeps_what_its_button_carried(talk: Dialog) -> None:
    """A machine value travels with the form unseen."""
    form = Submission(
        sender=talk.sender(), at=talk.at, verb="promise", values={"what": "list", "due": "fri"}, kept={"account": "=1"}
    )
    assert ("P1",) == talk.give(form).stored


@pytest.mark.parametrize(
    ("packed", "sentence"),
    [
        ('1|no such command|{"account":"=1"}', "That button no longer works: type “help”."),
        ('1|no button|{"label":"Go"}', 'There is no button "Go" on the latest answer.'),
        ('1|again|{"line":"nonsense"}', '"nonsense" is not a command: type “help” to see them all.'),
        ('1|call|{"account":"=999"}', "That account is no longer there."),
        ('1|call|{"account":"acme"}', "That account is no longer there."),
    ],
)
def test_a_button_that_means_nothing_any_more_says_so(talk: Dialog, packed: str, sentence: str) -> None:
    """In one sentence; nothing is stored."""
    reply = _press(talk, packed)
    assert not reply.ok
    assert sentence in (reply.error or "")


def test_a_receipt_of_the_first_release_is_read_back() -> None:
    """With the button that it holds."""
    (undo,) = codec.unpack_reply(OLD_RECEIPT).card.all_buttons()
    assert '1|undo|{"pressed":"1","ref":"C1"}' == undo.press.pack()


@pytest.mark.parametrize(
    ("press", "packed"),
    [
        (Press(verb="call", values={"account": existing(1)} | rest_of_line("spoke")), '1|call|{"account":"=1","~":"spoke"}'),
        (Press(verb="call", values={"account": new_name("Ny A/S")}), '1|call|{"account":"+Ny A/S"}'),
        (Press(verb="touch", values=typed_values({"account": "acme", "why": "æ"})), '1|touch|{"~account":"acme","~why":"æ"}'),
        (line_again("call acme", once="T1"), '1|again|{"line":"call acme","once":"T1"}'),
        (missing_button("Go"), '1|no button|{"label":"Go"}'),
        (Press(verb="today"), "1|today|{}"),
    ],
)  # fmt: skip
def test_a_press_is_packed_in_the_fixed_format(press: Press, packed: str) -> None:
    """A change here would break buttons that people have in front of them."""
    assert packed == press.pack()
    assert press == Press.unpack(packed)


def test_the_values_of_a_press_are_sorted_by_their_meaning() -> None:
    """Typed texts, machine values, the rest of the line, and the key under which it counts once."""
    press = Press(verb="call", values={"account": "=1", "~note": "hi", "~": "vm", "once": "K"})
    expected = CommandPress(verb="call", typed={"note": "hi"}, machine={"account": "=1"}, rest="vm", once="K")
    assert expected == read_press(press)


def test_the_rest_of_a_line_may_be_empty_or_absent() -> None:
    """A form opens at once only where no line was begun."""
    rests = [read_press(Press(verb="call", values=values)) for values in ({}, {"~": ""})]
    assert [None, ""] == [carried.rest for carried in rests if isinstance(carried, CommandPress)]


@pytest.mark.parametrize(
    ("press", "read"),
    [
        (Press(verb="again"), LineAgain(line="", once=None)),
        (line_again("call acme", once="T1"), LineAgain(line="call acme", once="T1")),
        (Press(verb="no button"), MissingButton(label="")),
        (missing_button("Go"), MissingButton(label="Go")),
    ],
)
def test_two_verbs_are_no_commands(press: Press, read: LineAgain | MissingButton) -> None:
    """Values that are missing are empty."""
    assert read == read_press(press)


@pytest.mark.parametrize(
    ("value", "selected"),
    [
        ("=1", ExistingId(1)), (existing(12), ExistingId(12)), ("+Ny", NewName("Ny")), (new_name("+1"), NewName("+1")), ("+", NewName("")),
        ("-", Nobody()), ("", None), ("acme", None), ("=", None), ("=x", None), ("=-1", None), ("=1 OR 1=1", None), ("=" + "9" * 19, None),
        ("=٣", None), ("-1", None),
    ],
)  # fmt: skip
def test_a_selection_is_an_id_a_new_name_or_nobody(value: str, selected: Selection | None) -> None:
    """Anything else selects nothing."""
    assert selected == unpack_selection(value)


@pytest.mark.parametrize(("value", "text"), [("~acme", "acme"), ("~", ""), ("~~", "~"), ("=1", None), ("", None)])
def test_an_option_holds_typed_text_or_a_machine_value(value: str, text: str | None) -> None:
    """Typed text is led by a sign that no machine value begins with."""
    assert text == unpack_typed_option(value)
    assert text is None or value == pack_typed_option(text)
