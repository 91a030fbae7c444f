"""A form as a card with inputs, in the chat or in a dialog, and what was filled in as values."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, assert_never

from adapters.teams.render import (
    BUDGET,
    LONGEST,
    NONCE,
    VERSION,
    Json,
    attachment,
    literal,
    new_nonce,
    paragraph,
    run,
    size,
)
from bot.messages.card import Card, Text
from bot.messages.form import Field, FieldKind, Form

FORM = "form"
SUBMIT = "submit"
INPUT = "in."
"""Leads an input's id, so that no field can take the place of what the card carries."""
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DIALOG_TITLE = 60
MAIN = {"style": "positive"}


def form_card(form: Form, *, dialog: bool = False, nonce: str = "") -> Json:
    """Return the card that asks for a form's fields; a dialog has its title around it."""
    data: Json = {FORM: json.dumps({"verb": form.verb, "kept": dict(form.kept)}), NONCE: nonce or new_nonce()}
    submit: Json = {"type": "Action.Submit", "title": form.submit, "data": data, **MAIN}
    if not dialog:
        submit |= {"type": "Action.Execute", "verb": SUBMIT, "fallback": dict(submit)}
    shown: Json = {}
    for longest in (LONGEST, LONGEST // 4, LONGEST // 16):
        shown = _form_card(form, submit, longest, titled=not dialog)
        if size(shown) <= BUDGET:
            break
    return shown


def _form_card(form: Form, submit: Json, longest: int, *, titled: bool) -> Json:
    title = [paragraph(run(form.title, weight="Bolder", size="Medium"))] if titled else []
    return {
        "type": "AdaptiveCard",
        "$schema": "https://adaptivecards.io/schemas/adaptive-card.json",
        "version": VERSION,
        "fallbackText": literal(form.title),
        "body": [*title, *(block for field in form.fields for block in _field(field, form.needed, longest))],
        "actions": [submit],
    }


def dialog(form: Form) -> Json:
    """Return the answer that shows a form in a dialog."""
    shown = attachment(form_card(form, dialog=True))
    return {"task": {"type": "continue", "value": {"title": form.title[:DIALOG_TITLE], "card": shown}}}


def said(text: str) -> Json:
    """Return the answer that closes a dialog with a sentence."""
    return {"task": {"type": "message", "value": literal(text[:LONGEST])}}


def shown_in_dialog(title: str, content: Json) -> Json:
    """Return the answer that shows a card in the dialog that is open."""
    return {"task": {"type": "continue", "value": {"title": title[:DIALOG_TITLE], "card": attachment(content)}}}


def card_of(form: Form) -> Card:
    """Return what a form says, for the notification and for readers aloud."""
    return Card(title=form.title, body=tuple(Text(text=field.label) for field in form.fields))


def _field(field: Field, needed: str, longest: int) -> list[Json]:
    must = {"isRequired": True, "errorMessage": needed} if field.required and needed else {}
    shown = [_input(field, field.value[:longest]) | {"id": f"{INPUT}{field.name}", "label": field.label} | must]
    if field.error:
        shown.append(paragraph(run(field.error, color="Attention", weight="Bolder")))
    elif field.hint:
        shown.append(paragraph(run(field.hint, isSubtle=True, size="Small")))
    return shown


def _input(field: Field, value: str) -> Json:
    match field.kind:
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
    options = [{"title": option.label, "value": option.value} for option in field.options]
    return {"type": "Input.ChoiceSet", "style": "compact", "choices": options, "value": chosen}


def filled(data: Mapping[str, Any]) -> dict[str, str]:
    """Return what was typed, by field."""
    return {name.removeprefix(INPUT): str(value) for name, value in data.items() if name.startswith(INPUT)}


def carried(data: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Return a form's command and machine values; raises ValueError on anything that we did not make."""
    try:
        found = json.loads(str(data[FORM]))
        verb, kept = found["verb"], found["kept"]
    except (KeyError, TypeError) as error:
        raise ValueError("no form of ours") from error
    if not isinstance(verb, str) or not isinstance(kept, dict) or not all(isinstance(v, str) for v in kept.values()):
        raise ValueError("no form of ours")
    return verb, kept
