"""The steps that Slack's workflows may have, as the manifest declares them, derived from their commands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.dispatch.registry import Command

FUNCTION_EXECUTED = "function_executed"
STEPS = {
    "log_call": ("call", "Log a call", "Logs a call for whoever runs the workflow."),
    "rate_touchpoint": ("touch", "Rate a touchpoint", "Rates a touchpoint of a customer, from 0 to 3 or by factor."),
    "customer_waits": ("waiting", "A customer waits", "Says that a customer waits, and asks who goes."),
}
"""The verb of each step by Slack's callback id, its title and what it does; Slack translates none of them."""
WHO = "who"
"""The input that says who runs the workflow."""
REF = "ref"


def functions(commands: Sequence[Command]) -> Mapping[str, object]:
    """Return the steps as the manifest declares them, with what their commands take."""
    by_verb = {command.verb: command for command in commands}
    return {
        callback: _function(by_verb[verb], title, description) for callback, (verb, title, description) in STEPS.items()
    }


def _function(command: Command, title: str, description: str) -> Mapping[str, object]:
    who = {"type": "slack#/types/user_context", "title": "Who", "description": "Whoever runs the workflow"}
    needed = [arg.name for arg in command.said_args if not arg.optional]
    return {
        "title": title,
        "description": description,
        "input_parameters": {"properties": {WHO: who, **dict(_inputs(command))}, "required": [WHO, *needed]},
        "output_parameters": {
            "properties": {REF: {"type": "string", "title": "Ref", "description": "What was logged, such as C212"}},
            "required": [REF],
        },
    }


def _inputs(command: Command) -> Iterator[tuple[str, Mapping[str, str]]]:
    for arg in command.said_args:
        if not arg.hidden:
            yield arg.name, {"type": "string", "title": arg.label.text, "description": arg.usage()}
