"""What one line passes, and in which order: who it is, was it answered, the flood limit, typed twice, once, roles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dispatch.gates import LINES_A_MINUTE
from bot.domain.people import Role
from bot.messages.card import Reply
from bot.messages.events import Correction, Line, MemberStatus, Pressed
from bot.messages.press import Press, existing, line_again
from tests.dialog import Dialog


def _flood(talk: Dialog) -> None:
    """Type as many different lines as one minute allows."""
    for number in range(LINES_A_MINUTE):
        assert talk.say(f"call acme {number}", limited=True).ok


def _press(talk: Dialog, press: Press, who: str = "anna") -> Reply:
    return talk.give(Pressed(sender=talk.sender(who), at=talk.at, press=press))


def test_one_line_more_than_the_limit_is_refused(talk: Dialog) -> None:
    """In one sentence that names the limit; nothing is stored."""
    _flood(talk)
    reply = talk.say("call acme once more", limited=True)
    assert (False, ()) == (reply.ok, reply.stored)
    assert "more than 20 lines in a minute" in (reply.error or "")


def test_the_limit_is_each_persons_own(talk: Dialog) -> None:
    """A colleague who types at the same time is not held up."""
    _flood(talk)
    assert talk.say("call acme", "bo", limited=True).ok


def test_a_minute_later_lines_are_carried_out_again(talk: Dialog) -> None:
    """The limit looks back sixty seconds."""
    _flood(talk)
    talk.later(seconds=61)
    assert talk.say("call acme once more", limited=True).ok


def test_a_line_typed_twice_beyond_the_limit_offers_no_button(talk: Dialog) -> None:
    """The limit comes before the question."""
    _flood(talk)
    reply = talk.say("call acme 1", limited=True)
    assert "more than 20 lines in a minute" in (reply.error or "")
    assert () == reply.card.all_buttons()


def test_a_line_typed_twice_is_asked_about_and_stores_nothing(talk: Dialog) -> None:
    """It names the time and the ref of the first."""
    talk.say("call acme", limited=True)
    reply = talk.say("  Call   ACME ", limited=True)
    assert (True, ()) == (reply.ok, reply.stored)
    assert ["Log it again"] == [button.label for button in reply.card.all_buttons()]


def test_a_line_whose_entry_was_taken_back_is_not_asked_about(talk: Dialog) -> None:
    """Typing it again is how the mistake is mended."""
    talk.say("call acme", limited=True)
    talk.press("Undo")
    assert ("C2",) == talk.say("call acme", limited=True).stored


def test_a_press_that_counted_is_answered_the_same_after_its_role_is_gone(talk: Dialog) -> None:
    """What is stored stays stored, so the second press does not say that it was refused."""
    press = line_again("admin person eva seller", once="K")
    first = _press(talk, press, "chris")
    chris = talk.work.people.by_name("chris")
    assert chris
    talk.work.people.change(chris.id, roles=frozenset({Role.SELLER}), bootstrap=False)
    again = _press(talk, press, "chris")
    assert (True, True) == (first.ok, again.repeated)
    assert not _press(talk, line_again("admin person kim seller", once="L"), "chris").ok


@pytest.mark.parametrize("standing", [MemberStatus.GUEST, MemberStatus.DEACTIVATED])
def test_who_is_no_member_any_more_gets_no_old_answer(talk: Dialog, standing: MemberStatus) -> None:
    """Although the same delivery was answered before."""
    line = Line(sender=talk.sender(), at=talk.at, text="call acme", key="K1")
    assert ("C1",) == talk.give(line).stored
    reply = talk.give(replace(line, sender=replace(talk.sender(), standing=standing)))
    assert (False, ()) == (reply.ok, reply.stored)


def test_a_delivery_that_comes_again_gets_its_first_answer(talk: Dialog) -> None:
    """Marked as repeated; one entry is stored."""
    first, again = (talk.say("call acme", key="K1") for _ in range(2))
    assert (first, True) == (again, again.repeated)
    assert ("C2",) == talk.say("call acme", key="K2").stored


def test_an_edited_message_keeps_the_ref_of_its_only_entry(talk: Dialog) -> None:
    """The new text replaces the old one under the same ref."""
    talk.give(Line(sender=talk.sender(), at=talk.at, text="call acme vm", origin="M1"))
    reply = talk.give(Correction(sender=talk.sender(), at=talk.at, text="call acme spoke", origin="M1"))
    assert ("C1",) == reply.stored


def test_an_edited_message_takes_back_what_it_does_not_log_again(talk: Dialog) -> None:
    """Another command makes another entry; the first one goes."""
    talk.give(Line(sender=talk.sender(), at=talk.at, text="call acme", origin="M1"))
    reply = talk.give(Correction(sender=talk.sender(), at=talk.at, text="promise acme list by fri", origin="M1"))
    assert ("P1",) == reply.stored
    assert "C1 was undone already." in talk.text("undo C1")


def test_a_button_that_counts_every_time_needs_no_key(talk: Dialog) -> None:
    """Two presses are two entries."""
    press = Press(verb="call", values={"account": existing(1)})
    assert [("C1",), ("C2",)] == [_press(talk, press).stored for _ in range(2)]


def test_a_button_in_a_channel_counts_once_for_each_person(talk: Dialog) -> None:
    """The key is each person's own."""
    press = line_again("call acme", once="K")
    replies = [_press(talk, press, who) for who in ("anna", "anna", "bo")]
    assert [False, True, False] == [reply.repeated for reply in replies]


def test_presses_count_against_the_limit(talk: Dialog) -> None:
    """A button that is pressed under ever new keys logs no more than typed lines do."""
    press = Press(verb="call", values={"account": existing(talk.account("Bravo"))})
    replies = [
        talk.give(Pressed(sender=talk.sender("anna"), at=talk.at, press=press, key=f"k{number}"))
        for number in range(LINES_A_MINUTE + 5)
    ]
    assert LINES_A_MINUTE == sum(bool(reply.stored) for reply in replies)
    assert "more than 20 lines in a minute" in (replies[-1].error or "")


def test_edits_count_against_the_limit(talk: Dialog) -> None:
    """Forty edits of messages that were no commands log twenty entries."""
    replies = [
        talk.give(
            Correction(sender=talk.sender("anna"), at=talk.at, text=f"call acme {n}", key=f"e{n}", origin=f"o{n}")
        )
        for n in range(2 * LINES_A_MINUTE)
    ]
    assert LINES_A_MINUTE == sum(bool(reply.stored) for reply in replies)


def test_a_redelivery_beyond_the_limit_gets_its_receipt(talk: Dialog) -> None:
    """It was carried out, so it is never refused."""
    first = talk.say("call acme", limited=True, key="first")
    _flood_with_keys(talk)
    again = talk.say("call acme", limited=True, key="first")
    assert (first.stored, True) == (again.stored, again.repeated)


def _flood_with_keys(talk: Dialog) -> None:
    for number in range(LINES_A_MINUTE - 1):
        assert talk.say(f"call acme {number}", limited=True, key=f"f{number}").ok
    assert not talk.say("call acme once more", limited=True, key="last").ok
