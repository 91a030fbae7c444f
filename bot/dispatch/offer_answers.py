"""The answer to a line that names an offer and what the customer said to it: "offer to Acme accepted"."""

from __future__ import annotations

from bot.dispatch.named_account import find_named
from bot.dispatch.plain_line import PlainLine
from bot.language.i18n import Quoted
from bot.language.phrases import plain_texts, typable, typable_phrases
from bot.language.tokens import line_of
from bot.language.vocabulary import VERBS
from bot.messages.card import Button, Reply
from bot.messages.press import line_again

OFFER = "offer"


def offer_answer(line: PlainLine) -> Reply | None:
    """Ask whether such an offer was made, or whether this is what became of it; None for any other line."""
    language, texts = line.context.language, plain_texts(line.words)
    decided = typable_phrases("reaching", "decided", language)
    if not decided.may_stand_in(texts) or not any(decided.count_at(texts, at) for at in range(len(texts))):
        return None
    noun = VERBS.find(texts[0], language) == OFFER and texts[0] not in typable("questions", "past", language)
    named = find_named(line.words, line.context) if noun else None
    if named is None or named.only is None or len(line.facts) != 1:
        return None
    say = line.context.translator
    made = Button(
        label=say.t("button", "Only an offer"),
        press=line_again(line.line, once=f"{line.context.at.isoformat()} {OFFER}"),
    )
    title = say.t("call", "{words}: an offer that you made, or what became of one?", words=Quoted(line.line))
    buttons = (each for each in (made, line.note_button(named.only, line_of(line.words))) if each.press.fits)
    return line.ask(title, *buttons, line.help_button)
