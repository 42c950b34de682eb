"""What the family was told and what it said."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tandem.core.periods import Period
from tandem.dossier.enums import Origin
from tandem.dossier.models import Household, Person
from tandem.legal.enums import Answer, IdentityCheck, Outcome, Via
from tandem.network.enums import ConfirmationForm
from tandem.network.models import Account, Organization


class Explanation(models.Model):
    """The way of working was explained and the leaflet given (uitleg met folder, CONS-03)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="explanations", verbose_name="huishouden"
    )
    explained_on = models.DateField("uitgelegd op")
    leaflet_version = models.CharField("versie van de folder", max_length=40)
    questions_asked = models.TextField("vragen van het gezin", blank=True)
    origin = models.CharField("herkomst", max_length=20, choices=Origin, default=Origin.SCREEN)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "uitleg met folder"
        verbose_name_plural = "uitleg met folder"

    def __str__(self) -> str:
        return f"uitleg {self.explained_on}"


class Consent(models.Model):
    """One person's yes or no to working together with named organizations (toestemming, CONS-02).

    `until` is the first day that is no longer covered; `ended_at` is the moment at which a door
    closes. A withdrawal sets both.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="consents", verbose_name="huishouden"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="consents", verbose_name="gezinslid"
    )
    answer = models.CharField("antwoord", max_length=5, choices=Answer)
    organizations = models.ManyToManyField(
        Organization, related_name="+", verbose_name="met welke organisaties"
    )
    given_on = models.DateField("gegeven op")
    until = models.DateField("tot", null=True, blank=True)
    ended_at = models.DateTimeField("geëindigd op", null=True, blank=True)
    # Until when it was given, when it was taken back earlier than that.
    granted_until = models.DateField("gegeven tot", null=True, blank=True)
    via = models.CharField("hoe", max_length=10, choices=Via)
    explanation = models.ForeignKey(
        Explanation, on_delete=models.PROTECT, related_name="+", verbose_name="uitleg vooraf"
    )
    declaration_version = models.CharField("versie van de verklaring", max_length=40)
    what_else = models.TextField("wat kan er wel", blank=True)
    origin = models.CharField("herkomst", max_length=20, choices=Origin, default=Origin.SCREEN)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("given_on")),
                name="consent_ends_after_it_is_given",
            ),
            models.CheckConstraint(
                condition=Q(granted_until=None) | Q(until__lt=F("granted_until")),
                name="consent_was_taken_back_before_it_was_over",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer} {self.given_on}"

    @property
    def period(self) -> Period:
        """The days that the consent covers."""
        return Period(self.given_on, self.until)


class Confirmation(models.Model):
    """The letter or mail that confirms a consent (bevestiging, CONS-05, INV-04)."""

    consent = models.OneToOneField(
        Consent, on_delete=models.CASCADE, related_name="confirmation", verbose_name="toestemming"
    )
    form = models.CharField("vorm", max_length=10, choices=ConfirmationForm)
    due_on = models.DateField("uiterlijk")
    sent_on = models.DateField("verstuurd op", null=True, blank=True)
    sent_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="verstuurd door",
    )

    class Meta:
        verbose_name = "bevestiging van toestemming"
        verbose_name_plural = "bevestigingen van toestemming"
        indexes: ClassVar = [
            models.Index(
                fields=["due_on"], condition=Q(sent_on=None), name="confirmations_not_yet_sent"
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sent_on=None, sent_by=None)
                | Q(sent_on__isnull=False, sent_by__isnull=False),
                name="confirmation_sent_on_has_its_by",
            ),
        ]

    def __str__(self) -> str:
        return f"bevestiging {self.due_on}"


class Withdrawal(models.Model):
    """A family member takes consent back: from doubt to outcome (intrekking, CONS-06, CONS-07)."""

    consent = models.OneToOneField(
        Consent, on_delete=models.CASCADE, related_name="withdrawal", verbose_name="toestemming"
    )
    received_at = models.DateTimeField("ontvangen op")
    received_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="ontvangen door"
    )
    via = models.CharField("hoe", max_length=10, choices=Via)
    identity = models.CharField(
        "hoe nagegaan wie het was",
        max_length=20,
        choices=IdentityCheck,
        default=IdentityCheck.NOT_YET,
    )
    explored_on = models.DateField("oplossing besproken op", null=True, blank=True)
    exploration = models.TextField("wat we samen onderzochten", blank=True)
    outcome = models.CharField("uitkomst", max_length=10, choices=Outcome, blank=True)
    outcome_at = models.DateTimeField("uitkomst vastgelegd op", null=True, blank=True)
    outcome_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="uitkomst vastgelegd door",
    )
    fresh_consent = models.OneToOneField(
        Consent,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="nieuwe toestemming",
    )
    what_else = models.TextField("wat kan er wel", blank=True)

    class Meta:
        verbose_name = "intrekking van toestemming"
        verbose_name_plural = "intrekkingen van toestemming"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="", outcome_at=None, outcome_by=None)
                | (~Q(outcome="") & Q(outcome_at__isnull=False, outcome_by__isnull=False)),
                name="withdrawal_outcome_has_moment_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.CONTINUED) | Q(fresh_consent__isnull=False),
                name="continued_only_with_fresh_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"intrekking {self.received_at:%Y-%m-%d}"


class Exploration(models.Model):
    """What was said in a later talk about a withdrawal (later gesprek, CONS-07, SEC-06).

    The first talk stands with the withdrawal itself. What was said stays: a later one is added.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="+", verbose_name="huishouden"
    )
    withdrawal = models.ForeignKey(
        Withdrawal,
        on_delete=models.CASCADE,
        related_name="explorations",
        verbose_name="intrekking van toestemming",
    )
    explored_on = models.DateField("oplossing besproken op")
    exploration = models.TextField("wat we samen onderzochten")
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "later gesprek over een intrekking"
        verbose_name_plural = "latere gesprekken over een intrekking"

    def __str__(self) -> str:
        return f"gesprek {self.explored_on}"


class WithdrawalDenial(models.Model):
    """Somebody says: it was not I who took that consent back (dit was ik niet).

    Nobody is put back by it: a person of the local team speaks with them first, and writes down
    what was said.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="+", verbose_name="huishouden"
    )
    withdrawal = models.OneToOneField(
        Withdrawal,
        on_delete=models.CASCADE,
        related_name="denial",
        verbose_name="intrekking van toestemming",
    )
    denied_at = models.DateTimeField("gezegd op")
    denied_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="gezegd door"
    )
    spoken_at = models.DateTimeField("besproken op", null=True, blank=True)
    spoken_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="besproken door",
    )
    what_was_said = models.TextField("wat we bespraken", blank=True)

    class Meta:
        verbose_name = "ontkende intrekking"
        verbose_name_plural = "ontkende intrekkingen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(denied_at__isnull=False, denied_by__isnull=False),
                name="denial_has_moment_and_by",
            ),
            models.CheckConstraint(
                condition=Q(spoken_at=None, spoken_by=None, what_was_said="")
                | (Q(spoken_at__isnull=False, spoken_by__isnull=False) & ~Q(what_was_said="")),
                name="denial_is_spoken_of_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"ontkend {self.withdrawal_id}"
