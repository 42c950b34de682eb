"""What a court or a mayor decided about a family."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tandem.core.periods import Period
from tandem.dossier.enums import Origin
from tandem.dossier.models import Household, Person
from tandem.legal.enums import MeasureKind
from tandem.legal.models.power import CoreDecision
from tandem.legal.rules import runs
from tandem.legal.rules.bounds import OF_CHILDREN
from tandem.network.models import Account, Organization


class Measure(models.Model):
    """A measure, or a request for a test (maatregel, REG-21, MON-F)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="measures", verbose_name="huishouden"
    )
    kind = models.CharField("soort", max_length=30, choices=MeasureKind)
    # None: not known from the old system, or of an adult.
    children = models.ManyToManyField(
        Person, related_name="+", blank=True, verbose_name="voor welke kinderen"
    )
    threats = models.TextField("concrete bedreigingen", blank=True)
    initiated_by_pilot = models.BooleanField("ingezet vanuit de toekomsttuin", default=False)
    running_at_intake = models.BooleanField("liep al bij aanmelding", default=False)
    requested_on = models.DateField("gevraagd op", null=True, blank=True)
    decided_on = models.DateField("besloten op")
    decided_by = models.CharField("rechter of burgemeester", max_length=120, blank=True)
    reference = models.CharField("kenmerk van de uitspraak", max_length=80, blank=True)
    since = models.DateField("vanaf", null=True, blank=True)
    until = models.DateField("tot", null=True, blank=True)
    executed_by = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="uitgevoerd door",
    )
    core_decision = models.ForeignKey(
        CoreDecision,
        on_delete=models.PROTECT,
        related_name="measures",
        null=True,
        blank=True,
        verbose_name="kernbesluit",
    )
    provisional = models.BooleanField("voorlopig", default=False)
    first_contact_on = models.DateField("eerste contact op", null=True, blank=True)
    used_on = models.DateField("gebruikt op", null=True, blank=True)
    rvdk_told_on = models.DateField("Raad verteld op", null=True, blank=True)
    # Until when it was given, when it stopped earlier than that.
    granted_until = models.DateField("gegeven tot", null=True, blank=True)
    rvdk_advised_on = models.DateField("Raad adviseerde op", null=True, blank=True)
    end_asked_on = models.DateField("gevraagd te stoppen op", null=True, blank=True)
    end_answered_on = models.DateField("antwoord op stoppen op", null=True, blank=True)
    instruction_asked_on = models.DateField("gevraagd in te trekken op", null=True, blank=True)
    instruction_answered_on = models.DateField("antwoord op intrekken op", null=True, blank=True)
    end_reason = models.TextField("reden van einde", blank=True)
    # Until a second person has seen the decision, it opens nothing (LEGAL-69).
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="bevestigd door",
    )
    origin = models.CharField("herkomst", max_length=20, choices=Origin, default=Origin.SCREEN)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "maatregel"
        verbose_name_plural = "maatregelen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(initiated_by_pilot=True, running_at_intake=True),
                name="measure_at_intake_is_not_from_the_pilot",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("decided_on")),
                name="measure_ends_after_it_is_decided",
            ),
            models.CheckConstraint(
                condition=Q(origin=Origin.CASE_FILE)
                | Q(kind=MeasureKind.RVDK_TEST_REQUEST)
                | Q(kind=MeasureKind.AUTHORITY_TERMINATION, provisional=False)
                | Q(until__isnull=False),
                name="measure_on_screen_says_until_when",
            ),
            models.CheckConstraint(
                condition=Q(origin=Origin.CASE_FILE) | ~Q(kind=MeasureKind.OTS) | ~Q(threats=""),
                name="supervision_on_screen_names_the_threats",
            ),
            models.CheckConstraint(
                condition=Q(granted_until=None) | Q(until__lt=F("granted_until")),
                name="measure_stopped_before_it_was_over",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="confirmed_measure_names_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("recorded_by")),
                name="measure_is_confirmed_by_somebody_else",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["decided_on"], name="measures_by_decision")]

    def __str__(self) -> str:
        return f"{self.kind} {self.decided_on}"

    @property
    def title(self) -> str:
        """What it is, in words; one that is provisional says so."""
        label = str(MeasureKind(self.kind).label)
        if self.kind == MeasureKind.OTS:
            return label.replace("(voorlopige)", "voorlopige" if self.provisional else "").strip()
        return f"{label}, voorlopig" if self.provisional else label

    @property
    def is_of_children(self) -> bool:
        """Whether it is about children by its kind; a ban or probation may be about an adult."""
        return self.kind in OF_CHILDREN

    @property
    def period(self) -> Period:
        """The days that the court or the mayor gave, none before the decision itself.

        Who decides later than the measure begins, makes nothing lawful that was done before.
        """
        return Period(max(self.since or self.decided_on, self.decided_on), self.until)

    @property
    def is_confirmed(self) -> bool:
        """Whether a second person saw the decision; a case file brings what was seen elsewhere.

        A request for a test opens nothing, so nobody has to confirm it.
        """
        is_request = self.kind == MeasureKind.RVDK_TEST_REQUEST
        return self.confirmed_at is not None or self.origin == Origin.CASE_FILE or is_request

    @property
    def carries(self) -> Period:
        """The days on which it carries powers: none before it is confirmed.

        An unused authorization lapses.
        """
        if not self.is_confirmed:
            return Period(self.period.since, self.period.since)
        return runs(
            self.kind,
            self.period,
            decided_on=self.decided_on,
            used_on=self.used_on,
            is_judged=self.origin == Origin.SCREEN and not self.running_at_intake,
        )
