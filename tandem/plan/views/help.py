"""Help that was there before, and whether a child gets help for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.plan.forms.help import AnswerForChild, RememberHelp
from tandem.plan.models import EarlierHelp
from tandem.plan.selectors.family import answers_for, children_here, newest_version
from tandem.plan.services import help as helping
from tandem.plan.views._around import around_page, family_tab

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse, QueryDict

    from tandem.network.web import Request

EARLIER, CHILDREN = "eerdere-hulp", "hulp-kinderen"
_HAD = ("what", "helper", "period", "relation", "worked", "did_not_work")


def help_add(request: Request, household: str) -> HttpResponse:
    """Write down what help there was before."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.PLAN_WRITE, at=at, page="eerdere hulp"
    )
    people = home.persons.order_by("born_on", "id")

    def do(clean: Mapping[str, Any]) -> str:
        helping.remember(home, helping.Had(**clean), by=by, at=at)
        return family_tab(home, EARLIER)

    page = around_page(
        home,
        back=family_tab(home, EARLIER),
        done=_("Opgeschreven."),
        question=_("Welke hulp was er eerder?"),
        intro=_("Wat eerder werkte, werkt vaak weer. En wat pijn deed, doen wij niet nog eens."),
        submit_label=_("Opschrijven"),
    )
    return answer_form(request, lambda data: RememberHelp(data, people=people), do, page)


def help_correct(request: Request, household: str, earlier: int) -> HttpResponse:
    """Write a better version of earlier help; the old one stays readable."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.PLAN_WRITE, at=at, page="eerdere hulp"
    )
    found = newest_version(
        get_object_or_404(EarlierHelp.objects.filter(household=home), pk=earlier)
    )
    people = home.persons.order_by("born_on", "id")
    about = list(found.about.order_by("id").values_list("pk", flat=True))
    initial = {**{name: getattr(found, name) for name in _HAD}, "about": about}

    def build(data: QueryDict | None) -> RememberHelp:
        return RememberHelp(data, people=people, initial=initial)

    def do(clean: Mapping[str, Any]) -> str:
        helping.correct(found, helping.Had(**clean), by=by, at=at)
        return family_tab(home, EARLIER)

    page = around_page(
        home,
        back=family_tab(home, EARLIER),
        done=_("Verbeterd. Wat er stond, blijft te lezen."),
        question=_("Wat weet u nu over deze hulp?"),
        intro=_("Wat er stond, blijft te lezen."),
        submit_label=_("Verbetering bewaren"),
    )
    return answer_form(request, build, do, page)


def child_help(request: Request, household: str, person: int) -> HttpResponse:
    """Say whether a child gets help for itself."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.PLAN_WRITE, at=at, page="hulp voor het kind"
    )
    child = get_object_or_404(children_here(home, on=day_of(at)), pk=person)

    def build(data: QueryDict | None) -> AnswerForChild:
        return AnswerForChild(data, initial={"answered_on": day_of(at)})

    def do(clean: Mapping[str, Any]) -> str:
        helping.answer_for_child(child, **clean, by=by, at=at)
        return family_tab(home, CHILDREN)

    page = around_page(
        home,
        back=family_tab(home, CHILDREN),
        done=_("Vastgelegd."),
        template="plan/child_help.html",
        question=_("Krijgt %(name)s zelf hulp?") % {"name": child.first_name},
        intro=_("Ook als de ouders hulp krijgen: wat is er voor het kind zelf?"),
        submit_label=_("Vastleggen"),
        answers=answers_for(child),
    )
    return answer_form(request, build, do, page)
