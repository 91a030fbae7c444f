"""The text that a company hands out to its people, in the chat and as a file."""

from __future__ import annotations

import base64

from bot.arguments.basic import ChoiceArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.people import ADMINS
from bot.language.i18n import msg, translator_for
from bot.language.vocabulary import LANGUAGE_NAMES
from bot.language.word_files import LANGUAGES
from bot.messages.card import Card, Element, File, Reply, Text
from bot.views.paper_text import markdown
from bot.views.privacy_papers import notice_paper


@command(
    "admin notice",
    help=msg("help", "The text on figures and privacy to hand out"),
    roles=ADMINS,
    reads=True,
    args=(
        ChoiceArg(name="language", label=msg("me", "Language"), table=LANGUAGE_NAMES, choices=LANGUAGES, optional=True),
    ),
    examples=("admin notice",),
)
def admin_notice(ctx: Context, language: str | None) -> Reply:
    """Show the notice in the reader's language or another one, with a file that can be edited."""
    say = translator_for(language or ctx.translator.language)
    paper = notice_paper(ctx.work, say, ctx.today)
    text = markdown(paper)
    name = f"snurr-{ctx.today.isoformat()}-{say.language}.md"
    file = File(name=name, data=base64.b64encode(text.encode()).decode(), text=text)
    body: list[Element] = []
    for section in paper.sections:
        body += [Text(text=section.heading), *section.body]
    return Reply(card=Card(title=paper.title, body=(*body, file)))
