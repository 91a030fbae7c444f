"""One run of a command's handler: parse its arguments, call it, and turn what is unclear into a question or a form."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.arguments.parser import Ambiguous, MissingArguments, ParseContext
from bot.arguments.parsing import parse_choices
from bot.arguments.person_match import address_words
from bot.dispatch.asking import ask_form, choices, form_again, form_arguments
from bot.dispatch.command_call import CommandCall, CommandEvent
from bot.dispatch.context import Context
from bot.dispatch.learning import picked_verb, with_learned
from bot.dispatch.refusals import Refused, mistake_sentence
from bot.dispatch.registry import Command
from bot.domain.entries import Entry
from bot.domain.people import Person
from bot.domain.work import Work
from bot.errors import UserMistake
from bot.language.i18n import Translator
from bot.messages.card import Reply
from bot.messages.events import Submission, mentioned_in, typed_line
from bot.messages.press import FORM


def _with_addresses(event: CommandEvent, call: CommandCall) -> tuple[CommandCall, dict[str, str]]:
    """Replace the mentions in the line of a command that names people by addresses; return the shown names too."""
    mentioned = mentioned_in(event)
    if not mentioned or not call.command.names_person:
        return call, {}
    words, shown = address_words(call.arguments.words, mentioned, event.sender.platform)
    return replace(call, arguments=replace(call.arguments, words=words)), shown


def _without_form(call: CommandCall) -> CommandCall:
    """Return the call whose form a button opens, without what said so."""
    machine = {name: value for name, value in (call.arguments.machine or {}).items() if name != FORM}
    return replace(call, arguments=replace(call.arguments, machine=machine))


def parse_context(event: CommandEvent, work: Work, who: Person, translator: Translator) -> ParseContext:
    """Return what reading an event of a person depends on; nothing is created while it is read."""
    # The day of the person, not of the server: a call logged at 00:30 counts for the day that its clock shows.
    today = event.at.astimezone(ZoneInfo(who.zone)).date()
    return ParseContext(work=work, who=who, translator=translator, at=event.at, today=today, writes=False)


def run_handler(event: CommandEvent, call: CommandCall, reading: ParseContext, corrects: Entry | None) -> Reply:
    """Parse the arguments and run the handler; raises Refused with a question or a form where these can help."""
    call, shown = _with_addresses(event, call)
    parsing, translator = reading.allowing(writes=not call.command.reads, shown_names=shown), reading.translator
    context = Context(
        work=parsing.work,
        who=parsing.who,
        at=event.at,
        today=parsing.today,
        translator=translator,
        place=event.place,
        line=call.line,
        corrects=corrects,
    )
    # What a form about one fact of a line holds was filled in just now; of a typed line nothing was.
    filled_in = isinstance(event, Submission) and bool(call.arguments.typed)
    if FORM in (call.arguments.machine or {}):
        raise Refused(ask_form(_without_form(call), MissingArguments(()), parsing))
    try:
        parsed = parse_choices(call.command.args, call.arguments, parsing)
        return with_learned(
            call.command.handler(context, **parsed.values), (*picked_verb(call), *call.picks, *parsed.picks), context
        )
    except UserMistake as mistake:
        # A form whose arguments all came along unseen has no field to show the mistake beside.
        if not filled_in or not form_arguments(call.command, call.arguments):
            raise _with_example(mistake, call.command, translator) from mistake
        errors = {mistake.field: mistake_sentence(translator, mistake)}
        raise Refused(form_again(call, errors, parsing)) from mistake
    except Ambiguous as ambiguous:
        raise Refused(choices(call, ambiguous, translator, typed_line(event) or call.line, event.key)) from ambiguous
    except MissingArguments as missing:
        if filled_in:
            needed = dict.fromkeys(missing.names, translator.t("form", "Required."))
            raise Refused(form_again(call, needed, parsing)) from missing
        raise Refused(ask_form(call, missing, parsing)) from missing


def _with_example(mistake: UserMistake, command: Command, translator: Translator) -> UserMistake:
    """Return a mistake; one that only says what is not understood names a line that is."""
    examples = command.shown(translator)
    if not mistake.unread or not examples:
        return mistake
    return UserMistake(
        "args",
        "I do not understand {text} here: type for example “{example}”.",
        **(mistake.values | {"example": examples[0]}),
    ).at(mistake.field)
