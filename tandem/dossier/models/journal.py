"""The journal and the partners' reports."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.dossier.enums import (
    SAID_OF_SAFETY,
    ContactKind,
    EntryKind,
    Provenance,
    ReportStatus,
    Safety,
)
from tandem.dossier.models.household import Household, Person
from tandem.network.models import Account, Organization


class Entry(models.Model):
    """One line in the story of the household (aantekening in het verhaal, DOS-12, DOS-15).

    An entry is never changed: a correction is a new entry that replaces the old one, which stays.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="entries", verbose_name="huishouden"
    )
    kind = models.CharField("soort", max_length=20, choices=EntryKind)
    happened_on = models.DateField("wanneer")
    # The hour on our clock, as people say it; when it was written stands in written_at.
    time_of_day = models.TimeField("hoe laat", null=True, blank=True)
    contact = models.CharField(
        "contact", max_length=20, choices=ContactKind, default=ContactKind.NONE
    )
    text = models.TextField("wat")
    source = models.CharField("van wie", max_length=200, blank=True)
    provenance = models.CharField("herkomst", max_length=20, choices=Provenance)
    legal_ground = models.CharField("wettelijke grond", max_length=200, blank=True)
    about = models.ManyToManyField(
        Person, related_name="entries", blank=True, verbose_name="over wie"
    )
    present = models.ManyToManyField(
        Person, related_name="present_at", blank=True, verbose_name="wie van het gezin erbij was"
    )
    present_others = models.CharField(
        "wie er verder bij was", max_length=200, blank=True, db_default=""
    )
    # How safe it is at home, as it was said at this contact (SP-13).
    safety = models.CharField(
        "hoe veilig thuis", max_length=20, choices=Safety, blank=True, db_default=""
    )
    safety_said = models.TextField("wat erover gezegd is", blank=True, db_default="")
    # Whose own words these are, if it is what somebody of the household told about themselves.
    told_by = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        related_name="told",
        null=True,
        blank=True,
        verbose_name="eigen woorden van",
    )
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        related_name="replaced_by",
        null=True,
        blank=True,
        verbose_name="vervangt",
    )
    written_at = models.DateTimeField("opgeschreven op")
    written_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="opgeschreven door"
    )

    class Meta:
        verbose_name = "aantekening"
        verbose_name_plural = "aantekeningen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(provenance=Provenance.LEGAL_GROUND) | ~Q(legal_ground=""),
                name="without_consent_names_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(safety__in=["", *Safety.values]), name="entry_safety_is_on_the_list"
            ),
            models.CheckConstraint(
                condition=~Q(safety=Safety.NOT_DISCUSSED) | ~Q(safety_said=""),
                name="safety_not_discussed_says_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["household", "-happened_on", "-id"], name="entries_newest_first"),
            models.Index(
                fields=["household", "-happened_on", "-id"],
                condition=Q(safety__in=SAID_OF_SAFETY),
                name="entries_that_tell_of_safety",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"


class Report(models.Model):
    """What a partner did without the local team present (verslag van een partner, DOS-08)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="reports", verbose_name="huishouden"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    author = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="schrijver"
    )
    contact_on = models.DateField("contact op")
    contact_with = models.CharField("met wie", max_length=200)
    status = models.CharField(
        "stand", max_length=10, choices=ReportStatus, default=ReportStatus.TO_WRITE
    )
    due_on = models.DateField("uiterlijk")
    text = models.TextField("verslag", blank=True)
    # How the partner came to know it, and of whom; the consents stand in legal.EntrySource.
    provenance = models.CharField(
        "herkomst", max_length=20, choices=Provenance, blank=True, db_default=""
    )
    source = models.CharField("van wie", max_length=100, blank=True, db_default="")
    legal_ground = models.CharField("wettelijke grond", max_length=200, blank=True, db_default="")
    own_system_registered = models.BooleanField("ook in het eigen systeem", default=False)
    created_at = models.DateTimeField("gemaakt op")
    sent_at = models.DateTimeField("verzonden op", null=True, blank=True)
    attached_at = models.DateTimeField("toegevoegd op", null=True, blank=True)
    attached_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="toegevoegd door",
    )
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "verslag van een partner"
        verbose_name_plural = "verslagen van partners"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status=ReportStatus.TO_WRITE)
                | (Q(sent_at__isnull=False) & ~Q(text="")),
                name="sent_report_has_a_text",
            ),
            models.CheckConstraint(
                condition=Q(status=ReportStatus.TO_WRITE) | Q(provenance__in=Provenance.values),
                name="sent_report_says_how_it_was_heard",
            ),
            models.CheckConstraint(
                condition=~Q(provenance=Provenance.LEGAL_GROUND) | ~Q(legal_ground=""),
                name="report_without_consent_names_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(attached_at=None, attached_by=None)
                | Q(attached_at__isnull=False, attached_by__isnull=False),
                name="report_attached_at_has_its_by",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["household", "due_on"],
                condition=~Q(status=ReportStatus.ATTACHED),
                name="reports_not_yet_attached",
            ),
        ]

    def __str__(self) -> str:
        return f"verslag {self.contact_on}"
