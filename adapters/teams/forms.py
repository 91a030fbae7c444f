"""Forms as cards with inputs, in a chat or a dialog, and a submitted form back to values."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, assert_never

from adapters.teams.render import (
    BUDGET,
    NONCE,
    TEXT_LENGTH,
    VERSION,
    Json,
    as_typed,
    attachment,
    literal,
    new_nonce,
    paragraph,
    run,
    size,
)
from bot.messages.card import Card, Text
from bot.messages.form import Field, FieldKind, Form
from bot.messages.outside_json import read_json

FORM = "form"
SUBMIT = "submit"
INPUT = "in."
"""Prefix of an input's id, so that no field can replace the data of the card."""
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DIALOG_TITLE = 60
MAIN = {"style": "positive"}


def form_card(form: Form, *, dialog: bool = False, nonce: str = "") -> Json:
    """Return the card that shows a form, within Teams' budget; without the title in a dialog, which has its own."""
    data: Json = {FORM: json.dumps({"verb": form.verb, "kept": dict(form.kept)}), NONCE: nonce or new_nonce()}
    submit: Json = {"type": "Action.Submit", "title": as_typed(form.submit), "data": data, **MAIN}
    # A dialog takes Action.Submit alone; in a chat it is the fallback of clients that know nothing else.
    if not dialog:
        submit |= {"type": "Action.Execute", "verb": SUBMIT, "fallback": dict(submit)}
    shown: Json = {}
    for length in (TEXT_LENGTH, TEXT_LENGTH // 4, TEXT_LENGTH // 16):
        shown = _form_card(form, submit, length, titled=not dialog)
        if size(shown) <= BUDGET:
            break
    return shown


def _form_card(form: Form, submit: Json, length: int, *, titled: bool) -> Json:
    title = [paragraph(run(form.title, weight="Bolder", size="Medium"))] if titled else []
    return {
        "type": "AdaptiveCard",
        "$schema": "https://adaptivecards.io/schemas/adaptive-card.json",
        "version": VERSION,
        "fallbackText": literal(form.title),
        "body": [*title, *(block for field in form.fields for block in _field(field, form.needed, length))],
        "actions": [submit],
    }


def dialog(form: Form) -> Json:
    """Return the answer that shows a form in a dialog."""
    shown = attachment(form_card(form, dialog=True))
    return {"task": {"type": "continue", "value": {"title": as_typed(form.title)[:DIALOG_TITLE], "card": shown}}}


def closing_answer(text: str) -> Json:
    """Return the answer that ends a dialog with a sentence."""
    return {"task": {"type": "message", "value": literal(text[:TEXT_LENGTH])}}


def shown_in_dialog(title: str, content: Json) -> Json:
    """Return the answer that shows a card in the open dialog."""
    return {
        "task": {
            "type": "continue",
            "value": {"title": as_typed(title)[:DIALOG_TITLE], "card": attachment(content)},
        }
    }


def card_of(form: Form) -> Card:
    """Return a form's labels as a card, for notifications and screen readers."""
    return Card(title=form.title, body=tuple(Text(text=field.label) for field in form.fields))


def _field(field: Field, needed: str, length: int) -> list[Json]:
    must = {"isRequired": True, "errorMessage": as_typed(needed)} if field.required and needed else {}
    name = {"id": f"{INPUT}{field.name}", "label": as_typed(field.label)}
    shown = [_input(field, field.value[:length]) | name | must]
    if field.error:
        shown.append(paragraph(run(field.error, color="Attention", weight="Bolder")))
    elif field.hint:
        shown.append(paragraph(run(field.hint, isSubtle=True, size="Small")))
    return shown


def _input(field: Field, value: str) -> Json:
    match field.kind:
        # Accounts too: Teams' search field takes only what it finds, so a new customer could not be typed.
        case FieldKind.LINE | FieldKind.ACCOUNT:
            return {"type": "Input.Text", "value": value}
        case FieldKind.TEXT:
            return {"type": "Input.Text", "isMultiline": True, "value": value}
        case FieldKind.CHOICE:
            return _choice(field) if field.options else {"type": "Input.Text", "value": value}
        case FieldKind.DAY:
            written = not value or ISO_DAY.fullmatch(value)
            return {"type": "Input.Date" if written else "Input.Text", "value": value}
        case _:
            assert_never(field.kind)


def _choice(field: Field) -> Json:
    chosen = next((option.value for option in field.options if field.value in (option.value, option.label)), "")
    options = [{"title": as_typed(option.label), "value": option.value} for option in field.options]
    return {"type": "Input.ChoiceSet", "style": "compact", "choices": options, "value": chosen}


def filled(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the values of a submitted form, by field."""
    return {name.removeprefix(INPUT): str(value) for name, value in data.items() if name.startswith(INPUT)}


def unpack_form(data: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Return the command of a form and the values that nobody typed; raises ValueError when it is not ours."""
    try:
        found = read_json(str(data[FORM]))
        if not isinstance(found, dict):
            raise ValueError("no form of ours")
        verb, kept = found["verb"], found["kept"]
    except (KeyError, TypeError) as error:
        raise ValueError("no form of ours") from error
    if not isinstance(verb, str) or not isinstance(kept, dict) or not all(isinstance(v, str) for v in kept.values()):
        raise ValueError("no form of ours")
    return verb, kept
