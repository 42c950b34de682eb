"""To whom of the household something was told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.dossier.models import Household, Person
from tandem.legal.models.measure import Measure
from tandem.legal.models.power import CoreDecision, FamilyInformed
from tandem.legal.models.sharing import Exchange
from tandem.network.models import Account


class ToldTo(models.Model):
    """Who of the household heard of one exchange or decision, or why not (aan wie verteld).

    A household has no one ear: what the mother heard is not thereby told to the father. The family
    pages show a thing to nobody but those who stand here with a day.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="+", verbose_name="huishouden"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+", verbose_name="gezinslid"
    )
    exchange = models.ForeignKey(
        Exchange,
        on_delete=models.CASCADE,
        related_name="told_to",
        null=True,
        blank=True,
        verbose_name="uitwisseling zonder toestemming",
    )
    decision = models.ForeignKey(
        CoreDecision,
        on_delete=models.CASCADE,
        related_name="told_to",
        null=True,
        blank=True,
        verbose_name="kernbesluit",
    )
    # A measure that rests on no core decision: of the others the decision is told.
    measure = models.ForeignKey(
        Measure,
        on_delete=models.CASCADE,
        related_name="told_to",
        null=True,
        blank=True,
        verbose_name="maatregel",
    )
    # That an organization would take part: the RvdK above all (INV-08).
    informed = models.ForeignKey(
        FamilyInformed,
        on_delete=models.CASCADE,
        related_name="told_to",
        null=True,
        blank=True,
        verbose_name="gezin geïnformeerd",
    )
    told_on = models.DateField("verteld op", null=True, blank=True)
    why_not = models.TextField("waarom niet verteld", blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "aan wie verteld"
        verbose_name_plural = "aan wie verteld"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(exchange=None, decision__isnull=False, measure=None, informed=None)
                | Q(exchange__isnull=False, decision=None, measure=None, informed=None)
                | Q(exchange=None, decision=None, measure__isnull=False, informed=None)
                | Q(exchange=None, decision=None, measure=None, informed__isnull=False),
                name="told_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=False) | ~Q(why_not=""),
                name="not_told_says_why",
            ),
            models.UniqueConstraint(
                fields=["exchange", "person"],
                condition=Q(exchange__isnull=False),
                name="told_of_an_exchange_once",
            ),
            models.UniqueConstraint(
                fields=["decision", "person"],
                condition=Q(decision__isnull=False),
                name="told_of_a_decision_once",
            ),
            models.UniqueConstraint(
                fields=["measure", "person"],
                condition=Q(measure__isnull=False),
                name="told_of_a_measure_once",
            ),
            models.UniqueConstraint(
                fields=["informed", "person"],
                condition=Q(informed__isnull=False),
                name="told_of_taking_part_once",
            ),
        ]

    def __str__(self) -> str:
        return f"verteld aan {self.person_id}"


class Reaction(models.Model):
    """What the family said later, of one exchange or decision (latere reactie van het gezin).

    The first stands with the thing itself. What was said stays: a later one is added.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="+", verbose_name="huishouden"
    )
    exchange = models.ForeignKey(
        Exchange,
        on_delete=models.CASCADE,
        related_name="reactions",
        null=True,
        blank=True,
        verbose_name="uitwisseling zonder toestemming",
    )
    decision = models.ForeignKey(
        CoreDecision,
        on_delete=models.CASCADE,
        related_name="reactions",
        null=True,
        blank=True,
        verbose_name="kernbesluit",
    )
    said_on = models.DateField("gezegd op")
    what = models.TextField("wat is verteld", blank=True)
    reaction = models.TextField("reactie", blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "latere reactie van het gezin"
        verbose_name_plural = "latere reacties van het gezin"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(exchange=None, decision__isnull=False)
                | Q(exchange__isnull=False, decision=None),
                name="reaction_to_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(what="") | ~Q(reaction=""), name="reaction_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"reactie {self.said_on}"
