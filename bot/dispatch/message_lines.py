"""A message of several lines in which some are commands of their own: each is carried out, or nothing of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from bot.arguments.parser import Ambiguous, MissingArguments, ParseContext
from bot.arguments.parsing import parse
from bot.dispatch.command_call import CommandCall, read_call
from bot.dispatch.deeds import UNDO, may_be_taken_back, undo_button, whole_message
from bot.dispatch.refusals import Refused
from bot.dispatch.registry import Registry
from bot.errors import UserMistake
from bot.language.i18n import Quoted, Translator, translator_for
from bot.language.word_files import LANGUAGES
from bot.messages.card import Button, Card, Reply, Text
from bot.messages.events import Correction, Line

IN_SIGHT = 3
"""Buttons of a reply that are in sight."""
SHOWN = 60


def command_lines(registry: Registry, event: Line | Correction, context: ParseContext) -> tuple[str, ...]:
    """Return the parts of a message that are read one by one; none where no line of it is a command by itself.

    A line that is none belongs to the part before it, as a note does, unless it begins with a verb behind a command.
    """
    lines = [line for line in event.text.splitlines() if line.strip()]
    parts: list[str] = []
    commands: list[bool] = []
    for line in lines if len(lines) > 1 else ():
        call = read_call(registry, Line(sender=event.sender, at=event.at, text=line), context.language)
        is_command = isinstance(call, CommandCall) and _stands_alone(call, context)
        if not parts or is_command or (commands[-1] and isinstance(call, CommandCall)):
            parts.append(line)
            commands.append(is_command)
        else:
            parts[-1] += f"\n{line}"
    return tuple(parts) if len(parts) > 1 and any(commands) else ()


def _stands_alone(call: CommandCall, context: ParseContext) -> bool:
    """Whether a line is surely a command that tells no fact: all of its words are its arguments."""
    if call.command.fact or call.command.reads or call.command.hidden:
        return False
    try:
        parse(call.command.args, call.arguments, context)
    except (UserMistake, Ambiguous, MissingArguments):
        return False
    return True


def run_lines(parts: Sequence[str], run: Callable[[str], Reply], translator: Translator) -> Reply:
    """Carry out the parts in order and return one reply; raises Refused where one is refused or needs an answer.

    Its first buttons take back all parts and each alone. Another button that several of them have says no longer what
    it is about, and is left out.
    """
    replies = [_ran(part, run, translator) for part in parts]
    undos = [_undo_buttons(part, reply, translator) for part, reply in zip(parts, replies, strict=True)]
    others = [button for reply in replies for button in reply.card.all_buttons() if not _takes_back(button)]
    labels = Counter(button.label for button in others)
    buttons = [*_undo_all(undos, translator), *(button for button in others if labels[button.label] == 1)]
    body = tuple(element for reply in replies for element in reply.card.body)
    return Reply(
        card=Card(body=body, buttons=tuple(buttons[:IN_SIGHT]), more=tuple(buttons[IN_SIGHT:])),
        stored=tuple(ref for reply in replies for ref in reply.stored),
        undone=tuple(ref for reply in replies for ref in reply.undone),
        figures={name: value for reply in replies for name, value in reply.figures.items()},
    )


@cache
def _undo_labels() -> frozenset[str]:
    """Return what the button that takes something back is called; a line before it may have changed the language."""
    return frozenset(translator_for(code).t("button", "Undo") for code in LANGUAGES)


def _takes_back(button: Button) -> bool:
    return button.press.verb == UNDO or button.label in _undo_labels()


def _undo_buttons(part: str, reply: Reply, translator: Translator) -> list[Button]:
    """Return the buttons that take a part back: one for each entry, or that of what is in no entry."""
    if reply.stored:
        return [undo_button(translator, ref) for ref in reply.stored]
    own = [button for button in reply.card.all_buttons() if button.label in _undo_labels()][:1]
    return [replace(button, label=translator.t("button", "Undo {ref}", ref=part.strip())[:SHOWN]) for button in own]


def _undo_all(undos: Sequence[Sequence[Button]], translator: Translator) -> list[Button]:
    """Return the buttons of all parts, with one for all in front where every part can be taken back by its sender."""
    alone = [button for part in undos for button in part]
    whole = Button(label=translator.t("button", "Undo all"), press=whole_message([button.press for button in alone]))
    together = len(alone) > 1 and all(undos) and all(may_be_taken_back(button.press) for button in alone)
    return [whole, *alone] if together and whole.press.fits else alone


def _ran(part: str, run: Callable[[str], Reply], translator: Translator) -> Reply:
    try:
        reply = run(part)
    except Refused as refused:
        # Its buttons would carry out this part alone, and the others would be lost.
        raise Refused(_alone(part, translator, refused.reply.error)) from refused
    if reply.public or reply.form or not reply.ok:
        raise Refused(_alone(part, translator, None))
    return reply


def _alone(part: str, translator: Translator, error: str | None) -> Reply:
    sentence = error or translator.t(
        "dispatch",
        "{line} needs an answer first: type it by itself. Nothing of this message is saved.",
        line=Quoted(part[:SHOWN]),
    )
    return Reply(card=Card(body=(Text(text=sentence),)), ok=False, error=sentence)
