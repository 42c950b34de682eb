"""The people around a family, their tie with it, and what is asked of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tandem.dossier.models import Household, Person
from tandem.network.models import Account
from tandem.plan.enums import Invited, RequestAnswer, RequestKind, Strain, Strength


class Supporter(models.Model):
    """Somebody who stands around a family (steunfiguur, FAM-07); what is known stands in ties.

    Nobody is removed: who is no longer there has a tie that says since when.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="supporters", verbose_name="huishouden"
    )
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "steunfiguur"
        verbose_name_plural = "steunfiguren"

    def __str__(self) -> str:
        return f"steunfiguur {self.pk}"


class Tie(models.Model):
    """What we know of a supporter and the tie with the family (band met een steunfiguur).

    A row is never changed: what is known better is a next version, and the old one stays.
    """

    supporter = models.ForeignKey(
        Supporter, on_delete=models.CASCADE, related_name="ties", verbose_name="steunfiguur"
    )
    version = models.PositiveIntegerField("versie", default=1)
    name = models.CharField("naam", max_length=100)
    relation = models.CharField("wat iemand van het gezin is", max_length=100)
    is_for_everybody = models.BooleanField("er voor iedereen in het gezin", default=False)
    supports = models.ManyToManyField(
        Person, related_name="ties", blank=True, verbose_name="er voor wie in het gezin"
    )
    strength = models.CharField("hoe sterk de band is", max_length=10, choices=Strength)
    strain = models.CharField(
        "spanning op de band", max_length=10, choices=Strain, default=Strain.NONE
    )
    strain_about = models.TextField("waar de spanning over gaat", blank=True)
    already_does = models.TextField("wat iemand al doet", blank=True)
    can_and_wants = models.TextField("wat iemand kan en wil", blank=True)
    talents = models.TextField("talenten", blank=True)
    invited = models.CharField(
        "gevraagd om mee te denken", max_length=12, choices=Invited, default=Invited.NOT_ASKED
    )
    left_on = models.DateField("niet meer in de kring sinds", null=True, blank=True)
    left_because = models.TextField("waarom niet meer in de kring", blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "band met een steunfiguur"
        verbose_name_plural = "banden met steunfiguren"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["supporter", "version"], name="a_tie_has_each_version_once"
            ),
            models.CheckConstraint(
                condition=Q(strength__in=Strength.values)
                & Q(strain__in=Strain.values)
                & Q(invited__in=Invited.values),
                name="tie_says_what_is_known",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None, left_because="")
                | (Q(left_on__isnull=False) & ~Q(left_because="")),
                name="who_left_the_circle_left_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, versie {self.version}"


class SupportRequest(models.Model):
    """Something that is asked of a supporter (vraag aan een steunfiguur, FAM-08).

    What was asked and answered stays; who changes their mind gets a new request.
    """

    supporter = models.ForeignKey(
        Supporter, on_delete=models.CASCADE, related_name="requests", verbose_name="steunfiguur"
    )
    kind = models.CharField("soort vraag", max_length=10, choices=RequestKind)
    what = models.TextField("wat we vragen")
    since = models.DateField("vanaf")
    planned_until = models.DateField("afgesproken tot", null=True, blank=True)
    until = models.DateField("tot", null=True, blank=True)
    end_reason = models.TextField("waarom het stopt", blank=True)
    answer = models.CharField("antwoord", max_length=10, choices=RequestAnswer, blank=True)
    answer_words = models.TextField("antwoord in eigen woorden", blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    answered_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="antwoord vastgelegd door",
    )
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
        verbose_name = "vraag aan een steunfiguur"
        verbose_name_plural = "vragen aan steunfiguren"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=RequestKind.values), name="support_request_kind_is_known"
            ),
            models.CheckConstraint(
                condition=(Q(planned_until=None) | Q(planned_until__gt=F("since")))
                & (Q(until=None) | Q(until__gte=F("since"))),
                name="support_request_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | Q(
                    answer__in=RequestAnswer.values,
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                ),
                name="support_request_answer_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, end_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
                name="support_request_end_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} vanaf {self.since}"
