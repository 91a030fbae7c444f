"""Steps of Slack's workflows: the commands that a workflow may carry out for whoever runs it.

Slack fills in who that is by itself (`user_context`), so that nobody who builds a workflow can choose it. What a step
gives back are refs alone: it may be posted anywhere, and what a receipt counts is the person's own.
"""

from __future__ import annotations

import asyncio
from typing import Any

from adapters.programs.tools import said
from adapters.slack.inbound import NAME, Payload
from adapters.slack.listeners import Listeners
from adapters.slack.step_declarations import REF, STEPS, WHO
from adapters.slack.workspace import Workspace
from bot.dispatch.registry import lazily
from bot.errors import DeliveryError
from bot.language.i18n import language_of, msg, translator_for
from bot.messages.card import Reply
from bot.messages.events import Submission, Via

ERROR_LENGTH = 500
RETRY_SECONDS = (1.0, 4.0, 15.0)
NOBODY = msg("step", "This workflow does not say who runs it: start it with a link or a button.")


async def carry_out_step(listeners: Listeners, workspace: Workspace, body: Payload) -> None:
    """Carry out a step and return once it is on disk; Slack is told afterwards, the person in a direct message."""
    event = body["event"]
    execution, step = event.get("function_execution_id"), STEPS.get(event.get("function", {}).get("callback_id", ""))
    inputs = event.get("inputs", {})
    who = inputs.get(WHO)
    if not execution or step is None:
        return
    user = who.get("id") if isinstance(who, dict) else None
    if not user:
        listeners.background.start(_tell(workspace, execution, None))
        return
    people = await listeners.mentions(workspace, user)
    taken = {arg.name for arg in lazily().get(step[0]).said_args}
    submission = Submission(
        sender=people.sender,
        at=listeners.clock.now(),
        verb=step[0],
        values={name: str(value) for name, value in inputs.items() if name in taken},
        key=f"{NAME}:{body['team_id']}:step:{execution}",
        via=Via.WORKFLOW,
    )
    reply = await listeners.reply(workspace, submission)
    listeners.background.start(_tell(workspace, execution, reply))
    if not reply.repeated:
        listeners.background.start(listeners.answer_message(workspace, reply, user, ""))


async def _tell(workspace: Workspace, execution: str, reply: Reply | None) -> None:
    """Tell Slack how a step ended; one that Slack knows has ended is told in vain."""
    ended: dict[str, Any] = {"function_execution_id": execution}
    method, how = (
        ("functions.completeSuccess", {"outputs": {REF: ", ".join(reply.stored)}})
        if reply and reply.ok
        else ("functions.completeError", {"error": _why(reply)})
    )
    for seconds in RETRY_SECONDS:
        try:
            await workspace.client.call(method, **ended, **how)
        except DeliveryError as error:
            if error.permanent:
                return
            await asyncio.sleep(seconds)
        else:
            return


def _why(reply: Reply | None) -> str:
    """Return why a step was not carried out, in the person's words where it is known who they are."""
    if reply is None:
        return translator_for(language_of("")).m(NOBODY)
    return (reply.error or " ".join(said(reply)))[:ERROR_LENGTH]
