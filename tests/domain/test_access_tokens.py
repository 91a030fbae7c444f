"""Personal access tokens: what a secret opens, for whom and until when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.access_tokens import USE_NOTED, TokenKind, company_of, issue, revoke
from bot.domain.audit import AuditAction
from storage.connection import Connection
from storage.people import Defaults
from storage.work import SqlWork
from tests.dialog import TUESDAY, Dialog

KIND, OTHER = TokenKind.ASSISTANT, TokenKind.HOOK
DAY = timedelta(days=1)


def opens(work: SqlWork, secret: str, *, kind: TokenKind = KIND, later: timedelta = timedelta(0)) -> int | None:
    """Return whom a secret stands for."""
    found = work.access_tokens.holder_of(kind, secret, TUESDAY + later)
    return found.person if found else None


def test_a_secret_opens_for_its_kind_until_it_expires(work: SqlWork) -> None:
    """Not for another kind, not from its last instant on, and never by its digest or a part of it."""
    anna = work.people.add("Anna", TUESDAY).id
    secret = work.access_tokens.issue(anna, KIND, "laptop", TUESDAY, TUESDAY + DAY).secret
    assert anna == opens(work, secret)
    assert anna == opens(work, secret, later=DAY - timedelta(microseconds=1))
    digest = work._db._raw.execute("SELECT digest FROM access_token").fetchone()["digest"]
    for wrong in (secret[:-1], secret + "x", secret.upper(), digest, "", "\udc80", "%"):
        assert opens(work, wrong) is None
    assert opens(work, secret, kind=OTHER) is None
    assert opens(work, secret, later=DAY) is None


def test_only_the_digest_is_stored(work: SqlWork) -> None:
    """Nowhere in the database is the secret, nor its random part."""
    anna = work.people.add("Anna", TUESDAY).id
    secret = work.access_tokens.issue(anna, KIND, "laptop", TUESDAY, None).secret
    dump = [str(dict(row)) for row in work._db._raw.execute("SELECT * FROM access_token").fetchall()]
    assert secret.rpartition("_")[2] not in "".join(dump)
    assert "digest" not in work.personal_data.of(anna)["access_token"][0]


def test_who_has_left_is_nobody_and_stays_so(talk: Dialog) -> None:
    """Removed, the programs go for good, also where the removal is taken back; deactivated and erased people too."""
    people, secrets = talk.work.people, {}
    for name in ("anna", "bo", "chris"):
        secrets[name] = talk.work.access_tokens.issue(people.named(name)[0].id, KIND, "x", talk.at, None).secret
    assert talk.say("admin remove person bo", "chris").ok
    assert opens(talk.work, secrets["bo"]) is None
    assert talk.press("Undo", "chris").ok
    people.change(people.named("chris")[0].id, active=False)
    talk.say("mydata erase")
    assert talk.press("Erase").ok
    assert [None] * 3 == [opens(talk.work, secret) for secret in secrets.values()]


def test_a_revoked_token_is_recorded_and_opens_nothing(work: SqlWork) -> None:
    """Beside one that stays."""
    anna = work.people.add("Anna", TUESDAY).id
    first, second = (issue(work.access_tokens, work.audit, anna, KIND, name, TUESDAY, DAY) for name in "ab")
    revoke(work.access_tokens, work.audit, first.token, TUESDAY)
    assert (None, anna) == (opens(work, first.secret), opens(work, second.secret))
    assert ["b"] == [token.label for token in work.access_tokens.of(anna, TUESDAY)]
    assert [AuditAction.ACCESS_TAKEN, AuditAction.ACCESS_GIVEN, AuditAction.ACCESS_GIVEN] == [
        record.action for record in work.audit.newest(9)
    ]


def test_the_last_use_is_known_to_the_hour(work: SqlWork) -> None:
    """So that a busy assistant does not write with every question."""
    anna = work.people.add("Anna", TUESDAY).id
    token = work.access_tokens.issue(anna, KIND, "x", TUESDAY, None).token
    assert token.use_is_new(TUESDAY)
    work.access_tokens.note_use(token, TUESDAY)
    (noted,) = work.access_tokens.of(anna, TUESDAY)
    assert (False, True) == (noted.use_is_new(TUESDAY + DAY / 25), noted.use_is_new(TUESDAY + USE_NOTED))


def test_a_secret_names_its_company_and_opens_no_other(work: SqlWork) -> None:
    """Whoever changes the number in it has a secret that nobody has."""
    anna = work.people.add("Anna", TUESDAY).id
    secret = work.access_tokens.issue(anna, KIND, "x", TUESDAY, None).secret
    other = SqlWork(Connection(work._db._raw, 2), Defaults())
    assert 1 == company_of(KIND, secret)
    assert opens(other, secret) is None
    assert opens(other, secret.replace("_a1_", "_a2_")) is None
    assert opens(work, secret.replace("_a1_", "_a2_")) is None


@pytest.mark.parametrize("text", ["", "snurr_a1_", "snurr_h1_" + "x" * 43, "snurr_a1_" + "x" * 44, "\n".join("ab")])
def test_what_is_no_secret_of_a_kind_is_of_no_company(text: str) -> None:
    """Nothing is asked of the database for it."""
    assert company_of(KIND, text) is None
