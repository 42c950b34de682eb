"""Writing in the story, and correcting what stands there."""

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
from tandem.dossier.models import Entry
from tandem.dossier.rules import minors, plain
from tandem.dossier.selectors import sight
from tandem.dossier.selectors.readers import reads_along
from tandem.dossier.services import journal
from tandem.legal import selectors
from tandem.legal.forms.entry import Correct, Write
from tandem.legal.services import entries
from tandem.legal.views.page import STORY, back_to, page_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from django.http import HttpResponse, QueryDict

    from tandem.dossier.models import Household
    from tandem.legal.models import SharingConsent
    from tandem.network.web import Request

_FIELDS = (
    *("kind", "text", "happened_on", "time_of_day", "contact", "source", "provenance"),
    *("legal_ground", "present_others", "safety", "safety_said"),
)


def entry_add(request: Request, household: str) -> HttpResponse:
    """Write something down in the story."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.JOURNAL_WRITE, at=at, page="opschrijven"
    )
    people = home.persons.order_by("id")

    def do(clean: Mapping[str, Any]) -> str:
        return _after(entries.write(home, *_new(clean), by=by, at=at))

    page = page_of(
        home,
        tab=STORY,
        done=_("Opgeschreven."),
        template="legal/entry.html",
        question=_("Wat wilt u opschrijven?"),
        submit_label=_("Opschrijven"),
        may_report=Permission.REPORT_WRITE in home.allows,
        reads=reads_along(home, at=at),
        has_children=_has_children(home, at=at),
    )
    consents = selectors.sources_of(home, at=at)
    initial = {"happened_on": day_of(at)}

    def build(data: QueryDict | None) -> Write:
        return Write(data, people=people, consents=consents, initial=initial)

    return answer_form(request, build, do, page)


def entry_correct(request: Request, household: str, entry: int) -> HttpResponse:
    """Write a better version of an entry; the old one stays readable."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.JOURNAL_WRITE, at=at, page="verbeteren"
    )
    newest = _newest(get_object_or_404(home.entries, pk=entry))
    people = home.persons.order_by("id")

    def do(clean: Mapping[str, Any]) -> str:
        seen = get_object_or_404(home.entries, pk=clean["seen"])
        return _after(entries.correct(seen, *_new(clean), by=by, at=at))

    page = page_of(
        home,
        tab=STORY,
        changed=lambda: _now(home, entry),
        done=_("Verbeterd. De oude tekst blijft te lezen."),
        template="legal/entry.html",
        question=_("Wat moet er anders staan?"),
        intro=_("De oude tekst verdwijnt niet: die blijft eronder te lezen."),
        submit_label=_("Verbetering bewaren"),
        reads=reads_along(home, at=at),
        has_children=_has_children(home, at=at),
        closed_to=sight.marked_entries(home, [newest.pk], at=at).get(newest.pk, ""),
    )
    consents = selectors.sources_of(home, at=at, of=newest)
    initial = _initial(newest)

    def build(data: QueryDict | None) -> Correct:
        return Correct(data, people=people, consents=consents, initial=initial)

    return answer_form(request, build, do, page)


def _after(entry: Entry) -> str:
    """Back to the story; with the entry in hand when it could be said more simply."""
    story = back_to(entry.household, STORY)
    return f"{story}?net={entry.pk}" if plain.hints(entry.text) else story


def _has_children(home: Household, *, at: datetime) -> bool:
    """Whether somebody of the household is a minor (FAM-04)."""
    born = home.persons.filter(left_on=None).values_list("born_on", flat=True)
    return minors(list(born), on=day_of(at)) > 0


def _new(clean: Mapping[str, Any]) -> tuple[journal.NewEntry, Sequence[SharingConsent]]:
    """Tell what is written from the consents on which it was heard."""
    values = {name: value for name, value in clean.items() if name not in {"seen", "consents"}}
    return journal.NewEntry(**values), list(clean["consents"])


def _newest(entry: Entry) -> Entry:
    """The entry that stands now: corrections replace one another in a row."""
    following = Entry.objects.filter(replaces=entry).order_by("id").first()
    return entry if following is None else _newest(following)


def _initial(entry: Entry) -> dict[str, Any]:
    about = list(entry.about.order_by("id").values_list("pk", flat=True))
    values = {name: getattr(entry, name) for name in _FIELDS}
    consents = list(entry.sources.order_by("id").values_list("consent", flat=True))
    present = list(entry.present.order_by("id").values_list("pk", flat=True))
    more = {"about": about, "present": present, "consents": consents}
    return {**values, **more, "told_by": entry.told_by_id, "seen": entry.pk}


def _now(home: Household, entry: int) -> Mapping[str, str]:
    """What stands there now, in words."""
    newest = _newest(get_object_or_404(home.entries, pk=entry))
    values = {name: shown(getattr(newest, name), Write.base_fields[name]) for name in _FIELDS}
    return {**values, "seen": str(newest.pk)}
