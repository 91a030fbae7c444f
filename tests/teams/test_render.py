"""Cards as Adaptive Cards: within every limit, whatever people typed, and never live."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.forms import card_of, carried, filled, form_card
from adapters.teams.inbound import plain_html
from adapters.teams.render import adaptive, message, size
from bot.form import Field, FieldKind, Form, Option
from bot.gallery import gallery_cards
from bot.i18n import LANGUAGES
from bot.message import Card
from tests.dialog import Dialog
from tests.fakes.teams_cards import of_activity, of_card, texts
from tests.hostile.corpus import CORPUS
from tests.slack.test_render import ANY, CARDS


@settings(max_examples=150, deadline=None)
@given(card=CARDS, dialog=st.booleans())
def test_no_card_is_refused(card: Card, dialog: bool) -> None:
    """S10, S12: any text, any length, any number of elements and buttons."""
    shown = adaptive(card, dialog=dialog, opens=lambda button: button.label == "form")
    assert [each for each in of_card(shown, dialog=dialog) if "bytes" not in each] == []
    assert size(shown) <= 28 * 1024 or len(card.all_buttons()) > 20


@settings(max_examples=60, deadline=None)
@given(values=st.lists(ANY, min_size=len(FieldKind), max_size=len(FieldKind)), dialog=st.booleans())
def test_a_form_carries_what_was_typed(values: list[str], dialog: bool) -> None:
    """Every input has a label; what it holds comes back by field."""
    fields = tuple(
        Field(name=kind, label="Label", kind=kind, value=value, options=(Option(label="A", value="a"),), error="x")
        for kind, value in zip(FieldKind, values, strict=True)
    )
    card = form_card(
        Form(verb="promise", title="Promise", submit="Save", fields=fields, kept={"a": "=1"}), dialog=dialog
    )
    assert [each for each in of_card(card, dialog=dialog) if "bytes" not in each] == []
    data = card["actions"][0]["data"]
    assert carried(data) == ("promise", {"a": "=1"})
    assert filled({"in.what": "x", "other": "y"}) == {"what": "x"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_card_is_drawn_and_says_all_in_its_fallback(language: str) -> None:
    """The gallery as Teams gets it."""
    for name, card in gallery_cards(language):
        shown = message(adaptive(card), card)
        assert of_activity(shown) == [], name
        for each in card.texts():
            assert each.split()[0] in texts(shown["attachments"][0]["content"]), (name, each)


def test_s12_no_answer_to_the_corpus_is_refused_or_live(talk: Dialog) -> None:
    """S12: more than two thousand lines."""
    talk.say("call acme")
    for line in CORPUS:
        reply = talk.say(line, "chris")
        content = form_card(reply.form) if reply.form else adaptive(reply.card)
        card = card_of(reply.form) if reply.form else reply.card
        assert of_activity(message(content, card)) == [], line


@pytest.mark.parametrize(
    "data", [{}, {"form": "x"}, {"form": "[]"}, {"form": '{"verb": 1, "kept": {}}'}, {"form": '{"verb": "x"}'}]
)
def test_a_forged_form_is_none(data: dict[str, str]) -> None:
    """Only what we made carries a command."""
    with pytest.raises(ValueError):
        carried(data)


def test_a_messages_html_comes_as_words() -> None:
    """Paragraphs are parted, entities decoded, tags gone."""
    assert plain_html("<p>a&nbsp;b</p><p>c &lt;d&gt;<br>e</p>") == "a b c <d> e"
