"""Looks that a second person has to judge."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tandem.dossier.enums import LookOutcome, LookSignal
from tandem.dossier.models.household import Household
from tandem.network.models import Account, Pilot


class LookReviewSet(models.QuerySet["LookReview"]):
    """Named sets of looks to judge."""

    def open(self) -> LookReviewSet:
        """What nobody judged yet."""
        return self.filter(reviewed_at=None)


class LookReview(models.Model):
    """What somebody did in a household on a day, to be judged by another (nakijkpunt, T-14).

    It holds why it was picked and what came of it; what was looked at stands in the trail.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="look_reviews", verbose_name="huishouden"
    )
    # Who judges may have no key, and then cannot see the household itself.
    pilot = models.ForeignKey(
        Pilot, on_delete=models.PROTECT, related_name="+", verbose_name="toekomsttuin"
    )
    reference = models.CharField("kenmerk van het huishouden", max_length=12)
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="wie keek"
    )
    looked_on = models.DateField("dag van inzage")
    times = models.PositiveIntegerField("hoe vaak op die dag")
    signals = ArrayField(
        models.CharField(max_length=20, choices=LookSignal), verbose_name="waarom uitgekozen"
    )
    due_on = models.DateField("uiterlijk")
    outcome = models.CharField(
        "oordeel over de inzage", max_length=20, choices=LookOutcome, blank=True
    )
    explanation = models.TextField("toelichting op het oordeel", blank=True)
    reviewed_at = models.DateTimeField("beoordeeld op", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="beoordeeld door",
    )

    objects = LookReviewSet.as_manager()

    class Meta:
        verbose_name = "nakijkpunt"
        verbose_name_plural = "nakijkpunten"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["household", "account", "looked_on"], name="one_review_per_day_of_looks"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None, outcome="")
                | (
                    Q(reviewed_at__isnull=False, reviewed_by__isnull=False)
                    & ~Q(outcome="")
                    & ~Q(explanation="")
                ),
                name="judged_look_says_who_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=models.F("account")),
                name="nobody_judges_own_look",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on", "id"], condition=Q(reviewed_at=None), name="looks_to_judge"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.looked_on}"
