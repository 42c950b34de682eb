"""Who says what about whom: help, sharing, and what every organization may count on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.dossier.enums import Status
from tandem.dossier.rules import ADULT
from tandem.legal import rules, selectors
from tandem.legal.forms import care as forms
from tandem.legal.rules import ages
from tandem.legal.services import care_consents
from tandem.legal.views.page import TOGETHER, VOICES, back_to, page_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse, QueryDict

    from tandem.dossier.models import Household
    from tandem.legal.models import CareConsent, SharingConsent
    from tandem.network.web import Request


@require_safe
def voices(request: Request, household: str) -> HttpResponse:
    """Show who said what per organization, for which help, and what was told (CONS-14, CONS-16)."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="wie zegt wat"
    )
    may_record = bool(door.may(home, Permission.CONSENT_RECORD))
    left_out = selectors.left_out(home) if may_record else {}
    standing = selectors.standing(home, at=at)
    context = {
        "home": home,
        "today": day_of(at),
        "may_write": may_record and home.status != Status.ENDED,
        "standing": standing,
        "helping": selectors.helping(home, at=at),
        "sharing": selectors.sharing_answers(home, at=at),
        "told": selectors.told(home),
        "expert": selectors.expert_answers(home, on=day_of(at)),
        # How free an answer was, is for who asks the question; no partner and no family sees it.
        # Whom asking would endanger; who is not asked may not find out here.
        "left_out": left_out,
        "may_leave_out": [
            one.person
            for one in standing.members
            if one.age >= ADULT and one.person.pk not in left_out
        ],
        "marks": selectors.freedom_marks(home) if may_record else [],
        "back_url": back_to(home, TOGETHER),
    }
    return render(request, "legal/voices.html", context)


def _given(clean: Mapping[str, Any]) -> care_consents.Given:
    return care_consents.Given(
        by=clean["given_by"],
        answer=clean["answer"],
        on=clean["given_on"],
        until=clean["until"],
        via=clean["via"],
        circumstance=clean["circumstance"],
        circumstance_reason=clean["circumstance_reason"],
        capacity=clean.get("capacity", ""),
        shown_by=clean.get("shown_by", ""),
        review_on=clean.get("review_on"),
    )


def help_(request: Request, household: str, person: int) -> HttpResponse:
    """Record an answer about help for somebody."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.CONSENT_RECORD, at=at, page="toestemming voor hulp"
    )
    helped = get_object_or_404(home.persons.select_related("household"), pk=person)
    people = selectors.people_of(home, on=day_of(at))

    def do(clean: Mapping[str, Any]) -> str:
        care_consents.allow_help(helped, _given(clean), help_=clean["help"], by=by, at=at)
        return back_to(home, VOICES)

    page = page_of(
        home,
        tab=VOICES,
        template="legal/deciding.html",
        done=_("Het antwoord is vastgelegd."),
        question=_("Mag %(name)s deze hulp krijgen?") % {"name": helped.first_name},
        submit_label=_("Antwoord vastleggen"),
        deciding=selectors.deciding(helped, rules.Matter.CARE, on=day_of(at)),
    )

    def build(data: QueryDict | None) -> forms.AllowHelp:
        return forms.AllowHelp(data, about=helped, people=people, today=day_of(at))

    return answer_form(request, build, do, page)


def share(request: Request, household: str, person: int) -> HttpResponse:
    """Record an answer about sharing what concerns somebody with one source (CONS-11)."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.CONSENT_RECORD, at=at, page="toestemming om te delen"
    )
    about = get_object_or_404(home.persons.select_related("household"), pk=person)

    def build(data: QueryDict | None) -> forms.AllowSharing:
        return forms.AllowSharing(
            data,
            about=about,
            people=selectors.people_of(home, on=day_of(at)),
            organizations=selectors.partners(home),
            today=day_of(at),
        )

    def do(clean: Mapping[str, Any]) -> str:
        names = ("direction", "what", "purpose", "organization", "source")
        sharing = care_consents.Sharing(**{name: clean[name] for name in names})
        care_consents.allow_sharing(about, _given(clean), sharing, by=by, at=at)
        return back_to(home, VOICES)

    page = page_of(
        home,
        tab=VOICES,
        template="legal/deciding.html",
        done=_("Het antwoord is vastgelegd."),
        question=_("Mogen we iets delen over %(name)s?") % {"name": about.first_name},
        intro=_("Eén bron, één doel en een einddatum. Voor elke bron vraagt u het apart."),
        submit_label=_("Antwoord vastleggen"),
        deciding=selectors.deciding(about, rules.Matter.SHARING, on=day_of(at)),
    )
    return answer_form(request, build, do, page)


def help_end(request: Request, household: str, care: int) -> HttpResponse:
    """Record that a yes to help was taken back."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.CONSENT_RECORD, at=at, page="hulp intrekken"
    )
    found = get_object_or_404(home.care_consents.select_related("given_by", "household"), pk=care)
    return _take_back(request, home, found)


def help_begin(request: Request, household: str, care: int) -> HttpResponse:
    """Record that help begins, once everybody who must decide said yes (LEGAL-35)."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.CONSENT_RECORD, at=at, page="hulp begint"
    )
    consents = home.care_consents.select_related("person", "household")
    found = get_object_or_404(consents, pk=care, begins_on=None)

    def do(clean: Mapping[str, Any]) -> str:
        care_consents.begin_help(found, on=clean["on"], by=by, at=at)
        return back_to(home, VOICES)

    page = page_of(
        home,
        tab=VOICES,
        verdict=selectors.judge_help(found, on=day_of(at), at=at),
        done=_("Vastgelegd dat de hulp begint."),
        question=_("Begint de hulp voor %(name)s?") % {"name": found.person.first_name},
        intro=_("%(help)s. Iedereen die moet beslissen, zei ja.") % {"help": found.help},
        submit_label=_("Begin vastleggen"),
    )
    return answer_form(request, lambda data: forms.BeginHelp(data, today=day_of(at)), do, page)


def share_end(request: Request, household: str, sharing: int) -> HttpResponse:
    """Record that a yes to sharing was taken back."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.CONSENT_RECORD, at=at, page="delen intrekken"
    )
    consents = home.sharing_consents.select_related("given_by", "household", "organization")
    return _take_back(request, home, get_object_or_404(consents, pk=sharing))


def _take_back(
    request: Request, home: Household, found: CareConsent | SharingConsent
) -> HttpResponse:
    by, at, who = request.user, now(), found.given_by.first_name

    def do(clean: Mapping[str, Any]) -> str:
        care_consents.take_back(found, via=clean["via"], by=by, at=at)
        return back_to(home, VOICES)

    page = page_of(
        home,
        tab=VOICES,
        done=_("Het ja is ingetrokken."),
        question=_("Trekt %(name)s het ja in?") % {"name": who},
        intro=_("Dat mag altijd, zonder reden. Het geldt meteen."),
        submit_label=_("Intrekking vastleggen"),
    )
    return answer_form(request, forms.TakeBack, do, page)


@require_safe
def who_decides(request: Request) -> HttpResponse:
    """Show the table of ages and authority, with the articles."""
    audit.record_look(audit.Entry("who_decides_looked_at"), by=request.user, at=now())
    matters = [
        (_("Hulp"), ages.rows(rules.Matter.CARE)),
        (_("Gegevens delen"), ages.rows(rules.Matter.SHARING)),
        (_("Samenwerken met organisaties"), ages.rows(rules.Matter.COOPERATION)),
    ]
    return render(request, "legal/who_decides.html", {"matters": matters})
