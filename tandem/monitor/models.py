"""What a pilot counted by hand, and what it submitted.

Derived figures are not stored: they are read from the work until a pilot submits them. A submission
is frozen; a correction is a next version with a reason (INV-35).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tandem.monitor.enums import Band, Question
from tandem.network.models import Account, Pilot

_QUARTER = r"^2[0-9]{3}Q[1-4]$"


class ManualFigure(models.Model):
    """A figure that a pilot still counts by hand, with the reason (handmatig cijfer, MON-06)."""

    pilot = models.ForeignKey(
        Pilot, on_delete=models.PROTECT, related_name="manual_figures", verbose_name="toekomsttuin"
    )
    quarter = models.CharField("kwartaal", max_length=6)
    question = models.CharField("vraag", max_length=40, choices=Question)
    value = models.PositiveIntegerField("aantal")
    band = models.CharField("zwaarte", max_length=10, choices=Band, blank=True)
    reason = models.TextField("reden")
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "handmatig cijfer"
        verbose_name_plural = "handmatige cijfers"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pilot", "quarter", "question"], name="one_manual_figure_per_question"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="manual_figure_has_a_reason"),
            models.CheckConstraint(
                condition=Q(question__in=Question.values), name="manual_question_is_known"
            ),
            models.CheckConstraint(
                condition=Q(band="")
                | Q(band__in=Band.values, question__startswith="D.", value__gt=0),
                name="manual_band_only_of_a_form",
            ),
            models.CheckConstraint(
                condition=Q(quarter__regex=_QUARTER), name="manual_quarter_is_a_quarter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quarter} {self.question}: {self.value}"


class Submission(models.Model):
    """The figures of a pilot as submitted, one version (ingediend kwartaal, INV-35)."""

    pilot = models.ForeignKey(
        Pilot, on_delete=models.PROTECT, related_name="submissions", verbose_name="toekomsttuin"
    )
    quarter = models.CharField("kwartaal", max_length=6)
    version = models.PositiveIntegerField("versie")
    stock = models.PositiveIntegerField("nog bezig aan het eind van het kwartaal")
    reason = models.TextField("reden van de verbetering", blank=True)
    submitted_at = models.DateTimeField("ingediend op")
    submitted_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="ingediend door"
    )

    class Meta:
        verbose_name = "ingediend kwartaal"
        verbose_name_plural = "ingediende kwartalen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pilot", "quarter", "version"], name="one_submission_per_version"
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""), name="next_version_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(quarter__regex=_QUARTER), name="submitted_quarter_is_a_quarter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quarter} v{self.version}"


class SubmittedFigure(models.Model):
    """One figure of a submission (ingediend cijfer); a trigger keeps it as it is."""

    submission = models.ForeignKey(
        Submission,
        on_delete=models.PROTECT,
        related_name="figures",
        verbose_name="ingediend kwartaal",
    )
    question = models.CharField("vraag", max_length=40, choices=Question)
    value = models.PositiveIntegerField("aantal")
    derived = models.PositiveIntegerField("uit het werk geteld")
    # Weekly hours added up, counted in UNIT (rules/figures.py), so that the region stays exact.
    weekly = models.DecimalField("uren per week samen", max_digits=80, decimal_places=2, default=0)
    band = models.CharField("zwaarte", max_length=10, choices=Band, blank=True)
    is_manual = models.BooleanField("met de hand geteld", default=False)
    manual_reason = models.TextField("reden", blank=True)

    class Meta:
        verbose_name = "ingediend cijfer"
        verbose_name_plural = "ingediende cijfers"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["submission", "question"], name="one_figure_per_question"
            ),
            models.CheckConstraint(
                condition=Q(is_manual=True) | Q(value=F("derived")),
                name="only_a_manual_figure_differs_from_the_work",
            ),
            models.CheckConstraint(
                condition=Q(question__in=Question.values), name="submitted_question_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.value}"
