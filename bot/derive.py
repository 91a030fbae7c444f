"""The parts of the papers that follow from the declarations: command table, nudge table, settings table."""

from __future__ import annotations

from pathlib import Path

from bot.registry import discover
from bot.settings import Settings
from nudges.rule import rules

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"


def tables() -> dict[str, str]:
    """Return each derived part of the README by its marker."""
    return {"commands": _commands(), "nudges": _nudges(), "settings": _settings()}


def _commands() -> str:
    rows = [f"| `{c.usage()}` | {c.summary} | {_example(c.examples)} |" for c in discover() if not c.hidden]
    return "\n".join(("| type | what it does | example |", "|---|---|---|", *rows))


def _example(examples: tuple[str, ...]) -> str:
    return f"`{examples[0]}`" if examples else ""


def _nudges() -> str:
    rows = [f"| {rule.id} | {rule.to} | {rule.help.text} |" for rule in sorted(rules(), key=lambda r: int(r.id[1:]))]
    return "\n".join(("| id | to | what it says |", "|---|---|---|", *rows))


def _settings() -> str:
    rows = [
        f"| `{name.upper()}` | {_default(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(("| name | default | what it is |", "|---|---|---|", *rows))


def _default(value: object) -> str:
    shown = "" if hasattr(value, "get_secret_value") else str(value)
    return f"`{shown}`" if shown else "–"


def _with_tables(text: str) -> str:
    for name, table in tables().items():
        before, _, rest = text.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- /{name} -->")
        text = f"{before}<!-- {name} -->\n{table}\n{end}{after}" if end else text
    return text


def derived_drift() -> list[str]:
    """Return the files that are out of step."""
    text = README.read_text(encoding="utf-8")
    return [] if _with_tables(text) == text else [README.name]


def derived_write() -> None:
    """Bring the derived parts into step."""
    README.write_text(_with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
