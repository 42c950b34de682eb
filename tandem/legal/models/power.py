"""What was decided against somebody's will, and that the family was told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tandem.core.periods import Period
from tandem.dossier.enums import Origin
from tandem.dossier.models import Household
from tandem.legal.enums import DecisionRegime, Ground, MeasureKind
from tandem.network.models import Account, Organization


class FamilyInformed(models.Model):
    """The family was told that an organization will take part (gezin geïnformeerd, INV-08)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="informed", verbose_name="huishouden"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    informed_on = models.DateField("verteld op")
    what = models.TextField("wat is verteld", blank=True)
    reaction = models.TextField("reactie", blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "gezin geïnformeerd"
        verbose_name_plural = "gezin geïnformeerd"

    def __str__(self) -> str:
        return f"verteld {self.informed_on}"


class CoreDecision(models.Model):
    """The test before powers may be used (kernbesluit, REG-10, INV-10)."""

    household = models.ForeignKey(
        Household,
        on_delete=models.CASCADE,
        related_name="core_decisions",
        verbose_name="huishouden",
    )
    regime = models.CharField("wat het mogelijk maakt", max_length=20, choices=DecisionRegime)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    ground = models.CharField("wettelijke grond", max_length=40, choices=Ground)
    ground_on = models.DateField("datum van de grond")
    decided_on = models.DateField("besloten op")
    power = models.TextField("welke bevoegdheid", blank=True)
    facts = models.TextField("feiten", blank=True)
    alternatives = models.TextField("wat is anders geprobeerd of overwogen", blank=True)
    proportionality = models.TextField("waarom dit past bij de ernst", blank=True)
    child_interest = models.TextField("belang van het kind", blank=True)
    co_signer = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="medeondertekenaar",
    )
    family_informed_on = models.DateField("gezin verteld op", null=True, blank=True)
    family_reaction = models.TextField("reactie van het gezin", blank=True)
    urgent_reason = models.TextField("waarom het niet kon wachten", blank=True)
    until = models.DateField("tot", null=True, blank=True)
    end_reason = models.CharField("reden van einde", max_length=200, blank=True)
    origin = models.CharField("herkomst", max_length=20, choices=Origin, default=Origin.SCREEN)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "kernbesluit"
        verbose_name_plural = "kernbesluiten"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ground_on__lte=F("decided_on")), name="ground_comes_before_decision"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("decided_on")),
                name="decision_ends_after_it_is_taken",
            ),
        ]

    def __str__(self) -> str:
        return f"kernbesluit {self.decided_on}"

    @property
    def period(self) -> Period:
        """The days on which powers may be used by this decision."""
        return Period(self.decided_on, self.until)


class Measure(models.Model):
    """A measure, or a request for a test (maatregel, REG-21, MON-F)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="measures", verbose_name="huishouden"
    )
    kind = models.CharField("soort", max_length=30, choices=MeasureKind)
    initiated_by_pilot = models.BooleanField("ingezet vanuit de toekomsttuin", default=False)
    running_at_intake = models.BooleanField("liep al bij aanmelding", default=False)
    requested_on = models.DateField("gevraagd op", null=True, blank=True)
    decided_on = models.DateField("besloten op")
    decided_by = models.CharField("rechter of burgemeester", max_length=120, blank=True)
    since = models.DateField("vanaf", null=True, blank=True)
    until = models.DateField("tot", null=True, blank=True)
    executed_by = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="uitgevoerd door",
    )
    core_decision = models.ForeignKey(
        CoreDecision,
        on_delete=models.PROTECT,
        related_name="measures",
        null=True,
        blank=True,
        verbose_name="kernbesluit",
    )
    origin = models.CharField("herkomst", max_length=20, choices=Origin, default=Origin.SCREEN)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "maatregel"
        verbose_name_plural = "maatregelen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(initiated_by_pilot=True, running_at_intake=True),
                name="measure_at_intake_is_not_from_the_pilot",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("decided_on")),
                name="measure_ends_after_it_is_decided",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["decided_on"], name="measures_by_decision")]

    def __str__(self) -> str:
        return f"{self.kind} {self.decided_on}"
