"""How lines are read: `python -m tests.words.readings LANGUAGE …` prints what becomes of each language's examples."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from bot.cli.gallery import answer, beginning
from bot.dispatch.registry import discover
from bot.language.i18n import EXAMPLE, translator_for
from storage.migrate import migrate
from storage.sqlite import SqliteEngine
from storage.work import taken_back


def readings(languages: Sequence[str]) -> dict[str, list[object]]:
    """Return what each example line of some languages does for people of its language, and shows them."""
    engine = SqliteEngine(":memory:")
    migrate(engine)
    found: dict[str, list[object]] = {}
    # The lines about languages are left out: they may list all that there are.
    examples = [line for each in discover() for line in each.examples if "language" not in line]
    for language in languages:
        with beginning(engine, language) as begun:
            for line in (translator_for(language).t(EXAMPLE, example) for example in examples):
                with taken_back(begun) as work:
                    reply = answer(work, line)
                shown = reply.kept or reply.card  # what is shown once has a secret in it, another one each time
                found[f"{language}: {line}"] = [reply.ok, list(reply.stored), reply.error, list(shown.texts())]
    engine.close()
    return found


if __name__ == "__main__":
    json.dump(readings(sys.argv[1:]), sys.stdout)
