"""Channel posts: the subjects that they are about."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.channel_posts import change_posts, digest, question_of, question_subject, wait_of, wait_subject


def test_a_subject_is_read_back() -> None:
    """What it was made of, and nothing of the other kind."""
    assert (wait_of(wait_subject(12)), question_of(wait_subject(12))) == (12, None)
    asked = question_subject(3, date(2026, 11, 24))
    assert (question_of(asked), wait_of(asked)) == ((3, date(2026, 11, 24)), None)


@pytest.mark.parametrize(
    ("refs", "changes"), [((), False), (("C1", "P2"), False), (("C1", "W2"), True), (("G1",), True)]
)
def test_waits_and_who_goes_change_posts(refs: tuple[str, ...], changes: bool) -> None:
    """Other entries are shown in no post that changes."""
    assert change_posts(refs) is changes


def test_another_card_has_another_digest() -> None:
    """The same one has the same."""
    assert digest("{}") == digest("{}") != digest("{ }")
