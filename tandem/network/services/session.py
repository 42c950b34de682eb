"""Sessions of people who sign in: when they begin, when they end, and what is recorded of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from tandem.audit import services as audit
from tandem.network import selectors

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.sessions.backends.base import SessionBase

    from tandem.network.models import Account

# A click within this many seconds of the one before is not written down.
_SEEN_SECONDS = 60


def begin(session: SessionBase, *, by: Account, at: datetime) -> None:
    """Start a session after every step of signing in was passed."""
    # What was typed in a form that came too late waits in a session; it goes when that is over.
    Session.objects.filter(expire_date__lt=at).delete()
    session["began"] = session["seen"] = at.timestamp()
    session["second_factor"] = selectors.has_second_factor(by)
    audit.record("signed_in", by=by, at=at, subject=_account(by))


def touch(session: SessionBase, *, by: Account, at: datetime) -> None:
    """Remember that somebody is still there, at most once a minute."""
    if at.timestamp() - session["seen"] >= _SEEN_SECONDS:
        session["seen"] = at.timestamp()
        UserSession.objects.filter(session_key=session.session_key, user_id=by.pk).update(
            last_seen_at=at
        )


@transaction.atomic
def lapse(session_key: str, *, by: Account, at: datetime) -> None:
    """Close the books on a session that lasted long enough or was ended from elsewhere."""
    UserSession.objects.filter(session_key=session_key).delete()
    audit.record("session_lapsed", by=by, at=at, subject=_account(by))


@transaction.atomic
def record_sign_out(session_key: str, *, by: Account, at: datetime) -> None:
    """Record that somebody signed out."""
    UserSession.objects.filter(session_key=session_key).delete()
    audit.record("signed_out", by=by, at=at, subject=_account(by))


def record_failure(account: Account | None, *, by: Account | None, at: datetime) -> None:
    """Record a wrong password or code; for an unknown address there is nobody to name."""
    subject = _account(account) if account is not None else "account:onbekend"
    audit.record("sign_in_failed", by=by, at=at, subject=subject)


def record_security_change(event: str, *, by: Account, at: datetime) -> None:
    """Record a change in how somebody signs in: password, app, passkey or recovery codes."""
    audit.record(event, by=by, at=at, subject=_account(by))


@transaction.atomic
def end(session: UserSession, *, by: Account, at: datetime) -> None:
    """End one session of one's own; it is dead at its next click."""
    session.end()
    audit.record("session_ended", by=by, at=at, subject=_account(by))


@transaction.atomic
def end_others(session_key: str, *, by: Account, at: datetime) -> int:
    """End all sessions of one's own but this one; say how many there were."""
    others = list(UserSession.objects.filter(user_id=by.pk).exclude(session_key=session_key))
    for session in others:
        session.end()
    audit.record("other_sessions_ended", by=by, at=at, subject=_account(by))
    return len(others)


def _account(account: Account) -> str:
    return f"account:{account.pk}"
