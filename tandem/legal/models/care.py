"""What somebody allows: help for one person, and sharing with one source."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tandem.core.periods import Period
from tandem.dossier.models import Entry, Household, Person, Report
from tandem.legal.enums import Answer, Capacity, Circumstance, Direction, Via
from tandem.legal.rules.representing import ON_PAPER
from tandem.network.models import Account, Organization

_CAPACITY = Q(capacity__in=["", *Capacity.values]) & (
    ~Q(capacity__in=sorted(ON_PAPER)) | ~Q(shown_by="")
)
_RUNS = Q(ended_at=None, ended_by=None, ended_via="")
_ENDED = Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_via="")


class CareConsent(models.Model):
    """One answer about help for one person (toestemming voor hulp, Jeugdwet 7.3.4 and 7.3.5).

    Who answers is not always who is helped: the table in tandem.legal.rules.ages says who decides.
    """

    household = models.ForeignKey(
        Household,
        on_delete=models.CASCADE,
        related_name="care_consents",
        verbose_name="huishouden",
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="care_consents", verbose_name="wie geholpen"
    )
    given_by = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+", verbose_name="wie antwoordt"
    )
    answer = models.CharField("antwoord", max_length=5, choices=Answer)
    help = models.CharField("welke hulp", max_length=200)
    circumstance = models.CharField(
        "regel of uitzondering",
        max_length=20,
        choices=Circumstance,
        default=Circumstance.NORMAL,
    )
    circumstance_reason = models.TextField("waarom de uitzondering", blank=True)
    # For an adult who cannot oversee it: as what somebody else answers, and what shows it.
    capacity = models.CharField("hoedanigheid", max_length=20, choices=Capacity, blank=True)
    shown_by = models.CharField("waaruit dat blijkt", max_length=200, blank=True)
    # Without the parents against serious harm: until when, and then it is looked at again.
    review_on = models.DateField("opnieuw bekijken op", null=True, blank=True)
    given_on = models.DateField("gegeven op")
    until = models.DateField("tot", null=True, blank=True)
    via = models.CharField("hoe", max_length=10, choices=Via)
    ended_at = models.DateTimeField("geëindigd op", null=True, blank=True)
    ended_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="ontvangen door",
    )
    ended_via = models.CharField("hoe ingetrokken", max_length=10, choices=Via, blank=True)
    # The help itself began: on the last yes that it needed (LEGAL-35).
    begins_on = models.DateField("hulp begint op", null=True, blank=True)
    begun_at = models.DateTimeField("begin vastgelegd op", null=True, blank=True)
    begun_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="begin vastgelegd door",
    )
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "toestemming voor hulp"
        verbose_name_plural = "toestemmingen voor hulp"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("given_on")),
                name="care_consent_ends_after_it_is_given",
            ),
            models.CheckConstraint(
                condition=_RUNS | _ENDED, name="care_consent_ended_at_has_its_by"
            ),
            models.CheckConstraint(
                condition=Q(circumstance=Circumstance.NORMAL) | ~Q(circumstance_reason=""),
                name="care_consent_exception_has_its_reason",
            ),
            models.CheckConstraint(condition=_CAPACITY, name="care_consent_says_who_represents"),
            models.CheckConstraint(
                condition=~Q(circumstance=Circumstance.SERIOUS_HARM)
                | Q(review_on__isnull=False, review_on__gt=F("given_on")),
                name="help_against_harm_is_looked_at_again",
            ),
            models.CheckConstraint(
                condition=~Q(circumstance=Circumstance.SERIOUS_HARM)
                | Q(begun_by=None)
                | ~Q(begun_by=F("recorded_by")),
                name="help_against_harm_is_begun_by_a_second",
            ),
            models.CheckConstraint(
                condition=Q(begins_on=None, begun_at=None, begun_by=None)
                | Q(
                    Q(answer=Answer.YES) | Q(circumstance=Circumstance.MEASURE),
                    begins_on__gte=F("given_on"),
                    begun_at__isnull=False,
                    begun_by__isnull=False,
                ),
                name="help_begins_on_a_yes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer} {self.given_on}"

    @property
    def period(self) -> Period:
        """The days that the answer covers."""
        return Period(self.given_on, self.until)


class SharingConsent(models.Model):
    """One answer about sharing with one source, for one purpose (toestemming om te delen, CONS-11).

    The source is an organization that Tandem knows, or somebody else in words: a school, a doctor.
    """

    household = models.ForeignKey(
        Household,
        on_delete=models.CASCADE,
        related_name="sharing_consents",
        verbose_name="huishouden",
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        related_name="sharing_consents",
        verbose_name="over wie het gaat",
    )
    given_by = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+", verbose_name="wie antwoordt"
    )
    answer = models.CharField("antwoord", max_length=5, choices=Answer)
    direction = models.CharField("welke kant op", max_length=5, choices=Direction)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="organisatie",
    )
    source = models.CharField("andere bron", max_length=200, blank=True)
    what = models.TextField("welke gegevens")
    purpose = models.TextField("waarvoor")
    circumstance = models.CharField(
        "regel of uitzondering",
        max_length=20,
        choices=Circumstance,
        default=Circumstance.NORMAL,
    )
    circumstance_reason = models.TextField("waarom de uitzondering", blank=True)
    # For an adult who cannot oversee it: as what somebody else answers, and what shows it.
    capacity = models.CharField("hoedanigheid", max_length=20, choices=Capacity, blank=True)
    shown_by = models.CharField("waaruit dat blijkt", max_length=200, blank=True)
    given_on = models.DateField("gegeven op")
    until = models.DateField("tot")
    via = models.CharField("hoe", max_length=10, choices=Via)
    ended_at = models.DateTimeField("geëindigd op", null=True, blank=True)
    ended_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="ontvangen door",
    )
    ended_via = models.CharField("hoe ingetrokken", max_length=10, choices=Via, blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "toestemming om te delen"
        verbose_name_plural = "toestemmingen om te delen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__gt=F("given_on")), name="sharing_consent_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=False, source="")
                | (Q(organization=None) & ~Q(source="")),
                name="sharing_consent_names_one_source",
            ),
            models.CheckConstraint(
                condition=_RUNS | _ENDED, name="sharing_consent_ended_at_has_its_by"
            ),
            models.CheckConstraint(
                condition=Q(circumstance=Circumstance.NORMAL) | ~Q(circumstance_reason=""),
                name="sharing_consent_exception_has_its_reason",
            ),
            models.CheckConstraint(condition=_CAPACITY, name="sharing_consent_says_who_represents"),
        ]

    def __str__(self) -> str:
        return f"{self.answer} {self.given_on}"

    @property
    def period(self) -> Period:
        """The days that the answer covers."""
        return Period(self.given_on, self.until)

    @property
    def with_whom(self) -> str:
        """The source in words."""
        return self.source if self.organization is None else self.organization.name


class EntrySource(models.Model):
    """On whose consent somebody else was asked (bron van een aantekening, CONS-11).

    Of an entry, or of a report of a partner until it is attached; then of both.
    """

    household = models.ForeignKey(
        Household,
        on_delete=models.CASCADE,
        related_name="entry_sources",
        verbose_name="huishouden",
    )
    entry = models.ForeignKey(
        Entry,
        on_delete=models.CASCADE,
        related_name="sources",
        null=True,
        blank=True,
        verbose_name="aantekening",
    )
    report = models.ForeignKey(
        Report,
        on_delete=models.CASCADE,
        related_name="sources",
        null=True,
        blank=True,
        verbose_name="verslag",
    )
    consent = models.ForeignKey(
        SharingConsent,
        on_delete=models.CASCADE,
        related_name="entries",
        verbose_name="toestemming om te delen",
    )

    class Meta:
        verbose_name = "bron van een aantekening"
        verbose_name_plural = "bronnen van aantekeningen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry", "consent"], name="one_source_per_entry_and_consent"
            ),
            models.UniqueConstraint(
                fields=["report", "consent"], name="one_source_per_report_and_consent"
            ),
            models.CheckConstraint(
                condition=Q(entry__isnull=False) | Q(report__isnull=False),
                name="source_is_of_something",
            ),
        ]

    def __str__(self) -> str:
        return f"bron {self.entry_id}"
