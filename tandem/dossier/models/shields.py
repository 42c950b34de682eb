"""Where people live, what is closed to whom, and who of the family may look by themselves."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tandem.dossier.enums import AddressKind, ShieldKind, ViewLevel
from tandem.dossier.models.household import Household, Person
from tandem.dossier.models.journal import Entry, Report
from tandem.network.models import Account, Organization


class Address(models.Model):
    """A place where somebody can be found (adres); every address tells where somebody is."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="addresses", verbose_name="huishouden"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="addresses", verbose_name="gezinslid"
    )
    kind = models.CharField("soort adres", max_length=20, choices=AddressKind)
    lines = models.TextField("adres")
    # The same place in one spelling: a shield on a place holds for everybody who is there.
    place = models.CharField("plek in één schrijfwijze", max_length=400)
    # Who may know this place although it would be closed by itself: a choice of the team.
    opened_to = ArrayField(
        models.BigIntegerField(), verbose_name="bewust open voor", default=list, blank=True
    )
    since = models.DateField("vanaf")
    until = models.DateField("tot", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "adres"
        verbose_name_plural = "adressen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=AddressKind.values), name="address_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="address_ends_after_it_starts",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["household", "place"], name="addresses_by_place"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.since}"


_TARGETS = {
    ShieldKind.ADDRESS: "address",
    ShieldKind.WORDS: "teller",
    ShieldKind.ENTRY: "entry",
    ShieldKind.REPORT: "report",
    ShieldKind.ORGANIZATION: "organization",
}


def _names_its_target() -> Q:
    """Every kind of shield names exactly what it closes; closing everything names nothing."""
    allowed = Q(
        kind=ShieldKind.EVERYTHING, **{f"{name}__isnull": True for name in _TARGETS.values()}
    )
    for kind, target in _TARGETS.items():
        others = {f"{name}__isnull": name != target for name in _TARGETS.values()}
        allowed |= Q(kind=kind, **others)
    return allowed


class Shield(models.Model):
    """Something of the dossier that is closed to named members of the household (afscherming).

    Setting one takes one person; lifting it takes two.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="shields", verbose_name="huishouden"
    )
    kind = models.CharField("wat is afgeschermd", max_length=20, choices=ShieldKind)
    address = models.ForeignKey(
        Address,
        on_delete=models.CASCADE,
        related_name="shields",
        null=True,
        blank=True,
        verbose_name="adres",
    )
    # The places an address stood for while this ran: a correction adds one, nothing takes one away.
    places = ArrayField(
        models.CharField(max_length=400),
        verbose_name="afgeschermde plekken",
        default=list,
        blank=True,
    )
    teller = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        related_name="shielded_words",
        null=True,
        blank=True,
        verbose_name="wiens eigen woorden",
    )
    entry = models.ForeignKey(
        Entry,
        on_delete=models.CASCADE,
        related_name="shields",
        null=True,
        blank=True,
        verbose_name="aantekening",
    )
    report = models.ForeignKey(
        Report,
        on_delete=models.CASCADE,
        related_name="shields",
        null=True,
        blank=True,
        verbose_name="verslag",
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="organisatie",
    )
    reason = models.TextField("reden van de afscherming")
    set_at = models.DateTimeField("afgeschermd op")
    set_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="afgeschermd door"
    )
    lift_asked_at = models.DateTimeField("opheffen gevraagd op", null=True, blank=True)
    lift_asked_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="opheffen gevraagd door",
    )
    lift_reason = models.TextField("reden van opheffen", blank=True)
    lifted_at = models.DateTimeField("opgeheven op", null=True, blank=True)
    lifted_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="opgeheven door",
    )

    class Meta:
        verbose_name = "afscherming"
        verbose_name_plural = "afschermingen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=_names_its_target(), name="shield_names_exactly_what_it_closes"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="shield_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lift_asked_at=None, lift_asked_by=None, lift_reason="")
                | (
                    Q(lift_asked_at__isnull=False, lift_asked_by__isnull=False) & ~Q(lift_reason="")
                ),
                name="shield_lift_asked_at_has_its_by_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False, lift_asked_by__isnull=False)
                & ~Q(lifted_by=F("lift_asked_by")),
                name="shield_lifted_at_has_its_by_and_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"afscherming {self.kind}"


class ClosedTo(models.Model):
    """To whom a shield is closed (afgeschermd voor)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="+", verbose_name="huishouden"
    )
    shield = models.ForeignKey(
        Shield, on_delete=models.CASCADE, related_name="closed_to", verbose_name="afscherming"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="closed_off", verbose_name="gezinslid"
    )

    class Meta:
        verbose_name = "afgeschermd voor"
        verbose_name_plural = "afgeschermd voor"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["shield", "person"], name="a_shield_names_somebody_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shield_id} voor {self.person_id}"


class Release(models.Model):
    """Somebody's own words, opened for a parent by a professional (vrijgave van eigen woorden)."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="releases", verbose_name="huishouden"
    )
    teller = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        related_name="released_words",
        verbose_name="wiens eigen woorden",
    )
    reader = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+", verbose_name="wie ze mag lezen"
    )
    teller_agrees = models.BooleanField("vindt het zelf goed", default=False)
    reason = models.TextField("reden van de vrijgave")
    released_at = models.DateTimeField("vrijgegeven op")
    released_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vrijgegeven door"
    )
    ended_at = models.DateTimeField("geëindigd op", null=True, blank=True)
    ended_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="beëindigd door",
    )

    class Meta:
        verbose_name = "vrijgave van eigen woorden"
        verbose_name_plural = "vrijgaven van eigen woorden"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(teller=F("reader")), name="nobody_releases_words_to_themselves"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="release_has_a_reason"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="release_ended_at_has_its_by",
            ),
            models.UniqueConstraint(
                fields=["teller", "reader"],
                condition=Q(ended_at=None),
                name="one_running_release_per_reader",
            ),
        ]

    def __str__(self) -> str:
        return f"vrijgave {self.teller_id} aan {self.reader_id}"


class FamilyAccess(models.Model):
    """Somebody of the family who has a page of their own (eigen bladzijde).

    The key is cut from this row by `services.keys`, as far as the law lets this person look.
    """

    household = models.ForeignKey(
        Household,
        on_delete=models.CASCADE,
        related_name="family_accesses",
        verbose_name="huishouden",
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="accesses", verbose_name="gezinslid"
    )
    account = models.OneToOneField(
        Account, on_delete=models.PROTECT, related_name="family_access", verbose_name="account"
    )
    level = models.CharField(
        "wat de bladzijde laat zien", max_length=10, choices=ViewLevel, default=ViewLevel.FULL
    )
    granted_at = models.DateTimeField("gegeven op")
    granted_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="gegeven door"
    )
    frozen_at = models.DateTimeField("stilgezet op", null=True, blank=True)
    frozen_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="stilgezet door",
    )
    ended_at = models.DateTimeField("geëindigd op", null=True, blank=True)
    ended_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="beëindigd door",
    )

    class Meta:
        verbose_name = "eigen bladzijde"
        verbose_name_plural = "eigen bladzijden"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(level__in=ViewLevel.values), name="view_level_is_known"
            ),
            models.CheckConstraint(
                condition=Q(frozen_at=None, frozen_by=None)
                | Q(frozen_at__isnull=False, frozen_by__isnull=False),
                name="access_frozen_at_has_its_by",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="access_ended_at_has_its_by",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at=None),
                name="one_running_access_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"eigen bladzijde van {self.person_id}"
