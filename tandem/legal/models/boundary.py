"""Where practice meets the law, per pilot: the register of legal boundaries (REG-27)."""

from __future__ import annotations

from django.db import models

from tandem.network.models import Account, Pilot


class LegalBoundary(models.Model):
    """A place where practice meets the law, with the room and the agreement (grens van het recht).

    It is about the work, never about a household: no name, no reference, no number.
    """

    pilot = models.ForeignKey(
        Pilot,
        on_delete=models.PROTECT,
        related_name="legal_boundaries",
        verbose_name="toekomsttuin",
    )
    practice = models.TextField("waar de praktijk het recht raakt")
    law = models.CharField("wet of artikel", max_length=200)
    room = models.TextField("welke ruimte er is")
    agreement = models.TextField("welke afspraak er is", blank=True)
    agreed_on = models.DateField("afgesproken op", null=True, blank=True)
    for_committee = models.BooleanField("voor de landelijke commissie", default=False)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "grens van het recht"
        verbose_name_plural = "grenzen van het recht"

    def __str__(self) -> str:
        return self.law
