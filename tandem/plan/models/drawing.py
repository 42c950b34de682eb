"""What the family drawing needs and the dossier does not say: relatives elsewhere, and bonds."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from tandem.dossier.models import Household, Person
from tandem.network.models import Account
from tandem.plan.enums import COUPLES, DESCENTS, TONES, BondKind, Symbol

FIRST_YEAR, LAST_YEAR = 1800, 2100
_YEAR = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]


def _is_a_year(name: str) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": (FIRST_YEAR, LAST_YEAR)})


class Relative(models.Model):
    """Somebody of the family who is not of the household (verwant)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="relatives", verbose_name="huishouden"
    )
    name = models.CharField("naam", max_length=200)
    symbol = models.CharField(
        "symbool in de tekening", max_length=20, choices=Symbol, default=Symbol.OTHER
    )
    # Of a relative often only the year is known.
    born_on = models.DateField("geboortedatum", null=True, blank=True)
    born_year = models.PositiveSmallIntegerField(
        "geboortejaar", null=True, blank=True, validators=_YEAR
    )
    is_dead = models.BooleanField("is overleden", default=False)
    died_year = models.PositiveSmallIntegerField(
        "overleden in", null=True, blank=True, validators=_YEAR
    )
    note = models.TextField("wat wil het gezin erbij zeggen", blank=True)
    version = models.PositiveIntegerField("versie", default=1)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "verwant"
        verbose_name_plural = "verwanten"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(symbol__in=Symbol.values), name="relative_symbol_is_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="relative_has_a_name"),
            models.CheckConstraint(
                condition=_is_a_year("born_year") & _is_a_year("died_year"),
                name="relative_lived_in_our_time",
            ),
            models.CheckConstraint(
                condition=Q(born_on=None) | Q(born_year=None), name="relative_is_born_once"
            ),
            models.CheckConstraint(
                condition=Q(died_year=None)
                | Q(is_dead=True)
                & (Q(born_year=None) | Q(died_year__gte=F("born_year")))
                & (Q(born_on=None) | Q(died_year__gte=F("born_on__year"))),
                name="relative_dies_after_birth",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DrawnPerson(models.Model):
    """How somebody of the household stands in the drawing (gezinslid in de tekening)."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="drawn", verbose_name="gezinslid"
    )
    symbol = models.CharField(
        "symbool in de tekening", max_length=20, choices=Symbol, default=Symbol.OTHER
    )
    died_on = models.DateField("overleden op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "gezinslid in de tekening"
        verbose_name_plural = "gezinsleden in de tekening"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(symbol__in=Symbol.values), name="drawn_symbol_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.symbol}"


_ENDS = ("person", "relative", "other_person", "other_relative")


def _once(kinds: frozenset[BondKind], name: str) -> models.UniqueConstraint:
    """Between two people there is at most one of these kinds."""
    return models.UniqueConstraint(
        fields=_ENDS,
        condition=Q(kind__in=sorted(kinds)),
        nulls_distinct=False,
        name=name,
    )


class Bond(models.Model):
    """What is between two people of the drawing (band): `one` is `kind` `other`.

    Each end is somebody of the household or a relative. Of what holds both ways, people of the
    household stand first and else who was written down first, so that no pair stands there twice.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="bonds", verbose_name="huishouden"
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        related_name="bonds",
        null=True,
        blank=True,
        verbose_name="gezinslid",
    )
    relative = models.ForeignKey(
        Relative,
        on_delete=models.CASCADE,
        related_name="bonds",
        null=True,
        blank=True,
        verbose_name="verwant",
    )
    kind = models.CharField("wat is er tussen hen", max_length=20, choices=BondKind)
    other_person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        related_name="bonds_back",
        null=True,
        blank=True,
        verbose_name="met welk gezinslid",
    )
    other_relative = models.ForeignKey(
        Relative,
        on_delete=models.CASCADE,
        related_name="bonds_back",
        null=True,
        blank=True,
        verbose_name="met welke verwant",
    )
    since_year = models.PositiveSmallIntegerField(
        "sinds welk jaar", null=True, blank=True, validators=_YEAR
    )
    until_year = models.PositiveSmallIntegerField(
        "tot welk jaar", null=True, blank=True, validators=_YEAR
    )
    note = models.CharField("in een paar woorden", max_length=200, blank=True)
    version = models.PositiveIntegerField("versie", default=1)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "band"
        verbose_name_plural = "banden"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=BondKind.values), name="bond_kind_is_known"
            ),
            models.CheckConstraint(
                condition=(
                    Q(person=None, relative__isnull=False) | Q(person__isnull=False, relative=None)
                )
                & (
                    Q(other_person=None, other_relative__isnull=False)
                    | Q(other_person__isnull=False, other_relative=None)
                ),
                name="bond_has_two_ends",
            ),
            models.CheckConstraint(
                condition=(Q(person=None) | Q(other_person=None) | ~Q(person=F("other_person")))
                & (Q(relative=None) | Q(other_relative=None) | ~Q(relative=F("other_relative"))),
                name="nobody_is_bound_to_themselves",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(DESCENTS))
                | Q(person__isnull=False, other_relative__isnull=False)
                | Q(
                    person__isnull=False,
                    other_person__isnull=False,
                    person__lt=F("other_person"),
                )
                | Q(
                    relative__isnull=False,
                    other_relative__isnull=False,
                    relative__lt=F("other_relative"),
                ),
                name="bond_both_ways_is_written_one_way",
            ),
            models.CheckConstraint(
                condition=_is_a_year("since_year")
                & _is_a_year("until_year")
                & (Q(since_year=None) | Q(until_year=None) | Q(until_year__gte=F("since_year"))),
                name="bond_ends_after_it_begins",
            ),
            _once(COUPLES, "one_couple_per_pair"),
            _once(DESCENTS, "one_descent_per_pair"),
            _once(frozenset({BondKind.TWINS}), "twins_once_per_pair"),
            _once(TONES, "one_tone_per_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def one(self) -> Person | Relative:
        """Who it is told of."""
        return self.person or self.relative  # type: ignore[return-value] # one of the two is there

    @property
    def other(self) -> Person | Relative:
        """Who is at the other end."""
        return self.other_person or self.other_relative  # type: ignore[return-value] # the same
