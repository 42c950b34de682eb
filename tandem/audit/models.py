"""The audit trail, its seals, and the receipts of writes.

DO NOT add foreign keys or content here: the trail must never stand in the way of the dossier, and
must never become a second dossier. It holds references and facts about what happened, no names.
Rows are kept for at least five years (Stcrt. 2019, 38007), in a part per month.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.audit.enums import Action, EventKind, Outcome, Purpose, Way


class Event(models.Model):
    """One look, change or refusal (regel in het logboek van inzage), with the fields of NEN 7513.

    The table has three more columns, that only the sealer and the verifier read: `xid`, `epoch` and
    `salt` (migration 0004). The second log, without names (Logboek dataverwerkingen), is read from
    the same rows: `tandem.processing`.
    """

    at = models.DateTimeField("moment")
    kind = models.CharField("soort", max_length=10, choices=EventKind)
    event = models.CharField("gebeurtenis", max_length=60)
    action = models.CharField("handeling", max_length=1, choices=Action, db_default=Action.READ)
    way = models.CharField("langs welke weg", max_length=10, choices=Way, db_default=Way.PAGE)
    outcome = models.PositiveSmallIntegerField(
        "afloop", choices=Outcome, db_default=Outcome.DONE.value
    )
    actor_id = models.BigIntegerField("account", null=True)
    role = models.CharField("rollen op dat moment", max_length=60, blank=True, db_default="")
    scope = models.CharField("reikwijdte van de sleutel", max_length=30, blank=True, db_default="")
    organization_id = models.BigIntegerField("organisatie van wie handelt", db_default=0)
    on_behalf_of_id = models.BigIntegerField("namens", db_default=0)
    household_ref = models.CharField("huishouden", max_length=20, blank=True)
    subject = models.CharField("onderwerp", max_length=80, blank=True)
    subject_kind = models.CharField("soort onderwerp", max_length=30, blank=True, db_default="")
    subject_id = models.BigIntegerField("nummer van het onderwerp", db_default=0)
    ground = models.CharField("grond", max_length=40, blank=True)
    purpose = models.CharField(
        "doel", max_length=20, choices=Purpose, db_default=Purpose.ADMINISTRATION
    )
    is_emergency = models.BooleanField("in nood", db_default=False)
    rule = models.CharField("spelregel", max_length=20, blank=True)
    network = models.CharField("netwerk", max_length=50, blank=True, db_default="")
    source = models.CharField("programma", max_length=40, blank=True, db_default="")
    trace_id = models.CharField("kenmerk van het verzoek", max_length=32, blank=True, db_default="")

    class Meta:
        verbose_name = "logregel"
        verbose_name_plural = "logregels"
        indexes: ClassVar = [
            models.Index(
                fields=["household_ref", "-at", "-id"],
                condition=~Q(household_ref=""),
                name="events_of_a_household",
            ),
            models.Index(
                fields=["actor_id", "at"],
                condition=Q(event="household_refused"),
                name="knocks_of_an_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event}"


class Leaf(models.Model):
    """The place of one row of the trail in the tree (blad), numbered without gaps from zero.

    `imprint` is the hash of the row with its salt. It stays when the row is destroyed after its
    term, so that the tree stays whole; without the salt nobody can tell what the row said.
    """

    number = models.BigIntegerField("nummer", primary_key=True)
    event_id = models.BigIntegerField("nummer van de logregel")
    month = models.CharField("maand van de logregel", max_length=7)
    imprint = models.BinaryField("afdruk")

    class Meta:
        verbose_name = "blad"
        verbose_name_plural = "bladen"

    def __str__(self) -> str:
        return str(self.number)


class Seal(models.Model):
    """A signed statement of the tree at a size (zegel).

    `horizon` says up to which transaction everything is in it; `halves` is what the next seal goes
    on with. `cluster` tells that the database moved: transaction numbers then begin anew.
    """

    size = models.BigIntegerField("aantal logregels", primary_key=True)
    root = models.BinaryField("top van de boom")
    at = models.DateTimeField("moment")
    checkpoint = models.TextField("ondertekende verklaring")
    epoch = models.IntegerField("tijdperk")
    horizon = models.BigIntegerField("tot welke transactie")
    cluster = models.CharField("databaseserver", max_length=60)
    halves = models.BinaryField("helften van de boom")

    class Meta:
        verbose_name = "zegel"
        verbose_name_plural = "zegels"

    def __str__(self) -> str:
        return str(self.size)


class Receipt(models.Model):
    """Proof that one form was handled once, and where its answer was (ontvangstbewijs)."""

    key = models.UUIDField("sleutel van het formulier", primary_key=True)
    actor_id = models.BigIntegerField("account")
    path = models.CharField("adres", max_length=200)
    at = models.DateTimeField("moment")
    location = models.CharField("antwoord", max_length=300, blank=True)

    class Meta:
        verbose_name = "ontvangstbewijs"
        verbose_name_plural = "ontvangstbewijzen"

    def __str__(self) -> str:
        return str(self.key)
