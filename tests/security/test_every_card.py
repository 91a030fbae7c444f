"""Every answer and nudge of a company full of hostile names, read as each platform reads it: nothing acts, all is shown."""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Iterator

import openpyxl
import pytest

from adapters.slack.forms import ModalMetadata, view
from adapters.slack.render import RenderLevel, summary, surface_blocks
from adapters.slack.render import message as slack_message
from adapters.teams.forms import dialog, form_card
from adapters.teams.render import adaptive, words
from adapters.teams.render import message as teams_message
from adapters.terminal import reply_json, reply_text
from adapters.web.chat_room import ChatMessage
from bot.language.word_files import LANGUAGES
from bot.logs import UNSHOWN, spelt
from bot.messages.card import Card, File
from bot.messages.plain_text import card_text
from bot.messages.seal import SHOWN_ONLY
from storage.sqlite import SqliteEngine
from tests.dialog import TUESDAY
from tests.fakes.slack_blocks import of_message, of_view
from tests.fakes.teams_cards import of_activity, of_card
from tests.security.hostile_company import FRAGMENTS, TYPED, Shown, everything_shown
from tests.security.reader import formulas
from tests.security.slack_reader import ReadText, read_payload, read_text
from tests.security.teams_reader import read_activity, read_card

BEHIND_A_LINE_END = ("- Second line", "Third")
CODES = frozenset(
    [
        "action",
        "found",
        "helped",
        "told",
        "digest",
        "expires_at",
        "last_used_at",
        "made_at",
        "revoked_at",
        "via",
        "address",
        "changes",
        "before",
        "after",
        "card",
        "counted",
        "field",
        "shown",
        "choice",
        "closed",
        "country",
        "created_at",
        "day",
        "decided_at",
        "due",
        "external",
        "first_word",
        "factor",
        "fate",
        "first",
        "hint_language",
        "hint_zone",
        "hour",
        "deeds",
        "hours",
        "imported_contact",
        "installed_at",
        "key",
        "kind",
        "left_at",
        "language",
        "last",
        "last_contact",
        "lease",
        "line",
        "local_day",
        "made_at",
        "meaning",
        "message",
        "lunch",
        "muted",
        "nudge_hours",
        "outcome",
        "owner",
        "parked",
        "picked_at",
        "paused_until",
        "platform",
        "quotas",
        "contact_quotas",
        "reason",
        "receipt",
        "reference",
        "repeat_day",
        "roles",
        "rule",
        "sealed",
        "sent_at",
        "source",
        "spelling",
        "stage",
        "state",
        "subject",
        "tail",
        "target",
        "undone_at",
        "url",
        "nonce",
        "former_nonce",
        "former_until",
        "failing_since",
        "rests_until",
        "tried_at",
        "event",
        "type",
        "ended_at",
        "until",
        "value",
        "wake",
        "workspace",
        "zone",
        "at",
    ]
)
"""Names of columns that hold our own words, or what nobody is shown."""


CARRIED = ("value", "initial_value", "data", "press", "payloads", "private_metadata", "drawn")
"""What is carried unseen, and what stands in a text box to be sent back as it is."""


@pytest.fixture(name="shown", scope="module", params=LANGUAGES)
def shown_fixture(request: pytest.FixtureRequest, shared: SqliteEngine) -> list[Shown]:
    """All that people are shown in one language."""
    return list(everything_shown(shared, request.param))


def cards(shown: list[Shown]) -> Iterator[tuple[str, Card]]:
    """Yield every card and how it came about."""
    for each in shown:
        if each.reply.card.title or each.reply.card.body:
            yield each.how, each.reply.card


def acting(read: list[ReadText]) -> list[str]:
    """Return whatever acts in texts."""
    return [act for text in read for act in text.acts]


def unshown(value: object) -> list[str]:
    """Return the texts of a payload that hold a character no screen shows, but for what buttons carry."""
    match value:
        case str():
            return [value] if UNSHOWN.search(value) else []
        case dict():
            return [text for name, each in value.items() if name not in CARRIED for text in unshown(each)]
        case list() | tuple():
            return [text for each in value for text in unshown(each)]
        case _:
            return []


def test_every_column_of_text_is_hostile_or_our_own(shared: SqliteEngine) -> None:
    """A new column is decided about: what people type into it, or that nobody does."""
    with shared.scratch() as raw:
        columns = raw.execute(
            "SELECT m.name AS table_name, c.name AS name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
            " WHERE c.type = 'TEXT' AND m.sql LIKE '%tenant%' AND m.name NOT IN ('tenant', 'mark')"
        ).fetchall()
    undecided = [
        f"{row['table_name']}.{row['name']}"
        for row in columns
        if row["name"] not in CODES and row["name"] not in TYPED.get(row["table_name"], ())
    ]
    assert [] == undecided


def test_the_fragments_are_shown_at_all(shown: list[Shown]) -> None:
    """A model that reads cards without them would prove nothing."""
    said = "\n".join(card_text(card) for _, card in cards(shown))
    assert [] == [
        piece for piece in ("<!channel>", "**B**", "](https://", "{{DATE(", "=1+1", "evil") if piece not in said
    ]
    assert len(shown) > 250


def test_nothing_acts_in_slack(shown: list[Shown]) -> None:
    """Messages at every level of drawing, and what is shown in a modal or on the Home."""
    for how, card in cards(shown):
        for level in RenderLevel:
            payload = slack_message(card, level)
            assert [] == acting(read_payload(payload)) + of_message(payload["blocks"], payload["text"]), (how, level)
            assert [] == unshown(payload), how
        surface = surface_blocks(card)
        assert [] == acting(read_payload({"blocks": surface})) + unshown(surface), how


def test_slack_shows_texts_as_typed(shown: list[Shown]) -> None:
    """Escaped once: the notification, read once, is the beginning of the card's own text."""
    for how, card in cards(shown):
        said = UNSHOWN.sub("", card_text(card, buttons=False))
        assert said.startswith(read_text(summary(card), styles=False).shown.removesuffix("…")), how


def test_nothing_acts_in_teams(shown: list[Shown]) -> None:
    """Cards with their notification, in a dialog, and the texts alone where a card cannot be posted."""
    for how, card in cards(shown):
        activity = teams_message(adaptive(card, nonce="n"), card)
        assert [] == acting(read_activity(activity)) + of_activity(activity), how
        assert [] == unshown(activity), how
        assert [] == acting(list(read_card(adaptive(card, nonce="n", dialog=True)))), how
        for text in card.texts():
            assert [] == acting(read_activity(words(text))), how


def test_teams_shows_texts_as_typed(shown: list[Shown]) -> None:
    """Each text of a card is there again, escaped once, in what is read of the card."""
    for how, card in cards(shown):
        content = adaptive(card, nonce="n")
        (fallback,) = [
            text.shown
            for text in read_activity({"attachments": [{"content": {"fallbackText": content["fallbackText"]}}]})
        ]
        assert UNSHOWN.sub("", card_text(card)).startswith(fallback.removesuffix("…")), how


def test_no_form_acts(shown: list[Shown]) -> None:
    """Modals, dialogs and forms in a chat; what was typed stands in its field."""
    forms = [(each.how, each.reply.form) for each in shown if each.reply.form]
    assert len(forms) > 10
    for how, form in forms:
        modal = view(form, ModalMetadata(verb=form.verb, kept=dict(form.kept)))
        assert [] == acting(read_payload(modal)) + of_view(modal) + unshown(modal), how
        for content in (form_card(form, nonce="n"), dialog(form, SHOWN_ONLY)["task"]["value"]["card"]["content"]):
            assert [] == acting(list(read_card(content))) + unshown(content), how
        assert [] == of_card(form_card(form, nonce="n")), how


def test_nothing_acts_in_a_terminal_or_on_the_page(shown: list[Shown]) -> None:
    """No control character, no mark of direction, in text and in JSON."""
    for each in shown:
        assert [] == unshown(spelt(reply_text(each.reply))), each.how
        assert [] == unshown([spelt(str(value)) for value in reply_json(each.reply).values()]), each.how
        message = ChatMessage(id="1", conversation="#", who="", at=TUESDAY, card=each.reply.card)
        assert [] == unshown(dict(message.plain({}, SHOWN_ONLY))), each.how


def test_no_text_makes_a_line_of_its_own(shown: list[Shown]) -> None:
    """Whatever a name or a note says, the line is ours."""
    for how, card in cards(shown):
        begun = [line for line in card_text(card).splitlines() if line.lstrip().startswith(BEHIND_A_LINE_END)]
        assert [] == begun, how


def test_no_file_holds_a_formula(shown: list[Shown]) -> None:
    """Under the separator of any reader; a workbook holds texts and numbers."""
    files = [element for _, card in cards(shown) for element in card.body if isinstance(element, File)]
    assert {"csv", "xlsx"} <= {file.name.rpartition(".")[2] for file in files}
    for file in files:
        raw = base64.b64decode(file.data)
        if file.name.endswith(".csv"):
            assert [] == formulas(raw.decode("utf-8-sig")), file.name
        elif file.name.endswith(".json"):
            assert json.loads(raw)
        elif file.name.endswith(".md"):
            assert [] == re.findall(r"(?<!\\)[<*`\[]", "".join(raw.decode().splitlines(keepends=True)[1:])), file.name
        else:
            found = [cell for row in openpyxl.load_workbook(io.BytesIO(raw)).worksheets[0].iter_rows() for cell in row]
            assert {cell.data_type for cell in found} <= {"s", "n"}
        assert not UNSHOWN.search(file.name)


def test_every_fragment_fits_into_a_name() -> None:
    """Cut short, a fragment would be harmless."""
    assert [] == [fragment for fragment in FRAGMENTS if len(fragment) > 60]
