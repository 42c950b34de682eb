"""The steps of the road that are not the dossier itself and not a ground."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tandem.dossier.enums import Channel
from tandem.dossier.models import Household
from tandem.journey.enums import Direction, EvaluationKind, ProblemType, TriageOutcome
from tandem.network.models import Account, Organization


class Intake(models.Model):
    """How and with what a household came in (aanmelding, WP-04); one each, never changed later."""

    household = models.OneToOneField(
        Household,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="intake",
        verbose_name="huishouden",
    )
    channel = models.CharField("binnengekomen via", max_length=20, choices=Channel)
    source = models.CharField("wie meldde aan", max_length=200, blank=True)
    concerns = models.TextField("zorgen", blank=True)
    measure_considered = models.BooleanField("beschermingsmaatregel overwogen", default=False)
    running_measures = models.TextField("lopende maatregelen", blank=True)
    problem_types = ArrayField(
        models.CharField(max_length=30, choices=ProblemType),
        verbose_name="wat speelt er",
        default=list,
        blank=True,
    )
    is_urgent = models.BooleanField("spoed", default=False)

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"

    def __str__(self) -> str:
        return f"aanmelding {self.household_id}"


class Triage(models.Model):
    """A joint triage at the way in or out (gezamenlijke triage, WP-06, WP-07, WP-28)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="triages", verbose_name="huishouden"
    )
    direction = models.CharField("welke triage", max_length=5, choices=Direction)
    held_on = models.DateField("gehouden op")
    outcome = models.CharField("uitkomst", max_length=20, choices=TriageOutcome)
    motivation = models.TextField("waarom")
    contact_choice = models.TextField("wie legt het contact, en waarom zo", blank=True)
    expert_absent_reason = models.TextField("waarom geen ervaringsdeskundige", blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "gezamenlijke triage"
        verbose_name_plural = "gezamenlijke triages"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    direction=Direction.IN,
                    outcome__in=[
                        TriageOutcome.ADMIT,
                        TriageOutcome.ADVICE_ONLY,
                        TriageOutcome.ELSEWHERE,
                    ],
                )
                | Q(direction=Direction.OUT, outcome__in=[TriageOutcome.LEAVE, TriageOutcome.STAY]),
                name="triage_outcome_fits_its_direction",
            )
        ]

    def __str__(self) -> str:
        return f"triage {self.direction} {self.held_on}"


class TriageSeat(models.Model):
    """Who sat at the triage (deelnemer)."""

    triage = models.ForeignKey(
        Triage, on_delete=models.CASCADE, related_name="seats", verbose_name="triage"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="organisatie"
    )

    class Meta:
        verbose_name = "deelnemer aan triage"
        verbose_name_plural = "deelnemers aan triage"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["triage", "organization"], name="organization_sits_once_at_a_triage"
            )
        ]

    def __str__(self) -> str:
        return f"{self.triage_id}: {self.organization_id}"


class Evaluation(models.Model):
    """An evaluation with the family, planned and held (evaluatie, WP-07)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="evaluations", verbose_name="huishouden"
    )
    kind = models.CharField("soort", max_length=10, choices=EvaluationKind)
    due_on = models.DateField("gepland op")
    held_on = models.DateField("gehouden op", null=True, blank=True)
    safety = models.TextField("hoe veilig is het nu", blank=True)
    what_worked = models.TextField("wat hielp", blank=True)
    family_view = models.TextField("wat het gezin zegt", blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(held_on=None) | (~Q(safety="") & ~Q(family_view="")),
                name="held_evaluation_says_how_safe_and_what_the_family_says",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on"], condition=Q(held_on=None), name="evaluations_not_yet_held"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"


class ExpertContacts(models.Model):
    """How often an experience expert had contact in a month: a number, never content (INV-16).

    DO NOT add a text field here, also not for "remarks": NOT-01.
    """

    household = models.ForeignKey(
        Household,
        on_delete=models.CASCADE,
        related_name="expert_contacts",
        verbose_name="huishouden",
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    month = models.DateField("maand")
    count = models.PositiveIntegerField("aantal contacten")
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "contacten met een ervaringsdeskundige"
        verbose_name_plural = "contacten met ervaringsdeskundigen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["household", "organization", "month"], name="one_count_per_month"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="month_is_its_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.month}: {self.count}"
