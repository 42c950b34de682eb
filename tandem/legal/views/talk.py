"""The talk with a family, point by point, and what it says to an experience expert."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.legal import selectors
from tandem.legal.forms import talk as forms
from tandem.legal.services import consents, talks
from tandem.legal.views.page import TOGETHER, VOICES, back_to, page_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from tandem.network.web import Request


def explain(request: Request, household: str) -> HttpResponse:
    """Record that the way of working was explained, with the leaflet (CONS-03)."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.CONSENT_RECORD, at=at, page="uitleg")
    people = selectors.people_of(home, on=day_of(at))

    def do(clean: Mapping[str, Any]) -> str:
        told = talks.Told(clean["points"], list(clean["people"]), clean["questions"])
        consents.explain(
            home, on=clean["on"], questions=clean["questions"], told=told, by=by, at=at
        )
        return back_to(home, TOGETHER)

    page = page_of(
        home,
        template="legal/explain.html",
        done=_("De uitleg is vastgelegd."),
        question=_("Is de werkwijze uitgelegd?"),
        intro=_("Toestemming vragen kan pas na de uitleg en de folder."),
        submit_label=_("Uitleg vastleggen"),
        leaflet=consents.LEAFLET_VERSION,
    )
    return answer_form(
        request, lambda data: forms.Explain(data, people=people, today=day_of(at)), do, page
    )


def talk(request: Request, household: str) -> HttpResponse:
    """Record what else was told, to whom, and what they said (TELL-01..20)."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.CONSENT_RECORD, at=at, page="gesprek"
    )
    people = selectors.people_of(home, on=day_of(at))

    def do(clean: Mapping[str, Any]) -> str:
        told = talks.Told(clean["points"], list(clean["people"]), clean["reaction"])
        talks.tell(home, told, on=clean["on"], by=by, at=at)
        return back_to(home, VOICES)

    page = page_of(
        home,
        tab=VOICES,
        done=_("Het gesprek is vastgelegd."),
        question=_("Wat hebt u verteld?"),
        intro=_("Vink alleen aan wat echt is besproken, in woorden die iedereen begreep."),
        submit_label=_("Gesprek vastleggen"),
    )
    return answer_form(
        request, lambda data: forms.Talk(data, people=people, today=day_of(at)), do, page
    )


def tell_later(request: Request, household: str) -> HttpResponse:
    """Record why something is told later, and by when."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.CONSENT_RECORD, at=at, page="later vertellen"
    )

    def do(clean: Mapping[str, Any]) -> str:
        talks.tell_later(home, talks.Later(**clean), by=by, at=at)
        return back_to(home, VOICES)

    page = page_of(
        home,
        tab=VOICES,
        done=_("Vastgelegd wat later wordt verteld, en wanneer."),
        question=_("Wat vertelt u later?"),
        intro=_(
            "Alleen als het nu echt niet kan. Wat iemand vóór een ja moet weten, kan nooit later."
        ),
        submit_label=_("Vastleggen"),
    )
    people = selectors.people_of(home, on=day_of(at))
    return answer_form(request, lambda data: forms.TellLater(data, people=people), do, page)


def expert(request: Request, household: str) -> HttpResponse:
    """Record what the household says to an experience expert taking part (CONS-15)."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.CONSENT_RECORD, at=at, page="ervaringsdeskundige"
    )
    people = selectors.who_answer_themselves(home, on=day_of(at))

    def do(clean: Mapping[str, Any]) -> str:
        said = {name: clean[name] for name in ("answer", "on", "reaction")}
        talks.answer_expert(clean["person"], **said, by=by, at=at)
        return back_to(home, VOICES)

    page = page_of(
        home,
        tab=VOICES,
        template="legal/expert.html",
        done=_("Het antwoord is vastgelegd."),
        question=_("Mag een ervaringsdeskundige meedoen?"),
        submit_label=_("Antwoord vastleggen"),
    )
    return answer_form(
        request, lambda data: forms.Expert(data, people=people, today=day_of(at)), do, page
    )
