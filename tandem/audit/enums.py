"""Kinds of audit row."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    """What sort of thing happened."""

    LOOK = "look", _("gezien")
    CHANGE = "change", _("veranderd")
    REFUSAL = "refusal", _("geweigerd")
