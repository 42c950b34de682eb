"""Who rides along: involvements, hours, seats and the fixed contact person."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value

from tandem.core.dated import DatedSet
from tandem.core.periods import Period
from tandem.dossier.enums import Aim, Form, Frequency, Level, Origin, Position, Reason
from tandem.dossier.models.household import Household
from tandem.network.models import Account, Organization


def days_of(since: str = "since", until: str = "until") -> Func:
    """The days of a row, for an exclusion constraint."""
    return Func(F(since), F(until), function="daterange")


def just(field: str) -> Func:
    """A range of one number: equality for an exclusion constraint without another extension."""
    return Func(F(field), F(field), Value("[]"), function="int8range")


class InvolvementSet(DatedSet["Involvement"]):
    """Named sets of involvements."""


class Involvement(models.Model):
    """A partner organization that is involved, in one form, for a period (betrokkenheid).

    The local team of the pilot is on the tandem by itself and never has a row here. There is no
    maximum length (WP-09, TAN-08).
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="involvements", verbose_name="huishouden"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    professional = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="involvements",
        null=True,
        blank=True,
        verbose_name="professional",
    )
    form = models.CharField("vorm", max_length=20, choices=Form)
    anonymous = models.BooleanField("anoniem", default=False)
    since = models.DateField("vanaf")
    until = models.DateField("tot", null=True, blank=True)
    reason = models.CharField("reden", max_length=20, choices=Reason, blank=True)
    aims = ArrayField(
        models.CharField(max_length=20, choices=Aim),
        verbose_name="wat willen we voorkomen",
        default=list,
        blank=True,
    )
    level = models.CharField("niveau", max_length=20, choices=Level, blank=True)
    description = models.CharField("wat dan precies", max_length=200, blank=True)
    question = models.TextField("vraag", blank=True)
    answer = models.TextField("antwoord", blank=True)
    own_system_registered = models.BooleanField(
        "geregistreerd in het eigen systeem van de partner", null=True, blank=True
    )
    # The family agreed that somebody who rode along also uses the powers (INV-09; VT and GI only).
    same_person_agreed_on = models.DateField(
        "gezin akkoord met dezelfde persoon", null=True, blank=True
    )
    same_person_said = models.TextField("wie akkoord ging en in welke woorden", blank=True)
    end_reason = models.CharField("reden van einde", max_length=200, blank=True)
    origin = models.CharField("herkomst", max_length=20, choices=Origin, default=Origin.SCREEN)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    objects = InvolvementSet.as_manager()

    class Meta:
        verbose_name = "betrokkenheid"
        verbose_name_plural = "betrokkenheden"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(form__in=Form.values), name="form_is_known"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="involvement_has_at_least_one_day",
            ),
            models.CheckConstraint(
                condition=Q(anonymous=False) | Q(form=Form.ADVICE), name="only_advice_is_anonymous"
            ),
            models.CheckConstraint(
                condition=Q(same_person_agreed_on=None) | ~Q(same_person_said=""),
                name="agreement_with_one_person_is_in_words",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["form", "since", "until"], name="involvements_by_form"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.since}"

    @property
    def period(self) -> Period:
        """The days of the involvement."""
        return Period(self.since, self.until)


class Hours(models.Model):
    """Time that a partner spent in an involvement (uren, WP-16)."""

    involvement = models.ForeignKey(
        Involvement, on_delete=models.CASCADE, related_name="hours", verbose_name="betrokkenheid"
    )
    day = models.DateField("dag")
    hours = models.DecimalField("uren", max_digits=6, decimal_places=2)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "uren"
        verbose_name_plural = "uren"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(hours__gte=0, hours__lte=168), name="hours_fit_in_a_week"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["involvement", "day"], name="hours_by_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.hours}"


class SeatChange(models.Model):
    """Riders who start or swap seats: when, why, agreed by whom, family told (TAN-07)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="seat_changes", verbose_name="huishouden"
    )
    day = models.DateField("dag")
    trigger = models.TextField("aanleiding")
    agreed_by = models.CharField("afgesproken door", max_length=200)
    family_informed_on = models.DateField("gezin verteld op", null=True, blank=True)
    # Why the local team does not ride in front although no power is used (INV-14).
    deviation_reason = models.TextField("reden van afwijking", blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "wisseling van plaats"
        verbose_name_plural = "wisselingen van plaats"

    def __str__(self) -> str:
        return f"wisseling {self.day}"


class SeatSet(DatedSet["Seat"]):
    """Named sets of seats."""


class Seat(models.Model):
    """Who sits where on the tandem, for a period (plaats op de tandem, TAN-01..03, TAN-13)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="seats", verbose_name="huishouden"
    )
    position = models.CharField("plaats", max_length=10, choices=Position)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    professional = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="seats",
        null=True,
        blank=True,
        verbose_name="professional",
    )
    since = models.DateField("vanaf")
    until = models.DateField("tot", null=True, blank=True)
    change = models.ForeignKey(
        SeatChange,
        on_delete=models.PROTECT,
        related_name="seats",
        null=True,
        blank=True,
        verbose_name="wisseling",
    )

    objects = SeatSet.as_manager()

    class Meta:
        verbose_name = "plaats op de tandem"
        verbose_name_plural = "plaatsen op de tandem"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="seat_ends_after_it_starts"
            ),
            ExclusionConstraint(
                name="one_front_rider_at_any_moment",
                expressions=[(just("household"), "&&"), (days_of(), "&&")],
                condition=Q(position=Position.FRONT),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.since}"


class ContactPersonSet(DatedSet["ContactPerson"]):
    """Named sets of fixed faces."""


class ContactPerson(models.Model):
    """The one fixed face for the household (vast contactpersoon, TAN-14, TAN-15)."""

    household = models.ForeignKey(
        Household,
        on_delete=models.CASCADE,
        related_name="contact_persons",
        verbose_name="huishouden",
    )
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="contactpersoon"
    )
    reach = models.CharField("hoe te bereiken", max_length=200)
    frequency = models.CharField("hoe vaak contact", max_length=20, choices=Frequency)
    since = models.DateField("vanaf")
    until = models.DateField("tot", null=True, blank=True)
    # A second contact person, because the family asked for it (INV-15).
    extra_agreed_with_family = models.TextField("afspraak met het gezin", blank=True)

    objects = ContactPersonSet.as_manager()

    class Meta:
        verbose_name = "vast contactpersoon"
        verbose_name_plural = "vaste contactpersonen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="contact_person_ends_after_start",
            ),
            ExclusionConstraint(
                name="one_contact_person_unless_agreed",
                expressions=[(just("household"), "&&"), (days_of(), "&&")],
                condition=Q(extra_agreed_with_family=""),
            ),
        ]

    def __str__(self) -> str:
        return f"contactpersoon {self.since}"
