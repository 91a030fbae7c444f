"""What Teams refuses to draw, and text that would act in an Adaptive Card or a message."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
BYTES = 28 * 1024
ACTIONS = 6
ELEMENTS = frozenset(
    {"RichTextBlock", "TextBlock", "Container", "Table", "ActionSet", "Input.Text", "Input.Date", "Input.ChoiceSet"}
    | {"Chart.VerticalBar", "FactSet", "Image"}
)
ACTS = re.compile(r"(?<!\\)(?:\]\(|\*\*|__|\{\{|\$\{|~~|`|https?://)|<at|</?[a-z]+[ >/]", re.IGNORECASE)
"""What is live in text that Teams reads as Markdown and HTML."""


def of_activity(activity: Json) -> list[str]:
    """Return every reason why Teams would refuse or misread an activity."""
    found = [f"live text: {activity['text'][:60]}"] if ACTS.search(activity.get("text") or "") else []
    found += [f"live summary: {activity['summary'][:60]}"] if "<at" in (activity.get("summary") or "") else []
    for attachment in activity.get("attachments", []):
        found += of_card(attachment["content"])
    if activity.get("attachments") and not activity.get("summary"):
        found.append("no summary")
    return found + ([] if activity.get("text") or activity.get("attachments") else ["empty activity"])


def of_card(card: Json, *, dialog: bool = False) -> list[str]:
    """Return every reason why Teams would refuse or misread a card."""
    found = [] if (card.get("type"), card.get("version")) == ("AdaptiveCard", "1.5") else ["no card of version 1.5"]
    found += [] if card.get("fallbackText") else ["no fallbackText"]
    found += [f"live fallbackText: {card['fallbackText'][:60]}"] if ACTS.search(card.get("fallbackText") or "") else []
    bytes_ = len(json.dumps(card))
    found += [f"{bytes_} bytes"] if bytes_ > BYTES else []
    for element in walk(card.get("body", [])):
        found += _element(element)
    for row in [
        card.get("actions", []),
        *(e["actions"] for e in walk(card.get("body", [])) if e.get("type") == "ActionSet"),
    ]:
        found += _actions(row, dialog)
    ids = [element["id"] for element in walk(card.get("body", [])) if "id" in element]
    return found + (["input id twice"] if len(set(ids)) != len(ids) else [])


def walk(value: object) -> Iterator[Json]:
    """Yield every element of a body."""
    if isinstance(value, dict):
        if "type" in value and not str(value["type"]).startswith("Action."):
            yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


INSIDE = frozenset({"TextRun", "TableRow", "TableCell", "task/fetch"})


def _element(element: Json) -> list[str]:
    kind = element["type"]
    if kind == "TextRun":
        return [] if isinstance(element.get("text"), str) and element["text"] else ["empty run"]
    if kind in INSIDE:
        return []
    if kind not in ELEMENTS:
        return [f"element {kind}"]
    if kind == "TextBlock" and ACTS.search(element.get("text", "")):
        return ["live TextBlock"]
    if kind.startswith("Input."):
        found = [] if element.get("label") and element.get("id") else [f"{kind} without label or id"]
        found += ["required without a word"] if element.get("isRequired") and not element.get("errorMessage") else []
        return found + (["no choices"] if kind == "Input.ChoiceSet" and not element.get("choices") else [])
    if kind == "Chart.VerticalBar":
        return [] if element.get("fallback") else ["chart without fallback"]
    return []


def _actions(actions: list[Json], dialog: bool) -> list[str]:
    found = [f"{len(actions)} actions"] if len(actions) > ACTIONS else []
    for action in actions:
        if action.get("type") == "Action.Execute":
            found += (
                []
                if action.get("fallback", {}).get("type") == "Action.Submit" and action.get("verb")
                else ["no fallback"]
            )
            found += ["Action.Execute in a dialog"] if dialog else []
        elif action.get("type") != "Action.Submit":
            found.append(f"action {action.get('type')}")
        found += [] if action.get("title") else ["action without title"]
    return found


def texts(value: object) -> str:
    """Return all that people read of a card."""
    if isinstance(value, dict):
        own = [str(value[key]) for key in ("text", "title", "label", "fallbackText") if isinstance(value.get(key), str)]
        return " ".join([*own, *(texts(inner) for key, inner in value.items() if key not in ("data", "fallback"))])
    return " ".join(texts(inner) for inner in value) if isinstance(value, list) else ""


def read_in(answer: Json) -> str:
    """Return all that people read of the answer to a pressed button: a card, or one sentence."""
    value = answer["value"]
    return value if isinstance(value, str) else texts(value)
