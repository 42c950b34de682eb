"""The talk around consent: what was told to whom, how free an answer was, a no to an expert."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tandem.dossier.models import Household, Person
from tandem.legal.enums import Answer, Tell
from tandem.legal.models.consent import Consent, Explanation
from tandem.network.models import Account


class ToldPoint(models.Model):
    """One point that one person was told, by whom, and what they said (verteld punt, TELL)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="told_points", verbose_name="huishouden"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="told_points", verbose_name="aan wie"
    )
    point = models.CharField("wat is verteld", max_length=10, choices=Tell)
    told_on = models.DateField("verteld op")
    told_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="verteld door"
    )
    reaction = models.TextField("reactie", blank=True)
    explanation = models.ForeignKey(
        Explanation,
        on_delete=models.CASCADE,
        related_name="told_points",
        null=True,
        blank=True,
        verbose_name="bij welke uitleg",
    )
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "verteld punt"
        verbose_name_plural = "vertelde punten"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(point__in=Tell.values), name="told_point_is_on_the_list"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "point"], name="told_by_person")]

    def __str__(self) -> str:
        return f"{self.point} {self.told_on}"


class TellPromise(models.Model):
    """What could not be told yet: why not, and by which day it is (later vertellen, TELL)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="tell_promises", verbose_name="huishouden"
    )
    # To whom it is promised; empty is each who is asked.
    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="wie het later hoort",
    )
    points = ArrayField(
        models.CharField(max_length=10, choices=Tell), verbose_name="wat later wordt verteld"
    )
    reason = models.TextField("waarom nog niet")
    due_on = models.DateField("uiterlijk")
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "later vertellen"
        verbose_name_plural = "later vertellen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(points__len__gt=0)
                & Q(points__contained_by=Tell.values)
                & ~Q(reason=""),
                name="promise_to_tell_says_what_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"later vertellen {self.due_on}"


class NotAsked(models.Model):
    """Why somebody of the household was not asked to work together (niet gevraagd, CONS-14).

    It counts until they answer. Only the local team reads it: who was not asked because asking is
    dangerous, may not find out here.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="not_asked", verbose_name="huishouden"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+", verbose_name="wie niet is gevraagd"
    )
    reason = models.TextField("waarom niet gevraagd")
    since = models.DateField("niet gevraagd vanaf")
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "niet gevraagd"
        verbose_name_plural = "niet gevraagd"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="not_asked_says_why")
        ]

    def __str__(self) -> str:
        return f"niet gevraagd {self.since}"


class FreedomMark(models.Model):
    """How free somebody was to answer (vrij antwoord, T-09); for professionals, never the family.

    It changes no lock: a door that stays shut would tell somebody who listens along.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="freedom_marks", verbose_name="huishouden"
    )
    consent = models.OneToOneField(
        Consent, on_delete=models.CASCADE, related_name="freedom", verbose_name="toestemming"
    )
    company = models.CharField("wie was erbij", max_length=200, blank=True)
    is_not_free = models.BooleanField("niet vrij gegeven", default=False)
    why = models.TextField("waarom niet vrij", blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "vrij antwoord"
        verbose_name_plural = "vrije antwoorden"

    def __str__(self) -> str:
        return f"vrij antwoord {self.consent_id}"


class ExpertAnswer(models.Model):
    """What the household says to an experience expert (antwoord over ervaringsdeskundige, CONS-15).

    The latest answer of each counts, and one no is a no.
    """

    household = models.ForeignKey(
        Household,
        on_delete=models.CASCADE,
        related_name="expert_answers",
        verbose_name="huishouden",
    )
    answer = models.CharField("antwoord", max_length=5, choices=Answer)
    said_on = models.DateField("gezegd op")
    said_by = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+", verbose_name="wie antwoordt"
    )
    reaction = models.TextField("reactie", blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "antwoord over ervaringsdeskundige"
        verbose_name_plural = "antwoorden over ervaringsdeskundigen"

    def __str__(self) -> str:
        return f"{self.answer} {self.said_on}"
