"""A form as a modal, and what was filled in as values."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, assert_never

from adapters.slack.render import EMPTY, LABEL, SECTION, Block, clip, plain, surface_blocks
from bot.messages.card import Button, Card, Text
from bot.messages.form import Field, FieldKind, Form, Option
from bot.messages.press import Press, pack_typed_option, typed_values, unpack_typed_option

TITLE = 24
HINT = 2_000
PRIVATE = 3_000
OPTIONS = 100
CALLBACK = "form"
RESULT = "result"
INPUT = "value"
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, kw_only=True)
class ModalMetadata:
    """What a modal carries unseen: its command, the machine values, and where its result is to be shown."""

    verb: str
    kept: Mapping[str, str] = field(default_factory=dict)
    channel: str = ""
    channel_name: str = ""
    thread: str = ""
    respond: str = ""
    receipt: str = ""
    """The message in a person's own conversation whose button opened the form."""
    surface: str = ""
    """"home" where it was opened from the Home, which is then to show what was saved."""

    def pack(self) -> str:
        """Return it as Slack's private metadata; where to answer gives way when room is short."""
        text = json.dumps(vars(self), ensure_ascii=False, separators=(",", ":"))
        if len(text) > PRIVATE:
            text = json.dumps({"verb": self.verb, "kept": dict(self.kept)}, ensure_ascii=False, separators=(",", ":"))
        return text

    @classmethod
    def unpack(cls, text: str) -> ModalMetadata:
        """Read it back; raises ValueError on anything else."""
        given = json.loads(text)
        if not isinstance(given, dict) or not set(given) <= set(cls.__dataclass_fields__) or "verb" not in given:
            raise ValueError("not a form's metadata")
        kept = given.pop("kept", {})
        if not isinstance(kept, dict) or not all(isinstance(v, str) for v in (*kept.values(), *given.values())):
            raise ValueError("not a form's metadata")
        return cls(kept=kept, **given)


def view(form: Form, carried: ModalMetadata) -> Block:
    """Return the modal that asks for a form's fields."""
    blocks = [_input(each) for each in form.fields]
    if len(form.title) > TITLE:
        blocks.insert(0, {"type": "section", "text": plain(form.title, SECTION)})
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain(form.title, TITLE),
        "submit": plain(form.submit, TITLE),
        "private_metadata": carried.pack(),
        "blocks": blocks,
    }


def result_view(card: Card, carried: ModalMetadata) -> Block:
    """Return the modal that shows a card, such as a choice of several accounts."""
    return {
        "type": "modal",
        "callback_id": RESULT,
        "title": plain("Snurr", TITLE),
        "private_metadata": carried.pack(),
        "blocks": surface_blocks(card),
    }


def card_of(form: Form) -> Card:
    """Return a card whose button opens the form, for places that cannot show a form by themselves."""
    typed = {each.name: each.value for each in form.fields if each.value}
    press = Press(verb=form.verb, values=dict(form.kept) | typed_values(typed))
    problems = [Text(text=each.error) for each in form.fields if each.error]
    asked = Text(text=", ".join(each.label for each in form.fields if each.required))
    return Card(title=form.title, body=(*problems, asked), buttons=(Button(label=f"{form.title} …", press=press),))


def _input(field: Field) -> Block:
    block: Block = {
        "type": "input",
        "block_id": field.name,
        "label": plain(field.label, HINT),
        "element": _element(field) | {"action_id": INPUT},
        "optional": not field.required,
    }
    hint = field.error or field.hint
    return block | ({"hint": plain(hint, HINT)} if hint else {})


def _element(field: Field) -> Block:
    match field.kind:
        case FieldKind.LINE | FieldKind.TEXT:
            return _typed(field, multiline=field.kind is FieldKind.TEXT)
        case FieldKind.CHOICE:
            return _choice(field)
        case FieldKind.DAY:
            return _day(field)
        case FieldKind.ACCOUNT:
            initial = _option(field.value, pack_typed_option(field.value)) if field.value.strip() else None
            return {"type": "external_select", "min_query_length": 0} | ({"initial_option": initial} if initial else {})
        case _:
            assert_never(field.kind)


def _typed(field: Field, *, multiline: bool = False) -> Block:
    shown: Block = {"type": "plain_text_input", "multiline": multiline, "max_length": SECTION}
    return shown | ({"initial_value": field.value[:SECTION]} if field.value else {})


def _choice(field: Field) -> Block:
    if not field.options:
        return _typed(field)
    shown = field.options[:OPTIONS]
    chosen = next((each for each in shown if field.value in (each.value, each.label)), None)
    options = [_option(each.label, each.value) for each in shown]
    initial = {"initial_option": _option(chosen.label, chosen.value)} if chosen else {}
    return {"type": "static_select", "options": options} | initial


def _day(field: Field) -> Block:
    """A day in words stays as typed; an empty or written-out one gets the calendar."""
    if field.value and not ISO_DAY.fullmatch(field.value):
        return _typed(field)
    return {"type": "datepicker"} | ({"initial_date": field.value} if field.value else {})


def _option(label: str, value: str) -> Block:
    return {"text": plain(label, LABEL), "value": clip(value, LABEL * 2)}


def options(found: tuple[Option, ...]) -> Block:
    """Return the answer to a search in an account field."""
    return {"options": [_option(each.label, each.value) for each in found[:OPTIONS] if len(each.value) <= LABEL * 2]}


def filled(state: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what was typed, and what was picked from our own search, by field."""
    typed: dict[str, str] = {}
    picked: dict[str, str] = {}
    for name, inputs in state.items():
        text, found = _value(inputs[INPUT])
        (picked if found else typed)[name] = text
    return typed, picked


def _value(given: Mapping[str, Any]) -> tuple[str, bool]:
    """Return an input's value, and whether it is one of our own machine values."""
    if given["type"] in ("static_select", "external_select"):
        value = str((given.get("selected_option") or {}).get("value", ""))
        text = unpack_typed_option(value) if given["type"] == "external_select" else value
        return (value, bool(value)) if text is None else (text, False)
    entered = given.get("selected_date") if given["type"] == "datepicker" else given.get("value")
    return str(entered or ""), False


def errors(form: Form, shown: tuple[str, ...], sentence: str) -> dict[str, str]:
    """Return a sentence for each field that is wrong; one that is not in sight stands at the first."""
    found = {each.name: each.error for each in form.fields if each.error} or {"": sentence or EMPTY}
    return {(name if name in shown else shown[0]): clip(text, HINT) for name, text in found.items()}
