"""A message of several lines in which some are commands of their own: each is carried out, or nothing of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from bot.arguments.parser import Ambiguous, MissingArguments, ParseContext
from bot.arguments.parsing import parse
from bot.dispatch.command_call import CommandCall, read_call
from bot.dispatch.refusals import Refused
from bot.dispatch.registry import Registry
from bot.errors import UserMistake
from bot.language.i18n import Quoted, Translator
from bot.messages.card import Card, Reply, Text
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

    A button that several of them have says no longer what it is about, and is left out.
    """
    replies = [_ran(part, run, translator) for part in parts]
    all_buttons = [button for reply in replies for button in reply.card.all_buttons()]
    labels = Counter(button.label for button in all_buttons)
    buttons = [button for button in all_buttons if labels[button.label] == 1]
    body = tuple(element for reply in replies for element in reply.card.body)
    return Reply(
        card=Card(body=body, buttons=tuple(buttons[:IN_SIGHT]), more=tuple(buttons[IN_SIGHT:])),
        stored=tuple(ref for reply in replies for ref in reply.stored),
        undone=tuple(ref for reply in replies for ref in reply.undone),
        figures={name: value for reply in replies for name, value in reply.figures.items()},
    )


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
