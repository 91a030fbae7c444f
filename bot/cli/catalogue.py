"""Keeps the catalogues in step with the code: `python -m bot.cli.catalogue update | check | missing | add`.

Sentences are found by reading the code: `t`, `n`, `msg` and `UserMistake` with literal context and text, and the
examples of a `command`, which are typed lines in each language.
`missing` prints what has no translation as JSON lines; `add` reads them with the code of each language
filled in.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from bot.language.i18n import EXAMPLE, LOCALES
from bot.language.word_files import LANGUAGES

ROOT = Path(__file__).parents[2]
FOLDERS = ("bot", "nudges", "adapters", "storage")
ONE_TEXT = {"t": 2, "msg": 2, "UserMistake": 2}
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed date, so that a catalogue only changes when a sentence does."""
PLACEHOLDER = re.compile(r"\{(\w+)\}")
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")


@dataclass(frozen=True, order=True)
class Sentence:
    """One sentence of the code: its context, its English text, and the plural where it counts."""

    context: str
    text: str
    plural: str = ""

    @property
    def id(self) -> str | tuple[str, str]:
        """How a catalogue keys it."""
        return (self.text, self.plural) if self.plural else self.text


def sentences() -> list[Sentence]:
    """Return every sentence of the code, in order."""
    files = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")))
    return sorted({each for path in files for each in _in_file(path)})


def _in_file(path: Path) -> Iterator[Sentence]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if name == "n" and len(texts) >= 3:
                yield Sentence(texts[0], texts[1], texts[2])
            elif name in ONE_TEXT and len(texts) >= 2:
                yield Sentence(texts[0], texts[1])
            elif name == "command":
                yield from (Sentence(EXAMPLE, line) for line in _examples(node))


def _examples(node: ast.Call) -> Iterator[str]:
    """Yield the example lines of a command's declaration."""
    given = (keyword.value for keyword in node.keywords if keyword.arg == "examples")
    lines = (line for value in given if isinstance(value, ast.Tuple) for line in value.elts)
    yield from (line.value for line in lines if isinstance(line, ast.Constant) and isinstance(line.value, str))


def read(language: str) -> Catalog:
    """Return a language's catalogue; an empty one when there is no file yet."""
    path = _path(language)
    if not path.exists():
        return Catalog(locale=language, project="Snurr", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _path(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "snurr.po"


def update() -> None:
    """Add what is new to every catalogue and drop what is gone."""
    for language in LANGUAGES:
        old = read(language)
        new = Catalog(locale=language, project="Snurr", charset="utf-8", fuzzy=False)
        new.creation_date = new.revision_date = WRITTEN
        for sentence in sentences():
            known = old.get(sentence.id, sentence.context)
            # A plural is found by its first text: what was translated may be another sentence, or none of two forms.
            text = (known.string or "") if known and _forms(known.id) == _forms(sentence.id) else ""
            if language == "en":
                text = sentence.id
            new.add(sentence.id, text, context=sentence.context)
        write(language, new)


def write(language: str, catalogue: Catalog) -> None:
    """Write a catalogue without line numbers, so that it only changes when a sentence does."""
    path = _path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = BytesIO()  # what cannot be written whole leaves the file as it was
    write_po(written, catalogue, width=0, no_location=True, omit_header=False, sort_output=True)
    path.write_bytes(written.getvalue())


def problems() -> list[str]:
    """Return what is wrong with the catalogues, one line each."""
    found = sentences()
    return [f"{language}: {line}" for language in LANGUAGES for line in _problems(read(language), found)]


def _problems(catalogue: Catalog, found: list[Sentence]) -> Iterator[str]:
    known = {(message.context, message.id): message for message in catalogue if message.id}
    wanted = {(each.context, each.id): each for each in found}
    yield from (f"not in the code any more: {key}" for key in known.keys() - wanted.keys())
    for key, each in wanted.items():
        message = known.get(key)
        forms = _forms(message.string or "") if message else ()
        expected = catalogue.num_plurals if each.plural else 1
        if len(forms) != expected or not all(forms):
            yield f"not translated: {key}"
        elif message and message.fuzzy:
            yield f"fuzzy: {key}"
        else:
            yield from (f"{what}: {key}" for form in forms for what in _differences(each, form))


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _differences(each: Sentence, form: str) -> Iterator[str]:
    allowed = set(PLACEHOLDER.findall(each.text)) | set(PLACEHOLDER.findall(each.plural))
    used = set(PLACEHOLDER.findall(form))
    if used - allowed or (allowed - used) - {"count"}:
        yield "other placeholders"
    if (each.text[:1].isspace(), each.text[-1:].isspace()) != (form[:1].isspace(), form[-1:].isspace()):
        yield "other space at an end"


def missing() -> Iterator[dict[str, object]]:
    """Yield what at least one language lacks, ready to be filled in."""
    catalogues = {language: read(language) for language in TRANSLATED}
    for sentence in sentences():
        texts = {
            language: getattr(c.get(sentence.id, sentence.context), "string", "") for language, c in catalogues.items()
        }
        if not all(texts.values()) or not all(all(_forms(text)) for text in texts.values()):
            yield {
                "context": sentence.context,
                "message": sentence.text,
                **({"plural": sentence.plural} if sentence.plural else {}),
            }


def add(lines: Iterator[str]) -> None:
    """Put translations in: one JSON object a line; a plural's forms as a list, one for a language without."""
    given = [json.loads(line) for line in lines if line.strip()]
    for language in TRANSLATED:
        catalogue = read(language)
        for each in given:
            id = (each["message"], each["plural"]) if "plural" in each else each["message"]
            message = catalogue.get(id, each["context"])
            if message is not None and language in each:
                text = each[language]
                message.string = tuple(text) if isinstance(text, list) else text
        write(language, catalogue)


def main() -> None:
    """Run one of the four commands."""
    match sys.argv[1:]:
        case ["update"]:
            update()
        case ["missing"]:
            sys.stdout.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in missing())
        case ["add"]:
            add(iter(sys.stdin))
        case ["check"]:
            found = problems()
            sys.stdout.writelines(line + "\n" for line in found)
            raise SystemExit(bool(found))
        case _:
            raise SystemExit("python -m bot.cli.catalogue update | check | missing | add")


if __name__ == "__main__":
    main()
