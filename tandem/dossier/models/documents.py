"""Documents of a household, and apart from them the bytes, so that no list ever loads those."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.core.files import PICTURES, MediaType
from tandem.core.files.names import LONGEST
from tandem.dossier.enums import DocumentKind, Provenance
from tandem.dossier.models.household import Household, Person
from tandem.dossier.models.journal import Entry
from tandem.network.models import Account

_SHOWN = sorted({MediaType.PDF, *PICTURES})


class Document(models.Model):
    """A letter, ruling or photo that belongs to the story (document, DOS-25).

    A document is never changed: a better version is a new document that replaces the old one,
    which stays.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="documents", verbose_name="huishouden"
    )
    title = models.CharField("titel", max_length=200)
    kind = models.CharField("soort", max_length=20, choices=DocumentKind)
    received_on = models.DateField("gekregen op")
    source = models.CharField("van wie", max_length=200, blank=True)
    provenance = models.CharField("herkomst", max_length=20, choices=Provenance)
    legal_ground = models.CharField("wettelijke grond", max_length=200, blank=True)
    about = models.ManyToManyField(
        Person, related_name="documents", blank=True, verbose_name="over wie"
    )
    entry = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        related_name="documents",
        null=True,
        blank=True,
        verbose_name="aantekening",
    )
    # Only what a download is called: no path is ever made of it.
    file_name = models.CharField("bestandsnaam", max_length=LONGEST)
    media_type = models.CharField("soort bestand", max_length=100)
    size = models.PositiveIntegerField("grootte")
    # Of the file as it was given, also when what is kept is cleaned of where a photo was taken.
    sha256 = models.CharField("vingerafdruk", max_length=64)
    is_shown = models.BooleanField("te bekijken in Tandem", default=False)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        related_name="replaced_by",
        null=True,
        blank=True,
        verbose_name="vervangt",
    )
    added_at = models.DateTimeField("toegevoegd op")
    added_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="toegevoegd door"
    )

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(provenance=Provenance.LEGAL_GROUND) | ~Q(legal_ground=""),
                name="document_without_consent_names_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(media_type__in=sorted(MediaType)),
                name="document_is_of_a_kind_that_is_kept",
            ),
            models.CheckConstraint(
                condition=Q(is_shown=False) | Q(media_type__in=_SHOWN),
                name="only_pictures_and_pdf_are_shown",
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0) & ~Q(title="") & Q(sha256__regex="^[0-9a-f]{64}$"),
                name="document_has_a_title_and_content",
            ),
            models.UniqueConstraint(
                fields=["household", "sha256"],
                condition=Q(replaces=None),
                name="a_file_is_added_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["household", "-received_on", "-id"], name="documents_newest_first"
            ),
        ]

    def __str__(self) -> str:
        return f"document {self.kind} {self.received_on}"


class DocumentBytes(models.Model):
    """What is in a document (inhoud van een document): read by a download, and by nothing else."""

    document = models.OneToOneField(
        Document,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="bytes",
        verbose_name="document",
    )
    content = models.BinaryField("inhoud")

    class Meta:
        verbose_name = "inhoud van een document"
        verbose_name_plural = "inhoud van documenten"

    def __str__(self) -> str:
        return f"inhoud van {self.document_id}"
