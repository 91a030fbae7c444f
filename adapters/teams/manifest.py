"""The manifest of the Teams app, derived from the commands, and the package with it."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from collections.abc import Mapping, Sequence

from adapters.teams.inbound import LOG, PROMISE
from bot.dispatch.registry import Command
from bot.language.i18n import Translator, translator_for
from bot.language.vocabulary import VERBS
from bot.language.word_files import FIRST, LANGUAGES, WORD_FILES
from bot.records import record

SCHEMA = "https://developer.microsoft.com/json-schemas/teams/v1.29/MicrosoftTeams.schema.json"
# The first one with private messages in channels and the `/` menu; older schemas refuse their keys.
VERSION = "1.29"
MENU_LENGTH = 12
"""Commands that Teams' menu shows; the others are listed by help."""
TITLE_LENGTH, DESCRIPTION_LENGTH = 32, 128
PROMISE_PATH, LOG_PATH = "composeExtensions[0].commands[0]", "composeExtensions[0].commands[1]"
BLUE = "#0072B2"
APP_NAMESPACE = uuid.UUID("5d9d8a1e-7c0c-4f0e-9c56-0a6c2f6a7b11")
LOCALES = {code: words.about.teams for code, words in WORD_FILES.items() if code != FIRST}
"""The tags of the languages besides the first, which is the manifest's own."""
NAME = "Snurr"
WEBSITE = "https://example.com"


def menu_commands(commands: Sequence[Command]) -> list[Command]:
    """Return the commands of the menu, in its order."""
    found = [(command.menu, command) for command in commands if command.menu is not None]
    return [command for _, command in sorted(found, key=lambda pair: pair[0])][:MENU_LENGTH]


@record(kw_only=True)
class ToolServer:
    """The server of tools for agents of Microsoft 365: its address, and the id of its sign-on at Microsoft."""

    url: str
    sign_on: str


def manifest(
    commands: Sequence[Command], app_id: str, website: str = WEBSITE, connector: ToolServer | None = None
) -> dict[str, object]:
    """Return the manifest of one registration, as Teams reads it."""
    shown = _manifest(commands, app_id, website)
    return shown | ({"agentConnectors": [_connector(connector)]} if connector else {})


def _connector(connector: ToolServer) -> dict[str, object]:
    # Without descriptions of tools in the package they are asked for, and so are those of the version that runs.
    server = {
        "mcpServerUrl": connector.url,
        "authorization": {"type": "OAuthPluginVault", "referenceId": connector.sign_on},
    }
    about = texts(translator_for(FIRST))["description.short"]
    return {"id": "snurr", "displayName": NAME, "description": about, "toolSource": {"remoteMcpServer": server}}


def _manifest(commands: Sequence[Command], app_id: str, website: str) -> dict[str, object]:
    labels = texts(translator_for("en"))
    listed = [
        {"title": each.verb[:TITLE_LENGTH], "description": each.summary[:DESCRIPTION_LENGTH]}
        for each in menu_commands(commands)
    ]
    return {
        "$schema": SCHEMA,
        "manifestVersion": VERSION,
        "version": "1.0.0",
        # The same id each time, as Teams takes a package with another one for another app.
        "id": str(uuid.uuid5(APP_NAMESPACE, app_id)),
        "developer": {
            "name": NAME,
            "websiteUrl": website,
            "privacyUrl": f"{website}/privacy",
            "termsOfUseUrl": f"{website}/terms",
        },
        "name": {"short": labels["name.short"], "full": labels["name.full"]},
        "description": {"short": labels["description.short"], "full": labels["description.full"]},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": BLUE,
        "localizationInfo": {
            "defaultLanguageTag": WORD_FILES[FIRST].about.teams,
            "additionalLanguages": [{"languageTag": tag, "file": f"{tag}.json"} for tag in LOCALES.values()],
        },
        "bots": [
            {
                "botId": app_id,
                "scopes": ["personal", "team", "groupChat"],
                "supportsFiles": False,
                "isNotificationOnly": False,
                "supportsTargetedMessages": True,
                "commandLists": [
                    {"scopes": ["personal"], "commands": listed},
                    {"scopes": ["team", "groupChat"], "commands": listed, "triggers": ["mention", "slash"]},
                ],
            }
        ],
        "composeExtensions": [{"botId": app_id, "commands": _actions(labels)}],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [],
    }


def _actions(labels: Mapping[str, str]) -> list[dict[str, object]]:
    """Return the commands of the message extension: a promise from a message, a call from anywhere."""
    return [
        {
            "id": PROMISE,
            "type": "action",
            "title": labels[f"{PROMISE_PATH}.title"],
            "description": labels[f"{PROMISE_PATH}.description"],
            "context": ["message"],
            "fetchTask": True,
        },
        {
            "id": LOG,
            "type": "action",
            "title": labels[f"{LOG_PATH}.title"],
            "description": labels[f"{LOG_PATH}.description"],
            "context": ["compose", "commandBox"],
            "triggers": ["slash"],
            "fetchTask": True,
        },
    ]


def texts(say: Translator) -> dict[str, str]:
    """Return the texts of the app beside its commands, by their path in the manifest."""
    return {
        "name.short": NAME,
        "name.full": say.t("teams", "Snurr reminds you whom to call"),
        "description.short": say.t("teams", "Calls, promises and reminders for a sales team."),
        "description.full": say.t(
            "teams",
            "Snurr reminds a sales team whom to call and what was promised: a few short nudges a day, one-line "
            "logging of calls, touchpoint ratings and promises, and team figures for managers. Type what happened, "
            "for example “call acme”.",
        ),
        f"{PROMISE_PATH}.title": say.t("teams", "Promise from this message"),
        f"{PROMISE_PATH}.description": say.t("teams", "Logs what was promised in this message."),
        f"{LOG_PATH}.title": say.t("button", "Log a call"),
        f"{LOG_PATH}.description": say.t("help", "Log a call"),
    }


def localization(commands: Sequence[Command], language: str, *, connects: bool = False) -> Mapping[str, str]:
    """Return the texts of the manifest in one language, by their path in it; `connects` where it has a connector."""
    say = translator_for(language)
    found = {"$schema": SCHEMA.replace("MicrosoftTeams.schema", "MicrosoftTeams.Localization.schema")} | texts(say)
    for number, command in enumerate(menu_commands(commands)):
        for listed in (0, 1):
            where = f"bots[0].commandLists[{listed}].commands[{number}]"
            found[f"{where}.title"] = VERBS.label(command.verb, language)[:TITLE_LENGTH]
            found[f"{where}.description"] = say.m(command.help)[:DESCRIPTION_LENGTH]
    if connects:
        found["agentConnectors[0].description"] = found["description.short"]
    return found


def icon(pixels: int, colour: str, ground: str) -> bytes:
    """Return the app's icon, a spinning plate, as PNG."""
    import resvg_py  # noqa: PLC0415 - only a package has icons

    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="{pixels}" height="{pixels}">{ground}'
        f'<g fill="none" stroke="{colour}" stroke-width="2.4" stroke-linecap="round">'
        '<ellipse cx="16" cy="10" rx="11" ry="3.6"/><path d="M8 12.8c3 4.4 13 4.4 16 0M16 16.4v12.4"/></g></svg>'
    )
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))


def package(
    commands: Sequence[Command], app_id: str, website: str = WEBSITE, connector: ToolServer | None = None
) -> bytes:
    """Return the zip to upload: manifest, two icons, one file per language."""
    files = {
        "manifest.json": _json(manifest(commands, app_id, website, connector)),
        "color.png": icon(192, "#ffffff", f'<rect width="32" height="32" fill="{BLUE}"/>'),
        "outline.png": icon(32, "#ffffff", ""),
    }
    for language in LANGUAGES:
        if tag := LOCALES.get(language):
            files[f"{tag}.json"] = _json(localization(commands, language, connects=connector is not None))
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return found.getvalue()


def _json(value: object) -> bytes:
    return json.dumps(value, indent=2, ensure_ascii=False).encode()
