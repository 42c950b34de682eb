"""One version of what is made together with the family, and its running text."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tandem.dossier.models import Household, Person
from tandem.network.models import Account, Organization
from tandem.plan.enums import PieceKind, PieceStatus, Topic


class Piece(models.Model):
    """One version of an analysis or a plan (stuk), made together with the family (SP-12, VA-07).

    Once it was put before somebody it stays as it was: what people say, they say of these words.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="pieces", verbose_name="huishouden"
    )
    kind = models.CharField("welk stuk", max_length=10, choices=PieceKind)
    number = models.PositiveIntegerField("nummer")
    status = models.CharField(
        "stand", max_length=10, choices=PieceStatus, default=PieceStatus.DRAFT
    )
    made_on = models.DateField("gemaakt op")
    how_made = models.TextField("hoe het is gemaakt", blank=True)
    made_with = models.ManyToManyField(
        Person, related_name="made", blank=True, verbose_name="wie van het gezin maakte mee"
    )
    why_without = models.TextField("waarom zonder ouders", blank=True)
    makers = models.ManyToManyField(
        Organization, related_name="+", blank=True, verbose_name="welke organisaties maakten mee"
    )
    improved_by = models.DateField("wanneer het beter moet zijn", null=True, blank=True)
    next_on = models.DateField("volgende keer bespreken", null=True, blank=True)
    began_at = models.DateTimeField("begonnen op")
    began_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="begonnen door"
    )
    settled_at = models.DateTimeField("vastgesteld op", null=True, blank=True)
    settled_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="vastgesteld door",
    )
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "stuk"
        verbose_name_plural = "stukken"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["household", "kind", "number"], name="one_piece_per_number"
            ),
            models.UniqueConstraint(
                fields=["household", "kind"],
                condition=Q(status=PieceStatus.DRAFT),
                name="one_draft_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["household", "kind"],
                condition=Q(status=PieceStatus.SETTLED),
                name="one_settled_piece_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="piece_settled_at_has_its_by",
            ),
            models.CheckConstraint(
                condition=~Q(status=PieceStatus.SETTLED) | Q(settled_at__isnull=False),
                name="settled_piece_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(status=PieceStatus.DRAFT) | Q(settled_at=None),
                name="draft_is_not_settled",
            ),
            models.CheckConstraint(
                condition=~Q(status=PieceStatus.SETTLED)
                | Q(kind=PieceKind.ANALYSIS)
                | Q(next_on__isnull=False, next_on__gte=F("made_on")),
                name="settled_plan_says_when_it_is_looked_at_again",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_on"],
                condition=Q(status=PieceStatus.SETTLED),
                name="plans_to_look_at_again",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def title(self) -> str:
        """What it is, with its number: Veiligheidsplan, versie 3."""
        return f"{str(self.get_kind_display()).capitalize()}, versie {self.number}"


class Passage(models.Model):
    """What a piece says about one topic in running text (passage, VA-02, SP-03, PLAN-10)."""

    piece = models.ForeignKey(
        Piece, on_delete=models.CASCADE, related_name="passages", verbose_name="stuk"
    )
    topic = models.CharField("onderwerp", max_length=20, choices=Topic)
    text = models.TextField("tekst")

    class Meta:
        verbose_name = "passage"
        verbose_name_plural = "passages"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["piece", "topic"], name="one_passage_per_topic"),
            models.CheckConstraint(condition=~Q(text=""), name="passage_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.piece_id}: {self.topic}"
