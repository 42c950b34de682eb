"""The audit trail and the receipts of writes.

DO NOT add foreign keys or content here: the trail must never stand in the way of the dossier, and
must never become a second dossier. It holds references and facts about what happened, no names.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.audit.enums import EventKind


class Event(models.Model):
    """One look, change or refusal (regel in het logboek van inzage)."""

    at = models.DateTimeField("moment")
    kind = models.CharField("soort", max_length=10, choices=EventKind)
    event = models.CharField("gebeurtenis", max_length=60)
    actor_id = models.BigIntegerField("account", null=True)
    household_ref = models.CharField("huishouden", max_length=20, blank=True)
    subject = models.CharField("onderwerp", max_length=80, blank=True)
    ground = models.CharField("grond", max_length=40, blank=True)
    rule = models.CharField("spelregel", max_length=20, blank=True)

    class Meta:
        verbose_name = "logregel"
        verbose_name_plural = "logregels"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=EventKind.values), name="event_kind_is_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["household_ref", "-at", "-id"],
                condition=~Q(household_ref=""),
                name="events_of_a_household",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event}"


class Receipt(models.Model):
    """Proof that one form was handled once, and where its answer was (ontvangstbewijs)."""

    key = models.UUIDField("sleutel van het formulier", primary_key=True)
    actor_id = models.BigIntegerField("account")
    path = models.CharField("adres", max_length=200)
    at = models.DateTimeField("moment")
    location = models.CharField("antwoord", max_length=300, blank=True)

    class Meta:
        verbose_name = "ontvangstbewijs"
        verbose_name_plural = "ontvangstbewijzen"

    def __str__(self) -> str:
        return str(self.key)
