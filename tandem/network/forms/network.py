"""Forms of the network: people, assignments, experience experts, organizations and pilots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day
from tandem.network.enums import (
    ConfirmationForm,
    Expertise,
    JobTitle,
    OrganizationKind,
    Pool,
    RoleKind,
)
from tandem.network.models import Organization, Pilot, Region

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

_CHOOSE = ("", _("Kies"))
# Bringing in case files is done on the server, by nobody who signs in.
_ROLES = [choice for choice in RoleKind.choices if choice[0] != RoleKind.CASE_LOADER]


class Invite(forms.Form):
    """A new colleague."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    email = forms.EmailField(
        label=_("E-mailadres van het werk"),
        max_length=254,
        help_text=_("Hiermee logt de collega in. Er wordt niets naartoe gestuurd."),
    )
    phone = forms.CharField(label=_("Telefoon van het werk"), max_length=30, required=False)
    employer = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Werkgever"),
        empty_label=_("Kies"),
        help_text=_("Wie in een toekomsttuin werkt, blijft in dienst van de eigen organisatie."),
    )
    job_title = forms.ChoiceField(label=_("Functie"), choices=[_CHOOSE, *JobTitle.choices])
    skj_number = forms.CharField(label=_("SKJ-nummer"), max_length=20, required=False)
    expertise = forms.MultipleChoiceField(
        label=_("Expertise die anderen kunnen vragen"),
        choices=Expertise.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, employers: QuerySet[Organization], **kwargs: Any) -> None:
        """Offer the employers of the regions somebody administers."""
        super().__init__(*args, **kwargs)
        self.fields["employer"].queryset = employers  # type: ignore[attr-defined] # stubs: Field


class ChangeProfessional(forms.Form):
    """What colleagues can know of a professional."""

    phone = forms.CharField(label=_("Telefoon van het werk"), max_length=30, required=False)
    job_title = forms.ChoiceField(label=_("Functie"), choices=JobTitle.choices)
    skj_number = forms.CharField(label=_("SKJ-nummer"), max_length=20, required=False)
    skj_until = Day(label=_("SKJ-registratie tot en met"), required=False)
    expertise = forms.MultipleChoiceField(
        label=_("Expertise die anderen kunnen vragen"),
        choices=Expertise.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class Assign(forms.Form):
    """What a colleague is going to do, where, from when."""

    role = forms.ChoiceField(label=_("Rol"), choices=[_CHOOSE, *_ROLES])
    pilot = forms.ModelChoiceField(
        Pilot.objects.none(),
        label=_("Toekomsttuin"),
        required=False,
        empty_label=_("Hele regio"),
        help_text=_("Een beheerder werkt voor de hele regio; een coördinator mag allebei."),
    )
    since = Day(label=_("Vanaf"))

    def __init__(self, *args: Any, region: Region, today: date, **kwargs: Any) -> None:
        """Offer the pilots of the region."""
        kwargs.setdefault("initial", {"since": today})
        super().__init__(*args, **kwargs)
        pilots = region.pilots.order_by("name", "id")
        self.fields["pilot"].queryset = pilots  # type: ignore[attr-defined] # stubs: Field


class EndAssignment(forms.Form):
    """When an assignment ends."""

    last_day = Day(label=_("Laatste dag"), help_text=_("Tot en met deze dag loopt de inzet."))


class Nothing(forms.Form):
    """A confirmation needs nothing but a yes."""


class AddExpert(forms.Form):
    """A new experience expert (EXP-01)."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    organization = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Organisatie"), empty_label=_("Kies")
    )
    pool = forms.ChoiceField(label=_("Pool"), choices=Pool.choices, widget=forms.RadioSelect)
    profile = forms.CharField(
        label=_("Profiel"),
        max_length=200,
        help_text=_("Welke ervaring brengt iemand mee? Niets over gezinnen."),
    )

    def __init__(self, *args: Any, organizations: QuerySet[Organization], **kwargs: Any) -> None:
        """Offer the organizations that deploy experience experts."""
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined] # stubs


class ChangeExpert(forms.Form):
    """Pool and profile of an experience expert."""

    pool = forms.ChoiceField(label=_("Pool"), choices=Pool.choices, widget=forms.RadioSelect)
    profile = forms.CharField(label=_("Profiel"), max_length=200)
    is_active = forms.BooleanField(label=_("Kan gevraagd worden"), required=False)


class AddOrganization(forms.Form):
    """A new organization."""

    slug = forms.SlugField(
        label=_("Korte naam"), max_length=60, help_text=_("Kleine letters, bijvoorbeeld: gi-djgb.")
    )
    name = forms.CharField(label=_("Naam"), max_length=120)
    kind = forms.ChoiceField(
        label=_("Soort organisatie"), choices=[_CHOOSE, *OrganizationKind.choices]
    )

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        """Remember the region: a short name is used once in it."""
        super().__init__(*args, **kwargs)
        self.region = region

    def clean_slug(self) -> str:
        """Refuse a short name that is taken."""
        slug: str = self.cleaned_data["slug"]
        if self.region.organizations.filter(slug=slug).exists():
            raise forms.ValidationError(_("Deze korte naam is al in gebruik. Kies een andere."))
        return slug


class ChangeOrganization(forms.Form):
    """Name and telephone number of an organization."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    phone = forms.CharField(label=_("Telefoon"), max_length=30, required=False)


class ChangePilot(forms.Form):
    """Partners of a pilot and how it works."""

    partners = forms.ModelMultipleChoiceField(
        Organization.objects.none(),
        label=_("Partners"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    incomplete_reason = forms.CharField(
        label=_("Waarom nog niet alle vier de partners meedoen"),
        required=False,
        widget=forms.Textarea,
    )
    confirmation_form = forms.ChoiceField(
        label=_("Bevestiging van toestemming"),
        choices=ConfirmationForm.choices,
        widget=forms.RadioSelect,
    )
    expert_refusal_is_breaking_point = forms.BooleanField(
        label=_("Weigeren van een ervaringsdeskundige is een breekpunt"), required=False
    )
    target_households = forms.IntegerField(
        label=_("Streefaantal huishoudens"), required=False, min_value=0, max_value=10_000
    )

    def __init__(self, *args: Any, pilot: Pilot, **kwargs: Any) -> None:
        """Offer the organizations of the region, and show what holds now."""
        now = {
            "partners": pilot.partners.all(),
            "incomplete_reason": pilot.incomplete_reason,
            "confirmation_form": pilot.confirmation_form,
            "expert_refusal_is_breaking_point": pilot.expert_refusal_is_breaking_point,
            "target_households": pilot.target_households,
        }
        kwargs.setdefault("initial", now)
        super().__init__(*args, **kwargs)
        offered = pilot.region.organizations.exclude(pk=pilot.local_team_id).order_by("name", "id")
        self.fields["partners"].queryset = offered  # type: ignore[attr-defined] # stubs: Field
