"""The turning point of a core decision, and looking at it again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tandem.dossier.models import Household
from tandem.legal.enums import TurningQuestion
from tandem.legal.models.power import CoreDecision
from tandem.network.models import Account


class TurningPoint(models.Model):
    """An answer to one question of the turning point under a decision (kantelpunt, REG-11)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="+", verbose_name="huishouden"
    )
    decision = models.ForeignKey(
        CoreDecision,
        on_delete=models.CASCADE,
        related_name="turning_points",
        verbose_name="kernbesluit",
    )
    question = models.CharField("vraag", max_length=20, choices=TurningQuestion)
    is_yes = models.BooleanField("ja")
    remark = models.TextField("toelichting", blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "kantelpunt"
        verbose_name_plural = "kantelpunten"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["decision", "question"], name="one_answer_per_question_of_a_turning_point"
            ),
            models.CheckConstraint(
                condition=Q(is_yes=True) | ~Q(remark=""), name="a_no_at_a_turning_point_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.is_yes}"


class DecisionReview(models.Model):
    """A decision that was looked at again (herbeoordeling): still needed or not, and why."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="+", verbose_name="huishouden"
    )
    decision = models.ForeignKey(
        CoreDecision, on_delete=models.CASCADE, related_name="reviews", verbose_name="kernbesluit"
    )
    reviewed_on = models.DateField("opnieuw bekeken op")
    still_needed = models.BooleanField("nog nodig")
    why = models.TextField("waarom nog wel of niet meer")
    next_on = models.DateField("daarna opnieuw bekijken op", null=True, blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "herbeoordeling van een kernbesluit"
        verbose_name_plural = "herbeoordelingen van kernbesluiten"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(still_needed=False, next_on=None)
                | Q(still_needed=True, next_on__gt=F("reviewed_on")),
                name="what_is_still_needed_is_reviewed_again",
            ),
        ]

    def __str__(self) -> str:
        return f"herbeoordeling {self.reviewed_on}"
