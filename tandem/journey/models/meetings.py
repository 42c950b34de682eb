"""Sitting together about a household: advice, consultation, MDO and MDA++."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.dossier.models import Household, Person
from tandem.journey.enums import ConsultationKind
from tandem.network.models import Account, Organization


class Consultation(models.Model):
    """What was asked and decided when people sat together (overleg, WP-15, WP-19, WP-20).

    What was written down stays; who has something to add, writes down another one.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="consultations", verbose_name="huishouden"
    )
    kind = models.CharField("soort overleg", max_length=20, choices=ConsultationKind)
    held_on = models.DateField("gehouden op")
    question = models.TextField("waar het over ging")
    decided = models.TextField("wat is besloten")
    family = models.ManyToManyField(
        Person, related_name="consultations", verbose_name="wie van het gezin erbij was", blank=True
    )
    family_involved = models.TextField("hoe het gezin erbij betrokken was")
    child_interest = models.TextField("wat het voor de kinderen betekent", blank=True)
    expert_absent_reason = models.TextField("waarom geen ervaringsdeskundige", blank=True)
    connected_on = models.DateField("verbonden met de MDA++ op", null=True, blank=True)
    connected_to = models.CharField("bij wie van de MDA++", max_length=200, blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "overleg"
        verbose_name_plural = "overleggen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(question="") & ~Q(decided="") & ~Q(family_involved=""),
                name="consultation_says_what_was_decided_and_how_the_family_took_part",
            ),
            models.CheckConstraint(
                condition=(Q(connected_on=None) & Q(connected_to=""))
                | (Q(connected_on__isnull=False) & ~Q(connected_to="")),
                name="connected_when_and_to_whom",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ConsultationKind.MDA) | Q(connected_on__isnull=False),
                name="mda_is_connected",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"


class ConsultationSeat(models.Model):
    """Which organization sat there, and who of the tandem (deelnemer aan overleg)."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="seats", verbose_name="overleg"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="wie",
    )

    class Meta:
        verbose_name = "deelnemer aan overleg"
        verbose_name_plural = "deelnemers aan overleg"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["consultation", "organization", "account"],
                name="sits_once_at_a_consultation",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}: {self.organization_id}"
