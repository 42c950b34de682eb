"""What was decided against somebody's will, and that the family was told."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tandem.core.periods import Period, day_of
from tandem.dossier.enums import Origin
from tandem.dossier.models import Household
from tandem.legal.enums import (
    DecisionRegime,
    DecisionStatus,
    Ground,
    Intervention,
    PowerKind,
    Tell,
)
from tandem.legal.rules import OBJECT_WITHIN, POWERS
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
    power_kind = models.CharField("bevoegdheid", max_length=20, choices=PowerKind, blank=True)
    # On which article or ruling it stands, when neither power nor ground is one of the list.
    legal_reference = models.CharField("artikel of uitspraak", max_length=200, blank=True)
    power = models.TextField("welke bevoegdheid", blank=True)
    facts = models.TextField("feiten", blank=True)
    alternatives = models.TextField("wat is anders geprobeerd of overwogen", blank=True)
    interventions = ArrayField(
        models.CharField(max_length=20, choices=Intervention),
        verbose_name="andere juridische stappen overwogen",
        default=list,
        blank=True,
    )
    proportionality = models.TextField("waarom dit past bij de ernst", blank=True)
    subsidiarity = models.TextField("waarom iets lichters niet genoeg is", blank=True)
    child_interest = models.TextField("belang van het kind", blank=True)
    co_signer = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="medeondertekenaar",
    )
    co_signed_at = models.DateTimeField("medeondertekend op", null=True, blank=True)
    co_signed_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="medeondertekend door",
    )
    # That who rode along uses the powers too, as the family agreed (REG-17).
    same_person_agreed_on = models.DateField(
        "gezin akkoord met dezelfde persoon", null=True, blank=True
    )
    same_person_said = models.TextField("wie akkoord ging en in welke woorden", blank=True)
    also_decided = models.CharField("wie besloten nog mee", max_length=200, blank=True)
    family_informed_on = models.DateField("gezin verteld op", null=True, blank=True)
    family_informed_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="gezin verteld door",
    )
    family_informed_why = models.TextField("waarom niet het vaste contactpersoon", blank=True)
    family_informed_what = models.TextField("wat het gezin is verteld", blank=True)
    family_informed_points = ArrayField(
        models.CharField(max_length=10, choices=Tell),
        verbose_name="wat bij het kantelpunt is verteld",
        default=list,
        blank=True,
    )
    family_reaction = models.TextField("reactie van het gezin", blank=True)
    complaint_explained = models.BooleanField("bezwaar en klacht uitgelegd", default=False)
    urgent_reason = models.TextField("waarom het niet kon wachten", blank=True)
    tell_due_on = models.DateField("uiterlijk vertellen op", null=True, blank=True)
    review_on = models.DateField("opnieuw bekijken op", null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(co_signed_at=None, co_signed_by=None)
                | Q(co_signed_at__isnull=False, co_signed_by=F("co_signer")),
                name="decision_is_signed_by_who_was_asked",
            ),
            models.CheckConstraint(
                condition=Q(co_signed_by=None) | ~Q(co_signed_by=F("recorded_by")),
                name="decision_is_signed_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(same_person_agreed_on=None) | ~Q(same_person_said=""),
                name="decision_says_who_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"kernbesluit {self.decided_on}"

    @property
    def is_signed(self) -> bool:
        """Whether a second person signed; a case file brings what was signed elsewhere."""
        return self.co_signed_at is not None or self.origin == Origin.CASE_FILE

    @property
    def status(self) -> DecisionStatus:
        """How far it is; nobody sets it."""
        if self.until == self.decided_on:
            return DecisionStatus.ENDED
        return DecisionStatus.SIGNED if self.is_signed else DecisionStatus.PROPOSED

    @property
    def article(self) -> str:
        """The law that gives the power (REG-13)."""
        known = {kind.value: power.article for kind, power in POWERS.items()}
        is_other = self.power_kind == PowerKind.OTHER and self.legal_reference
        return self.legal_reference if is_other else known.get(self.power_kind, "")

    @property
    def object_until(self) -> date | None:
        """Until when the family may ask the court to annul a written instruction (BW 1:264)."""
        is_instruction = self.power_kind == PowerKind.INSTRUCT
        return self.decided_on + OBJECT_WITHIN if is_instruction else None

    @property
    def weighed(self) -> list[str]:
        """Other legal ways that were weighed, in words (REG-24)."""
        return [str(Intervention(one).label) for one in self.interventions]

    @property
    def period(self) -> Period:
        """The days on which powers may be used by this decision; none before it is signed.

        What could not wait counts from the decision itself, once the second has signed (INV-10).
        """
        if not self.is_signed:
            return Period(self.decided_on, self.decided_on)
        since = self.decided_on
        if self.co_signed_at is not None and not self.urgent_reason:
            since = max(since, day_of(self.co_signed_at))
        return Period(since, self.until)
