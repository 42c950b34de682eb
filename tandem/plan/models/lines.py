"""The lines of a piece: situations, agreements, factors, goals and help.

A new version takes over the lines of the one before: `carried_from` says from which line, so that
people see what changed. A line hangs under its piece, and stays once that was put before somebody.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.dossier.models import Person
from tandem.network.models import Account
from tandem.plan.enums import Domain, GoalKind, HelpDomain, Kept, Part, Weighs
from tandem.plan.models.pieces import Piece


class Situation(models.Model):
    """One of the three situations that are most unsafe (situatie, 001 §Top 3)."""

    piece = models.ForeignKey(
        Piece, on_delete=models.CASCADE, related_name="situations", verbose_name="stuk"
    )
    place = models.PositiveSmallIntegerField("plaats")
    text = models.TextField("wat gebeurt er dan")
    carried_from = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="overgenomen van",
    )

    class Meta:
        verbose_name = "onveilige situatie"
        verbose_name_plural = "onveilige situaties"

    def __str__(self) -> str:
        return f"{self.piece_id}: situatie {self.place}"


class Factor(models.Model):
    """What strengthens or hinders, for whom and in which part of life (factor, VA-02)."""

    piece = models.ForeignKey(
        Piece, on_delete=models.CASCADE, related_name="factors", verbose_name="stuk"
    )
    place = models.PositiveSmallIntegerField("plaats")
    # Nobody: it is about the surroundings.
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="gezinslid",
    )
    weighs = models.CharField("versterkt of belemmert", max_length=12, choices=Weighs)
    domain = models.CharField("leefgebied", max_length=10, choices=Domain)
    part = models.CharField("rol in de verklaring", max_length=12, choices=Part)
    is_fact = models.BooleanField("is een feit", default=False)
    text = models.TextField("wat is het")
    carried_from = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="overgenomen van",
    )

    class Meta:
        verbose_name = "factor"
        verbose_name_plural = "factoren"

    def __str__(self) -> str:
        return f"{self.piece_id}: factor {self.place}"


class Goal(models.Model):
    """What the family wants to reach (doel, PLAN-04, PLAN-07, VA-09)."""

    piece = models.ForeignKey(
        Piece, on_delete=models.CASCADE, related_name="goals", verbose_name="stuk"
    )
    place = models.PositiveSmallIntegerField("plaats")
    kind = models.CharField("soort doel", max_length=12, choices=GoalKind)
    text = models.TextField("wat willen we bereiken")
    factor = models.ForeignKey(
        Factor,
        on_delete=models.SET_NULL,
        related_name="goals",
        null=True,
        blank=True,
        verbose_name="gaat over",
    )
    by_on = models.DateField("bereikt op", null=True, blank=True)
    carried_from = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="overgenomen van",
    )

    class Meta:
        verbose_name = "doel in een plan"
        verbose_name_plural = "doelen in een plan"

    def __str__(self) -> str:
        return f"{self.piece_id}: doel {self.place}"


class Agreement(models.Model):
    """Who does what, when, and who watches (afspraak, SP-05, SP-06, SP-07, PLAN-02)."""

    piece = models.ForeignKey(
        Piece, on_delete=models.CASCADE, related_name="agreements", verbose_name="stuk"
    )
    place = models.PositiveSmallIntegerField("plaats")
    situation = models.ForeignKey(
        Situation,
        on_delete=models.SET_NULL,
        related_name="agreements",
        null=True,
        blank=True,
        verbose_name="bij welke situatie",
    )
    goal = models.ForeignKey(
        Goal,
        on_delete=models.SET_NULL,
        related_name="agreements",
        null=True,
        blank=True,
        verbose_name="bij welk doel",
    )
    # One who answers for it: of the family, a professional, or somebody around them.
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="wie van het gezin",
    )
    account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="welke professional",
    )
    other = models.CharField("of wie anders", max_length=200, blank=True)
    what = models.TextField("wat doet die")
    when_words = models.CharField("wanneer", max_length=300)
    due_on = models.DateField("klaar op", null=True, blank=True)
    support = models.CharField("wie steunt", max_length=300, blank=True)
    watcher = models.CharField("wie let op", max_length=300, blank=True)
    if_fails = models.TextField("als het niet lukt", blank=True)
    carried_from = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="overgenomen van",
    )

    class Meta:
        verbose_name = "afspraak in een plan"
        verbose_name_plural = "afspraken in een plan"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, account=None, other="")
                | Q(person=None, account__isnull=False, other="")
                | (Q(person=None, account=None) & ~Q(other="")),
                name="one_answers_for_an_agreement",
            ),
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(when_words=""), name="agreement_says_what_and_when"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["account", "due_on"],
                condition=Q(due_on__isnull=False),
                name="agreements_of_a_professional",
            )
        ]

    def __str__(self) -> str:
        return f"{self.piece_id}: afspraak {self.place}"


class Help(models.Model):
    """What help somebody needs, and what stands in the way (hulp, WP-21, WP-22, PLAN-11)."""

    piece = models.ForeignKey(
        Piece, on_delete=models.CASCADE, related_name="helps", verbose_name="stuk"
    )
    place = models.PositiveSmallIntegerField("plaats")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name="gezinslid"
    )
    need = models.TextField("wat heeft die nodig")
    domain = models.CharField("domein", max_length=10, choices=HelpDomain)
    service = models.CharField("welke hulp", max_length=300, blank=True)
    financing = models.CharField("wie betaalt", max_length=300, blank=True)
    department = models.CharField("wie geeft de indicatie", max_length=300, blank=True)
    bottleneck = models.TextField("wat loopt vast", blank=True)
    carried_from = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="overgenomen van",
    )

    class Meta:
        verbose_name = "hulp in een plan"
        verbose_name_plural = "hulp in een plan"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(need=""), name="help_begins_with_the_need")
        ]

    def __str__(self) -> str:
        return f"{self.piece_id}: hulp {self.place}"


class AgreementCheck(models.Model):
    """Whether an agreement is understood and works (nagaan, PLAN-08); a row is never changed."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="checks", verbose_name="afspraak"
    )
    asked_on = models.DateField("gevraagd op")
    # Nobody: it was looked at in general.
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="aan wie gevraagd",
    )
    is_understood = models.BooleanField("begrepen", null=True, blank=True)
    kept = models.CharField("lukt het", max_length=10, choices=Kept, blank=True)
    words = models.TextField("wat werd gezegd", blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "nagegane afspraak"
        verbose_name_plural = "nagegane afspraken"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_understood__isnull=False) | ~Q(kept=""),
                name="check_says_understood_or_kept",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.asked_on}"
