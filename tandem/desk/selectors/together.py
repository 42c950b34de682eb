"""Who works with this household, on what ground, and what is the next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Sum
from django.urls import reverse

from tandem.core.periods import day_of
from tandem.dossier.enums import RIDING, Status
from tandem.dossier.models import ContactPerson, Involvement, Report, SeatChange
from tandem.journey.enums import EvaluationKind
from tandem.journey.models import Evaluation, ExpertContacts, Triage
from tandem.journey.services.road import has_ground
from tandem.legal.enums import Answer
from tandem.legal.models import (
    Consent,
    CoreDecision,
    Explanation,
    FamilyInformed,
    Measure,
    ToldTo,
)

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from django.db.models import QuerySet

    from tandem.dossier.models import Household


@dataclass(frozen=True, slots=True)
class Step:
    """One station on the road of the household (WP-03)."""

    name: str
    is_done: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to be done now, and where."""

    text: str
    button: str
    url: str


@dataclass(frozen=True, slots=True)
class Helper:
    """A partner's involvement, with its hours."""

    involvement: Involvement
    hours: Decimal | None
    runs: bool


@dataclass(frozen=True, slots=True)
class Together:
    """Everything on the page *Samen*."""

    steps: tuple[Step, ...]
    next_step: NextStep | None
    explanations: list[Explanation]
    consents: list[Consent]
    helpers: list[Helper]
    informed: list[FamilyInformed]
    contacts: list[ContactPerson]
    swaps: list[SeatChange]
    reports: list[Report]
    triages: list[Triage]
    evaluations: list[Evaluation]
    expert_total: int
    expert_months: list[ExpertContacts]

    @property
    def ingredients(self) -> tuple[tuple[str, bool], ...]:
        """The basic ingredients of the way of working that Tandem can see (WP-02)."""
        return (
            ("samen getrieerd", bool(self.triages)),
            ("ervaringsdeskundige ingezet", self.expert_total > 0),
        )


def together(home: Household, *, at: datetime) -> Together:
    """Read the page *Samen* of a household that the door opened."""
    day = day_of(at)
    consents = list(
        Consent.objects.filter(household=home)
        .select_related("person", "confirmation", "withdrawal")
        .prefetch_related("organizations")
        .order_by("-given_on", "-id")
    )
    explanations = list(home.explanations.order_by("-explained_on", "-id"))
    triages = list(home.triages.prefetch_related("seats__organization").order_by("-held_on", "-id"))
    evaluations = list(home.evaluations.order_by("-due_on", "-id"))
    months = list(home.expert_contacts.select_related("organization").order_by("-month", "-id"))
    return Together(
        steps=_steps(home, explanations, consents),
        next_step=_next_step(home, explanations, consents, evaluations, at=at),
        explanations=explanations,
        consents=consents,
        helpers=_helpers(home, day),
        informed=list(home.informed.select_related("organization").order_by("-informed_on", "-id")),
        contacts=list(home.contact_persons.select_related("account").order_by("-since", "-id")),
        swaps=list(home.seat_changes.select_related("recorded_by").order_by("-day", "-id")),
        reports=list(
            home.reports.select_related("organization", "author").order_by("-contact_on", "-id")
        ),
        triages=triages,
        evaluations=evaluations,
        expert_total=sum(month.count for month in months),
        expert_months=months,
    )


def _helpers(home: Household, day: date) -> list[Helper]:
    work: QuerySet[Involvement] = home.involvements.select_related("organization", "professional")
    return [
        Helper(one, one.total, one.period.has(day))
        for one in work.annotate(total=Sum("hours__hours")).order_by("-since", "-id")
    ]


_ORDER = ("aanmelding", "triage", "uitleg", "toestemming", "tandem", "uitstroom", "afgerond")


def _steps(
    home: Household, explanations: list[Explanation], consents: list[Consent]
) -> tuple[Step, ...]:
    status = Status(home.status)
    rides = status in {Status.STARTED, Status.RECONSIDERING}
    over = status in {Status.STOPPED, Status.LEAVING, Status.ENDED}
    done = {
        "aanmelding": True,
        "triage": status != Status.REGISTERED,
        "uitleg": bool(explanations) or over,
        "toestemming": rides or over or any(one.answer == Answer.YES for one in consents),
        "tandem": over,
        "uitstroom": status in {Status.LEAVING, Status.ENDED},
        "afgerond": status == Status.ENDED,
    }
    current = next((name for name in _ORDER if not done[name]), "")
    return tuple(Step(name, done[name], name == current) for name in _ORDER)


def _next_step(
    home: Household,
    explanations: list[Explanation],
    consents: list[Consent],
    evaluations: list[Evaluation],
    *,
    at: datetime,
) -> NextStep | None:
    """What is next on the road; None when nothing is due."""
    status = Status(home.status)
    if status in RIDING - {Status.RECONSIDERING} and not has_ground(home, at=at):
        text = "Geen toestemming en geen andere grond draagt de tandem nog. Vraag opnieuw"
        text += " toestemming, of zet de tandem stil."
        return _next(home, text, "Tandem stilzetten", "without_ground")
    if status == Status.ADMITTED:
        return _before_the_start(home, explanations, consents)
    if status == Status.LEAVING:
        return _before_the_end(home, evaluations)
    if status == Status.STARTED and not home.contact_persons.filter(until=None).exists():
        text = "Dit gezin heeft nog geen vast contactpersoon."
        return _next(home, text, "Contactpersoon noemen", "contact")
    fixed = {
        Status.REGISTERED: (
            "Bespreek samen of dit huishouden past.",
            "Triage vastleggen",
            "triage_in",
        ),
        Status.ELSEWHERE: (
            "Dit huishouden doet niet mee. Sluit het dossier af.",
            "Afronden",
            "end",
        ),
        Status.STOPPED: (
            "Het gezin stopte. Rond af, of vraag later opnieuw om toestemming.",
            "Afronden",
            "end",
        ),
    }
    return _next(home, *fixed[status]) if status in fixed else None


def _before_the_start(
    home: Household, explanations: list[Explanation], consents: list[Consent]
) -> NextStep:
    if not explanations:
        text = "Leg uit hoe we werken en geef de folder."
        return _next(home, text, "Uitleg vastleggen", "explain", "legal")
    if not any(consent.answer == Answer.YES for consent in consents):
        return NextStep("Vraag elk gezinslid apart om toestemming. Dat doet u hieronder.", "", "")
    return _next(home, "Er is toestemming. De tandem kan starten.", "Tandem starten", "start")


def _before_the_end(home: Household, evaluations: list[Evaluation]) -> NextStep:
    if any(e.kind == EvaluationKind.END and e.held_on for e in evaluations):
        return _next(home, "Alles is klaar om af te ronden.", "Afronden", "end")
    text = "Houd de eindevaluatie met het gezin."
    planned = next((e for e in evaluations if e.kind == EvaluationKind.END), None)
    if planned is None:
        return _next(home, text, "Eindevaluatie plannen", "evaluation_plan")
    url = reverse("journey:evaluation_hold", args=[home.ref, planned.pk])
    return NextStep(text, "Eindevaluatie vastleggen", url)


def _next(home: Household, text: str, button: str, name: str, app: str = "journey") -> NextStep:
    return NextStep(text, button, reverse(f"{app}:{name}", args=[home.ref]))


def _told_to() -> Prefetch[str]:
    """To whom of the household each was told, the oldest first."""
    return Prefetch(
        "told_to", ToldTo.objects.select_related("person").order_by("person__born_on", "id")
    )


def decisions_of(home: Household) -> tuple[list[CoreDecision], list[Measure]]:
    """Core decisions and measures of a household that the door opened, newest first."""
    decisions = home.core_decisions.select_related(
        "organization", "co_signer", "recorded_by", "family_informed_by"
    ).prefetch_related(
        "turning_points",
        "reviews",
        "reactions__recorded_by",
        _told_to(),
    )
    measures = home.measures.select_related(
        "executed_by", "core_decision", "confirmed_by"
    ).prefetch_related("children", _told_to())
    return (
        list(decisions.order_by("-decided_on", "-id")),
        list(measures.order_by("-decided_on", "-id")),
    )
