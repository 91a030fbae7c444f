"""What a line is that names no command, or whose verb means something else in it: the first answer that knows."""

from __future__ import annotations

from bot.dispatch.as_promised_answers import as_promised_answer
from bot.dispatch.command_call import CommandCall, UnreadableCall
from bot.dispatch.language_answers import language_answer
from bot.dispatch.leave_and_fact_answers import leave_and_fact_answer
from bot.dispatch.leave_answers import (
    elsewhere_answer,
    foreign_leave_answer,
    leave_answer,
    undated_leave_answer,
)
from bot.dispatch.moved_answers import moved_answer
from bot.dispatch.name_first_answers import name_first_answer
from bot.dispatch.offer_answers import offer_answer
from bot.dispatch.plain_line import PlainLine
from bot.dispatch.preposition_answers import preposition_answer, waits_answer
from bot.dispatch.presence_answers import presence_answer
from bot.dispatch.questions import bare_name_answer, question_answer, verb_question_answer
from bot.dispatch.rating_answers import rating_answer
from bot.dispatch.setup_answers import changed_setting_answer, setup_answer
from bot.dispatch.slipping_answers import slipping_answer, told_slip_answer
from bot.dispatch.small_talk_answers import small_talk_answer
from bot.dispatch.to_do_answers import longer_action_answer, to_do_answer
from bot.dispatch.undo_answers import undo_answer
from bot.dispatch.undone_answers import undone_answer
from bot.dispatch.unverbed_answers import merge_answer, minutes_answer, period_answer
from bot.messages.card import Reply


def said_plainly(line: PlainLine, call: CommandCall | UnreadableCall, *, reads: bool) -> CommandCall | Reply | None:
    """Return the answer to what is known by the whole line, whatever verb it begins with; None for any other line."""
    # A manager's reading of a card is noted, for which a transaction that only reads has no place.
    answer = small_talk_answer(line) or undo_answer(line)
    answer = answer or (None if reads else told_slip_answer(line)) or undone_answer(line) or undated_leave_answer(line)
    answer = answer or presence_answer(line) or foreign_leave_answer(line)
    if answer or reads:
        return answer
    if isinstance(call, CommandCall) and _says_too_much(call, line) and (asked := question_answer(line)):
        # "Hvad mangler jeg?" is no "hvad mangler".
        return asked
    answer = period_answer(line) or preposition_answer(line) or verb_question_answer(line)
    answer = answer or leave_and_fact_answer(line) or slipping_answer(line) or as_promised_answer(line)
    answer = answer or offer_answer(line)
    if answer or not isinstance(call, CommandCall):
        return answer
    return longer_action_answer(line, call) or changed_setting_answer(line, call)


def _says_too_much(call: CommandCall, line: PlainLine) -> bool:
    words = call.arguments.words
    return call.says_too_much and not any(arg.recognises(words, line.context) for arg in call.command.args)


def meant_without_command(line: PlainLine) -> CommandCall | Reply | None:
    """Return what a line without a verb means as a question, a name, a day off or an action; None for any other."""
    answer = question_answer(line) or bare_name_answer(line) or language_answer(line) or leave_answer(line)
    answer = answer or moved_answer(line) or merge_answer(line) or minutes_answer(line)
    answer = (
        answer
        or rating_answer(line)
        or to_do_answer(line)
        or waits_answer(line)
        or name_first_answer(line)
        or elsewhere_answer(line)
    )
    return answer or setup_answer(line)
