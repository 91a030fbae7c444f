"""Questions never write: each is answered with the nearest view."""

from __future__ import annotations

import pytest

from bot.language.questions import is_question
from bot.messages.plain_text import card_text
from tests.commands.steps import labels
from tests.dialog import Dialog

TODAY = (
    "what's left today?", "what is left", "What do I have today?", "how many calls do I have left", "how many calls today?", "who should I call next",
    "which promises are open?", "what next", "ok, what's next?", "when is my next follow-up", "anything left?", "hi, what now?",
    "hvad mangler jeg i dag?", "hvad mangler jeg", "hvor mange opkald mangler jeg", "hvem skal jeg ringe til", "hvilke løfter er åbne?", "hvad nu?",
    "hvornår skal jeg ringe?", "hvor mange løfter har jeg", "hvad er der tilbage", "mangler jeg noget?", "ok, hvad så?",
    "hva gjenstår i dag?", "hva gjenstår", "hvor mange anrop gjenstår", "hvem skal jeg ringe", "hvilke løfter er åpne?", "hva nå?",
    "når skal jeg ringe?", "hva har jeg igjen i dag", "hvem er den neste", "mangler jeg noe?", "hvordan ligger jeg an?",
    "vad har jeg kvar idag?", "vad har jag kvar", "hur många samtal har jag kvar", "vem ska jag ringa", "vilka löften är öppna?", "vad nu?",
    "när ska jag ringa?", "hur många löften har jag", "vad är kvar idag", "har jag något kvar?", "hur ligger jag till?",
    "co mam dziś do zrobienia?", "co mi zostało", "ile telefonów mi zostało", "do kogo mam zadzwonić", "które obietnice są otwarte?", "co teraz?",
    "kiedy mam zadzwonić?", "ile mam obietnic", "co dalej", "czy coś zostało?", "kto jest następny?",
)  # fmt: skip
ACME = (
    "what is open at acme", "what's up with Acme?", "when did I last call acme", "who called acme?", "acme?", "what did we promise acme?",
    "hvad er åbent hos acme", "hvornår ringede jeg til acme?", "hva er åpent hos acme?", "når ringte jeg til acme?",
    "vad är öppet hos acme", "när ringde jag acme?", "co jest otwarte w acme", "kiedy dzwoniłem do acme?", "hi, what is open at acme?",
)  # fmt: skip
WAITING = (
    "who is waiting", "who is waiting?", "is anyone waiting?", "hvem venter", "hvem venter?", "venter der nogen?", "venter noen?",
    "vem väntar", "väntar någon?", "kto czeka", "czeka ktoś?", "waiting?",
)  # fmt: skip


@pytest.mark.parametrize("line", TODAY)
def test_a_question_shows_the_own_day(talk: Dialog, line: str) -> None:
    """Where nothing nearer is named."""
    assert talk.say("today") == talk.say(line)


@pytest.mark.parametrize("line", ACME)
def test_a_question_about_a_customer_shows_their_card(talk: Dialog, line: str) -> None:
    """Wherever in the line the name stands."""
    reply = talk.say(line)
    assert (True, (), "Acme A/S") == (reply.ok, reply.stored, reply.card.title)


@pytest.mark.parametrize("line", WAITING)
def test_a_question_who_waits_shows_who_waits(talk: Dialog, line: str) -> None:
    """With the button for whoever goes; nobody is announced by asking."""
    talk.say("waiting counter", "bo")
    reply = talk.say(line)
    assert (True, (), ["I go"]) == (reply.ok, reply.stored, labels(reply))
    assert "counter: a customer waits (W1)." in card_text(reply.card)


def test_a_question_that_may_mean_several_customers_is_asked_back(talk: Dialog) -> None:
    """Each of them is a button that shows their card."""
    for name in ("Nordic Foods ApS", "Nordic Steel A/S"):
        talk.account(name)
    reply = talk.say("what is open at nordic?")
    assert (False, ["Nordic Foods ApS", "Nordic Steel A/S"]) == (reply.ok, labels(reply))
    assert "Nordic Steel A/S" == talk.press("Nordic Steel A/S").card.title


@pytest.mark.parametrize("verb", ["help", "today", "budget", "me"])
def test_a_view_is_shown_by_its_verb_with_a_question_mark(talk: Dialog, verb: str) -> None:
    """As without it."""
    assert talk.say(verb) == talk.say(f"{verb}?")


@pytest.mark.parametrize(
    "line",
    [
        "have I called acme today?", "did I call acme?", "should I call acme?", "har jeg ringet til acme?", "ringede jeg til acme i går?",
        "skal jeg ringe til acme?", "har jeg ringt acme?", "har jag ringt acme?", "lovade vi acme något?", "czy dzwoniłem do acme?",
    ],
)  # fmt: skip
def test_a_question_whether_something_was_done_does_not_do_it(talk: Dialog, line: str) -> None:
    """Its verb would be logged in any other line."""
    reply = talk.say(line)
    assert (True, (), "Acme A/S") == (reply.ok, reply.stored, reply.card.title)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("call acme?", "call acme"), ("called acme, no answer?", "called acme, no answer"), ("dzwoniłem do acme?", "dzwoniłem do acme"),
        ("follow acme fri?", "follow acme fri"), ("can you remind me to call acme on friday?", "remind me to call acme on friday"),
        ("kan du minde mig om at ringe til acme fredag?", None),
    ],
)  # fmt: skip
def test_a_fact_with_a_question_mark_is_saved_by_a_press(talk: Dialog, line: str, offered: str | None) -> None:
    """Nobody knows whether it was done; a request for it is pressed as well."""
    reply = talk.say(line)
    assert () == reply.stored
    if offered:
        assert (False, None, [offered, "Acme A/S"]) == (reply.ok, reply.error, labels(reply))
        assert 1 == len(talk.press(offered).stored)


def test_a_question_mark_behind_a_note_is_part_of_it(talk: Dialog) -> None:
    """The customer asked."""
    assert ("C1",) == talk.say("call acme why is the invoice so high?").stored


@pytest.mark.parametrize("line", ["show me acme", "tell me about acme", "vis acme", "visa acme", "pokaż acme", "acme status", "acme promises"])  # fmt: skip
def test_a_customer_is_shown_on_demand(talk: Dialog, line: str) -> None:
    """Without a question mark."""
    assert "Acme A/S" == talk.say(line).card.title


@pytest.mark.parametrize("line", ["what a day, called acme", "hvad en dag, ringede til acme", "when in town met acme", "what now? called acme, ok?"])  # fmt: skip
def test_a_line_that_tells_what_was_done_is_no_question(line: str) -> None:
    """An answer would lose it."""
    assert not is_question(line, "en")


def test_a_line_that_tells_what_was_done_is_not_answered_with_a_view(talk: Dialog) -> None:
    """It is refused, with ways on."""
    reply = talk.say("what a day, called acme")
    assert (False, ["call, spoke", "Note on Acme A/S", "Help"]) == (reply.ok, labels(reply))


@pytest.mark.parametrize("line", ["waiting counter", "waiting acme quote"])
def test_a_customer_who_waits_is_announced_as_before(talk: Dialog, line: str) -> None:
    """Only a question mark behind the verb asks."""
    assert ("W1",) == talk.say(line).stored


ENDED = (
    ("en", "what did I do yesterday"), ("en", "how many calls did I make yesterday?"), ("da", "hvad lavede jeg i går"),
    ("nb", "hva gjorde jeg i går?"), ("sv", "vad gjorde jag igår"), ("pl", "co robiłem wczoraj?"), ("de", "was habe ich gestern gemacht?"),
)  # fmt: skip


@pytest.mark.parametrize(("language", "line"), ENDED)
def test_a_question_about_a_day_before_shows_the_figures_of_that_day(talk: Dialog, language: str, line: str) -> None:
    """Those of today would be a wrong answer."""
    talk.say(f"me language {language}")
    shown = talk.say(line)
    assert shown.stored == ()
    assert shown.card == talk.say("me week yesterday").card
    assert shown.card != talk.say("today").card
