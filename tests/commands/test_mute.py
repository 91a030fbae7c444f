"""`mute`: no nudges of one kind for a while, by the names that people know them by."""

from __future__ import annotations

import pytest

from bot.domain.nudge_kinds import PERSONAL
from bot.language.vocabulary import NUDGES
from bot.language.word_files import LANGUAGES
from tests.commands.steps import field_errors, filled, press
from tests.dialog import Dialog

LIFTED = {
    "en": ("mute morning until fri", "mute morning off"),
    "da": ("dæmp morgen til fredag", "dæmp morgen fra"),
    "nb": ("demp morgen til fredag", "demp morgen av"),
    "sv": ("tysta morgon till fredag", "tysta morgon av"),
    "pl": ("wycisz poranek do piątku", "wycisz poranek wyłącz"),
    "de": ("stumm Morgen bis Freitag", "stumm Morgen aus"),
}


def rules_sent(talk: Dialog, who: str = "anna") -> set[str]:
    """Return the rules whose nudges somebody would get on a day."""
    return {nudge.rule for nudge in talk.holds() if nudge.to == who and nudge.outcome == "would send"} & {"N1", "N13"}


def test_only_the_named_kind_stops(talk: Dialog) -> None:
    """Other kinds and other people's nudges go on."""
    assert rules_sent(talk) == {"N1", "N13"}
    talk.say("mute morning")
    assert rules_sent(talk) == {"N13"}
    assert rules_sent(talk, "bo") == {"N1", "N13"}


def test_without_a_day_it_ends_after_two_weeks(talk: Dialog) -> None:
    """The nudge comes again on the fourteenth day."""
    shown = talk.text("mute morning")
    assert shown.startswith("Quiet until Tue 8 Dec 2026: morning. Type “mute morning off” to end that.")
    talk.later(days=13)
    assert "N1" not in rules_sent(talk)
    talk.later(days=1)
    assert "N1" in rules_sent(talk)


@pytest.mark.parametrize("line", ["mute good morning, N6 until fri", "mute N1 zeros until fri", "mute n1 and zero fri"])
def test_several_kinds_by_name_or_id_in_one_line(talk: Dialog, line: str) -> None:
    """Earlier mutes stay."""
    talk.say("mute evening until 24/12")
    assert talk.text(line).startswith("Quiet until Fri 27 Nov 2026: morning, zeros.")
    assert rules_sent(talk) == set()
    talk.later(days=3)
    assert rules_sent(talk) == {"N1"}


def test_one_kind_is_lifted_and_the_other_stays_muted(talk: Dialog) -> None:
    """The line is the one that was printed."""
    talk.say("mute morning, evening")
    assert talk.text("mute morning off").startswith("Back again: morning.")
    assert rules_sent(talk) == {"N1"}
    assert talk.text("mute morning off") == "These come already: morning."


def test_off_brings_all_back(talk: Dialog) -> None:
    """`mute off` ends every mute."""
    talk.say("mute N1 N13")
    assert talk.text("mute off").startswith("All nudges are back.")
    assert rules_sent(talk) == {"N1", "N13"}


def test_undo_puts_back_until_when_each_was_muted(talk: Dialog) -> None:
    """A kind that was muted before is muted until that day again, one that was not comes again."""
    talk.say("mute morning until fri")
    talk.say("mute morning, evening until 24/12")
    talk.press("Undo")
    assert dict(talk.work.people.get(talk.work.people.named("anna")[0].id).muted) == {
        "N1": talk.at.date().replace(day=27)
    }
    talk.say("mute off")
    talk.press("Undo")
    assert rules_sent(talk) == {"N13"}


def test_me_lists_each_mute_with_its_own_way_back(talk: Dialog) -> None:
    """One that is over is not listed."""
    talk.say("mute morning until fri")
    talk.say("mute zeros until 24/12")
    shown = talk.text("me")
    assert "Quiet until Fri 27 Nov 2026: morning. Type “mute morning off” to end that." in shown
    assert "Quiet until Thu 24 Dec 2026: zeros. Type “mute zeros off” to end that." in shown
    talk.later(days=3)
    shown = talk.text("me")
    assert "mute zeros off" in shown
    assert "mute morning off" not in shown


def test_the_button_of_a_folded_message_mutes_what_is_in_it(talk: Dialog) -> None:
    """Old buttons carry ids with spaces between."""
    reply = press(talk, "mute", rule="N1 N13")
    assert reply.ok
    assert rules_sent(talk) == set()


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("mute everything", '"everything" is not a kind of nudge: type “mute” to choose one.'),
        ("mute N1 N", '"N" is not a kind of nudge'),
        ("mute N100", '"N100" is not a kind of nudge'),
        ("mute morning post", '"post" is not a kind of nudge'),
        ("mute morning until yesterday", "Mon 23 Nov 2026 is in the past"),
    ],
)
def test_what_is_no_kind_or_no_day_ahead_says_what_to_type(talk: Dialog, line: str, part: str) -> None:
    """The whole line is refused, and no kind is muted."""
    assert part in (talk.say(line).error or "")
    assert rules_sent(talk) == {"N1", "N13"}


def test_without_a_kind_a_form_offers_them(talk: Dialog) -> None:
    """The form holds the day that was typed, and comes back with an error beside the wrong field."""
    assert filled(talk.say("mute until fri")) == {"rule": "", "until": "2026-11-27"}
    reply = talk.submit({"rule": "N1", "until": "sometime"})
    assert list(field_errors(reply)) == ["until"]
    assert filled(reply) == {"rule": "N1", "until": "sometime"}
    assert talk.submit({"rule": "N1", "until": "fri"}).ok
    assert rules_sent(talk) == {"N13"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_muted_and_lifted_in_every_language(talk: Dialog, language: str) -> None:
    """The printed way back is the one that is typed."""
    talk.say(f"me language {language}")
    muted, lifted = LIFTED[language]
    assert lifted in talk.text(muted)
    assert "N1" not in rules_sent(talk)
    assert talk.say(lifted).ok
    assert "N1" in rules_sent(talk)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_muted_and_lifted_by_its_name(talk: Dialog, language: str) -> None:
    """As it is listed, it is typed; the only one that stays muted is the one that was not lifted."""
    talk.say(f"me language {language}")
    for kind in PERSONAL:
        assert talk.say(f"mute {NUDGES.label(kind, language)}").ok, kind
        assert [muted for muted, _ in talk.work.people.named("anna")[0].muted] == [kind]
        assert talk.say(f"mute {NUDGES.label(kind, language)} off").ok, kind


STOP = {"en": "stop", "da": "stop", "nb": "stopp", "sv": "sluta", "pl": "stop", "de": "stopp"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_stop_and_the_name_of_a_kind_stop_that_kind_alone(talk: Dialog, language: str) -> None:
    """A name that is a day too, such as German "Morgen", is asked about; nothing else is paused."""
    talk.say(f"me language {language}")
    for kind in PERSONAL:
        talk.later(seconds=90)
        name = NUDGES.label(kind, language)
        reply = talk.say(f"{STOP[language]} {name}")
        if not reply.ok:
            only = next(button for button in reply.card.buttons if name in button.label and button.press.verb == "mute")
            assert only
            assert talk.press(only.label).ok
        anna = talk.work.people.named("anna")[0]
        assert ([muted for muted, _ in anna.muted], anna.paused_until) == ([kind], None), name
        assert talk.say("mute off").ok


def test_stop_and_a_kind_may_say_until_when(talk: Dialog) -> None:
    """As after "mute"; a day alone pauses all."""
    assert "Quiet until Fri 27 Nov 2026: lunch." in talk.text("stop lunch until fri")
    assert "No nudges until Fri 27 Nov 2026" in talk.text("stop until fri")
