"""What lies under keys: who may never have one, and grounds for who was not let in before."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Q

from tandem.dossier.enums import (
    BarKind,
    EmergencyArticle,
    EmergencyKind,
    EmergencyOutcome,
    RequestAnswer,
    ReviewOutcome,
)
from tandem.dossier.models.household import Household
from tandem.dossier.models.tandem import Involvement, days_of, just
from tandem.network.models import Account, Pilot, Region

EMERGENCY_LASTS = timedelta(hours=2)


def _together(*fields: str) -> Q:
    """All of them are filled, or none."""
    return Q(**{f"{name}__isnull": True for name in fields}) | Q(
        **{f"{name}__isnull": False for name in fields}
    )


class BarSet(models.QuerySet["Bar"]):
    """Named sets of bars."""

    def running(self) -> BarSet:
        """Bars that nobody lifted."""
        return self.filter(lifted_at=None)


class Bar(models.Model):
    """A professional who is too close to a household for any key (uitsluiting, T-15).

    While it runs it beats every ground. Only a second person lifts it.
    """

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="bars", verbose_name="wie"
    )
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="bars", verbose_name="huishouden"
    )
    kind = models.CharField("wat is de band", max_length=20, choices=BarKind)
    note = models.TextField("toelichting", blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    lifted_at = models.DateTimeField("opgeheven op", null=True, blank=True)
    lifted_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="opgeheven door",
    )
    lift_reason = models.TextField("reden van opheffen", blank=True)

    objects = BarSet.as_manager()

    class Meta:
        verbose_name = "uitsluiting"
        verbose_name_plural = "uitsluitingen"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=BarKind.values), name="bar_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(kind=BarKind.OTHER) | ~Q(note=""), name="other_bar_is_described"
            ),
            models.CheckConstraint(
                condition=_together("lifted_at", "lifted_by"), name="lifted_bar_names_who_and_when"
            ),
            models.CheckConstraint(
                condition=Q(lifted_by=None)
                | (~Q(lifted_by=F("recorded_by")) & ~Q(lifted_by=F("account"))),
                name="bar_is_lifted_by_somebody_else",
            ),
            models.UniqueConstraint(
                fields=["account", "household"],
                condition=Q(lifted_at=None),
                name="one_running_bar",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} x {self.household_id}"


class Emergency(models.Model):
    """Two hours behind a door without having been let in (noodtoegang, T-17).

    Told to the family, and reviewed by a second person before the same account can do it again.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="emergencies", verbose_name="huishouden"
    )
    kind = models.CharField("waarom nu", max_length=20, choices=EmergencyKind)
    reason = models.TextField("wat is er aan de hand")
    # On what somebody of outside the local team acts (DOSSIER-61).
    article = models.CharField(
        "op welk artikel", max_length=20, choices=EmergencyArticle, blank=True, db_default=""
    )
    # The family said no to this organization, took a yes back of late, or its involvement ended of
    # late (DOSSIER-47, DOSSIER-62).
    after_leaving = models.BooleanField(
        "na een nee, kort na intrekking of einde", default=False, db_default=False
    )
    opened_at = models.DateTimeField("geopend op")
    opened_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="geopend door"
    )
    until = models.DateTimeField("tot")
    told_on = models.DateField("gezin verteld op", null=True, blank=True)
    told_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="verteld door",
    )
    postponed_until = models.DateField("later vertellen, uiterlijk op", null=True, blank=True)
    postpone_reason = models.TextField("reden van later vertellen", blank=True)
    postponed_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="uitgesteld door",
    )
    outcome = models.CharField("oordeel", max_length=20, choices=EmergencyOutcome, blank=True)
    findings = models.TextField("toelichting op het oordeel", blank=True)
    reviewed_at = models.DateTimeField("beoordeeld op", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="beoordeeld door",
    )

    class Meta:
        verbose_name = "noodtoegang"
        verbose_name_plural = "noodtoegangen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=EmergencyKind.values), name="emergency_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(article__in=["", *EmergencyArticle.values]),
                name="emergency_article_is_known",
            ),
            models.CheckConstraint(
                condition=Q(until=F("opened_at") + EMERGENCY_LASTS),
                name="emergency_lasts_two_hours",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="emergency_has_a_reason"),
            models.CheckConstraint(
                condition=Q(after_leaving=False) | Q(kind=EmergencyKind.DANGER),
                name="emergency_after_leaving_is_for_danger",
            ),
            models.CheckConstraint(
                condition=_together("told_on", "told_by"), name="family_told_of_emergency_by_whom"
            ),
            models.CheckConstraint(
                condition=Q(postponed_until=None, postponed_by=None)
                | (
                    Q(postponed_until__isnull=False, postponed_by__isnull=False)
                    & ~Q(postpone_reason="")
                ),
                name="postponed_telling_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None, outcome="")
                | Q(
                    reviewed_at__isnull=False,
                    reviewed_by__isnull=False,
                    outcome__in=EmergencyOutcome.values,
                ),
                name="reviewed_emergency_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("opened_by")),
                name="emergency_is_reviewed_by_somebody_else",
            ),
            models.UniqueConstraint(
                fields=["opened_by"],
                condition=Q(reviewed_at=None),
                name="one_unreviewed_emergency_per_account",
            ),
        ]

    def __str__(self) -> str:
        return f"noodtoegang {self.pk}"


class AccessRequest(models.Model):
    """A colleague of who is involved asks for a key (vraag om toegang), with its answer."""

    household = models.ForeignKey(
        Household,
        on_delete=models.CASCADE,
        related_name="access_requests",
        verbose_name="huishouden",
    )
    involvement = models.ForeignKey(
        Involvement,
        on_delete=models.CASCADE,
        related_name="access_requests",
        verbose_name="betrokkenheid",
    )
    reason = models.TextField("waarom toegang nodig is")
    asked_at = models.DateTimeField("gevraagd op moment")
    asked_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="access_requests", verbose_name="vrager"
    )
    answer = models.CharField("antwoord", max_length=10, choices=RequestAnswer, blank=True)
    answer_reason = models.TextField("reden van het antwoord", blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    answered_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="beantwoord door",
    )

    class Meta:
        verbose_name = "vraag om toegang"
        verbose_name_plural = "vragen om toegang"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                    answer__in=RequestAnswer.values,
                ),
                name="answered_request_has_an_answer",
            ),
            models.CheckConstraint(
                condition=~Q(answer=RequestAnswer.NO) | ~Q(answer_reason=""),
                name="no_to_a_request_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("asked_by")),
                name="request_is_answered_by_somebody_else",
            ),
            models.UniqueConstraint(
                fields=["household", "asked_by"],
                condition=Q(answered_at=None),
                name="one_open_request_per_account",
            ),
        ]

    def __str__(self) -> str:
        return f"vraag {self.pk}"


class Absence(models.Model):
    """Days on which somebody does not work, and who takes over (afwezigheid, vervanger)."""

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="absences", verbose_name="wie"
    )
    deputy = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="deputies_for", verbose_name="vervanger"
    )
    since = models.DateField("vanaf")
    until = models.DateField("tot")
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    ended_at = models.DateTimeField("eerder terug op", null=True, blank=True)
    ended_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="einde vastgelegd door",
    )

    class Meta:
        verbose_name = "afwezigheid"
        verbose_name_plural = "afwezigheden"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="absence_has_at_least_one_day"
            ),
            models.CheckConstraint(
                condition=~Q(deputy=F("account")), name="nobody_is_their_own_deputy"
            ),
            models.CheckConstraint(
                condition=_together("ended_at", "ended_by"), name="ended_absence_names_who_and_when"
            ),
            ExclusionConstraint(
                name="one_absence_at_any_moment",
                expressions=[(just("account"), "&&"), (days_of(), "&&")],
                condition=Q(ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"afwezig {self.since}"


class RightsReview(models.Model):
    """Somebody looked whether a colleague still needs the rights in a place (BIO2 5.18.02)."""

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="rights_reviews", verbose_name="wie"
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", verbose_name="regio"
    )
    pilot = models.ForeignKey(
        Pilot,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="toekomsttuin",
    )
    outcome = models.CharField("besluit over rechten", max_length=10, choices=ReviewOutcome)
    key_count = models.PositiveIntegerField("aantal sleutels")
    reviewed_at = models.DateTimeField("beoordeeld op")
    reviewed_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="beoordeeld door"
    )

    class Meta:
        verbose_name = "beoordeling van rechten"
        verbose_name_plural = "beoordelingen van rechten"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome__in=ReviewOutcome.values), name="rights_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(reviewed_by=F("account")), name="nobody_reviews_their_own_rights"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["account", "region", "pilot", "-reviewed_at"], name="reviews_of_an_account"
            ),
        ]

    def __str__(self) -> str:
        return f"beoordeling {self.pk}"
