"""Before and after a measure: thinking first, the test of the RvdK, and a plan to stop."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tandem.dossier.models import Household, Person
from tandem.legal.models.measure import Measure
from tandem.legal.rules import Due, dues_of_test
from tandem.network.models import Account


class Reflection(models.Model):
    """What was thought before a measure was asked for (vragen vooraf, REG-23)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="reflections", verbose_name="huishouden"
    )
    for_whom = models.TextField("voor wie is het nodig")
    yields = models.TextField("wat levert het ieder op")
    is_temporary = models.BooleanField("tijdelijk")
    needed_to_stop = models.TextField("wat is nodig om te stoppen")
    discomfort = models.TextField("wat is ons eigen ongemak")
    measure = models.OneToOneField(
        Measure,
        on_delete=models.CASCADE,
        related_name="reflection",
        null=True,
        blank=True,
        verbose_name="maatregel",
    )
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "vragen vooraf"
        verbose_name_plural = "vragen vooraf"

    def __str__(self) -> str:
        return f"vragen vooraf {self.recorded_at:%Y-%m-%d}"


class ProtectionTest(models.Model):
    """The independent test of the RvdK before compulsion (raadstoets, INV-12, REG-18, REG-19)."""

    household = models.ForeignKey(
        Household,
        on_delete=models.CASCADE,
        related_name="protection_tests",
        verbose_name="huishouden",
    )
    tested_on = models.DateField("getoetst op")
    # None: tested before this was asked.
    children = models.ManyToManyField(
        Person, related_name="+", blank=True, verbose_name="voor welke kinderen"
    )
    is_met = models.BooleanField("aan de wet voldaan")
    motivation = models.TextField("waarom")
    children_heard = models.TextField("wat de kinderen zeggen", blank=True)
    parents_heard = models.TextField("wat de ouders zeggen", blank=True)
    children_not_heard = models.TextField("waarom de kinderen niet zijn gehoord", blank=True)
    parents_not_heard = models.TextField("waarom de ouders niet zijn gehoord", blank=True)
    submitted_on = models.DateField("verzoek ingediend op", null=True, blank=True)
    college_told_on = models.DateField("gemeente verteld op", null=True, blank=True)
    mayor_asked_on = models.DateField("burgemeester vroeg op", null=True, blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "raadstoets"
        verbose_name_plural = "raadstoetsen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(submitted_on=None) | Q(submitted_on__gte=F("tested_on")),
                name="request_is_submitted_after_it_is_tested",
            ),
            models.CheckConstraint(
                condition=~Q(children_heard="", children_not_heard=""),
                name="children_are_heard_or_it_says_why_not",
            ),
            models.CheckConstraint(
                condition=~Q(parents_heard="", parents_not_heard=""),
                name="parents_are_heard_or_it_says_why_not",
            ),
            models.CheckConstraint(
                condition=Q(submitted_on=None) | Q(is_met=True) | Q(mayor_asked_on__isnull=False),
                name="what_fails_the_test_goes_to_court_for_the_mayor_only",
            ),
        ]

    def __str__(self) -> str:
        return f"raadstoets {self.tested_on}"

    @property
    def dues(self) -> tuple[Due, ...]:
        """What must happen when no request follows (BW 1:255 lid 3)."""
        return dues_of_test(
            tested_on=self.tested_on,
            college_told_on=self.college_told_on,
            mayor_asked_on=self.mayor_asked_on,
            submitted_on=self.submitted_on,
        )


class ScaleDownPlan(models.Model):
    """How a measure stops and the family goes on by itself (afschaalplan, REG-22)."""

    household = models.ForeignKey(
        Household,
        on_delete=models.CASCADE,
        related_name="scale_down_plans",
        verbose_name="huishouden",
    )
    made_on = models.DateField("gemaakt op")
    needed_to_stop = models.TextField("wat is nodig om te stoppen")
    afterwards = models.TextField("hoe het daarna verdergaat")
    network = models.TextField("wie uit het netwerk doet mee", blank=True)
    agreed_with = models.CharField("besproken met", max_length=200)
    review_on = models.DateField("opnieuw bekijken op")
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "afschaalplan"
        verbose_name_plural = "afschaalplannen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(review_on__gt=F("made_on")), name="plan_is_reviewed_after_it_is_made"
            ),
        ]

    def __str__(self) -> str:
        return f"afschaalplan {self.made_on}"
