"""The turning point of a core decision: its questions and its second signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.dossier import door
from tandem.legal import selectors
from tandem.legal.enums import TurningQuestion
from tandem.legal.forms import turning as forms
from tandem.legal.services import signatures
from tandem.legal.views.page import DECISIONS, back_to, page_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.http import HttpResponse, QueryDict

    from tandem.dossier.models import Household
    from tandem.legal.models import CoreDecision
    from tandem.network.models import Account
    from tandem.network.web import Request


def _open(household: str, *, by: Account, at: datetime, page: str) -> Household:
    return door.open_household(household, by=by, to=Permission.DECISION_RECORD, at=at, page=page)


def _answered(decision: CoreDecision) -> dict[str, tuple[bool, str]]:
    points = decision.turning_points.order_by("id")
    return {one.question: (one.is_yes, one.remark) for one in points}


def turning_point(request: Request, household: str, decision: int) -> HttpResponse:
    """Read a proposed decision and answer the turning point, as who is asked to sign (REG-11)."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="kantelpunt")
    found = get_object_or_404(selectors.to_sign(home, by=by), pk=decision)

    def build(data: QueryDict | None) -> forms.AnswerTurningPoint:
        return forms.AnswerTurningPoint(
            data,
            known=_answered(found),
            agreed_on=found.same_person_agreed_on,
            agreed_words=found.same_person_said,
        )

    def do(clean: Mapping[str, Any]) -> str:
        answers = {
            one.value: (clean[one.value] == forms.YES, clean[f"{one.value}_why"])
            for one in TurningQuestion
        }
        signatures.answer_turning_point(
            found,
            answers,
            same_person_agreed_on=clean[forms.AGREED],
            same_person_said=clean[forms.AGREED_WORDS],
            by=by,
            at=at,
        )
        return reverse("legal:co_sign", args=[home.ref, found.pk])

    page = page_of(
        home,
        tab=DECISIONS,
        template="legal/turning_point.html",
        done=_("De vragen van het kantelpunt zijn beantwoord. Tekent u mee?"),
        question=_("Het kantelpunt: is overal aan gedacht?"),
        intro=_(
            "Deze vragen horen bij elke stap tegen de wil. U bent gevraagd mee te tekenen: lees het"
            " besluit en kijk zelf na of het klopt."
        ),
        submit_label=_("Antwoorden vastleggen"),
        decision=found,
    )
    return answer_form(request, build, do, page)


def co_sign(request: Request, household: str, decision: int) -> HttpResponse:
    """Read a proposed decision and sign it as the second, or say why not."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="medeondertekenen")
    found = get_object_or_404(selectors.to_sign(home, by=by), pk=decision)

    def do(clean: Mapping[str, Any]) -> str:
        if clean["answer"] == forms.SIGN:
            signatures.co_sign(found, by=by, at=at)
        else:
            signatures.decline(found, reason=clean["reason"], by=by, at=at)
        return back_to(home, DECISIONS)

    page = page_of(
        home,
        tab=DECISIONS,
        template="legal/co_sign.html",
        done=_("Uw antwoord is vastgelegd."),
        question=_("Tekent u mee?"),
        intro=_("U tekent voor uzelf. Zonder uw handtekening opent dit besluit niets."),
        submit_label=_("Antwoord vastleggen"),
        verdict=signatures.judge_signature(found, by=by, at=at),
        decision=found,
        points=found.turning_points.order_by("id"),
    )
    return answer_form(request, forms.CoSign, do, page)


def ask_to_sign(request: Request, household: str, decision: int) -> HttpResponse:
    """Ask somebody else to sign as the second."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="medeondertekenaar vragen")
    found = get_object_or_404(selectors.decisions_of(home, by=by), pk=decision)
    first = found.recorded_by
    others = selectors.writers(home, beside=first, at=at).exclude(pk=first.pk)

    def do(clean: Mapping[str, Any]) -> str:
        signatures.ask_to_sign(found, clean["co_signer"], by=by, at=at)
        return back_to(home, DECISIONS)

    page = page_of(
        home,
        tab=DECISIONS,
        done=_("De medeondertekenaar is gevraagd."),
        question=_("Wie tekent dit besluit mee?"),
        submit_label=_("Vragen om mee te tekenen"),
    )
    return answer_form(request, lambda data: forms.AskToSign(data, co_signers=others), do, page)
