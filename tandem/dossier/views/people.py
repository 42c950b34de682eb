"""The people of a household: who they are, how they are related, who has authority."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.forms import shown
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.dossier.forms import (
    AddPerson,
    ChangePerson,
    EndAuthority,
    RecordAuthority,
    Relate,
    Rename,
)
from tandem.dossier.models import Authority, Person
from tandem.dossier.rules import ADULT
from tandem.dossier.services import households
from tandem.dossier.views.page import form_page, tab

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.http import HttpResponse, QueryDict

    from tandem.dossier.models import Household
    from tandem.network.models import Account
    from tandem.network.web import Request


def _open(household: str, *, by: Account, at: datetime, page: str) -> Household:
    return door.open_household(household, by=by, to=Permission.HOUSEHOLD_EDIT, at=at, page=page)


def rename(request: Request, household: str) -> HttpResponse:
    """Change the name by which the household is known."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="naam")

    def do(clean: Mapping[str, Any]) -> str:
        households.rename(home, clean["name"], seen=clean["seen"], by=by, at=at)
        return tab(home, "family")

    def changed() -> Mapping[str, str]:
        home.refresh_from_db(fields=["name", "version"])
        return {"name": home.name, "seen": str(home.version)}

    initial = {"name": home.name, "seen": home.version}
    page = form_page(
        home,
        "family",
        done=_("De naam is bewaard."),
        changed=changed,
        question=_("Hoe noemen we dit huishouden?"),
        submit_label=_("Naam bewaren"),
    )
    return answer_form(request, lambda data: Rename(data, initial=initial), do, page)


def person_add(request: Request, household: str) -> HttpResponse:
    """Add somebody to the household (DOS-05)."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="gezinslid toevoegen")

    def do(clean: Mapping[str, Any]) -> str:
        households.add_persons(home, [households.NewPerson(**clean)], by=by, at=at)
        return tab(home, "family")

    page = form_page(
        home,
        "family",
        done=_("Toegevoegd aan het gezin."),
        question=_("Wie hoort er nog bij?"),
        intro=_("Iedereen die meetelt in het gezin, ook wie ergens anders woont."),
        submit_label=_("Toevoegen"),
    )
    return answer_form(request, AddPerson, do, page)


def person_change(request: Request, household: str, person: int) -> HttpResponse:
    """Correct what is known of somebody; nobody's correction gets lost."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="gezinslid")
    somebody = get_object_or_404(home.persons, pk=person)

    def do(clean: Mapping[str, Any]) -> str:
        new = households.NewPerson(clean["name"], clean["role"], clean["born_on"], clean["phone"])
        households.change_person(
            somebody, new, seen=clean["seen"], left_on=clean["left_on"], by=by, at=at
        )
        return tab(home, "family")

    page = form_page(
        home,
        "family",
        done=_("Bewaard."),
        changed=lambda: _now(somebody),
        question=_("Wat weten we van %(name)s?") % {"name": somebody.name},
        submit_label=_("Bewaren"),
    )
    return answer_form(
        request, lambda data: ChangePerson(data, initial=_initial(somebody)), do, page
    )


def _initial(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "role": person.role,
        "born_on": person.born_on,
        "phone": person.phone,
        "left_on": person.left_on,
        "seen": person.version,
    }


def _now(person: Person) -> Mapping[str, str]:
    """What stands there now, in words."""
    person.refresh_from_db()
    fields = ChangePerson.base_fields
    return {name: shown(value, fields[name]) for name, value in _initial(person).items()}


def relate(request: Request, household: str, person: int) -> HttpResponse:
    """Write down how somebody is related to somebody else of the household."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="relatie")
    somebody = get_object_or_404(home.persons, pk=person)
    others = home.persons.exclude(pk=somebody.pk).order_by("id")

    def do(clean: Mapping[str, Any]) -> str:
        households.relate(somebody, kind=clean["kind"], to=clean["to"], by=by, at=at)
        return tab(home, "family")

    page = form_page(
        home,
        "family",
        done=_("De relatie is bewaard."),
        template="dossier/relate.html",
        question=_("Hoe hoort %(name)s bij de anderen?") % {"name": somebody.name},
        intro=_("Lees het als een zin: %(name)s is … van …") % {"name": somebody.name},
        submit_label=_("Relatie bewaren"),
        relations=somebody.relations.select_related("other").order_by("id"),
        relations_back=somebody.relations_back.select_related("person").order_by("id"),
        somebody=somebody,
    )
    return answer_form(request, lambda data: Relate(data, others=others), do, page)


def authority(request: Request, household: str, person: int) -> HttpResponse:
    """Record who has authority over a child; from the page of an adult: over which child."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="gezag")
    somebody = get_object_or_404(home.persons, pk=person)
    is_child = somebody.age(day_of(at)) < ADULT
    others = home.persons.exclude(pk=somebody.pk).order_by("born_on", "id")
    asked = _("Wie heeft gezag over %(name)s?") if is_child else _("Over wie heeft %(name)s gezag?")

    def do(clean: Mapping[str, Any]) -> str:
        known = households.AuthoritySeen(
            clean["source"], clean["source_on"], clean["since"], clean["document"]
        )
        holder, child = (clean["other"], somebody) if is_child else (somebody, clean["other"])
        households.record_authority(holder, child, known, by=by, at=at)
        return tab(home, "family")

    def build(data: QueryDict | None) -> RecordAuthority:
        label = _("Wie?") if is_child else _("Over wie?")
        return RecordAuthority(data, others=others, label=label, today=day_of(at))

    page = form_page(
        home,
        "family",
        done=_("Het gezag is bewaard."),
        template="dossier/authority.html",
        question=asked % {"name": somebody.name},
        submit_label=_("Gezag vastleggen"),
    )
    return answer_form(request, build, do, page)


def authority_end(request: Request, household: str, authority: int) -> HttpResponse:
    """End somebody's authority over a child."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="gezag")
    running = get_object_or_404(
        Authority.objects.filter(child__household=home, until=None).select_related(
            "holder", "child__household"
        ),
        pk=authority,
    )

    def do(clean: Mapping[str, Any]) -> str:
        households.end_authority(running, on=clean["on"], by=by, at=at)
        return tab(home, "family")

    names = {"holder": running.holder.name, "child": running.child.name}
    page = form_page(
        home,
        "family",
        done=_("Het einde van het gezag is bewaard."),
        question=_("Tot wanneer had %(holder)s gezag over %(child)s?") % names,
        intro=_("Het gezag van eerder blijft in de geschiedenis staan."),
        submit_label=_("Einde vastleggen"),
    )
    return answer_form(
        request, lambda data: EndAuthority(data, since=running.since, today=day_of(at)), do, page
    )
