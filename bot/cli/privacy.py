"""The operator's command `privacy`: the notice to hand out and the sheet of an impact assessment, as files."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot.app import App, open_app
from bot.cli.company import FIRST, TenantOption, only_company
from bot.cli.console import DATA, ForceOption, example, print_line, writing
from bot.cli.plain_command import PlainCommand
from bot.disk import make_folder, new_file
from bot.dispatch.registry import lazily
from bot.domain.work import Work
from bot.errors import ConfigError
from bot.language.i18n import translator_for
from bot.language.word_files import LANGUAGES
from bot.settings import load
from bot.views.paper_text import html, markdown
from bot.views.privacy_papers import assessment_paper, notice_paper

cli = typer.Typer()


@cli.command(cls=PlainCommand, epilog=example("snurr privacy --language da"), rich_help_panel=DATA)
def privacy(
    folder: Annotated[Path, typer.Argument(help="Where the files go.")] = Path("privacy"),
    language: Annotated[str, typer.Option("--language", help=f"One of {', '.join(LANGUAGES)}; left out: all.")] = "",
    force: ForceOption = False,
    tenant: TenantOption = "",
) -> None:
    """Write the notice for your people and an impact assessment, each as Markdown and as a page to print."""
    if language and language not in LANGUAGES:
        raise ConfigError(f"There are no papers in {language[:20]!r}: choose one of {', '.join(LANGUAGES)}.")
    languages = (language,) if language else LANGUAGES
    files = asyncio.run(_papers(open_app(load()), languages, tenant))
    with writing(folder):
        make_folder(folder)
    for name, text in files.items():
        with writing(folder / name), new_file(folder / name, replace=force) as made:
            made.write_text(text, encoding="utf-8")
    print_line(f"{folder}: {len(files)} files. What stands as dots is for you to fill in.")


async def _papers(app: App, languages: tuple[str, ...], tenant: str) -> dict[str, str]:
    try:
        number = await only_company(app.store, tenant) or FIRST
        return await app.store.read(lambda work: dict(_files(work, app, languages)), number)
    finally:
        app.store.close()


def _files(work: Work, app: App, languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each file by its name."""
    today = app.clock.now().date()
    for language in languages:
        say = translator_for(language)
        papers = {"notice": notice_paper(work, say, today)}
        papers["assessment"] = assessment_paper(work, say, today, lazily())
        for name, paper in papers.items():
            yield f"{name}.{language}.md", markdown(paper)
            yield f"{name}.{language}.html", html(paper, language)
