"""The answer to a line that sets something up in other words than its command: "set quota to 10", "lunch 12-13"."""

from __future__ import annotations

from bot.arguments.latest_entry import leading_kind
from bot.dispatch.command_call import CommandCall
from bot.dispatch.named_account import find_named
from bot.dispatch.plain_line import PlainLine
from bot.dispatch.refusals import RefusalReason, refusal
from bot.language.names import likeness
from bot.language.phrases import plain_texts, typable, typable_phrases
from bot.language.vocabulary import ROLES, SUBVERBS
from bot.messages.card import Reply

OWN, COMPANYS = "me", "admin"
"""The first words of what a person sets, and of what an admin sets for others."""
PERSON = "person"
EDIT = "edit"
ALIKE = 75
"""Likeness from which a word is a verb of setting with a slip."""
LONG = 4
"""Letters of such a verb at least."""
SEARCHED = 8
"""Words of a line in which what is set is looked for."""


def changed_setting_answer(line: PlainLine, call: CommandCall) -> Reply | None:
    """Return the same for "change my quota", whose verb changes an entry too; None where it names one."""
    words = call.arguments.words
    if call.command.verb != EDIT or not words or call.is_about_entry or leading_kind(words, line.context.language)[0]:
        return None
    return _answer(line, plain_texts(words[:SEARCHED]), said=True)


def setup_answer(line: PlainLine) -> Reply | None:
    """Say what to type, or that an admin has to; nothing is changed. None for any other line."""
    return _answer(line, plain_texts(line.words[:SEARCHED]), said=False)


def _answer(line: PlainLine, texts: list[str], *, said: bool) -> Reply | None:
    if not texts or not (term := _term(line, texts, said=said)) or find_named(line.words, line.context):
        return None
    own_first = _second_word(texts[0], line.context.language)
    fronts = (OWN, COMPANYS) if own_first else (COMPANYS, OWN)
    known = {command.verb: command for command in line.registry if command.examples}
    found = [known[verb] for front in fronts if (verb := f"{front} {term}") in known]
    allowed = [command for command in found if line.context.who.may(command.roles)]
    say = line.context.translator
    if not allowed:
        return refusal(say, line.line, RefusalReason.ROLE_MISSING) if found else None
    example = allowed[0].shown(say)[0]
    title = say.t("talk", "Nothing changed yet: type “{example}”.", example=example)
    return line.ask(title, line.help_button, quote=line.line)


def _term(line: PlainLine, texts: list[str], *, said: bool) -> str:
    """Return what a line sets that begins or ends with a verb of setting, or begins with it; "" for none.

    The verb may have a slip, or have been `said` before the texts.
    """
    language = line.context.language
    verbs = typable("questions", "setup", language)
    said = said or any(likeness(texts[0], verb, least=ALIKE) for verb in verbs if len(verb) >= LONG)
    led = typable_phrases("questions", "setup", language).leading(line.words)
    is_said = said or led or texts[-1] in verbs
    found = (_second_word(text, language) for text in (texts if is_said else texts[:1]))
    return next(filter(None, found), "")


def _second_word(text: str, language: str) -> str:
    """Return the second word of a command that a word is, or stands for; "" for none."""
    return (SUBVERBS.find(text, language) or (ROLES.find(text, language) and PERSON) or "") if text else ""
