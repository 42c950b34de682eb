"""The circle around a family: who stands in it, and what is asked of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.forms import shown
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.plan.forms.network import (
    AddSupporter,
    AnswerSupport,
    AskSupport,
    ChangeSupporter,
    EndSupport,
    LeaveCircle,
)
from tandem.plan.models import SupportRequest
from tandem.plan.selectors.network import history_of, load_of, newest_tie
from tandem.plan.selectors.people import here
from tandem.plan.services import network
from tandem.plan.views._around import around_page, family_tab

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse, QueryDict

    from tandem.dossier.models import Household
    from tandem.network.web import Request
    from tandem.plan.models import Supporter, Tie

CIRCLE = "kring"
_KNOWN = (
    *("name", "relation", "is_for_everybody", "strength", "strain", "strain_about"),
    *("already_does", "can_and_wants", "talents", "invited"),
)


@require_safe
def supporter(request: Request, household: str, supporter: int) -> HttpResponse:
    """Everything that was ever known and asked of somebody around the family."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="kring")
    found = get_object_or_404(home.supporters, pk=supporter)
    context = {
        "home": home,
        "title": "Huishouden",
        "history": history_of(found, on=day_of(at)),
        "load": load_of(found, on=day_of(at)),
        "supporter": found,
        "today": day_of(at),
        "may_write": Permission.PLAN_WRITE in home.allows and home.status != "ended",
        "back_url": family_tab(home, CIRCLE),
    }
    return render(request, "plan/supporter.html", context)


def supporter_add(request: Request, household: str) -> HttpResponse:
    """Put somebody in the circle around the family."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.PLAN_WRITE, at=at, page="kring")
    people = here(home, on=day_of(at))

    def do(clean: Mapping[str, Any]) -> str:
        network.add(home, network.Known(**clean), by=by, at=at)
        return family_tab(home, CIRCLE)

    page = around_page(
        home,
        back=family_tab(home, CIRCLE),
        done=_("Deze mens staat nu in de kring."),
        template="plan/supporter_form.html",
        question=_("Wie staat er om dit gezin heen?"),
        intro=_("Ook wie niet is gevraagd en niet aan tafel zit."),
        submit_label=_("In de kring zetten"),
    )
    return answer_form(request, lambda data: AddSupporter(data, people=people), do, page)


def supporter_change(request: Request, household: str, supporter: int) -> HttpResponse:
    """Write what is known better now; the old version stays readable."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.PLAN_WRITE, at=at, page="kring")
    found = get_object_or_404(home.supporters, pk=supporter)
    tie = newest_tie(found)
    people = here(home, on=day_of(at)) | home.persons.filter(ties=tie)

    def build(data: QueryDict | None) -> ChangeSupporter:
        return ChangeSupporter(data, people=people.distinct(), initial=_initial(tie))

    def do(clean: Mapping[str, Any]) -> str:
        known = network.Known(**{name: clean[name] for name in (*_KNOWN, "supports")})
        network.change(found, known, seen=clean["seen"], by=by, at=at)
        return _address(home, found)

    intro = _("Wat er stond, blijft te lezen.")
    if tie.left_on is not None:
        intro = _("%(name)s stond niet meer in de kring. Bewaart u dit, dan weer wel.") % {
            "name": tie.name
        }
    page = around_page(
        home,
        back=_address(home, found),
        done=_("Aangepast. Wat er stond, blijft te lezen."),
        changed=lambda: _now(newest_tie(found)),
        template="plan/supporter_form.html",
        question=_("Wat weet u nu over %(name)s?") % {"name": tie.name},
        intro=intro,
        submit_label=_("Bewaren"),
    )
    return answer_form(request, build, do, page)


def supporter_leave(request: Request, household: str, supporter: int) -> HttpResponse:
    """Somebody is no longer in the circle."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.PLAN_WRITE, at=at, page="kring")
    found = get_object_or_404(home.supporters, pk=supporter)
    tie = newest_tie(found)

    def build(data: QueryDict | None) -> LeaveCircle:
        return LeaveCircle(data, initial={"left_on": day_of(at), "seen": tie.version})

    def do(clean: Mapping[str, Any]) -> str:
        network.leave(
            found,
            left_on=clean["left_on"],
            because=clean["because"],
            seen=clean["seen"],
            by=by,
            at=at,
        )
        return family_tab(home, CIRCLE)

    page = around_page(
        home,
        back=_address(home, found),
        done=_("Vastgelegd. Wat er stond, blijft te lezen."),
        changed=lambda: {"seen": str(newest_tie(found).version)},
        question=_("Staat %(name)s niet meer in de kring?") % {"name": tie.name},
        intro=_("Niemand wordt gewist. Wat u nog aan deze mens vroeg, stopt op die dag."),
        submit_label=_("Vastleggen"),
    )
    return answer_form(request, build, do, page)


def support_ask(request: Request, household: str, supporter: int) -> HttpResponse:
    """Ask something of somebody around the family."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.PLAN_WRITE, at=at, page="kring")
    found = get_object_or_404(home.supporters, pk=supporter)
    today = day_of(at)

    def do(clean: Mapping[str, Any]) -> str:
        network.ask(found, network.Asked(**clean), by=by, at=at)
        return _address(home, found)

    tie, verdict = newest_tie(found), network.judge_asking(found)
    page = around_page(
        home,
        verdict=verdict,
        back=_address(home, found),
        done=_("De vraag is vastgelegd."),
        template="plan/support_ask.html",
        question=_("Wat vraagt u aan %(name)s?") % {"name": tie.name},
        submit_label=_("Vraag vastleggen"),
        tie=tie,
        load=load_of(found, on=today),
        history=history_of(found, on=today),
    )
    return answer_form(request, lambda data: AskSupport(data, initial={"since": today}), do, page)


def support_answer(request: Request, household: str, ask: int) -> HttpResponse:
    """Write down what somebody said to what was asked."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.PLAN_WRITE, at=at, page="kring")
    found = _request_of(home, ask)

    def do(clean: Mapping[str, Any]) -> str:
        network.answer(found, answer=clean["answer"], words=clean["words"], by=by, at=at)
        return _address(home, found.supporter)

    name = newest_tie(found.supporter).name
    page = around_page(
        home,
        back=_address(home, found.supporter),
        done=_("Het antwoord is vastgelegd."),
        question=_("Wat zei %(name)s?") % {"name": name},
        intro=found.what,
        submit_label=_("Antwoord vastleggen"),
    )
    return answer_form(request, AnswerSupport, do, page)


def support_end(request: Request, household: str, ask: int) -> HttpResponse:
    """What was asked of somebody stops."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.PLAN_WRITE, at=at, page="kring")
    found = _request_of(home, ask)

    def do(clean: Mapping[str, Any]) -> str:
        network.end(found, last_day=clean["last_day"], reason=clean["reason"], by=by, at=at)
        return _address(home, found.supporter)

    name = newest_tie(found.supporter).name
    page = around_page(
        home,
        back=_address(home, found.supporter),
        done=_("Vastgelegd: dit stopt."),
        question=_("Stopt dit voor %(name)s?") % {"name": name},
        intro=found.what,
        submit_label=_("Einde vastleggen"),
    )
    initial = {"last_day": day_of(at)}
    return answer_form(request, lambda data: EndSupport(data, initial=initial), do, page)


def _request_of(home: Household, ask: int) -> SupportRequest:
    found = SupportRequest.objects.filter(supporter__household=home).select_related(
        "supporter__household"
    )
    return get_object_or_404(found, pk=ask)


def _address(home: Household, found: Supporter) -> str:
    return reverse("plan:supporter", args=[home.ref, found.pk])


def _initial(tie: Tie) -> dict[str, Any]:
    supports = list(tie.supports.order_by("id").values_list("pk", flat=True))
    values = {name: getattr(tie, name) for name in _KNOWN}
    return {**values, "supports": supports, "seen": tie.version}


def _now(tie: Tie) -> Mapping[str, str]:
    """What stands there now, in words."""
    fields = AddSupporter.base_fields
    words = {name: shown(getattr(tie, name), fields[name]) for name in _KNOWN}
    return {**words, "seen": str(tie.version)}
