"""What counts for oneself: hours, quota, leave, language, pauses, and who looked."""

from __future__ import annotations

from bot.arguments.basic import ChoiceArg
from bot.arguments.keyword import WeekHoursArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.dispatch.welcome import purpose
from bot.domain.people import Hours, Person
from bot.language.i18n import LANGUAGES, Translator, msg, translator_for
from bot.language.vocabulary import ROLES, Vocabulary
from bot.messages.card import Card, Fields, Reply, Text
from bot.views.access import lookers
from bot.views.entries import person_name

LANGUAGE_NAMES = Vocabulary(
    {
        "en": ("English", "engelsk", "engelsk", "engelska", "angielski"),
        "da": ("Danish, dansk", "dansk", "dansk", "danska", "duński"),
        "nb": ("Norwegian, norsk, no", "norsk", "norsk", "norska", "norweski"),
        "sv": ("Swedish, svenska", "svensk", "svensk", "svenska", "szwedzki"),
        "pl": ("Polish, polski", "polsk", "polsk", "polska", "polski"),
    }
)


@command(
    "me",
    help=msg("help", "Your hours, leave, language and who looked at your figures"),
    reads=True,
    rank=110,
    examples=("me",),
)
def me(ctx: Context) -> Reply:
    """Show one's own settings and the way to change each."""
    who = ctx.who
    pairs = (
        (ctx.t("me", "Roles"), ", ".join(ROLES.label(role, ctx.translator.language) for role in sorted(who.roles))),
        (ctx.t("me", "Hours"), hours_text(ctx.translator, who.hours)),
        (ctx.t("me", "Calls a day"), quota_text(ctx.translator, who)),
        (ctx.t("me", "Time zone"), who.zone),
        (ctx.t("me", "Language"), LANGUAGE_NAMES.label(who.language, ctx.translator.language)),
        (ctx.t("me", "Days off"), _leave(ctx) or ctx.t("me", "none")),
    )
    lines = [
        *purpose(ctx.translator),
        *_paused(ctx),
        *_lookers(ctx),
        *_looks(ctx),
        ctx.t("me", "Change it: me language da, me hours mon-fri 08:00-16:00, off 16-22 dec, pause until mon."),
    ]
    card = Card(title=who.name, body=(Fields(pairs=pairs), *(Text(text=line) for line in lines)))
    return Reply(card=card)


def _leave(ctx: Context) -> str:
    ahead = [each for each in ctx.who.leave if each.last >= ctx.today]
    return ", ".join(f"{ctx.translator.short_day(each.first)} – {ctx.translator.day(each.last)}" for each in ahead)


def _paused(ctx: Context) -> list[str]:
    until = ctx.who.paused_until
    if not until or until <= ctx.today:
        return []
    return [
        ctx.t("me", "Nudges are paused until {day}; type pause off to have them back.", day=ctx.translator.day(until))
    ]


def _lookers(ctx: Context) -> list[str]:
    names = ", ".join(looker.name for looker in lookers(ctx))
    return [ctx.t("me", "Who may look at your figures: {names}.", names=names)] if names else []


def _looks(ctx: Context) -> list[str]:
    return [
        ctx.t(
            "me",
            "{name} looked at your figures on {day}.",
            name=person_name(ctx, look.viewer),
            day=ctx.translator.day(look.at.astimezone(ctx.zone).date()),
        )
        for look in ctx.work.people.looks(ctx.who.id)
    ]


def hours_text(say: Translator, hours: Hours) -> str:
    """Return working hours, weekdays with the same hours together."""
    spans: dict[str, list[str]] = {}
    for weekday, start, end in hours:
        spans.setdefault(f"{start:%H:%M}-{end:%H:%M}", []).append(say.weekday(weekday, "short"))
    return "; ".join(
        f"{days[0]}–{days[-1]} {span}" if len(days) > 1 else f"{days[0]} {span}" for span, days in spans.items()
    )


def quota_text(say: Translator, person: Person) -> str:
    """Return the calls asked for on each working day."""
    counts = {weekday: person.quota(weekday) for weekday, _, _ in person.hours}
    if len(set(counts.values())) == 1:
        return str(next(iter(counts.values())))
    return ", ".join(f"{say.weekday(day, 'short')} {calls}" for day, calls in counts.items())


@command(
    "me language",
    help=msg("help", "Your language: da, nb, sv, pl or en"),
    examples=("me language da",),
    args=(ChoiceArg(name="language", label=msg("me", "Language"), table=LANGUAGE_NAMES, choices=LANGUAGES),),
)
def me_language(ctx: Context, language: str) -> Reply:
    """Speak another language from now on, starting with the answer."""
    ctx.work.people.change(ctx.who.id, language=language)
    sentence = translator_for(language).t("me", "From now on I write English to you.")
    return Reply(card=Card(body=(Text(text=sentence),)))


@command(
    "me hours",
    help=msg("help", "Your working hours"),
    examples=("me hours mon-fri 08:00-16:00",),
    args=(WeekHoursArg(name="hours", label=msg("me", "Hours")),),
)
def me_hours(ctx: Context, hours: Hours) -> Reply:
    """Change one's own working hours; nudges come within them."""
    changed = ctx.work.people.change(ctx.who.id, hours=hours)
    sentence = ctx.t("me", "Your hours: {hours}.", hours=hours_text(ctx.translator, changed.hours))
    return Reply(card=Card(body=(Text(text=sentence),)))
