"""To whom of the household an emergency was told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tandem.dossier.models.household import Household, Person
from tandem.dossier.models.rights import Emergency
from tandem.network.models import Account


class EmergencyTold(models.Model):
    """Who of the household heard that somebody broke the glass (noodtoegang verteld aan)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="+", verbose_name="huishouden"
    )
    emergency = models.ForeignKey(
        Emergency, on_delete=models.CASCADE, related_name="told_to", verbose_name="noodtoegang"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+", verbose_name="gezinslid"
    )
    told_on = models.DateField("verteld op")
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "noodtoegang verteld aan"
        verbose_name_plural = "noodtoegang verteld aan"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["emergency", "person"], name="told_of_an_emergency_once"
            ),
        ]

    def __str__(self) -> str:
        return f"verteld aan {self.person_id}"
