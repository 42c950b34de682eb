"""Help that was there before, and whether a child gets help for itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.dossier.models import Household, Person
from tandem.network.models import Account
from tandem.plan.enums import ChildHelpAnswer


class EarlierHelp(models.Model):
    """Help that a family had before, and what came of it (eerdere hulp, DOS-22).

    A row is never changed: a better version replaces it, and the old one stays.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="earlier_help", verbose_name="huishouden"
    )
    what = models.CharField("wat voor hulp", max_length=200)
    helper = models.CharField("van wie de hulp was", max_length=200)
    # Families tell it in their own words: "toen Sem nog klein was".
    period = models.CharField("wanneer de hulp er was", max_length=100)
    about = models.ManyToManyField(
        Person, related_name="earlier_help", blank=True, verbose_name="voor wie de hulp was"
    )
    relation = models.TextField("hoe het klikte met de hulpverleners", blank=True)
    worked = models.TextField("wat werkte", blank=True)
    did_not_work = models.TextField("wat niet werkte", blank=True)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        related_name="replaced_by",
        null=True,
        blank=True,
        verbose_name="vervangt",
    )
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "eerdere hulp"
        verbose_name_plural = "eerdere hulp"

    def __str__(self) -> str:
        return f"eerdere hulp {self.pk}"


class ChildHelp(models.Model):
    """Whether a child gets help for itself, and why not (hulp voor het kind zelf, DOS-30).

    A row is never changed: the newest answer stands.
    """

    child = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="child_help", verbose_name="welk kind"
    )
    answer = models.CharField("krijgt het kind zelf hulp", max_length=10, choices=ChildHelpAnswer)
    words = models.TextField("welke hulp, of waarom niet", blank=True)
    answered_on = models.DateField("gezegd of besproken op")
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "hulp voor het kind zelf"
        verbose_name_plural = "hulp voor de kinderen zelf"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer=ChildHelpAnswer.YES)
                | (Q(answer__in=ChildHelpAnswer.values) & ~Q(words="")),
                name="a_child_without_help_is_without_for_a_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["child", "-answered_on", "-id"], name="child_help_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.child_id}: {self.answer}"
