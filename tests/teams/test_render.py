"""Cards as Adaptive Cards: within every limit, whatever people typed, and never live."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.forms import card_of, filled, form_card, unpack_form
from adapters.teams.message_text import plain_html
from adapters.teams.render import adaptive, literal, message, opened_data, words
from bot.cli.gallery import gallery_cards
from bot.language.word_files import LANGUAGES
from bot.messages.card import Bars, Button, Card, Style, Text
from bot.messages.form import Field, FieldKind, Form, Option
from bot.messages.press import Press
from bot.messages.seal import SHOWN_ONLY
from tests.dialog import Dialog
from tests.fakes.teams import labels
from tests.fakes.teams_cards import of_activity, of_card, texts
from tests.hostile.corpus import SAMPLE
from tests.slack.test_render import ANY, CARDS


@settings(max_examples=60, deadline=None)
@given(card=CARDS, dialog=st.booleans())
def test_no_card_is_refused(card: Card, dialog: bool) -> None:
    """Any text, any length, any number of elements and buttons."""
    shown = adaptive(card, dialog=dialog, opens=lambda button: button.label == "form")
    assert of_card(shown, dialog=dialog) == []


@settings(max_examples=30, deadline=None)
@given(values=st.lists(ANY, min_size=len(FieldKind), max_size=len(FieldKind)), dialog=st.booleans())
def test_a_form_holds_what_was_typed(values: list[str], dialog: bool) -> None:
    """Every input has a label; what it holds comes back by field."""
    fields = tuple(
        Field(name=kind, label="Label", kind=kind, value=value, options=(Option(label="A", value="a"),), error="x")
        for kind, value in zip(FieldKind, values, strict=True)
    )
    card = form_card(
        Form(verb="promise", title="Promise", submit="Save", fields=fields, kept={"a": "=1"}), dialog=dialog
    )
    assert of_card(card, dialog=dialog) == []
    data = card["actions"][0]["data"]
    assert unpack_form(opened_data(data, SHOWN_ONLY)) == ("promise", {"a": "=1"})
    assert filled({"in.what": "x", "other": "y"}) == {"what": "x"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_card_is_drawn_and_says_all_in_its_fallback(language: str) -> None:
    """The gallery as Teams gets it."""
    for name, card in gallery_cards(language):
        shown = message(adaptive(card), card)
        assert of_activity(shown) == [], name
        for text in card.texts():
            assert text.split()[0] in texts(shown["attachments"][0]["content"]), (name, text)


def test_no_answer_to_hostile_text_is_refused_or_read_as_markup(talk: Dialog) -> None:
    """A thousand lines of the hostile corpus, which stand for all."""
    talk.say("call acme")
    for line in SAMPLE:
        reply = talk.say(line, "chris")
        content = form_card(reply.form) if reply.form else adaptive(reply.card)
        card = card_of(reply.form) if reply.form else reply.card
        assert of_activity(message(content, card)) == [], line


@pytest.mark.parametrize(
    "data", [{}, {"form": "x"}, {"form": "[]"}, {"form": '{"verb": 1, "kept": {}}'}, {"form": '{"verb": "x"}'}]
)
def test_a_forged_form_is_refused(data: dict[str, str]) -> None:
    """Form data that we did not make is refused."""
    with pytest.raises(ValueError):
        unpack_form(data)


def test_a_messages_html_is_read_as_plain_text() -> None:
    """Paragraphs become spaces, entities are decoded, tags are removed."""
    assert plain_html("<p>a&nbsp;b</p><p>c &lt;d&gt;<br>e</p>") == "a b c <d> e"


def test_the_longest_form_stays_within_the_budget() -> None:
    """Five fields, each with the longest text in letters that take twelve bytes."""
    fields = tuple(Field(name=f"f{n}", label="Label", value="\U0001f600" * 5_000) for n in range(5))
    assert of_card(form_card(Form(verb="promise", title="Promise", submit="Save", fields=fields))) == []


def test_a_card_that_is_too_large_loses_its_layout_and_then_buttons_but_not_its_first_words() -> None:
    """Within 28 KB the title and the first button are still there."""
    long = "\U0001f600" * 900
    buttons = tuple(Button(label=f"b{n}", press=Press(verb="undo", values={"ref": long})) for n in range(8))
    card = Card(title="The title", body=tuple(Text(text=long) for _ in range(9)), buttons=buttons)
    shown = adaptive(card)
    assert of_card(shown) == []
    assert "The title" in texts(shown["body"])
    assert labels(shown)[0] == "b0"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Acme A/S, price list (2027): 50 %", "Acme A/S, price list (2027): 50 %"),
        ("[Acme](https://evil.example)", "\\[Acme\\](https\\://evil\\.example)"),
        ("**b** _i_ ~~s~~ `c`", "\\*\\*b\\*\\* \\_i\\_ \\~\\~s\\~\\~ \\`c\\`"),
        ("<at>Bo</at> & <b>", "&lt;at&gt;Bo&lt;/at&gt; &amp; &lt;b&gt;"),
        ("{{DATE(2026-11-24)}} ${name}", "\\{\\{DATE(2026-11-24)\\}\\} $\\{name\\}"),
        ("# a heading", "\\# a heading"),
        ("evil.example www.x.dk a@b.dk", "evil\\.example www\\.x\\.dk a@b\\.dk"),
        ("2.5 kl. 8, 24.11.2026", "2.5 kl. 8, 24.11.2026"),
        ("- a\n  + b\n1. c\n12) d", "\\- a\n  \\+ b\n1\\. c\n12\\) d"),
        ("Title\n===\n---", "Title\n\\===\n\\---"),
        ("a - b + c", "a - b + c"),
    ],
)
def test_markup_in_message_text_is_escaped(typed: str, shown: str) -> None:
    """Teams reads Markdown and HTML even in text that is called plain."""
    assert literal(typed) == shown
    assert of_activity(words(typed)) == []


def test_no_function_or_template_of_a_card_runs_in_a_summary() -> None:
    """Where no backslash is understood, a sign that is not drawn stands between the two that would begin one."""
    typed = "{{DATE(2026-11-24)}} ${name} {{{x}}}"
    card = Card(body=(Text(text=typed),))
    summary = message(adaptive(card), card)["summary"]
    assert "{{" not in summary
    assert "${" not in summary
    assert typed == summary.replace("\u2060", "")


def test_a_chart_has_its_numbers_in_words_and_a_fallback() -> None:
    """A client that draws no charts shows the numbers in words."""
    card = Card(body=(Bars(title="Calls", bars=(("Mon", 3), ("Tue", 0)), alt="Mon 3, Tue 0."),))
    chart, alt = adaptive(card)["body"]
    assert (chart["type"], chart["fallback"], chart["data"][0]) == ("Chart.VerticalBar", "drop", {"x": "Mon", "y": 3})
    assert texts(alt).strip() == "Mon 3, Tue 0."


def test_rare_buttons_are_secondary_and_the_main_one_is_positive() -> None:
    """At most three in sight; a seventh button gets a row of its own."""
    press = Press(verb="undo")
    rare = tuple(Button(label=f"r{n}", press=press) for n in range(6))
    card = Card(buttons=(Button(label="Main", press=press, style=Style.MAIN),), more=rare)
    shown = adaptive(card)
    assert [action.get("mode") for action in shown["actions"]] == [None, *["secondary"] * 5]
    assert shown["actions"][0]["style"] == "positive"
    assert [action["title"] for action in shown["body"][-1]["actions"]] == ["r5"]
