"""What team figures are for: the company's own words, the legal basis, and since when people know it."""

from __future__ import annotations

from datetime import date

from bot.arguments.basic import ButtonValue
from bot.arguments.keyword import KeywordArg, LeadingTextArg, count, plain
from bot.arguments.nearest_day import nearest_day
from bot.arguments.parser import MissingArguments
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.audit import AuditAction
from bot.domain.people import ADMINS
from bot.domain.purposes import LONGEST_NOTICE, Purpose, notice_days
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.messages.card import Button, Card, Fields, Reply, Text
from bot.views.access import record_change
from bot.views.purpose import company_lines, fill_button, purpose_pairs
from bot.views.replies import text_reply

WORDS_LIMIT = 400


@command(
    "admin purpose",
    help=msg("help", "What team figures are for, and since when people know it"),
    roles=ADMINS,
    args=(
        LeadingTextArg(name="words", label=msg("field", "Purpose"), optional=True, limit=WORDS_LIMIT),
        KeywordArg(name="basis", label=msg("field", "Legal basis"), keyword="basis", meaning=plain, optional=True),
        KeywordArg(
            name="told", label=msg("field", "People told on"), keyword="told", meaning=nearest_day, optional=True
        ),
        KeywordArg(name="notice", label=msg("field", "Days of notice"), keyword="notice", meaning=count, optional=True),
        ButtonValue(name="fill", label=msg("field", "Purpose")),
        ButtonValue(name="gone", label=msg("field", "Purpose")),
    ),
    examples=(
        "admin purpose",
        "admin purpose we see in time where customers need help basis legitimate interest told 1 Oct notice 42",
    ),
)
def admin_purpose(
    ctx: Context, words: str | None, basis: str | None, told: date | None, notice: int | None, fill: str, gone: str
) -> Reply:
    """Show how it stands, or store a new version; what is left out stays as it is.

    New words or another basis have a notice of their own, from today unless `told` says otherwise.
    """
    versions = ctx.work.purposes.versions()
    before = versions[0] if versions else None
    if gone:
        return _taken_back(ctx, before, gone)
    if fill and words is None:
        raise MissingArguments(("words",), _texts(ctx, before))
    if (words, basis, told, notice) == (None, None, None, None):
        return _overview(ctx)
    after = _changed(ctx, before, words, basis, told, notice)
    if before and (after.says_the_same(before), after.told, after.days) == (True, before.told, before.days):
        return text_reply(ctx.t("purpose", "That is how it stands already."))
    return _stored(ctx, before, after)


def _changed(
    ctx: Context, before: Purpose | None, words: str | None, basis: str | None, told: date | None, notice: int | None
) -> Purpose:
    """Return the version that is wanted; raises MissingArguments, and UserMistake for a notice that is too short."""
    words = words or (before.words if before else "")
    basis = basis or (before.basis if before else "")
    if missing := [name for name, value in (("words", words), ("basis", basis)) if not value]:
        texts = {"words": words, "basis": basis, "told": ctx.translator.day(told) if told else ""}
        raise MissingArguments(tuple(missing), texts | {"notice": "" if notice is None else str(notice)})
    least = notice_days(ctx.work.purposes.countries(None))
    if notice and not least <= notice <= LONGEST_NOTICE:
        raise UserMistake(
            "purpose",
            "{least} to {most} days, or 0 for what your people's countries ask for.",
            least=least,
            most=LONGEST_NOTICE,
        ).at("notice")
    days = before.days if before else 0
    after = Purpose(id=0, words=words, basis=basis, told=ctx.today, days=days if notice is None else notice)
    known = before.told if before and after.says_the_same(before) else ctx.today
    return Purpose(id=0, words=words, basis=basis, told=told or known, days=after.days)


def _stored(ctx: Context, before: Purpose | None, after: Purpose) -> Reply:
    made = ctx.work.purposes.add(after.words, after.basis, after.told, after.days)
    # Whoever wrote it has read it.
    ctx.work.purposes.note_read(ctx.who.id, made.id, ctx.at)
    fields = {
        "purpose": before is None or before.words != made.words,
        "basis": before is None or before.basis != made.basis,
        "day": before is None or before.told != made.told,
        "notice": made.days != (before.days if before else 0),
    }
    record_change(ctx, AuditAction.PURPOSE_CHANGED, ",".join(name for name, changed in fields.items() if changed))
    undo = ctx.button(ctx.t("button", "Undo"), "admin purpose", gone=str(made.id))
    return _card(ctx, ctx.t("admin", "Saved"), (undo, _notice_button(ctx)))


def _taken_back(ctx: Context, before: Purpose | None, gone: str) -> Reply:
    if before is None or str(before.id) != gone:
        raise UserMistake("purpose", "It was changed since, or taken back already: type “admin purpose”.")
    ctx.work.purposes.take_back(before.id)
    record_change(ctx, AuditAction.PURPOSE_CHANGED, "undone")
    return _card(ctx, ctx.t("undo", "Undone"), (fill_button(ctx),))


def _overview(ctx: Context) -> Reply:
    named = bool(ctx.work.purposes.versions())
    buttons = (fill_button(ctx), _notice_button(ctx)) if named else (fill_button(ctx),)
    return _card(ctx, ctx.t("purpose", "What team figures are for"), buttons)


def _card(ctx: Context, title: str, buttons: tuple[Button, ...]) -> Reply:
    """Return the newest version, and how the figures of the company stand."""
    versions = ctx.work.purposes.versions()
    facts = (Fields(pairs=purpose_pairs(ctx.translator, versions[0])),) if versions else ()
    body = (*facts, *(Text(text=line) for line in company_lines(ctx)))
    return Reply(card=Card(title=title, body=body, buttons=buttons))


def _notice_button(ctx: Context) -> Button:
    return ctx.button(ctx.t("button", "Text to hand out"), "admin notice")


def _texts(ctx: Context, purpose: Purpose | None) -> dict[str, str]:
    """Return what the form is filled with."""
    if purpose is None:
        return {"basis": ctx.t("purpose", "legitimate interest, GDPR article 6(1)(f)")}
    notice = {"notice": str(purpose.days)} if purpose.days else {}
    return {"words": purpose.words, "basis": purpose.basis, "told": ctx.translator.day(purpose.told)} | notice
