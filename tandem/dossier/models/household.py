"""The household, its people, and the keys to it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from tandem.core.dated import DatedSet
from tandem.core.own import OwnChar
from tandem.core.periods import age_on
from tandem.dossier.enums import (
    AuthoritySource,
    KeyGround,
    KeyScope,
    Origin,
    PersonRole,
    RelationKind,
    Status,
)
from tandem.dossier.rules.advice import ADVICE_LASTS
from tandem.network.models import Account, Organization, Pilot

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.access.permissions import Permission


class Household(models.Model):
    """The people around whom everything turns (huishouden, gezin). One dossier each (DOS-01)."""

    ref = models.CharField("kenmerk", max_length=12, unique=True)
    name = models.CharField("naam", max_length=200)
    pilot = models.ForeignKey(
        Pilot, on_delete=models.PROTECT, related_name="households", verbose_name="toekomsttuin"
    )
    managed_by = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="beheerder van het dossier",
    )
    status = models.CharField("stand", max_length=20, choices=Status, default=Status.REGISTERED)
    registered_on = models.DateField("aangemeld op")
    # The last day of involvement (monitor B), not a half-open end.
    ended_on = models.DateField("laatste dag", null=True, blank=True)
    end_reason = models.TextField("reden van afronden", blank=True)
    origin = models.CharField("herkomst", max_length=20, choices=Origin, default=Origin.SCREEN)
    source_ref = models.CharField("kenmerk van de afzender", max_length=80, blank=True)
    source_digest = models.CharField("vingerafdruk van de bron", max_length=64, blank=True)
    version = models.PositiveIntegerField("versie", default=1)
    created_at = models.DateTimeField("gemaakt op")
    created_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="gemaakt door"
    )

    # What the keys of the reader allow; filled by the door, empty for who came another way.
    allows: frozenset[Permission] = frozenset()
    opened_at: datetime
    # Until when the reader is here on break-glass; None for who was let in.
    emergency_until: datetime | None = None

    class Meta:
        verbose_name = "huishouden"
        verbose_name_plural = "huishoudens"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="household_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("registered_on")),
                name="household_ends_after_it_is_registered",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.ENDED, ended_on__isnull=False)
                | (~Q(status=Status.ENDED) & Q(ended_on=None)),
                name="household_has_a_last_day_exactly_when_ended",
            ),
            models.UniqueConstraint(
                fields=["pilot", "source_ref"],
                condition=~Q(source_ref=""),
                name="one_household_per_source_reference",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["pilot", "registered_on"], name="households_by_registration"),
            models.Index(fields=["pilot", "ended_on"], name="households_by_end"),
        ]

    def __str__(self) -> str:
        return self.ref


class Person(models.Model):
    """Somebody in the household (gezinslid), each with a story of their own (DOS-05)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="persons", verbose_name="huishouden"
    )
    name = models.CharField("naam", max_length=200)
    role = models.CharField("rol in het gezin", max_length=20, choices=PersonRole)
    born_on = models.DateField("geboortedatum")
    # On a page that was lowered the database gives an empty text (tandem/core/own.py).
    phone = OwnChar("telefoon", max_length=30, blank=True)
    left_on = models.DateField("hoort niet meer bij het huishouden sinds", null=True, blank=True)
    source_ref = models.CharField("kenmerk van de afzender", max_length=80, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "gezinslid"
        verbose_name_plural = "gezinsleden"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(role__in=PersonRole.values), name="person_role_is_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["born_on"], name="persons_by_birth_date")]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """The name people call somebody by."""
        return self.name.partition(" ")[0]

    def age(self, day: date) -> int:
        """Whole years on the day; negative before birth."""
        return age_on(self.born_on, day)


class Relation(models.Model):
    """How one person is related to another (relatie): `person` is `kind` of `other`."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="relations", verbose_name="gezinslid"
    )
    other = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="relations_back", verbose_name="van"
    )
    kind = models.CharField("relatie", max_length=20, choices=RelationKind)

    class Meta:
        verbose_name = "relatie"
        verbose_name_plural = "relaties"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(person=F("other")), name="nobody_is_related_to_themselves"
            ),
            models.UniqueConstraint(
                fields=["person", "other", "kind"], name="a_relation_is_written_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.other_id}"


class AuthoritySet(DatedSet["Authority"]):
    """Named sets of authority."""


class Authority(models.Model):
    """Who has authority over a child, and how we know (gezag, BW 1:245; facts 3.2)."""

    holder = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="authorities", verbose_name="wie"
    )
    child = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="authority_over", verbose_name="over wie"
    )
    source = models.CharField("bron", max_length=20, choices=AuthoritySource)
    source_on = models.DateField("datum van de bron")
    document = models.CharField("document", max_length=200, blank=True)
    since = models.DateField("vanaf")
    until = models.DateField("tot", null=True, blank=True)

    objects = AuthoritySet.as_manager()

    class Meta:
        verbose_name = "gezag"
        verbose_name_plural = "gezag"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(holder=F("child")), name="nobody_has_authority_over_themselves"
            ),
            models.UniqueConstraint(
                fields=["holder", "child"],
                condition=Q(until=None),
                name="one_open_authority_per_child",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder_id} over {self.child_id}"


class Key(models.Model):
    """Who may come in, on what ground, since when, until when (sleutel).

    Nobody edits keys: they are cut from a ground by tandem.dossier.services.keys and end with it.
    """

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="keys", verbose_name="wie"
    )
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="keys", verbose_name="huishouden"
    )
    scope = models.CharField("opent", max_length=20, choices=KeyScope)
    ground = models.CharField("grond", max_length=20, choices=KeyGround)
    involvement = models.ForeignKey(
        "dossier.Involvement",
        on_delete=models.CASCADE,
        related_name="keys",
        null=True,
        blank=True,
        verbose_name="betrokkenheid",
    )
    # A colleague of who is involved, let in after asking.
    request = models.ForeignKey(
        "dossier.AccessRequest",
        on_delete=models.CASCADE,
        related_name="keys",
        null=True,
        blank=True,
        verbose_name="vraag om toegang",
    )
    emergency = models.ForeignKey(
        "dossier.Emergency",
        on_delete=models.CASCADE,
        related_name="keys",
        null=True,
        blank=True,
        verbose_name="noodtoegang",
    )
    # A deputy's key: for which absence, and the key of the absent colleague with which it ends.
    absence = models.ForeignKey(
        "dossier.Absence",
        on_delete=models.PROTECT,
        related_name="keys",
        null=True,
        blank=True,
        verbose_name="afwezigheid",
    )
    follows = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        related_name="followers",
        null=True,
        blank=True,
        verbose_name="in plaats van sleutel",
    )
    family_access = models.ForeignKey(
        "dossier.FamilyAccess",
        on_delete=models.CASCADE,
        related_name="keys",
        null=True,
        blank=True,
        verbose_name="eigen bladzijde",
    )
    since = models.DateTimeField("vanaf")
    until = models.DateTimeField("tot", null=True, blank=True)

    class Meta:
        verbose_name = "sleutel"
        verbose_name_plural = "sleutels"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="key_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(ground=KeyGround.INVOLVEMENT, involvement__isnull=False)
                | Q(ground=KeyGround.DEPUTY)
                | (~Q(ground__in=[KeyGround.INVOLVEMENT, KeyGround.DEPUTY]) & Q(involvement=None)),
                name="key_of_an_involvement_names_it",
            ),
            models.CheckConstraint(
                condition=Q(request=None) | Q(ground=KeyGround.INVOLVEMENT),
                name="key_that_was_asked_for_is_of_an_involvement",
            ),
            models.CheckConstraint(
                condition=Q(
                    ground=KeyGround.EMERGENCY,
                    scope=KeyScope.EMERGENCY,
                    emergency__isnull=False,
                    until__isnull=False,
                )
                | (
                    ~Q(ground=KeyGround.EMERGENCY)
                    & ~Q(scope=KeyScope.EMERGENCY)
                    & Q(emergency=None)
                ),
                name="emergency_key_names_it_and_ends",
            ),
            models.CheckConstraint(
                condition=Q(
                    ground=KeyGround.DEPUTY,
                    absence__isnull=False,
                    follows__isnull=False,
                    until__isnull=False,
                )
                | (~Q(ground=KeyGround.DEPUTY) & Q(absence=None, follows=None)),
                name="deputy_key_names_absence_and_key_and_ends",
            ),
            models.CheckConstraint(
                condition=Q(
                    ground=KeyGround.MEMBER, scope=KeyScope.FAMILY, family_access__isnull=False
                )
                | (~Q(ground=KeyGround.MEMBER) & ~Q(scope=KeyScope.FAMILY) & Q(family_access=None)),
                name="key_of_the_family_names_its_page",
            ),
            # One day more, for the night in which our clock changes.
            models.CheckConstraint(
                condition=~Q(scope=KeyScope.ADVISER)
                | Q(until__isnull=False, until__lte=F("since") + ADVICE_LASTS + timedelta(days=1)),
                name="key_for_advice_ends",
            ),
            models.UniqueConstraint(
                fields=["account", "household", "scope", "ground", "involvement"],
                condition=Q(until=None),
                nulls_distinct=False,
                name="one_running_key_per_ground",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["account", "household"], name="keys_of_an_account"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} -> {self.household_id}"


class SearchWord(models.Model):
    """One word of a name, folded, so that a search by the start of a name reads an index."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="search_words", verbose_name="huishouden"
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        related_name="search_words",
        null=True,
        blank=True,
        verbose_name="gezinslid",
    )
    word = models.CharField("woord", max_length=200)

    class Meta:
        verbose_name = "zoekwoord"
        verbose_name_plural = "zoekwoorden"
        indexes: ClassVar = [
            models.Index(
                fields=["word", "household"],
                opclasses=["varchar_pattern_ops", "int8_ops"],
                name="households_by_word",
            )
        ]

    def __str__(self) -> str:
        return self.word
