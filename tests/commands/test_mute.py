"""`mute`: no nudges of one kind for a while."""

from __future__ import annotations

import pytest

from tests.commands.steps import field_errors, filled
from tests.dialog import Dialog


def rules_sent(talk: Dialog, who: str = "anna") -> set[str]:
    """Return the rules whose nudges somebody would get on a day."""
    return {nudge.rule for nudge in talk.holds() if nudge.to == who and nudge.outcome == "would send"}


def test_only_the_named_kind_stops(talk: Dialog) -> None:
    """Other kinds and other people's nudges go on."""
    assert rules_sent(talk) == {"N1", "N13"}
    talk.say("mute N1")
    assert rules_sent(talk) == {"N13"}
    assert rules_sent(talk, "bo") == {"N1", "N13"}


def test_without_a_day_it_ends_after_two_weeks(talk: Dialog) -> None:
    """The nudge comes again on the fourteenth day."""
    assert talk.text("mute N1") == "No more N1 until Tue 8 Dec 2026; type “mute off” to have it back."
    talk.later(days=13)
    assert "N1" not in rules_sent(talk)
    talk.later(days=1)
    assert "N1" in rules_sent(talk)


def test_a_day_may_be_named_and_several_kinds_in_one_line(talk: Dialog) -> None:
    """Ids are read in any case of letters, and earlier mutes stay."""
    talk.say("mute N13 until 24/12")
    assert talk.text("mute n1 N6 until fri").startswith("No more N1, N6 until Fri 27 Nov 2026;")
    assert rules_sent(talk) == set()
    talk.later(days=3)
    assert rules_sent(talk) == {"N1"}


def test_off_brings_all_back(talk: Dialog) -> None:
    """`mute off` ends every mute."""
    talk.say("mute N1 N13")
    assert talk.text("mute off") == "All nudges are back."
    assert rules_sent(talk) == {"N1", "N13"}


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("mute everything", '"everything" is not a kind of nudge: type “mute N13 until mon”.'),
        ("mute N1 N", '"N1 N" is not a kind of nudge'),
        ("mute N100", '"N100" is not a kind of nudge'),
        ("mute 13", '"13" is not a kind of nudge'),
        ("mute N1 until yesterday", "Mon 23 Nov 2026 is in the past"),
    ],
)
def test_what_is_no_kind_or_no_day_ahead_says_what_to_type(talk: Dialog, line: str, part: str) -> None:
    """The whole line is refused, and no kind is muted."""
    assert part in (talk.say(line).error or "")
    assert rules_sent(talk) == {"N1", "N13"}


def test_without_a_kind_a_form_asks_for_it(talk: Dialog) -> None:
    """The form comes back with its values and an error beside the wrong field."""
    assert filled(talk.say("mute")) == {"rule": "", "until": ""}
    reply = talk.submit({"rule": "N1", "until": "sometime"})
    assert list(field_errors(reply)) == ["until"]
    assert filled(reply) == {"rule": "N1", "until": "sometime"}
    assert talk.submit({"rule": "N1", "until": "fri"}).ok
    assert rules_sent(talk) == {"N13"}


def test_the_way_back_is_printed_in_the_own_language(talk: Dialog) -> None:
    """The printed line can be typed and ends the mute."""
    talk.say("me language da")
    assert "skriv »dæmp fra«" in talk.text("mute N1")
    assert talk.say("dæmp fra").ok
    assert "N1" in rules_sent(talk)
