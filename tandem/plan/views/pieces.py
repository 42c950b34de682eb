"""Beginning a version, writing it, and settling it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.forms import Nothing, shown
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.network.models import Organization
from tandem.plan.enums import PieceKind
from tandem.plan.forms.pieces import Make, NextTime, Texts
from tandem.plan.rules import TOPICS
from tandem.plan.selectors import pieces as selectors
from tandem.plan.services import pieces
from tandem.plan.views.page import address_of, kind_of, page_of, piece_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import HttpResponse, QueryDict

    from tandem.dossier.models import Household
    from tandem.network.web import Request
    from tandem.plan.models import Piece

_QUESTIONS = {
    PieceKind.ANALYSIS: _("Wat begrijpt u nu samen?"),
    PieceKind.SAFETY: _("Een nieuwe versie van het veiligheidsplan"),
    PieceKind.FAMILY: _("Een nieuwe versie van het gezinsplan"),
}
_TABS = {PieceKind.ANALYSIS: "desk:analysis"}


def _tab(home: Household, kind: PieceKind) -> str:
    return reverse(_TABS.get(kind, "desk:plan"), args=[home.ref])


def _organizations(home: Household) -> QuerySet[Organization]:
    """Who can have made it: the local team, and who is or was involved."""
    involved = home.involvements.values("organization")
    return (
        Organization.objects.filter(pk__in=involved)
        | Organization.objects.filter(pk=home.managed_by_id)
    ).order_by("name", "id")


def begin(request: Request, household: str, what: str) -> HttpResponse:
    """Begin a new version: it takes over what stands in the newest one."""
    by, at = request.user, now()
    which = kind_of(what)
    home = door.open_household(
        household, by=by, to=Permission.PLAN_WRITE, at=at, page="nieuwe versie"
    )
    newest = selectors.of_kind(home, which).first()

    def build(data: QueryDict | None) -> Make:
        return Make(
            data,
            kind=which,
            people=home.persons.order_by("born_on", "id"),
            organizations=_organizations(home),
            initial={"made_on": day_of(at), "makers": [home.managed_by_id], "seen": 0},
        )

    def do(clean: Mapping[str, Any]) -> str:
        return address_of(pieces.begin(home, which, _made(clean), by=by, at=at))

    page = page_of(
        home,
        _tab(home, which),
        done=_("De nieuwe versie is begonnen. Schrijf verder."),
        verdict=pieces.judge_beginning(home, which),
        question=_QUESTIONS[which],
        intro=_("Alles uit versie %(number)s komt mee.") % {"number": newest.number}
        if newest
        else _("Maak het samen met het gezin. U kunt het in meer keren schrijven."),
        submit_label=_("Beginnen"),
    )
    return answer_form(request, build, do, page)


def _made(clean: Mapping[str, Any]) -> pieces.Made:
    return pieces.Made(**{name: value for name, value in clean.items() if name != "seen"})


def change(request: Request, household: str, piece: int) -> HttpResponse:
    """Say better how a version came about."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.PLAN_WRITE, at=at, page="versie")
    found = piece_of(home, piece)

    def build(data: QueryDict | None) -> Make:
        return Make(
            data,
            kind=found.kind,
            people=home.persons.order_by("born_on", "id"),
            organizations=_organizations(home),
            initial={
                **{name: getattr(found, name) for name in _SIMPLE},
                "made_with": list(found.made_with.order_by("id").values_list("pk", flat=True)),
                "makers": list(found.makers.order_by("id").values_list("pk", flat=True)),
                "seen": found.version,
            },
        )

    def do(clean: Mapping[str, Any]) -> str:
        pieces.change(found, _made(clean), seen=clean["seen"], by=by, at=at)
        return address_of(found)

    page = page_of(
        home,
        address_of(found),
        done=_("Bewaard."),
        verdict=pieces.judge_change(found),
        changed=lambda: _now(found),
        question=_("Hoe is dit gemaakt?"),
        intro=found.title,
    )
    return answer_form(request, build, do, page)


_SIMPLE = ("made_on", "how_made", "why_without", "improved_by", "next_on")


def _now(piece: Piece) -> Mapping[str, str]:
    piece.refresh_from_db()
    fields = Make.base_fields
    simple = {name: shown(getattr(piece, name), fields[name]) for name in _SIMPLE}
    return {**simple, "seen": str(piece.version)}


def write(request: Request, household: str, piece: int) -> HttpResponse:
    """Write the running text of a version."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.PLAN_WRITE, at=at, page="tekst")
    found = piece_of(home, piece)
    topics = {topic.value for topic in TOPICS[PieceKind(found.kind)]}

    def build(data: QueryDict | None) -> Texts:
        texts = dict(found.passages.order_by("id").values_list("topic", "text"))
        return Texts(data, kind=found.kind, initial={**texts, "seen": found.version})

    def do(clean: Mapping[str, Any]) -> str:
        texts = {name: text for name, text in clean.items() if name in topics}
        pieces.write(found, texts, seen=clean["seen"], by=by, at=at)
        return address_of(found)

    def changed() -> Mapping[str, str]:
        found.refresh_from_db()
        texts = dict(found.passages.order_by("id").values_list("topic", "text"))
        return {**{name: texts.get(name, "") for name in topics}, "seen": str(found.version)}

    page = page_of(
        home,
        address_of(found),
        done=_("Opgeschreven."),
        verdict=pieces.judge_change(found),
        changed=changed,
        question=_("Wat schrijft u samen op?"),
        intro=_("%(title)s. Niet alles hoeft vandaag.") % {"title": found.title},
    )
    return answer_form(request, build, do, page)


def settle(request: Request, household: str, piece: int) -> HttpResponse:
    """Settle a version: it holds from now on."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.PLAN_WRITE, at=at, page="vaststellen"
    )
    found = piece_of(home, piece)

    def do(_clean: Mapping[str, Any]) -> str:
        pieces.settle(found, by=by, at=at)
        return address_of(found)

    page = page_of(
        home,
        address_of(found),
        done=_("Vastgesteld."),
        verdict=pieces.judge_settling(found, at=at),
        template="plan/settle.html",
        question=_("Stelt u dit vast?"),
        intro=_("%(title)s geldt vanaf nu. Wie nee zei, blijft ernaast staan.")
        % {"title": found.title},
        submit_label=_("Vaststellen"),
        said=selectors.read(found, at=at).said,
    )
    return answer_form(request, Nothing, do, page)


def next_time(request: Request, household: str, piece: int) -> HttpResponse:
    """Agree when a plan is looked at again."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.PLAN_WRITE, at=at, page="volgende keer"
    )
    found = piece_of(home, piece)

    def build(data: QueryDict | None) -> NextTime:
        return NextTime(data, initial={"next_on": found.next_on})

    def do(clean: Mapping[str, Any]) -> str:
        pieces.look_again(found, clean["next_on"], by=by, at=at)
        return address_of(found)

    page = page_of(
        home,
        address_of(found),
        done=_("Afgesproken."),
        question=_("Wanneer bespreekt u het weer samen?"),
        intro=found.title,
    )
    return answer_form(request, build, do, page)
