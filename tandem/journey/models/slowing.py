"""Deciding, together, not to act for now: which is not the same as doing nothing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tandem.dossier.models import Household
from tandem.network.models import Account


class SlowDown(models.Model):
    """Both riders choose to slow down until a day, or a sign (besluit om te vertragen, WP-17).

    One of them writes it down and the other signs; until then it is not in force (WP-18). Going on
    after the day of looking back is a new decision, signed by both again.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="slow_downs", verbose_name="huishouden"
    )
    decided_on = models.DateField("besloten op")
    motivation = models.TextField("waarom we vertragen")
    safety_condition = models.TextField("bij welk teken we wel handelen")
    family_view = models.TextField("wat het gezin zegt")
    review_on = models.DateField("terugkijken op")
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    co_signed_at = models.DateTimeField("meegetekend op", null=True, blank=True)
    co_signed_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="meegetekend door",
    )
    ended_on = models.DateField("vertragen stopte op", null=True, blank=True)
    end_reason = models.TextField("wat we zagen bij het terugkijken", blank=True)
    ended_at = models.DateTimeField("einde vastgelegd op", null=True, blank=True)
    ended_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="einde vastgelegd door",
    )

    class Meta:
        verbose_name = "besluit om te vertragen"
        verbose_name_plural = "besluiten om te vertragen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(motivation="") & ~Q(safety_condition="") & ~Q(family_view=""),
                name="slowing_down_says_why_and_when_we_do_act",
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("decided_on")), name="slowing_down_is_looked_back_on"
            ),
            models.CheckConstraint(
                condition=Q(co_signed_at=None, co_signed_by=None)
                | Q(co_signed_at__isnull=False, co_signed_by__isnull=False),
                name="slow_down_signed_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(co_signed_by=None) | ~Q(co_signed_by=F("recorded_by")),
                name="slow_down_is_signed_by_two",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_on=None, end_reason="")
                | (
                    Q(ended_at__isnull=False, ended_by__isnull=False, ended_on__isnull=False)
                    & ~Q(end_reason="")
                ),
                name="slow_down_ended_when_by_whom_and_why",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(ended_at=None),
                name="one_slow_down_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"vertragen {self.decided_on}"

    @property
    def is_signed(self) -> bool:
        """Whether both have signed, so that it is in force until it ends."""
        return self.co_signed_at is not None
