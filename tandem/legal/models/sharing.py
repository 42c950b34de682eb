"""What was shared without consent, on what ground, and when the family hears of it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tandem.dossier.models import Household, Person
from tandem.legal.enums import (
    DataCategory,
    RecipientKind,
    SharingGround,
    Situation,
    WithoutConsent,
)
from tandem.legal.rules import IN_OUR_NETWORK, TABLE
from tandem.network.models import Account, Organization


def _authorized() -> Q:
    """Every pair of ground and recipient that stands in the table, and no other."""
    pairs = Q()
    for row in TABLE:
        pairs |= Q(
            ground=row.ground,
            recipient_kind__in=sorted(row.recipients),
            situation=row.situation,
        )
    return pairs


class Exchange(models.Model):
    """Something that was shared without consent (uitwisseling zonder toestemming, REG-14, INV-11).

    The database holds it up too: there is none without a ground that fits the recipient, without
    an unsafe situation and its facts, or without the day on which the family hears of it.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="exchanges", verbose_name="huishouden"
    )
    sender = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="afzender"
    )
    without_consent = models.CharField(
        "waarom zonder toestemming", max_length=20, choices=WithoutConsent
    )
    recipient_kind = models.CharField("soort ontvanger", max_length=20, choices=RecipientKind)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="ontvangende organisatie",
    )
    recipient = models.CharField("ontvanger", max_length=200)
    # Whom it is about, where the ground is a measure of a child.
    about = models.ManyToManyField(
        Person, related_name="+", blank=True, verbose_name="over welk kind"
    )
    situation = models.CharField("situatie", max_length=20, choices=Situation)
    ground = models.CharField("wettelijke grond", max_length=30, choices=SharingGround)
    article = models.CharField("wetsartikel", max_length=100)
    is_unsafe = models.BooleanField("te onveilig thuis")
    facts = models.TextField("feiten")
    categories = ArrayField(
        models.CharField(max_length=20, choices=DataCategory), verbose_name="soort gegevens"
    )
    data = models.TextField("wat is gedeeld")
    necessity = models.TextField("waarom dit nodig was")
    # Why a consent to share with this recipient does not cover it (LEGAL-71).
    other_purpose = models.TextField("waarom de toestemming dit niet dekt", blank=True)
    weighing = models.TextField("weging", blank=True)
    weighed_with = models.CharField("gewogen met", max_length=200, blank=True)
    shared_at = models.DateTimeField("gedeeld op")
    shared_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="gedeeld door"
    )
    told_on = models.DateField("gezin verteld op", null=True, blank=True)
    reaction = models.TextField("reactie van het gezin", blank=True)
    tell_by = models.DateField("gezin te vertellen op", null=True, blank=True)
    not_yet_reason = models.TextField("waarom nog niet verteld", blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "uitwisseling zonder toestemming"
        verbose_name_plural = "uitwisselingen zonder toestemming"
        constraints: ClassVar = [
            models.CheckConstraint(condition=_authorized(), name="exchange_has_a_ground_that_fits"),
            models.CheckConstraint(
                condition=~Q(article="") & ~Q(recipient=""), name="exchange_names_law_and_recipient"
            ),
            models.CheckConstraint(
                condition=~Q(recipient_kind__in=sorted(IN_OUR_NETWORK))
                | Q(organization__isnull=False),
                name="exchange_names_the_organization",
            ),
            models.CheckConstraint(
                condition=Q(is_unsafe=True) & ~Q(facts=""), name="exchange_only_when_too_unsafe"
            ),
            models.CheckConstraint(
                condition=Q(categories__len__gt=0) & ~Q(data="") & ~Q(necessity=""),
                name="exchange_says_what_was_shared",
            ),
            models.CheckConstraint(
                condition=~Q(ground=SharingGround.INDEX_SIGNAL)
                | Q(categories__contained_by=[DataCategory.IDENTITY]),
                name="index_gets_no_more_than_who",
            ),
            models.CheckConstraint(
                condition=~Q(ground=SharingGround.CONFLICT_OF_DUTIES)
                | (~Q(weighing="") & ~Q(weighed_with="")),
                name="conflict_of_duties_is_weighed",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=False)
                | (Q(tell_by__isnull=False) & ~Q(not_yet_reason="")),
                name="family_hears_of_an_exchange",
            ),
            models.CheckConstraint(
                condition=Q(shared_at__lte=F("recorded_at")), name="exchange_happened_before"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["tell_by"], condition=Q(told_on=None), name="exchanges_still_to_be_told"
            ),
        ]

    def __str__(self) -> str:
        return f"gedeeld {self.shared_at:%Y-%m-%d}"

    @property
    def kinds(self) -> list[str]:
        """The categories in words."""
        return [str(DataCategory(category).label) for category in self.categories]


class SharingRefusal(models.Model):
    """Somebody wanted to share without consent, and a rule said no (niet gedeeld)."""

    household = models.ForeignKey(
        Household,
        on_delete=models.CASCADE,
        related_name="sharing_refusals",
        verbose_name="huishouden",
    )
    sender = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="afzender"
    )
    recipient_kind = models.CharField(
        "soort ontvanger", max_length=20, choices=RecipientKind, blank=True
    )
    situation = models.CharField("situatie", max_length=20, choices=Situation, blank=True)
    rule = models.CharField("spelregel", max_length=20)
    detail = models.CharField("toelichting", max_length=200, blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "niet gedeeld"
        verbose_name_plural = "niet gedeeld"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(rule=""), name="sharing_refusal_names_its_rule"),
        ]

    def __str__(self) -> str:
        return f"niet gedeeld {self.rule}"


class Postponement(models.Model):
    """Telling the family was put off: until when, and why (uitstel van vertellen)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="postponements", verbose_name="huishouden"
    )
    exchange = models.ForeignKey(
        Exchange,
        on_delete=models.CASCADE,
        related_name="postponements",
        verbose_name="uitwisseling zonder toestemming",
    )
    until = models.DateField("tot")
    reason = models.TextField("reden")
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "uitstel van vertellen"
        verbose_name_plural = "uitstel van vertellen"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="postponement_says_why"),
        ]

    def __str__(self) -> str:
        return f"uitstel tot {self.until}"
