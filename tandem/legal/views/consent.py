"""Explaining, asking for consent, confirming it, and telling the family who takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.audit.enums import Way
from tandem.audit.web import answer_form
from tandem.core import paper
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.legal import selectors
from tandem.legal.enums import Answer
from tandem.legal.forms import consent as forms
from tandem.legal.models import Confirmation, Consent, WithdrawalDenial
from tandem.legal.services import asking, consents, denials, telling
from tandem.legal.services.telling import Listeners
from tandem.legal.views.page import TOGETHER, VOICES, back_to, page_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import HttpResponse, QueryDict

    from tandem.network.web import Request


def consent(request: Request, household: str, person: int) -> HttpResponse:
    """Record somebody's own yes or no (CONS-02); a yes goes on to the confirmation."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.CONSENT_RECORD, at=at, page="toestemming"
    )
    asked = selectors.asking(get_object_or_404(home.persons, pk=person), at=at)

    def build(data: QueryDict | None) -> forms.Ask:
        return forms.Ask(
            data,
            organizations=selectors.partners(home),
            said_yes_to=asked.said_yes_to,
            today=day_of(at),
        )

    def do(clean: Mapping[str, Any]) -> str:
        new = consents.NewConsent(
            answer=clean["answer"],
            organizations=list(clean["organizations"]),
            given_on=clean["given_on"],
            until=clean["until"],
            via=clean["via"],
            what_else=clean["what_else"],
            company=clean["company"],
            not_free=clean["not_free"],
        )
        given = consents.record(asked.person, new, by=by, at=at)
        if given.answer == Answer.NO:
            return back_to(home, TOGETHER)
        return reverse("legal:confirmation", args=[home.ref, given.pk])

    verdict = consents.judge_asking(asked.person, on=day_of(at))
    page = page_of(
        home,
        template="legal/consent.html" if verdict else "legal/consent_not_now.html",
        done=_("Het antwoord is vastgelegd."),
        question=_("Wat zegt %(name)s?") % {"name": asked.person.first_name},
        intro=_("Zonder ja doet er niemand mee. Een nee mag ook."),
        submit_label=_("Antwoord vastleggen"),
        asked=asked,
        verdict=verdict,
        heard=consents.judge_talk(asked.person, on=day_of(at)),
    )
    return answer_form(request, build, do, page)


def confirmation(request: Request, household: str, consent: int) -> HttpResponse:
    """Show the letter that confirms a yes, and record that it was sent (CONS-05)."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.CONSENT_RECORD, at=at, page="bevestiging"
    )
    found = get_object_or_404(_confirmations(), consent=consent, consent__household=home)

    def build(data: QueryDict | None) -> forms.Confirm:
        return forms.Confirm(
            data, usual=found.form, given_on=found.consent.given_on, today=day_of(at)
        )

    def do(clean: Mapping[str, Any]) -> str:
        consents.confirm(found, form=clean["form"], on=clean["on"], by=by, at=at)
        return back_to(home, TOGETHER)

    page = page_of(
        home,
        template="legal/confirmation.html" if found.sent_on is None else "legal/confirmed.html",
        done=_("De bevestiging staat als verstuurd."),
        question=_("Is de bevestiging verstuurd?"),
        submit_label=_("Als verstuurd vastleggen"),
        confirmation=found,
        letter=selectors.letter(found.consent, on=found.sent_on or day_of(at), at=at),
    )
    return answer_form(request, build, do, page)


@require_safe
def letter(request: Request, household: str, consent: int) -> HttpResponse:
    """Give the letter that confirms a yes, to print or to send with an e-mail."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.CONSENT_RECORD, at=at, page="brief", way=Way.PRINT
    )
    given = Consent.objects.select_related(*_AROUND, "confirmation").filter(answer=Answer.YES)
    found = get_object_or_404(given, pk=consent, household=home)
    sent = getattr(found, "confirmation", None)
    on = (sent and sent.sent_on) or day_of(at)
    return paper.answer(
        paper.letter("legal/letter.html", selectors.letter(found, on=on, at=at).as_context())
    )


@require_safe
def declaration(request: Request, household: str, consent: int) -> HttpResponse:
    """Give the declaration of a yes, in the wording that was in use on its day (CONS-09)."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.CONSENT_RECORD, at=at, page="verklaring", way=Way.PRINT
    )
    given = Consent.objects.select_related(*_AROUND).filter(answer=Answer.YES)
    found = get_object_or_404(given, pk=consent, household=home)
    declared = selectors.declared(found, at=at)
    return paper.answer(paper.letter(declared.wording.template, declared.as_context()))


def tell(request: Request, household: str) -> HttpResponse:
    """Record that the family was told of an organization taking part (TELL-14)."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.CONSENT_RECORD, at=at, page="verteld"
    )

    def build(data: QueryDict | None) -> forms.Tell:
        return forms.Tell(
            data,
            organizations=selectors.partners(home),
            people=selectors.people_of(home, on=day_of(at)),
            asked=request.GET.get("organisatie", ""),
            today=day_of(at),
        )

    def do(clean: Mapping[str, Any]) -> str:
        told = {name: clean[name] for name in ("on", "what", "reaction")}
        to = Listeners(clean["to"], clean["why_not"])
        telling.tell_family(home, clean["organization"], **told, to=to, by=by, at=at)
        return back_to(home, TOGETHER)

    page = page_of(
        home,
        template="legal/tell.html",
        done=_("Vastgelegd wat het gezin weet."),
        question=_("Wat weet het gezin?"),
        intro=_("Over het gezin praten zonder dat het gezin dat weet, doen we niet."),
        submit_label=_("Gesprek vastleggen"),
    )
    return answer_form(request, build, do, page)


_AROUND = (
    "person",
    "recorded_by",
    "explanation",
    "household__managed_by",
    "household__pilot__municipality",
)


def _confirmations() -> QuerySet[Confirmation]:
    around = [f"consent__{name}" for name in _AROUND]
    return Confirmation.objects.select_related(*around, "sent_by")


def not_asked(request: Request, household: str, person: int) -> HttpResponse:
    """Record why somebody is not asked; nobody but the local team reads it (CONS-14)."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.CONSENT_RECORD, at=at, page="toestemming"
    )
    found = get_object_or_404(home.persons.select_related("household"), pk=person)

    def do(clean: Mapping[str, Any]) -> str:
        asking.leave_out(found, reason=clean["reason"], by=by, at=at)
        return back_to(home, VOICES)

    page = page_of(
        home,
        tab=VOICES,
        done=_("Vastgelegd waarom niet is gevraagd."),
        question=_("Waarom vraagt u %(name)s niet?") % {"name": found.first_name},
        intro=_("Alleen als vragen gevaar brengt. Een nee is geen reden: een nee mag."),
        template="legal/not_asked.html",
        submit_label=_("Vastleggen"),
    )
    return answer_form(request, forms.LeaveOut, do, page)


def denial(request: Request, household: str, denial: int) -> HttpResponse:
    """Speak with who says on the own page: it was not I who took consent back (T-09)."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.CONSENT_RECORD, at=at, page="dit was ik niet"
    )
    found = get_object_or_404(
        WithdrawalDenial.objects.filter(household=home, spoken_at=None).select_related(
            "withdrawal__consent__person", "household"
        ),
        pk=denial,
    )

    def do(clean: Mapping[str, Any]) -> str:
        denials.speak(found, **clean, by=by, at=at)
        return back_to(home, TOGETHER)

    name = found.withdrawal.consent.person.name
    page = page_of(
        home,
        done=_("Het gesprek is vastgelegd."),
        question=_("%(name)s zegt: ik trok mijn toestemming niet in") % {"name": name},
        intro=_(
            "Spreek die persoon alleen, op een nummer en een plek die veilig zijn. Er gaat niets "
            "vanzelf weer open. Wil die weer ja zeggen, vraag dan opnieuw toestemming."
        ),
        submit_label=_("Gesprek vastleggen"),
    )
    return answer_form(request, forms.SpokenOf, do, page)
