"""In which phase of safety a household is, and how that came about."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.dossier.models import Household
from tandem.journey.enums import Phase, SafetyStand
from tandem.network.models import Account


class PhaseChange(models.Model):
    """From which day a household is in a phase, and how safe it is then (verandering van fase).

    Who rides and has none of these, is in the first phase. Never changed later: how it stands is
    what was said last (WP-10, WP-11, INV-19).
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="phase_changes", verbose_name="huishouden"
    )
    phase = models.PositiveSmallIntegerField("fase", choices=Phase)
    begun_on = models.DateField("fase begon op")
    safety = models.CharField("hoe staat de directe veiligheid", max_length=10, choices=SafetyStand)
    why = models.TextField("waarom deze fase")
    family_view = models.TextField("wat het gezin zegt")
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "verandering van fase"
        verbose_name_plural = "veranderingen van fase"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(phase__gte=Phase.DIRECT, phase__lte=Phase.RECOVERY),
                name="there_are_three_phases",
            ),
            models.CheckConstraint(
                condition=Q(phase=Phase.DIRECT)
                | Q(safety__in=[SafetyStand.RESTORED, SafetyStand.AGREED]),
                name="later_phase_only_when_safety_is_arranged",
            ),
            models.CheckConstraint(
                condition=~Q(why="") & ~Q(family_view=""),
                name="phase_says_why_and_what_the_family_says",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["household", "-begun_on", "-id"], name="phase_said_last")
        ]

    def __str__(self) -> str:
        return f"fase {self.phase} {self.begun_on}"
