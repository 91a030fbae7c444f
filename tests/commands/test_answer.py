"""The buttons that answer the question of the day."""

from __future__ import annotations

import pytest

from bot.messages.card import Reply
from bot.messages.plain_text import card_text
from tests.commands.steps import line_of, press
from tests.dialog import Dialog


def answer(talk: Dialog, who: str, choice: str, day: str = "2026-11-24", team: str = "1") -> Reply:
    """Press an answer under a team's question of a day."""
    return press(talk, "answer", who, choice=choice, day=day, team=team)


def counted(reply: Reply) -> str:
    """Return the counts that an answer shows."""
    return line_of(reply, "answered")


def test_answers_are_counted_and_nobody_is_named(talk: Dialog) -> None:
    """Each person's answer adds one, and the card holds no name."""
    assert counted(answer(talk, "anna", "nobody")) == "1 answered: 1 nobody waited"
    reply = answer(talk, "bo", "someone")
    assert counted(reply) == "2 answered: 1 nobody waited, 1 someone did"
    assert "anna" not in card_text(reply.card)


def test_a_person_answers_once_and_may_change_it(talk: Dialog) -> None:
    """A person's last answer replaces the earlier one."""
    answer(talk, "anna", "nobody")
    assert counted(answer(talk, "anna", "nobody")) == "1 answered: 1 nobody waited"
    assert counted(answer(talk, "anna", "someone")) == "1 answered: 1 someone did"


def test_each_team_counts_alone(talk: Dialog) -> None:
    """Answers are counted by team."""
    answer(talk, "anna", "nobody")
    assert counted(answer(talk, "dora", "nobody", team="2")) == "1 answered: 1 nobody waited"


@pytest.mark.parametrize("team", ["2", "99", "x", "None"])
def test_another_teams_question_is_not_ones_own_to_answer(talk: Dialog, team: str) -> None:
    """Any team id but one's own is refused."""
    assert "That question is for another team." in (answer(talk, "anna", "nobody", team=team).error or "")


def test_who_is_in_no_team_has_no_question(talk: Dialog) -> None:
    """Somebody without a team is refused."""
    talk.say("admin person eva seller", "chris")
    assert "another team" in (answer(talk, "eva", "nobody").error or "")


@pytest.mark.parametrize(
    ("choice", "day", "part"),
    [
        ("maybe", "2026-11-24", '"maybe" is not an answer to that question.'),
        ("", "2026-11-24", "is not an answer"),
        ("nobody", "2026-11-23", "That question was for Mon 23 Nov 2026"),
        ("nobody", "2026-11-25", "That question was for Wed 25 Nov 2026"),
        ("nobody", "x", 'I do not know the day "x"'),
        ("nobody", "2026-02-30", "I do not know the day"),
    ],
)
def test_a_made_up_answer_counts_nothing(talk: Dialog, choice: str, day: str, part: str) -> None:
    """An unknown answer or day is refused in one sentence."""
    assert part in (answer(talk, "anna", choice, day).error or "")
    assert counted(answer(talk, "anna", "nobody")) == "1 answered: 1 nobody waited"


def test_it_cannot_be_typed(talk: Dialog) -> None:
    """A hidden command is answered like an unknown word."""
    assert '"answer" is not a command' in (talk.say("answer nobody").error or "")
