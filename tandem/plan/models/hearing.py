"""Hearing both sides: what was put before whom, and what they say to it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.dossier.models import Entry, Household, Person
from tandem.network.models import Account
from tandem.plan.enums import Answer
from tandem.plan.models.pieces import Piece


class Hearing(models.Model):
    """An entry or a piece put before somebody, and their answer (voorlegging, DOS-13, VA-04).

    Never changed: who says something else later, gets a new row, and both stay readable.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="hearings", verbose_name="huishouden"
    )
    piece = models.ForeignKey(
        Piece,
        on_delete=models.PROTECT,
        related_name="hearings",
        null=True,
        blank=True,
        verbose_name="stuk",
    )
    entry = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        related_name="hearings",
        null=True,
        blank=True,
        verbose_name="aantekening",
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="hearings", verbose_name="gezinslid"
    )
    put_on = models.DateField("voorgelegd op")
    is_apart = models.BooleanField("apart gesproken", default=False)
    answer = models.CharField("antwoord", max_length=10, choices=Answer)
    words = models.TextField("wat die zegt", blank=True)
    why_not = models.TextField("waarom niet voorgelegd", blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "voorlegging"
        verbose_name_plural = "voorleggingen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(piece__isnull=False, entry=None) | Q(piece=None, entry__isnull=False),
                name="hearing_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.NOT_PUT, words="") & ~Q(why_not="")
                | ~Q(answer=Answer.NOT_PUT) & Q(why_not=""),
                name="not_put_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=[Answer.DISAGREE, Answer.PARTLY]) | ~Q(words=""),
                name="who_disagrees_is_written_down",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.answer}"

    @property
    def was_put(self) -> bool:
        """Whether they got to read it."""
        return self.answer != Answer.NOT_PUT
