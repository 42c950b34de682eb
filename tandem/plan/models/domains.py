"""How it goes in the five domains of life."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.dossier.models import Household, Person
from tandem.network.models import Account
from tandem.plan.enums import Domain, DomainState


class DomainNote(models.Model):
    """What was said of a domain of life on a day (stand van een leefgebied, DOS-23).

    Of the household, or of one person in it. A row is never changed: the newest one stands.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="domain_notes", verbose_name="huishouden"
    )
    domain = models.CharField("leefgebied", max_length=10, choices=Domain)
    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        related_name="domain_notes",
        null=True,
        blank=True,
        verbose_name="van wie in het gezin",
    )
    state = models.CharField("hoe het gaat", max_length=15, choices=DomainState)
    words = models.TextField("in gewone woorden", blank=True)
    noted_on = models.DateField("besproken op dag")
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "stand van een leefgebied"
        verbose_name_plural = "standen van leefgebieden"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(domain__in=Domain.values) & Q(state__in=DomainState.values),
                name="domain_and_its_state_are_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=DomainState.CONCERNS) | ~Q(words=""),
                name="concerns_are_put_in_words",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["household", "-noted_on", "-id"], name="domains_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.domain} {self.state} {self.noted_on}"
