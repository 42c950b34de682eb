"""Asking for a key as a colleague of who is involved, and the answer of the local team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import F

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import first_no
from tandem.dossier import door, rules, selectors
from tandem.dossier.enums import KeyGround, RequestAnswer
from tandem.dossier.models import AccessRequest, Involvement
from tandem.dossier.services import keys
from tandem.network import door as network_door

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.core.verdict import Verdict
    from tandem.dossier.models import Key
    from tandem.network.models import Account


# One statement, whatever is named: nothing, another household, or one that the own organization
# takes part in.
_ASK = "SELECT ref, request FROM tandem.ask_for_key(%s, %s, %s, %s)"


@transaction.atomic
def ask(ref: str, reason: str, *, by: Account, at: datetime) -> None:
    """Ask for a key. Says nothing back: an unknown reference is answered like a known one.

    Only who works for an organization that is involved now is heard; anybody else's asking is
    recorded as a knock at the door.
    """
    if not network_door.assignments_with(by, Permission.ACCESS_ASK, at=at).exists():
        raise network_door.NotFound
    named = ref.strip().upper()
    with connection.cursor() as cursor:
        cursor.execute(_ASK, [by.pk, at, named, reason.strip()])
        found, request = cursor.fetchone()
    if not found:
        audit.record_refused_look(named, by=by, at=at, subject="vraag om toegang")
        return
    audit.record("access_asked", by=by, at=at, household=found, subject=f"request:{request}")


def judge_yes(request: AccessRequest, *, at: datetime) -> Verdict:
    """Judge whether there is a ground to say yes on; greys the choice, stops the service."""
    work = request.involvement
    return first_no(
        rules.request_has_ground(opens_now=_lead(request, at=at) is not None),
        rules.rights.holds_one_side(
            does_both=selectors.did_other_side(request.asked_by, work.household_id, form=work.form)
        ),
    )


def _lead(request: AccessRequest, *, at: datetime) -> Key | None:
    """The key of who is named for the involvement: open now, and the one that ends last."""
    day = day_of(at)
    runs = Involvement.objects.open(on=day)
    return (
        keys.running(at)
        .filter(
            involvement__in=runs.filter(pk=request.involvement_id),
            ground=KeyGround.INVOLVEMENT,
            request=None,
        )
        .order_by(F("until").desc(nulls_first=True), "id")
        .first()
    )


@transaction.atomic
def answer(request: AccessRequest, says: str, reason: str, *, by: Account, at: datetime) -> None:
    """Answer who asked: yes, with a key on the ground that is there, or no with the reason."""
    home = request.household
    door.require(by, Permission.ACCESS_ANSWER, home, at=at)
    # Who lets the partner go at the same time, waits, and then ends this key too.
    Involvement.objects.select_for_update(of=("self",)).get(pk=request.involvement_id)
    locked = AccessRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    first_no(
        rules.may_answer_request(
            is_answered=locked.answered_at is not None, is_asker=locked.asked_by_id == by.pk
        ),
        rules.no_has_reason(answer=says, reason=reason),
    ).or_refuse()
    locked.answer, locked.answer_reason = says, reason.strip()
    locked.answered_at, locked.answered_by = at, by
    locked.save(update_fields=["answer", "answer_reason", "answered_at", "answered_by"])
    if says == RequestAnswer.YES:
        judge_yes(locked, at=at).or_refuse()
        lead = _lead(locked, at=at)
        keys.cut_for_request(locked, until=lead.until if lead else None, by=by, at=at)
    audit.record(
        "access_answered", by=by, at=at, household=home.ref, subject=f"request:{request.pk}"
    )
