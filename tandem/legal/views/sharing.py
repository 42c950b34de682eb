"""Sharing without consent: a dialog of short steps that ends in an exchange or in a no.

The answers travel in the address, so that each step is a plain page, the way back of the browser
works, and nothing is lost. They are choices only: what is written in words is sent, never an
address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.forms import Nothing
from tandem.core.periods import day_of
from tandem.core.verdict import YES
from tandem.dossier import door
from tandem.legal import rules
from tandem.legal.enums import RecipientKind
from tandem.legal.forms import sharing as forms
from tandem.legal.selectors import listeners, minors_of
from tandem.legal.selectors import sharing as selectors
from tandem.legal.services import sharing
from tandem.legal.services.telling import Listeners
from tandem.legal.views.page import DECISIONS, back_to, page_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse, QueryDict

    from tandem.core.verdict import Verdict
    from tandem.dossier.models import Household
    from tandem.network.models import Organization
    from tandem.network.web import Request

# In the trail these are looks at Besluiten: the family reads who looked, and the name of a page may
# not tell what they are still to hear.
_PAGE = "besluiten"
# Consent goes first: with these answers the exception is not needed.
_BY_CONSENT = frozenset({forms.GIVEN, forms.CAN_ASK, forms.NAMELESS})
_TO_NOBODY = frozenset({RecipientKind.PILOT, RecipientKind.OTHER_DOMAIN, RecipientKind.OTHER})
_OF_SHARING = (
    "facts",
    "recipient",
    "shared_at",
    "necessity",
    "told_on",
    "reaction",
    "tell_by",
    "not_yet_reason",
)


@dataclass(frozen=True, slots=True)
class _Given:
    """An answer that was given before, and the address to give another one."""

    question: str
    answer: str
    url: str


def share(request: Request, household: str) -> HttpResponse:
    """Ask one question at a time; the last one, and every no, is recorded."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.DATA_SHARE, at=at, page=_PAGE)
    known = forms.answers_of(request.GET)
    if known.get("toestemming") in _BY_CONSENT:
        return _by_consent(request, home, known)
    sender = selectors.employer_of(by)
    verdict = _so_far(known, sender)
    if verdict and len(known) < len(forms.STEPS) - 1:
        return _next_question(request, home, known)
    is_last = bool(verdict)

    def build(data: QueryDict | None) -> forms.Ask | Nothing:
        return forms.Ask(data, step=forms.STEPS[-1]) if is_last else Nothing(data)

    def do(clean: Mapping[str, Any]) -> str:
        question = _question(known | {name: clean[name] for name in clean})
        refused = sharing.refuse(home, question, by=by, at=at)
        if refused is not None:
            return reverse("legal:sharing_refused", args=[home.ref, refused.pk])
        return _address("legal:exchange", home, known | {"situatie": question.situation})

    page = page_of(
        home,
        tab=DECISIONS,
        template="legal/share.html",
        eyebrow=_("Stap %(step)s van 4") % {"step": len(known) + 1} if is_last else "",
        question=_("Mag dit zonder toestemming?"),
        submit_label=_("Verder") if is_last else _("Vastleggen dat ik niet deel"),
        given=_given(home, known),
        verdict=None if is_last else verdict,
    )
    return answer_form(request, build, do, page)


def _so_far(known: Mapping[str, str], sender: Organization) -> Verdict:
    """What the answers so far say: a no that no further answer can change, or not yet."""
    if known.get("onveilig") == forms.NO:
        return rules.is_too_unsafe(is_unsafe=False, facts="")
    if known.get("aan") in _TO_NOBODY:
        return rules.may_share(sender=sender.kind, recipient=known["aan"], situation="")
    return YES


def _question(known: Mapping[str, str]) -> sharing.Question:
    return sharing.Question(
        without_consent=known.get("toestemming", ""),
        is_unsafe=known.get("onveilig") == forms.YES,
        recipient=known.get("aan", ""),
        situation=known.get("situatie", ""),
    )


def _address(name: str, home: Household, known: Mapping[str, str]) -> str:
    here = reverse(name, args=[home.ref])
    return f"{here}?{urlencode(known)}" if known else here


def _given(home: Household, known: Mapping[str, str]) -> list[_Given]:
    """The answers so far, each with the way back to its question."""
    result, before = [], dict[str, str]()
    for step in forms.STEPS[: len(known)]:
        url = _address("legal:sharing", home, before)
        result.append(_Given(str(step.question), step.words_of(known[step.name]), url))
        before[step.name] = known[step.name]
    return result


def _next_question(request: Request, home: Household, known: Mapping[str, str]) -> HttpResponse:
    """Show the next question, with the earlier answers kept."""
    step = forms.STEPS[len(known)]
    was_asked = "vraag" in request.GET
    context = {
        "home": home,
        "back_url": back_to(home, DECISIONS),
        "form": forms.Ask(request.GET if was_asked else None, step=step),
        "known": known,
        "given": _given(home, known),
        "step": len(known) + 1,
    }
    return render(request, "legal/share_step.html", context, status=422 if was_asked else 200)


def _by_consent(request: Request, home: Household, known: Mapping[str, str]) -> HttpResponse:
    """Show the first way out: there is consent, or it can be asked, or no name is needed."""
    context = {
        "home": home,
        "way": known["toestemming"],
        "given": _given(home, {"toestemming": known["toestemming"]}),
        "back_url": back_to(home, DECISIONS),
    }
    return render(request, "legal/share_by_consent.html", context)


def exchange(request: Request, household: str) -> HttpResponse:
    """Record what was shared, on the ground that the dialog found (REG-14, INV-11)."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.DATA_SHARE, at=at, page=_PAGE)
    known = forms.answers_of(request.GET)
    question, sender = _question(known), selectors.employer_of(by)
    row = rules.row_for(sender.kind, question.recipient, question.situation)
    if row is None or known["toestemming"] in _BY_CONSENT or not question.is_unsafe:
        return redirect(_address("legal:sharing", home, known))

    def build(data: QueryDict | None) -> forms.Share:
        return forms.Share(
            data,
            organizations=selectors.recipients(home, question.recipient),
            is_ours=question.recipient in rules.IN_OUR_NETWORK,
            ground=row.ground,
            given=[
                f"{one.person.first_name}, {one.with_whom}, {one.purpose}"
                for one in selectors.gives_of(home, at=at)
            ],
            children=minors_of(home, on=day_of(at)),
            people=listeners.members(home, at=at),
            present=listeners.present(home, at=at),
            at=at,
        )

    def do(clean: Mapping[str, Any]) -> str:
        new = sharing.Shared(
            question=question,
            organization=clean.get("organization"),
            categories=tuple(clean["categories"]),
            data=clean["what"],
            about=list(clean.get("about", ())),
            other_purpose=clean.get("other_purpose", ""),
            weighing=clean.get("weighing", ""),
            weighed_with=clean.get("weighed_with", ""),
            told_to=Listeners(clean["told_to"], clean["why_not"]),
            **{name: clean[name] for name in _OF_SHARING},
        )
        sharing.exchange(home, new, by=by, at=at)
        return back_to(home, DECISIONS)

    page = page_of(
        home,
        tab=DECISIONS,
        template="legal/exchange.html",
        done=_("Vastgelegd wat u hebt gedeeld, en op welke grond."),
        question=_("Dit mag, op deze grond"),
        submit_label=_("Delen vastleggen"),
        row=row,
        given=_given(home, known),
    )
    return answer_form(request, build, do, page)


@require_safe
def sharing_refused(request: Request, household: str, refusal: int) -> HttpResponse:
    """Show the no that the dialog ended in: its rule, and what can be done."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.DATA_SHARE, at=at, page=_PAGE)
    refused = get_object_or_404(selectors.refusals_of(home), pk=refusal)
    context = {
        "home": home,
        "refused": refused,
        "verdict": rules.named(refused.rule).no(refused.detail),
        "back_url": back_to(home, DECISIONS),
    }
    return render(request, "legal/sharing_refused.html", context)


def exchange_told(request: Request, household: str, exchange: int) -> HttpResponse:
    """Record that the family heard what was shared, and what they said (REG-14, DSR-07)."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.DATA_SHARE, at=at, page=_PAGE)
    found = get_object_or_404(selectors.exchanges_to_tell(home, by=by), pk=exchange)

    def build(data: QueryDict | None) -> forms.TellSharing:
        return forms.TellSharing(
            data,
            exchange=found,
            people=listeners.members(home, at=at),
            present=listeners.present(home, found, at=at),
            today=day_of(at),
        )

    def do(clean: Mapping[str, Any]) -> str:
        to = Listeners(clean["to"], clean["why_not"])
        sharing.tell(found, on=clean["on"], reaction=clean["reaction"], to=to, by=by, at=at)
        return back_to(home, DECISIONS)

    page = page_of(
        home,
        tab=DECISIONS,
        template="legal/exchange_told.html",
        done=_("Vastgelegd dat het gezin het weet."),
        question=_("Weet het gezin wat er is gedeeld?"),
        submit_label=_("Gesprek vastleggen"),
        exchange=found,
    )
    return answer_form(request, build, do, page)


def exchange_postpone(request: Request, household: str, exchange: int) -> HttpResponse:
    """Put off telling the family: a later day and the reason (Wmo 2015 5.3.1)."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.DATA_SHARE, at=at, page=_PAGE)
    found = get_object_or_404(selectors.exchanges_to_tell(home, by=by), pk=exchange)

    def do(clean: Mapping[str, Any]) -> str:
        sharing.postpone(found, until=clean["until"], reason=clean["reason"], by=by, at=at)
        return back_to(home, DECISIONS)

    page = page_of(
        home,
        tab=DECISIONS,
        template="legal/exchange_told.html",
        done=_("Vastgelegd tot wanneer het vertellen wacht, en waarom."),
        question=_("Kan het gezin het nu nog niet horen?"),
        submit_label=_("Uitstel vastleggen"),
        look="secondary",
        exchange=found,
    )
    return answer_form(request, forms.Postpone, do, page)
