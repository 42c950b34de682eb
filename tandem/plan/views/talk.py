"""A talk with the family: side by side, and filled in person by person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.audit.web import Page, answer_form
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.dossier.enums import Status
from tandem.dossier.selectors.readers import reads_along
from tandem.legal.selectors import left_out
from tandem.plan.enums import TalkQuestion
from tandem.plan.forms.talk import Answer, BeginTalk, KeepConcern
from tandem.plan.selectors import talks as read
from tandem.plan.selectors.people import here
from tandem.plan.services import talks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse, QueryDict

    from tandem.dossier.models import Household
    from tandem.network.web import Request
    from tandem.plan.models import Talk


def _address(home: Household, talk: Talk) -> str:
    return reverse("plan:talk", args=[home.ref, talk.pk])


def _page(home: Household, back: str, *, template: str, done: str = "", **words: Any) -> Page:
    context = {"home": home, "title": "Huishouden", "back_url": back, **words}
    return Page(template=template, household=home.ref, done=done, context=context)


@require_safe
def show_talks(request: Request, household: str, talk: int | None = None) -> HttpResponse:
    """Show what everybody said, side by side: the newest talk, or the one that is asked."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="gesprek"
    )
    all_talks = read.talks_of(home)
    shown = next((one for one in all_talks if talk in {None, one.pk}), None)
    if shown is None and talk is not None:
        raise door.NotFound
    # Whom asking would endanger is for the local team to know, and for nobody else.
    skipped = left_out(home) if Permission.CONSENT_RECORD in home.allows else {}
    context = {
        "home": home,
        "today": day_of(at),
        "talk": shown,
        "others": [one for one in all_talks if one != shown],
        "columns": read.columns_of(home, shown, on=day_of(at), at=at, left_out=skipped),
        "concerns": read.concerns_of(home, shown, at=at) if shown else [],
        "may_write": home.status != Status.ENDED and Permission.PLAN_WRITE in home.allows,
        "back_url": reverse("desk:story", args=[home.ref]),
    }
    return render(request, "plan/talk.html", context)


def talk_begin(request: Request, household: str) -> HttpResponse:
    """Begin a talk: when, and who is there."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.PLAN_WRITE, at=at, page="gesprek beginnen"
    )
    people = here(home, on=day_of(at))

    def build(data: QueryDict | None) -> BeginTalk:
        return BeginTalk(data, people=people, initial={"held_on": day_of(at)})

    def do(clean: Mapping[str, Any]) -> str:
        return _address(home, talks.begin(home, talks.NewTalk(**clean), by=by, at=at))

    page = _page(
        home,
        reverse("plan:talks", args=[home.ref]),
        template="plan/talk_begin.html",
        question=_("Met wie zit u aan tafel?"),
        intro=_("Iedereen krijgt dezelfde vier vragen, en ieder zijn eigen antwoord."),
        submit_label=_("Gesprek beginnen"),
    )
    return answer_form(request, build, do, page)


def talk_person(request: Request, household: str, talk: int, person: int) -> HttpResponse:
    """Write down what one person says to the four questions."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.PLAN_WRITE, at=at, page="gesprek met iemand"
    )
    found = get_object_or_404(home.talks.select_related("household"), pk=talk)
    who = get_object_or_404(home.persons, pk=person)
    people = here(home, on=day_of(at))

    def build(data: QueryDict | None) -> Answer:
        initial = {"happened_on": day_of(at), "present": [who.pk]}
        return Answer(data, people=people, initial=initial)

    def do(clean: Mapping[str, Any]) -> str:
        visit = talks.Visit(
            on=clean["happened_on"],
            contact=clean["contact"],
            safety=clean["safety"],
            safety_said=clean["safety_said"],
            present=list(clean["present"]),
            present_others=clean["present_others"],
        )
        said = {one.value: clean[one.value] for one in TalkQuestion}
        talks.answer(found, who, visit, said, by=by, at=at)
        return _address(home, found)

    columns = read.columns_of(home, found, on=day_of(at), at=at)
    page = _page(
        home,
        _address(home, found),
        template="plan/talk_person.html",
        question=_("Wat vertelt %(name)s?") % {"name": who.first_name},
        intro=_("In de eigen woorden. Wat niet gezegd is, laat u leeg."),
        submit_label=_("Opschrijven"),
        done=_("Opgeschreven. Het staat ook in het verhaal."),
        who=who,
        column=next((one for one in columns if one.person == who), None),
        reads=reads_along(home, at=at),
        today=day_of(at),
    )
    return answer_form(request, build, do, page)


def talk_lasting(request: Request, household: str, talk: int) -> HttpResponse:
    """Write down what is said when concerns stay."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.PLAN_WRITE, at=at, page="zorgen die blijven"
    )
    found = get_object_or_404(home.talks.select_related("household"), pk=talk)

    def build(data: QueryDict | None) -> KeepConcern:
        return KeepConcern(data, initial={"held_on": day_of(at)})

    def do(clean: Mapping[str, Any]) -> str:
        talks.keep_concern(found, talks.NewConcern(**clean), by=by, at=at)
        return _address(home, found)

    page = _page(
        home,
        _address(home, found),
        template="plan/talk_lasting.html",
        question=_("Wat als de zorgen blijven?"),
        intro=_("Praat erover als het thuis niet veilig is, of tussen mensen thuis niet."),
        submit_label=_("Vastleggen"),
        done=_("Vastgelegd. Een afspraak staat ook in het verhaal."),
    )
    return answer_form(request, build, do, page)
