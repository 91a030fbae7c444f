"""Something that went out as promised: it keeps the promise, and where none is open nobody stores it as if none was."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog
from tests.lines.cases import entries, facts_of
from tests.lines.test_leave_without_command import labels

MADE = {
    "en": "promise sallow quote by fri",
    "da": "løfte sallow tilbud fredag",
    "nb": "løfte sallow tilbud fredag",
    "sv": "löfte sallow offert fredag",
    "pl": "obietnica sallow oferta do piątku",
    "de": "zusage sallow angebot bis freitag",
}
DELIVERED = (
    ("en", "delivered the quote to Sallow as promised"),
    ("en", "quote delivered to Sallow as promised"),
    ("da", "leverede tilbuddet til Sallow som lovet"),
    ("da", "tilbud til Sallow leveret som lovet"),
    ("nb", "leverte tilbudet til Sallow som lovet"),
    ("nb", "tilbud til Sallow levert som lovet"),
    ("sv", "levererade offerten till Sallow som utlovat"),
    ("sv", "offert till Sallow levererad som lovat"),
    ("pl", "dostarczyłem ofertę do Sallow zgodnie z obietnicą"),
    ("pl", "oferta dla Sallow dostarczona zgodnie z obietnicą"),
    ("de", "Angebot an Sallow geliefert wie versprochen"),
)
SENT = (
    ("en", "sent Sallow the quote as promised"),
    ("da", "sendte Sallow tilbuddet som lovet"),
    ("nb", "sendte Sallow tilbudet som lovet"),
    ("sv", "skickade Sallow offerten som utlovat"),
    ("pl", "wysłałem ofertę do Sallow jak obiecałem"),
    ("de", "Angebot wie zugesagt an Sallow geschickt"),
)
OTHERS = (
    ("en", "delivered Sallow's drawings as promised"),
    ("da", "leverede tegningerne til Sallow som lovet"),
    ("nb", "leverte tegningene til Sallow som lovet"),
    ("sv", "levererade ritningarna till Sallow som utlovat"),
    ("pl", "dostarczyłem rysunki do Sallow zgodnie z obietnicą"),
    ("de", "Zeichnungen an Sallow geliefert wie versprochen"),
)


def _verbs(kim: Dialog) -> list[str]:
    return [facts_of(kim, entry)["verb"] for entry in entries(kim.work)]


@pytest.mark.parametrize(("language", "line"), DELIVERED)
def test_the_open_promise_is_kept(kim: Dialog, language: str, line: str) -> None:
    """Its customer and its words are named."""
    kim.say(f"me language {language}")
    kim.say(MADE[language])
    kim.say(line)
    assert _verbs(kim) == ["promise", "kept"]


@pytest.mark.parametrize(("language", "line"), SENT)
def test_what_was_sent_is_asked_about(kim: Dialog, language: str, line: str) -> None:
    """The first answer keeps the open promise."""
    kim.say(f"me language {language}")
    kim.say(MADE[language])
    kim.press(labels(kim.say(line))[0])
    assert _verbs(kim) == ["promise", "kept"]


@pytest.mark.parametrize(("language", "line"), [*DELIVERED, *SENT])
def test_a_promise_that_was_never_noted_is_noted_and_kept(kim: Dialog, language: str, line: str) -> None:
    """Or it was only an offer; nothing is stored before somebody says so."""
    kim.say(f"me language {language}")
    kept, offer, *_ = labels(kim.say(line))
    assert entries(kim.work) == []
    assert len(kim.press(kept).stored) == len(("P1", "K1"))
    assert _verbs(kim) == ["promise", "kept"]
    kim.say("undo")
    kim.say(line)
    kim.press(offer)
    assert _verbs(kim) == ["offer"]


@pytest.mark.parametrize(("language", "line"), OTHERS)
def test_a_promise_of_another_thing_is_not_kept(kim: Dialog, language: str, line: str) -> None:
    """It is one of the answers."""
    kim.say(f"me language {language}")
    kim.say(MADE[language])
    kept, other, *_ = labels(kim.say(line))
    assert "P1" in kept
    kim.press(other)
    assert _verbs(kim) == ["promise", "promise", "kept"]
    assert [promise.number for promise in kim.work.promises.open_of(kim.work.people.named("kim")[0].id)] == [1]


def test_a_call_as_promised_is_a_call(kim: Dialog) -> None:
    """Nothing went out."""
    assert kim.say("called Sallow as promised").stored == ("C1",)
