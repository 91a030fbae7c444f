"""Cards as Block Kit: within every documented limit, whatever people typed, and never live."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.forms import ModalMetadata, card_of, result_view, view
from adapters.slack.message_text import message_text
from adapters.slack.render import RenderLevel, message, surface_blocks
from bot.cli.gallery import gallery_cards
from bot.language.word_files import LANGUAGES
from bot.messages.card import Bars, Button, Card, Fields, Item, Phone, Progress, Quote, Style, Table, Text
from bot.messages.form import Field, FieldKind, Form, Option
from bot.messages.press import Press
from tests.fakes.slack_blocks import of_message, of_view, texts

ANY = st.text(max_size=4000)
SHORT = st.text(max_size=200)
ELEMENTS = st.one_of(
    st.builds(Text, text=ANY),
    st.builds(Quote, text=ANY),
    st.builds(Phone, label=ANY, number=ANY),
    st.builds(Fields, pairs=st.lists(st.tuples(SHORT, ANY), max_size=25).map(tuple)),
    st.builds(
        Table,
        header=st.just(("a", "b")),
        rows=st.lists(st.tuples(SHORT, SHORT), max_size=120).map(tuple),
    ),
    st.builds(Progress, label=SHORT, done=st.integers(0, 10**9), target=st.integers(0, 10**9)),
    st.builds(
        Bars,
        title=SHORT,
        bars=st.lists(st.tuples(SHORT, st.floats(0, 1e6)), max_size=25).map(tuple),
        alt=SHORT,
    ),
)
BUTTONS = st.lists(
    st.builds(
        Button,
        label=SHORT,
        press=st.builds(Press, verb=st.just("call"), values=st.just({"ref": "x" * 200})),
        style=st.sampled_from(Style),
    ),
    max_size=30,
).map(tuple)
CARDS = st.builds(
    Card,
    title=SHORT,
    body=st.lists(ELEMENTS, max_size=12).map(tuple),
    buttons=BUTTONS,
    more=BUTTONS,
    seconds=st.none() | st.integers(0, 99),
)


def item(name: str, text: str) -> Item:
    """Return a customer of a nudge."""
    return Item(
        title=name,
        text=text,
        button=Button(label=f"Log call: {name}", press=Press(verb="call", values={"account": name})),
    )


def deck(*items: Item) -> Card:
    """Return a nudge about customers."""
    body = (Text(text="Start here:"), *(Text(text=each.text) for each in items))
    return Card(title="Good morning", body=body, buttons=tuple(each.button for each in items), items=items, seconds=5)


def test_items_stand_side_by_side_each_with_its_button() -> None:
    """At the richest level alone; one by itself is a card, and nothing that was typed is markup."""
    card = deck(item("Acme *A/S*", "silent <!channel>"), item("Bygg", "8 days"))
    shown = message(card, RenderLevel.CARDS)
    assert of_message(shown["blocks"], shown["text"]) == []
    assert [block["type"] for block in shown["blocks"]] == ["header", "section", "carousel", "context"]
    first, second = shown["blocks"][2]["elements"]
    assert (first["title"]["text"], first["body"]["text"]) == ("Acme *A/S*", "silent <!channel>")
    assert {part["type"] for part in (first["title"], first["body"])} == {"plain_text"}
    assert Press.unpack(second["actions"][0]["value"]) == card.buttons[1].press
    assert shown["text"] == message(card)["text"]
    alone = message(deck(item("Acme", "silent")), RenderLevel.CARDS)["blocks"]
    assert [block["type"] for block in alone] == ["header", "section", "card", "context"]
    for level in (RenderLevel.CHARTS, RenderLevel.BLOCKS, RenderLevel.PLAIN):
        assert "carousel" not in str(message(card, level)["blocks"])


@pytest.mark.parametrize("card", [deck(item("Acme", "x" * 201)), deck(*(item(f"n{n}", f"t{n}") for n in range(11)))])
def test_items_that_do_not_fit_stand_below_one_another(card: Card) -> None:
    """Nothing is cut for the looks."""
    assert message(card, RenderLevel.CARDS) == message(card)


def test_feedback_is_drawn_as_slacks_own_buttons_and_read_aloud() -> None:
    """Beside the other buttons in a message; among them in a modal and where Slack refuses the richer blocks."""
    press = Press(verb="nudge feedback", values={"nudges": "1", "helped": "yes"})
    card = Card(
        body=(Text(text="Good morning"),),
        more=(Button(label="Later", press=Press(verb="snooze")), Button(label="Stop", press=Press(verb="mute"))),
        feedback=(Button(label="Helpful", press=press), Button(label="Not helpful", press=press)),
    )
    shown = message(card)
    assert of_message(shown["blocks"], shown["text"]) == []
    (element,) = shown["blocks"][-1]["elements"]
    assert shown["blocks"][-1]["type"] == "context_actions"
    assert (element["type"], element["positive_button"]["accessibility_label"]) == ("feedback_buttons", "Helpful")
    assert Press.unpack(element["positive_button"]["value"]) == press
    (menu,) = shown["blocks"][-2]["elements"]
    assert [option["text"]["text"] for option in menu["options"]] == ["Later", "Stop"]
    refused = [message(card, level)["blocks"] for level in (RenderLevel.BLOCKS, RenderLevel.PLAIN)]
    for blocks in (surface_blocks(card), *refused):
        assert "context_actions" not in str(blocks)
        assert all(label in str(blocks) for label in ("Later", "Stop", "Helpful", "Not helpful"))


@settings(max_examples=60, deadline=None)
@given(card=CARDS, rich=st.sampled_from(RenderLevel))
def test_no_card_is_refused(card: Card, rich: RenderLevel) -> None:
    """Any text, any length, any number of elements."""
    shown = message(card, rich)
    assert of_message(shown["blocks"], shown["text"]) == []
    assert shown["text"] or not list(card.texts())
    assert of_view({"type": "home", "blocks": surface_blocks(card)}) == []
    assert of_view(result_view(card, ModalMetadata(verb="x"))) == []


@settings(max_examples=50, deadline=None)
@given(
    values=st.lists(ANY, min_size=len(FieldKind), max_size=len(FieldKind)),
    title=ANY,
    kept=st.dictionaries(SHORT, ANY, max_size=3),
)
def test_no_form_is_refused(values: list[str], title: str, kept: dict[str, str]) -> None:
    """The form is filled with what was typed, cut to Slack's limits."""
    fields = tuple(
        Field(
            name=kind,
            label=title,
            kind=kind,
            value=value,
            options=(Option(label=title, value="a"),),
            hint=value,
            error=title,
        )
        for kind, value in zip(FieldKind, values, strict=True)
    )
    form = Form(verb="promise", title=title, submit="Save", fields=fields, kept={"account": "=1"})
    assert (
        of_view(view(form, ModalMetadata(verb="promise", kept=kept if sum(map(len, kept.values())) < 1500 else {})))
        == []
    )
    assert card_of(Form(verb="call", title="Call", submit="Save", fields=fields[:1])).buttons


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_card_is_drawn_and_says_all_in_its_text(language: str) -> None:
    """The gallery as Slack gets it: no refusal, and the fallback leaves nothing out."""
    for name, card in gallery_cards(language):
        shown = message(card)
        assert of_message(shown["blocks"], shown["text"]) == [], name
        said = " ".join(texts(shown["blocks"]))
        for text in card.texts():
            assert text.split()[0] in said, (name, text)


def test_hidden_buttons_fold_into_an_overflow_menu() -> None:
    """At most three in sight; the rest under "…" where its values fit."""
    later = tuple(Button(label=f"Later {n}", press=Press(verb="snooze", values={"until": str(n)})) for n in range(3))
    card = Card(title="A", buttons=(Button(label="Log", press=Press(verb="call"), style=Style.MAIN),), more=later)
    (actions,) = [block for block in message(card)["blocks"] if block["type"] == "actions"]
    assert [action["type"] for action in actions["elements"]] == ["button", "overflow"]
    assert actions["elements"][0]["style"] == "primary"


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("<@UBOT> call acme", "call acme"),
        ("call <@U2>", "call @Bo"),
        ("call <@U9|niner>", "call @niner"),
        ("<!here> <!subteam^S1|@team> <!channel>", "@here @team @channel"),
        ("<#C1|sales> <#C2>", "#sales #C2"),
        ("<https://a.example/x?a=1&amp;b=2>", "https://a.example/x?a=1&b=2"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("1 < 2 > 0", "1 < 2 > 0"),
    ],
)
def test_markup_is_read_as_its_writer_sees_it(marked: str, plain: str) -> None:
    """One unescape on the way in."""
    assert message_text(marked, {"U2": "Bo"}, "UBOT") == plain


@given(text=st.text())
def test_any_text_can_be_read(text: str) -> None:
    """No markup raises."""
    assert isinstance(message_text(text, {}), str)
