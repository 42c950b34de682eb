"""Talks with the family: who was asked, what each said, and what if concerns stay."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.dossier.models import Entry, Household, Person
from tandem.network.models import Account
from tandem.plan.enums import TalkKind, TalkQuestion


class Talk(models.Model):
    """A talk in which everybody of the household is asked the same (gesprek, WP-13).

    It may take several visits: whoever was not there is asked later.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="talks", verbose_name="huishouden"
    )
    kind = models.CharField("soort", max_length=10, choices=TalkKind)
    held_on = models.DateField("gehouden op")
    present = models.ManyToManyField(
        Person, related_name="talks", blank=True, verbose_name="wie van het gezin erbij was"
    )
    present_others = models.CharField("wie er verder bij was", max_length=200, blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "gesprek"
        verbose_name_plural = "gesprekken"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=TalkKind.values), name="talk_kind_is_known"
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(kind=TalkKind.FIRST),
                name="one_first_talk_per_household",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["household", "-held_on", "-id"], name="talks_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"


class TalkAnswer(models.Model):
    """Which entry of the story answers which question of a talk (antwoord in een gesprek).

    The words stand in the entry, once, and nowhere else.
    """

    talk = models.ForeignKey(
        Talk, on_delete=models.CASCADE, related_name="answers", verbose_name="gesprek"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="talk_answers", verbose_name="gezinslid"
    )
    question = models.CharField("vraag", max_length=20, choices=TalkQuestion)
    entry = models.OneToOneField(
        Entry, on_delete=models.CASCADE, related_name="answers", verbose_name="aantekening"
    )

    class Meta:
        verbose_name = "antwoord in een gesprek"
        verbose_name_plural = "antwoorden in een gesprek"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(question__in=TalkQuestion.values), name="talk_question_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.entry_id}"


class LastingConcern(models.Model):
    """What is said when concerns stay: where we differ, and what comes next (zorg die blijft)."""

    talk = models.ForeignKey(
        Talk, on_delete=models.CASCADE, related_name="lasting", verbose_name="gesprek"
    )
    held_on = models.DateField("gehouden op")
    seriousness_differs = models.BooleanField("oneens over hoe ernstig het is", default=False)
    action_differs = models.BooleanField("oneens over wat er moet gebeuren", default=False)
    standpoints = models.TextField("wie wat vindt", blank=True)
    agreement = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="samen afgesproken",
    )
    next_steps = models.TextField("wat er hierna kan gebeuren", blank=True)
    explained_on = models.DateField("uitgelegd op", null=True, blank=True)
    family_notices = models.TextField("wat het gezin hiervan merkt", blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "zorg die blijft"
        verbose_name_plural = "zorgen die blijven"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(seriousness_differs=False, action_differs=False) | ~Q(standpoints=""),
                name="who_differs_says_how",
            ),
            models.CheckConstraint(
                condition=Q(explained_on=None) | ~Q(next_steps=""),
                name="what_is_explained_is_said",
            ),
        ]

    def __str__(self) -> str:
        return f"zorg {self.held_on}"
