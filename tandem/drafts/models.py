"""What was typed in a form, as long as nobody sent it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from tandem.core.kept import LONGEST_PATH, MOST_CHARACTERS


class Draft(models.Model):
    """What one account typed in the form at one address (concept).

    Nobody else reads it, and it belongs to no household: it is no part of a dossier until it is
    sent. `key` is that of the page on which it was typed; a page that was answered keeps no more.
    """

    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="getypt door"
    )
    typed_at = models.DateTimeField("getypt op")
    path = models.CharField("adres van het formulier", max_length=LONGEST_PATH)
    key = models.UUIDField("sleutel van het formulier")
    text = models.TextField("wat er is getypt")

    class Meta:
        verbose_name = "concept"
        verbose_name_plural = "concepten"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["typed_by", "path"], name="one_draft_of_a_form"),
            models.CheckConstraint(condition=~Q(text=""), name="draft_says_something"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), MOST_CHARACTERS), name="draft_fits"
            ),
        ]

    def __str__(self) -> str:
        return self.path
