"""What follows from other files: tables of the papers, the bill of materials, and words as a start reads them.

For developers: `python -m bot.cli.derive` writes it, and with `--check` only says what is out of step.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from adapters import served
from adapters.common.capabilities import Capability
from bot.cli import lazy_group
from bot.cli.sbom import bill_of_materials
from bot.dispatch import registry
from bot.language import day_names, public_holidays
from bot.language.derived_files import FOLDER as DERIVED_FOLDER
from bot.language.derived_files import derived_text
from bot.language.word_files import FOLDER, LANGUAGES, derived_file, plain_words
from bot.settings import SETTINGS, Secret
from nudges.rule import rules

ROOT = Path(__file__).parents[2]
PAPERS = (ROOT / "docs" / "reference.md", ROOT / "docs" / "platforms.md")
BILL = ROOT / "sbom.cdx.json"
HOLIDAYS = DERIVED_FOLDER / "holidays_by_year.py"


def tables() -> dict[str, str]:
    """Return each derived part of the papers by its marker."""
    return {"commands": _commands(), "nudges": _nudges(), "settings": _settings(), "capabilities": _capabilities()}


def _commands() -> str:
    rows = [f"| `{c.usage()}` | {c.summary} | {_example(c.examples)} |" for c in registry.discover() if not c.hidden]
    return "\n".join(("| type | what it does | example |", "|---|---|---|", *rows))


def _example(examples: tuple[str, ...]) -> str:
    return f"`{examples[0]}`" if examples else ""


def _nudges() -> str:
    rows = [f"| {rule.id} | {rule.to} | {rule.help.text} |" for rule in sorted(rules(), key=lambda r: int(r.id[1:]))]
    return "\n".join(("| id | to | what it says |", "|---|---|---|", *rows))


def _settings() -> str:
    rows = [
        f"| `{name.upper()}` | {_default(setting.default)} | {setting.description} |"
        for name, setting in SETTINGS.items()
    ]
    return "\n".join(("| name | default | what it is |", "|---|---|---|", *rows))


def _default(value: object) -> str:
    shown = "" if isinstance(value, Secret) else str(value)
    return f"`{shown}`" if shown else "–"


def _capabilities() -> str:
    platforms = served()
    rows = [
        f"| {each} | {' | '.join(platform.lacks.get(each, 'yes') for platform in platforms.values())} |"
        for each in Capability
    ]
    head = " | ".join(platform.title for platform in platforms.values())
    return "\n".join((f"| what people can do | {head} |", "|---" * (len(platforms) + 1) + "|", *rows))


def _with_tables(text: str) -> str:
    for name, table in tables().items():
        before, _, rest = text.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- /{name} -->")
        text = f"{before}<!-- {name} -->\n{table}\n{end}{after}" if end else text
    return text


def derived() -> dict[Path, str]:
    """Return every derived file with the text that it should hold."""
    papers = {paper: _with_tables(paper.read_text(encoding="utf-8")) for paper in PAPERS}
    commands = json.dumps(lazy_group.declared(), indent=2, ensure_ascii=False) + "\n"
    rows = (f"{json.dumps(module)}: {json.dumps(verbs)}" for module, verbs in registry.derived_verbs().items())
    verbs = "{\n" + ",\n".join(rows) + "\n}\n"
    made = {BILL: bill_of_materials(ROOT, _text(BILL)), lazy_group.DERIVED: commands, registry.DERIVED: verbs}
    return papers | _words() | made


def _words() -> dict[Path, str]:
    sources = [FOLDER / f"{code}.toml" for code in LANGUAGES]
    words = {derived_file(path): derived_text(path.read_bytes(), plain_words(path)) for path in sources}
    return words | {day_names.DERIVED: derived_text(day_names.SOURCE, day_names.cldr_names()), HOLIDAYS: _holidays()}


def _holidays() -> str:
    """Return a module, as the domain, which asks for holidays, reads no files."""
    rows = "".join(f"    {key!r}: {days!r},\n" for key, days in public_holidays.derived_holidays().items())
    return (
        '"""Public holidays by country and year; `python -m bot.cli.derive` writes this file."""\n\n'
        f"LIBRARY = {public_holidays.library_version()!r}\n"
        f"HOLIDAYS: dict[str, dict[str, str]] = {{\n{rows}}}\n"
    )


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


def derived_drift() -> list[str]:
    """Return the files that are out of step."""
    return [file.name for file, text in derived().items() if _text(file) != text]


def derived_write() -> None:
    """Bring the derived files into step."""
    for file, text in derived().items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def main() -> None:
    """Write what is derived; with --check exit 1 and name what is out of step instead."""
    match sys.argv[1:]:
        case []:
            derived_write()
        case ["--check"]:
            if drifted := derived_drift():
                raise SystemExit(
                    f"Out of step with the declarations: {', '.join(drifted)}: run python -m bot.cli.derive."
                )
        case _:
            raise SystemExit("python -m bot.cli.derive [--check]")


if __name__ == "__main__":
    main()
