"""Addresses, shields and pages of the family: what the local team keeps right."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.forms import Nothing, shown
from tandem.core.periods import day_of
from tandem.dossier import door, rules
from tandem.dossier.enums import ShieldKind
from tandem.dossier.forms import Close, CorrectAddress, WithReason, WriteAddress
from tandem.dossier.models import Address, Entry, Person, Report
from tandem.dossier.selectors import known, sight
from tandem.dossier.services import addresses, shields
from tandem.dossier.views.page import form_page, shield_page
from tandem.network import selectors as network

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from django.http import HttpResponse

    from tandem.dossier.models import Household, Shield
    from tandem.network.models import Account, Organization
    from tandem.network.web import Request

LATEST = 50


def _open(household: str, *, by: Account, at: datetime, to: Permission, page: str) -> Household:
    return door.open_household(household, by=by, to=to, at=at, page=page)


@require_safe
def overview(request: Request, household: str) -> HttpResponse:
    """Afscherming: addresses, what is closed to whom, and who has a page of their own."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, to=Permission.HOUSEHOLD_VIEW, page="afscherming")
    unknown = sight.unknown_to(home, at=at)
    accesses = home.family_accesses.filter(ended_at=None).select_related("account")
    pages = {one.person_id: one for one in accesses.order_by("id")}
    places = home.addresses.select_related("person").order_by("person__born_on", "-since", "id")
    shut = home.addresses.filter(shields__lifted_at=None, shields__isnull=False)
    guarded = list(shut.order_by("id").values_list("lines", flat=True))
    context = {
        "home": home,
        "today": day_of(at),
        "may": {permission.name for permission in home.allows},
        "me": by.pk,
        "addresses": [
            (one, unknown.get(one.pk, ()), rules.is_near(one.lines, guarded)) for one in places
        ],
        "shields": home.shields.filter(lifted_at=None)
        .select_related("address", "teller", "entry", "report__organization", "organization")
        .select_related("set_by", "lift_asked_by")
        .prefetch_related("closed_to__person")
        .order_by("-set_at", "-id"),
        "waiting": {
            link.account_id
            for link in network.waiting_links([one.account_id for one in pages.values()], at=at)
        },
        "people": [(one, pages.get(one.pk)) for one in home.persons.order_by("born_on", "id")],
        "releases": home.releases.filter(ended_at=None)
        .select_related("teller", "reader")
        .order_by("-released_at", "-id"),
    }
    return render(request, "dossier/shields.html", context)


def address_add(request: Request, household: str, person: int) -> HttpResponse:
    """Write down where somebody is."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, to=Permission.HOUSEHOLD_EDIT, page="adres")
    somebody = get_object_or_404(home.persons.select_related("household"), pk=person)
    others = home.persons.exclude(pk=somebody.pk).order_by("born_on", "id")

    def do(clean: Mapping[str, Any]) -> str:
        with _saying_what_goes(request, home, at=at):
            addresses.add(somebody, _new(clean, others), by=by, at=at)
        return shield_page(home)

    page = form_page(
        home,
        "family",
        done=_("Het adres is bewaard."),
        template="dossier/address.html",
        question=_("Waar is %(name)s?") % {"name": somebody.name},
        submit_label=_("Adres bewaren"),
    )
    wary = sight.wary_of(somebody, at=at)
    initial = {"since": day_of(at), "closed_to": list(wary), "reason": _reason(wary)}
    return answer_form(
        request, lambda data: WriteAddress(data, people=others, initial=initial), do, page
    )


@contextmanager
def _saying_what_goes(request: Request, home: Household, *, at: datetime) -> Iterator[None]:
    """Say whose page loses an address: who knew it already, misses it, and asks why."""
    before = sight.places_shown(home, at=at)
    yield
    after = sight.places_shown(home, at=at)
    for one in home.persons.filter(pk__in=before).order_by("born_on", "id"):
        if gone := before[one.pk] - after.get(one.pk, set()):
            # Who it is closed to, may not know why; of who is protected, it goes as well.
            said = _(
                "Ook van de bladzijde van %(name)s verdween: %(gone)s. Vertel op een veilige plek"
                " waarom."
            )
            if sight.is_kept_from(one, at=at):
                said = _(
                    "Van de bladzijde van %(name)s verdween: %(gone)s. Kende %(name)s dat al? Dan"
                    " valt het op. Overleg hoe u verdergaat."
                )
            messages.warning(request, said % {"name": one.first_name, "gone": _listed(gone)})


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _reason(closed: Iterable[Person]) -> str:
    return _("Een ander adres is ook dicht.") if list(closed) else ""


def _new(clean: Mapping[str, Any], others: Iterable[Person]) -> addresses.NewAddress:
    """What was typed: who is not ticked may know it only when that was said."""
    return addresses.NewAddress(
        clean["kind"],
        clean["lines"],
        clean["since"],
        clean.get("until"),
        closed_to=list(clean["closed_to"]),
        reason=clean["reason"],
        opened_to=list(others) if clean["others_may_know"] else (),
    )


def _initial(address: Address, *, at: datetime) -> dict[str, Any]:
    names = ("kind", "lines", "since", "until")
    shut = sight.running(at).filter(address=address).order_by("id")
    return {
        **{name: getattr(address, name) for name in names},
        "closed_to": list(
            Person.objects.filter(closed_off__shield__in=shut).distinct().order_by("born_on", "id")
        ),
        "reason": shut.values_list("reason", flat=True).first() or "",
        "others_may_know": bool(address.opened_to),
        "seen": address.version,
    }


def address_change(request: Request, household: str, address: int) -> HttpResponse:
    """Correct an address, or write down until when it was."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, to=Permission.HOUSEHOLD_EDIT, page="adres")
    found = get_object_or_404(home.addresses.select_related("person", "household"), pk=address)
    others = home.persons.exclude(pk=found.person_id).order_by("born_on", "id")

    def do(clean: Mapping[str, Any]) -> str:
        with _saying_what_goes(request, home, at=at):
            addresses.change(found, _new(clean, others), seen=clean["seen"], by=by, at=at)
        return shield_page(home)

    def changed() -> Mapping[str, str]:
        found.refresh_from_db()
        fields = CorrectAddress.base_fields
        now_there = _initial(found, at=at)
        return {name: shown(now_there[name], fields[name]) for name in fields}

    page = form_page(
        home,
        "family",
        done=_("Het adres is bewaard."),
        changed=changed,
        template="dossier/address.html",
        question=_("Waar is %(name)s?") % {"name": found.person.name},
        submit_label=_("Adres bewaren"),
    )
    initial = _initial(found, at=at)
    return answer_form(
        request, lambda data: CorrectAddress(data, people=others, initial=initial), do, page
    )


def shield_add(request: Request, household: str) -> HttpResponse:
    """Close something to members of the household."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, to=Permission.SHIELD_SET, page="afschermen")
    things = _things(home)

    def do(clean: Mapping[str, Any]) -> str:
        kind, _, number = clean["what"].partition(":")
        new = shields.NewShield(
            kind, list(clean["closed_to"]), clean["reason"], _target(home, kind, number)
        )
        with _saying_what_goes(request, home, at=at):
            shields.close(home, new, by=by, at=at)
        return shield_page(home)

    page = form_page(
        home,
        "family",
        done=_("Afgeschermd. Dit geldt meteen, overal."),
        template="dossier/shield.html",
        question=_("Wat moet dicht, en voor wie?"),
        intro=_("Wie is afgeschermd, merkt daar niets van: er is geen lege plek en geen teller."),
        submit_label=_("Afschermen"),
    )
    people = home.persons.order_by("born_on", "id")
    initial = {"what": request.GET.get("wat", "")}
    return answer_form(
        request,
        lambda data: Close(data, things=things, people=people, initial=initial),
        do,
        page,
    )


def _things(home: Household) -> list[tuple[str, str]]:
    """Everything of the household that can be closed, with a name that professionals know."""
    everything = [(f"{ShieldKind.EVERYTHING}:0", _("Alles: deze persoon krijgt niets te zien"))]
    places = home.addresses.select_related("person").order_by("person__born_on", "id")
    told = home.entries.exclude(told_by=None).filter(replaced_by=None).select_related("told_by")
    reports = home.reports.select_related("organization").order_by("-contact_on", "-id")
    familiar = known.familiar_to(home)
    return [
        *everything,
        *(
            (f"{ShieldKind.ADDRESS}:{one.pk}", f"{one.person.name}, {one.get_kind_display()}")
            for one in places
        ),
        *(
            (f"{ShieldKind.WORDS}:{one.pk}", _("Eigen woorden van %(name)s") % {"name": one.name})
            for one in home.persons.order_by("born_on", "id")
        ),
        *(
            (
                f"{ShieldKind.ENTRY}:{one.pk}",
                _("Aantekening van %(day)s, verteld door %(name)s")
                % {"day": f"{one.happened_on:%d-%m-%Y}", "name": one.told_by.first_name},
            )
            for one in told.order_by("-happened_on", "-id")[:LATEST]
            if one.told_by is not None
        ),
        *(
            (
                f"{ShieldKind.REPORT}:{one.pk}",
                _("Verslag van %(name)s, %(day)s")
                % {"day": f"{one.contact_on:%d-%m-%Y}", "name": one.organization.name},
            )
            for one in reports[:LATEST]
        ),
        *(
            (f"{ShieldKind.ORGANIZATION}:{one.pk}", _called(one, familiar))
            for one in known.organizations_of(home)
        ),
    ]


def _called(organization: Organization, familiar: set[int]) -> str:
    """The name, and whether the family knows it: what they know, they miss when it goes."""
    if organization.pk not in familiar:
        return organization.name
    return _("%(name)s (let op: het gezin kent die al)") % {"name": organization.name}


def _target(
    home: Household, kind: str, number: str
) -> Address | Person | Entry | Report | Organization | None:
    """What was chosen; the form offered only what is of this household."""
    if kind == ShieldKind.EVERYTHING:
        return None
    sets: Mapping[str, Any] = {
        ShieldKind.ADDRESS: home.addresses,
        ShieldKind.WORDS: home.persons,
        ShieldKind.ENTRY: home.entries,
        ShieldKind.REPORT: home.reports,
        ShieldKind.ORGANIZATION: known.organizations_of(home),
    }
    target: Address | Person | Entry | Report | Organization = get_object_or_404(
        sets[kind], pk=number
    )
    return target


def _shield(home: Household, shield: int) -> Shield:
    found: Shield = get_object_or_404(
        home.shields.filter(lifted_at=None).select_related("household"), pk=shield
    )
    return found


def shield_ask(request: Request, household: str, shield: int) -> HttpResponse:
    """Ask a colleague to lift a shield."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, to=Permission.SHIELD_LIFT, page="opheffen vragen")
    found = _shield(home, shield)

    def do(clean: Mapping[str, Any]) -> str:
        shields.ask_to_lift(found, clean["reason"], by=by, at=at)
        return shield_page(home)

    page = form_page(
        home,
        "family",
        done=_("Gevraagd. Een collega van het lokaal team beslist."),
        question=_("Waarom kan deze afscherming weg?"),
        intro=_("Alleen een collega kan de afscherming daarna opheffen. Tot dan blijft ze staan."),
        submit_label=_("Opheffen vragen"),
    )
    return answer_form(request, WithReason, do, page)


def shield_lift(request: Request, household: str, shield: int) -> HttpResponse:
    """Lift a shield, as the second person."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, to=Permission.SHIELD_LIFT, page="opheffen")
    found = _shield(home, shield)

    def do(_clean: Mapping[str, Any]) -> str:
        shields.lift(found, by=by, at=at)
        return shield_page(home)

    page = form_page(
        home,
        "family",
        done=_("De afscherming is opgeheven."),
        template="core/confirm.html",
        question=_("Afscherming opheffen?"),
        intro=_("Wie was afgeschermd, ziet dit daarna weer. Denk aan de veiligheid van iedereen."),
        facts=[(_("Waarom dicht"), found.reason), (_("Waarom open"), found.lift_reason or "–")],
        submit_label=_("Opheffen"),
        look="danger",
    )
    return answer_form(request, Nothing, do, page)


def shield_keep(request: Request, household: str, shield: int) -> HttpResponse:
    """Leave a shield as it is, after somebody asked to lift it."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, to=Permission.SHIELD_LIFT, page="laten staan")
    found = _shield(home, shield)

    def do(_clean: Mapping[str, Any]) -> str:
        shields.keep(found, by=by, at=at)
        return shield_page(home)

    page = form_page(
        home,
        "family",
        done=_("De afscherming blijft staan."),
        template="core/confirm.html",
        question=_("Afscherming laten staan?"),
        facts=[(_("Waarom dicht"), found.reason), (_("Waarom open"), found.lift_reason or "–")],
        submit_label=_("Laten staan"),
    )
    return answer_form(request, Nothing, do, page)
