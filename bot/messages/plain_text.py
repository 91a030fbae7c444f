"""Cards and forms as plain text, for the terminal, screen readers and notifications."""

from __future__ import annotations

from bot.messages.card import Card
from bot.messages.form import Form


def card_text(card: Card, *, buttons: bool = True) -> str:
    """Return all that a card says; buttons stand in [brackets], the reading time as (6 s)."""
    lines = list(card.texts())
    if buttons and card.all_buttons():
        lines.append(" ".join(f"[{button.label}]" for button in card.all_buttons()))
    if card.seconds is not None:
        lines.append(f"({card.seconds} s)")
    return "\n".join(lines)


def form_text(form: Form) -> str:
    """Return a form as text: its title and what each field asks for or holds."""
    fields = [
        f"{field.label}: {field.value or '…'}" + (f" ({field.error})" if field.error else "") for field in form.fields
    ]
    return "\n".join((form.title, *fields, f"[{form.submit}]", *([form.line] if form.line else [])))
