"""Adding a document, and a better version of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import dateformat
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from tandem.core.files import MOST_BYTES
from tandem.core.forms import Day, One, Several
from tandem.dossier.enums import DocumentKind, Provenance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.core.files.uploadedfile import UploadedFile
    from django.db.models import QuerySet
    from django.http import QueryDict
    from django.utils.datastructures import MultiValueDict

    from tandem.dossier.models import Entry, Person

_WORDS = 8


def _in_short(entry: Entry) -> str:
    """The day of an entry and how it begins."""
    return f"{dateformat.format(entry.happened_on, 'j M Y')}: {Truncator(entry.text).words(_WORDS)}"


class Add(forms.Form):
    """A file and what there is to say of it; the words come first, so that they are always kept."""

    sections = (
        ("", ("title", "kind", "received_on")),
        (_("Van wie is het, en over wie gaat het?"), ("about", "source", "provenance")),
        ("", ("legal_ground", "entry")),
        (_("Het bestand"), ("file",)),
    )

    title = forms.CharField(
        label=_("Wat is het?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: brief van school over de overgang."),
    )
    kind = forms.ChoiceField(
        label=_("Wat voor document?"), choices=DocumentKind.choices, widget=forms.RadioSelect
    )
    received_on = Day(label=_("Wanneer kreeg u het?"))
    source = forms.CharField(
        label=_("Van wie?"),
        max_length=200,
        required=False,
        help_text=_("Wie gaf of stuurde dit? Bijvoorbeeld: moeder, de school, de rechtbank."),
    )
    provenance = forms.ChoiceField(
        label=_("Hoe kwam u hieraan?"), choices=Provenance.choices, widget=forms.RadioSelect
    )
    legal_ground = forms.CharField(
        label=_("Op welke wettelijke grond?"),
        max_length=200,
        required=False,
        help_text=_(
            "Alleen nodig als dit zonder toestemming is verkregen: welke wet of welk besluit?"
        ),
    )
    file = forms.FileField(
        label=_("Kies het bestand"),
        allow_empty_file=True,
        error_messages={
            "required": _("Kies het bestand. Koos u het al? Kies het dan nog een keer.")
        },
        help_text=_(
            "PDF, foto (JPEG of PNG), Word, Excel, OpenDocument of gewone tekst, hooguit %(most)s"
            " MB. Waar en wanneer een foto is gemaakt, bewaren we niet."
        )
        % {"most": MOST_BYTES // (1024 * 1024)},
    )

    def __init__(
        self,
        data: QueryDict | None,
        files: MultiValueDict[str, UploadedFile[Any]] | None,
        *,
        people: QuerySet[Person],
        entries: QuerySet[Entry],
        initial: Mapping[str, Any],
    ) -> None:
        """Offer the people of the household, and what was written lately."""
        super().__init__(data, files, initial=dict(initial))
        self.fields["about"] = Several(people, label=_("Over wie?"), required=False)
        self.fields["entry"] = One(
            entries,
            words=_in_short,
            label=_("Hoort het bij iets in het verhaal?"),
            required=False,
            empty_label=_("Nee"),
        )

    def clean(self) -> dict[str, Any]:
        """A ground belongs to what was obtained without consent."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("provenance") != Provenance.LEGAL_GROUND:
            cleaned["legal_ground"] = ""
        return cleaned


class Replace(Add):
    """A better version: the same words to begin with, and another file only when that is wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let the file be left out."""
        super().__init__(*args, **kwargs)
        self.fields["file"].required = False
        self.fields["file"].label = _("Een ander bestand")
        self.fields["file"].help_text = _(
            "Klopt het bestand, en zijn alleen de titel of de datum fout? Kies dan niets."
        )
