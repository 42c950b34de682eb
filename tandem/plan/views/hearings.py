"""Putting something before somebody, and looking after an agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.dossier.rules import ADULT
from tandem.plan.enums import Answer, PieceKind
from tandem.plan.forms.hearings import LookAfter, Put
from tandem.plan.models import Agreement
from tandem.plan.selectors import pieces as selectors
from tandem.plan.selectors.people import here
from tandem.plan.services import hearings
from tandem.plan.views.page import address_of, page_of, piece_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse, QueryDict

    from tandem.network.web import Request

# An analysis is recognised or not; a plan is agreed to or not.
RECOGNISED = (
    (Answer.AGREE.value, gettext_lazy("herkent zich hierin")),
    (Answer.PARTLY.value, gettext_lazy("herkent zich hier deels in")),
    (Answer.DISAGREE.value, gettext_lazy("herkent zich hier niet in")),
    (Answer.NOT_PUT.value, Answer.NOT_PUT.label),
)


def put_piece(request: Request, household: str, piece: int, person: int) -> HttpResponse:
    """Put a version before somebody of the family."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.PLAN_WRITE, at=at, page="voorleggen")
    found = piece_of(home, piece)
    who = get_object_or_404(home.persons, pk=person)
    labels = RECOGNISED if found.kind == PieceKind.ANALYSIS else None

    def build(data: QueryDict | None) -> Put:
        return Put(data, today=day_of(at), labels=labels)

    def do(clean: Mapping[str, Any]) -> str:
        hearings.put_piece(found, hearings.NewHearing(person=who, **clean), by=by, at=at)
        return address_of(found)

    page = page_of(
        home,
        address_of(found),
        done=_("Opgeschreven wat %(name)s zegt.") % {"name": who.first_name},
        verdict=hearings.judge_putting(found),
        template="plan/put.html",
        question=_("Wat zegt %(name)s?") % {"name": who.first_name},
        intro=_("%(title)s. Wat u voorlegt, verandert daarna niet meer.") % {"title": found.title},
        submit_label=_("Opschrijven"),
        who=who,
        is_minor=who.age(day_of(at)) < ADULT,
    )
    return answer_form(request, build, do, page)


def put_entry(request: Request, household: str, entry: int) -> HttpResponse:
    """Put an entry of the story before somebody it is about."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.JOURNAL_WRITE, at=at, page="voorleggen"
    )
    found = get_object_or_404(home.entries.select_related("household"), pk=entry)
    everybody = home.persons.order_by("born_on", "id")
    about = found.about.order_by("born_on", "id")
    if found.told_by_id is not None:  # somebody's own words are theirs to read again (PLAN-17)
        people = everybody.filter(pk=found.told_by_id)
    else:
        people = about if about.exists() else everybody
    back = reverse("desk:story", args=[home.ref])

    def build(data: QueryDict | None) -> Put:
        return Put(data, today=day_of(at), people=people)

    def do(clean: Mapping[str, Any]) -> str:
        hearings.put_entry(found, hearings.NewHearing(**clean), by=by, at=at)
        return back

    page = page_of(
        home,
        back,
        done=_("Opgeschreven. Het staat nu onder de aantekening."),
        template="plan/put_entry.html",
        question=_("Wat zegt wie het aangaat?"),
        submit_label=_("Opschrijven"),
        entry=found,
        before=selectors.of_entries(home, [found.pk]).get(found.pk, []),
    )
    return answer_form(request, build, do, page)


def look_after(request: Request, household: str, agreement: int) -> HttpResponse:
    """Record whether an agreement is clear and works."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.PLAN_WRITE, at=at, page="afspraak nagaan"
    )
    found = get_object_or_404(
        Agreement.objects.select_related("piece__household", "person", "account"),
        piece__household=home,
        pk=agreement,
    )

    def build(data: QueryDict | None) -> LookAfter:
        people = here(home, on=day_of(at))
        return LookAfter(data, today=day_of(at), people=people)

    def do(clean: Mapping[str, Any]) -> str:
        hearings.look_after(found, hearings.Found(**clean), by=by, at=at)
        return address_of(found.piece)

    page = page_of(
        home,
        address_of(found.piece),
        done=_("Opgeschreven."),
        question=_("Is het duidelijk, en lukt het?"),
        intro=f"{selectors.who(found)}: {found.what}",
        submit_label=_("Opschrijven"),
    )
    return answer_form(request, build, do, page)
