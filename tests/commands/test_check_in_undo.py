"""Taking back what one answered to the question of a week."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import press
from tests.dialog import Dialog


@pytest.fixture(autouse=True)
def yard(talk: Dialog) -> None:
    """kari answers for the reception and sells nothing."""
    for line in ("admin person kari colleague team Nord", "admin touchpoint reception owner kari"):
        assert talk.say(line, "chris").ok


def _answers(talk: Dialog) -> list[tuple[str, str]]:
    return [(each.choice, each.words) for each in talk.work.check_ins.since(talk.at.date())]


def test_undo_puts_back_what_was_answered_before(talk: Dialog) -> None:
    """Each answer with its words, down to none; an older button of an answer that was given anew does nothing."""
    (point,) = (point for point in talk.work.touchpoints.all() if point.name == "reception")
    values = {"about": f"T{point.id}", "day": talk.at.date().isoformat()}
    states, presses = [_answers(talk)], []
    for verb, more in (
        ("check in", {"choice": "worse"}),
        ("check in tell", {"choice": "worse", "words": "two people left"}),
        ("check in", {"choice": "same"}),
    ):
        reply = press(talk, verb, "kari", **values, **more)
        presses.append(next(button.press for button in reply.card.buttons if button.label == "Undo"))
        states.append(_answers(talk))
    assert states[1:] == [[("worse", "")], [("worse", "two people left")], [("same", "two people left")]]
    assert "You answered anew since." in card_text(press(talk, presses[0].verb, "kari", **presses[0].values).card)
    for before, undo in zip(states[-2::-1], presses[::-1], strict=True):
        assert press(talk, undo.verb, "kari", **undo.values).replaces
        assert _answers(talk) == before


def test_nobody_takes_back_what_another_answered(talk: Dialog) -> None:
    """The touchpoint is kari's."""
    (point,) = (point for point in talk.work.touchpoints.all() if point.name == "reception")
    values = {"about": f"T{point.id}", "day": talk.at.date().isoformat()}
    assert press(talk, "check in", "kari", **values, choice="worse").ok
    assert "not asked" in (press(talk, "check in undo", "bo", **values, made="worse", choice="").error or "")
    assert _answers(talk) == [("worse", "")]
