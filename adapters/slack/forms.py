"""Forms as modals, and a submitted modal back to values."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any, assert_never

from adapters.slack.render import EMPTY, LABEL, SECTION, Block, clip, plain, surface_blocks
from bot.messages.card import Button, Card, Text
from bot.messages.form import Field, FieldKind, Form, Option
from bot.messages.outside_json import read_json
from bot.messages.press import Press, pack_typed_option, typed_values, unpack_typed_option
from bot.records import record

TITLE_LENGTH = 24
HINT_LENGTH = 2_000
METADATA_LENGTH = 3_000
OPTIONS = 100
FORM_CALLBACK = "form"
RESULT_CALLBACK = "result"
INPUT = "value"
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@record(kw_only=True)
class ModalMetadata:
    """The hidden data of a modal: its command, the values that nobody typed, and where its result is shown."""

    verb: str
    kept: Mapping[str, str] = field(default_factory=dict)
    channel: str = ""
    channel_name: str = ""
    thread: str = ""
    respond: str = ""
    receipt: str = ""
    """The message in a person's direct messages whose button opened the form."""
    surface: str = ""
    """"home" where it was opened from the Home, which is then to show what was saved."""

    def pack(self) -> str:
        """Return it as Slack's private metadata; too long for Slack, it is cut to the command and its values."""
        text = json.dumps(vars(self), ensure_ascii=False, separators=(",", ":"))
        # The place goes first: without it the result comes to the person's own messages, and no value is lost.
        if len(text) > METADATA_LENGTH:
            text = json.dumps({"verb": self.verb, "kept": dict(self.kept)}, ensure_ascii=False, separators=(",", ":"))
        return text

    @classmethod
    def unpack(cls, text: str) -> ModalMetadata:
        """Read what `pack` wrote; raises ValueError on anything else."""
        given = read_json(text)
        if not isinstance(given, dict) or not set(given) <= set(cls.__dataclass_fields__) or "verb" not in given:
            raise ValueError("not a form's metadata")
        kept = given.pop("kept", {})
        if not isinstance(kept, dict) or not all(isinstance(v, str) for v in (*kept.values(), *given.values())):
            raise ValueError("not a form's metadata")
        return cls(kept=kept, **given)


def view(form: Form, metadata: ModalMetadata) -> Block:
    """Return the modal that asks for a form's fields."""
    blocks = [_input(field) for field in form.fields]
    if len(form.title) > TITLE_LENGTH:
        blocks.insert(0, {"type": "section", "text": plain(form.title, SECTION)})
    return {
        "type": "modal",
        "callback_id": FORM_CALLBACK,
        "title": plain(form.title, TITLE_LENGTH),
        "submit": plain(form.submit, TITLE_LENGTH),
        "private_metadata": metadata.pack(),
        "blocks": blocks,
    }


def result_view(card: Card, metadata: ModalMetadata) -> Block:
    """Return the modal that shows a card, such as a choice between accounts."""
    return {
        "type": "modal",
        "callback_id": RESULT_CALLBACK,
        "title": plain("Snurr", TITLE_LENGTH),
        "private_metadata": metadata.pack(),
        "blocks": surface_blocks(card),
    }


def card_of(form: Form) -> Card:
    """Return a card with a button that opens the form, where no modal can be opened directly."""
    typed = {field.name: field.value for field in form.fields if field.value}
    filled_in = Press(verb=form.verb, values=dict(form.kept) | typed_values(typed))
    # What was typed may be longer than a button can carry; the form then opens without it.
    press = filled_in if filled_in.fits else Press(verb=form.verb, values=form.kept)
    problems = [Text(text=each.error) for each in form.fields if each.error]
    asked = Text(text=", ".join(each.label for each in form.fields if each.required))
    return Card(title=form.title, body=(*problems, asked), buttons=(Button(label=f"{form.title} …", press=press),))


def _input(field: Field) -> Block:
    block: Block = {
        "type": "input",
        "block_id": field.name,
        "label": plain(field.label, HINT_LENGTH),
        "element": _element(field) | {"action_id": INPUT},
        "optional": not field.required,
    }
    hint = field.error or field.hint
    return block | ({"hint": plain(hint, HINT_LENGTH)} if hint else {})


def _element(field: Field) -> Block:
    match field.kind:
        case FieldKind.LINE | FieldKind.TEXT:
            return _typed(field, multiline=field.kind is FieldKind.TEXT)
        case FieldKind.CHOICE:
            return _choice(field)
        case FieldKind.DAY:
            return _day(field)
        case FieldKind.ACCOUNT:
            # A select takes only what its search has offered, so what was typed is offered as an option of its own.
            initial = _option(field.value, pack_typed_option(field.value)) if field.value.strip() else None
            return {"type": "external_select", "min_query_length": 0} | ({"initial_option": initial} if initial else {})
        case _:
            assert_never(field.kind)


def _typed(field: Field, *, multiline: bool = False) -> Block:
    shown: Block = {"type": "plain_text_input", "multiline": multiline, "max_length": SECTION}
    return shown | ({"initial_value": field.value[:SECTION]} if field.value else {})


def _choice(field: Field) -> Block:
    # Slack refuses a select without options.
    if not field.options:
        return _typed(field)
    shown = field.options[:OPTIONS]
    chosen = next((option for option in shown if field.value in (option.value, option.label)), None)
    options = [_option(option.label, option.value) for option in shown]
    initial = {"initial_option": _option(chosen.label, chosen.value)} if chosen else {}
    return {"type": "static_select", "options": options} | initial


def _day(field: Field) -> Block:
    """Return a date picker; a text input for a day that was typed in words, which a picker cannot hold."""
    if field.value and not ISO_DAY.fullmatch(field.value):
        return _typed(field)
    return {"type": "datepicker"} | ({"initial_date": field.value} if field.value else {})


def _option(label: str, value: str) -> Block:
    return {"text": plain(label, LABEL), "value": clip(value, LABEL * 2)}


def options(found: tuple[Option, ...]) -> Block:
    """Return the answer to a search in an account field; options whose value Slack would cut are left out."""
    short = [option for option in found[:OPTIONS] if len(option.value) <= LABEL * 2]
    return {"options": [_option(option.label, option.value) for option in short]}


def filled(state: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the values of a submitted modal by field: what was typed, and what was picked from a search."""
    typed: dict[str, str] = {}
    picked: dict[str, str] = {}
    for name, inputs in state.items():
        text, found = _value(inputs[INPUT])
        (picked if found else typed)[name] = text
    return typed, picked


def _value(given: Mapping[str, Any]) -> tuple[str, bool]:
    """Return an input's value, and whether it was picked from a search."""
    if given["type"] in ("static_select", "external_select"):
        value = str((given.get("selected_option") or {}).get("value", ""))
        text = unpack_typed_option(value) if given["type"] == "external_select" else value
        return (value, bool(value)) if text is None else (text, False)
    entered = given.get("selected_date") if given["type"] == "datepicker" else given.get("value")
    return str(entered or ""), False


def errors(form: Form, shown: tuple[str, ...], sentence: str) -> dict[str, str]:
    """Return a sentence by field for the `shown` fields; what belongs to another field stands at the first one."""
    found = {field.name: field.error for field in form.fields if field.error} or {"": sentence or EMPTY}
    return {(name if name in shown else shown[0]): clip(text, HINT_LENGTH) for name, text in found.items()}
