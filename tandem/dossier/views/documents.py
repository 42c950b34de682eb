"""Adding documents, replacing them, and giving what is in one: shown where that is safe, or kept.

No browser ever runs anything of a file: its type is what we found and nothing may be guessed, its
own policy lets it load and do nothing, and only pictures and PDFs without actions open on a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.audit.enums import Way
from tandem.audit.web import answer_form
from tandem.core import files
from tandem.core.clock import now
from tandem.core.files import MediaType
from tandem.core.files.names import ENDINGS
from tandem.core.files.uploads import takes_files
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.dossier.forms.documents import Add, Replace
from tandem.dossier.selectors import documents as found
from tandem.dossier.services import documents
from tandem.dossier.views.page import form_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.core.files.uploadedfile import UploadedFile
    from django.http import QueryDict
    from django.utils.datastructures import MultiValueDict

    from tandem.audit.web import Page
    from tandem.dossier.models import Document, Household
    from tandem.network.web import Request

_SAID = ("title", "kind", "received_on", "source", "provenance", "legal_ground")
# In a sandbox of its own, also when somebody opens it by its address: it runs and loads nothing,
# and is no page of ours. Only our own pages may frame it.
_SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'self'"
_TOO_LARGE = 413


@takes_files
def document_add(request: Request, household: str) -> HttpResponse:
    """Add a document to the dossier."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.JOURNAL_WRITE, at=at, page="document toevoegen"
    )
    people, entries = home.persons.order_by("id"), found.recent_entries(home)
    initial = {"received_on": day_of(at)}

    def build(data: QueryDict | None) -> Add:
        return Add(data, _files(request), people=people, entries=entries, initial=initial)

    def do(clean: Mapping[str, Any]) -> str:
        added = documents.add(home, *_new(clean), by=by, at=at)
        return _address(home, added)

    page = _page(
        home,
        done=_("Toegevoegd."),
        question=_("Welk document voegt u toe?"),
        submit_label=_("Toevoegen"),
    )
    return _too_large(request, answer_form(request, build, do, page))


@takes_files
def document_replace(request: Request, household: str, document: int) -> HttpResponse:
    """Replace a document by a better version; the old one stays."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.JOURNAL_WRITE, at=at, page="document vervangen"
    )
    old = get_object_or_404(found.of_home(home), pk=document)
    people, entries = home.persons.order_by("id"), found.recent_entries(home, old.entry_id)
    about = list(old.about.order_by("id").values_list("pk", flat=True))
    initial = {**{name: getattr(old, name) for name in _SAID}, "about": about}
    initial["entry"] = old.entry_id

    def build(data: QueryDict | None) -> Replace:
        return Replace(data, _files(request), people=people, entries=entries, initial=initial)

    def do(clean: Mapping[str, Any]) -> str:
        new, sent = _new(clean)
        better = documents.replace(old, new, sent, by=by, at=at)
        return _address(home, better)

    verdict = documents.judge_replacing(old, by=by, at=at)
    page = _page(
        home,
        done=_("Vervangen. De oude versie blijft te lezen."),
        question=_("Wat is de betere versie?"),
        intro=_("De oude versie verdwijnt niet: die blijft bij het document te lezen."),
        submit_label=_("Vervangen"),
        **({} if verdict else {"refusal": verdict}),
    )
    return _too_large(request, answer_form(request, build, do, page))


def _page(home: Household, **words: Any) -> Page:
    return form_page(
        home, "documents", template="dossier/document_form.html", multipart=True, **words
    )


def _files(request: Request) -> MultiValueDict[str, UploadedFile[Any]] | None:
    return request.FILES if request.method == "POST" else None


def _new(clean: Mapping[str, Any]) -> tuple[documents.NewDocument, Any]:
    """Tell what is said of a document from its file."""
    said = {name: value for name, value in clean.items() if name != "file"}
    file = clean["file"]
    sent = None if file is None else documents.Sent(file.name, file.size, file.read())
    return documents.NewDocument(**said), sent


def _too_large(request: Request, answer: HttpResponse) -> HttpResponse:
    """Say to the browser as well that it was the size."""
    file = request.FILES.get("file")
    if file is not None and (file.size or 0) > files.MOST_BYTES:
        answer.status_code = _TOO_LARGE
    return answer


def _address(home: Household, document: Document) -> str:
    return reverse("desk:document", args=[home.ref, document.pk])


@require_safe
def document_show(request: Request, household: str, document: int) -> HttpResponse:
    """Show what is in a document, when that is a picture or a PDF in which nothing acts."""
    kept = _open(request, household, document, way=Way.PAGE)
    if not kept.is_shown:
        raise Http404
    return _answer(kept, as_attachment=False)


@require_safe
def document_keep(request: Request, household: str, document: int) -> HttpResponse:
    """Give what is in a document as a file."""
    return _answer(_open(request, household, document, way=Way.EXPORT), as_attachment=True)


def _open(request: Request, household: str, document: int, *, way: Way) -> Document:
    home = door.open_household(
        household,
        by=request.user,
        to=Permission.HOUSEHOLD_VIEW,
        at=now(),
        page="bijlage",
        way=way,
    )
    return get_object_or_404(found.of_home(home), pk=document)


def _answer(kept: Document, *, as_attachment: bool) -> HttpResponse:
    encoding = "; charset=utf-8" if kept.media_type == MediaType.TEXT else ""
    # The list of downloads on a shared device tells no more than that there was a document.
    called = f"document{ENDINGS[MediaType(kept.media_type)]}"
    disposition = content_disposition_header(as_attachment, called)
    return HttpResponse(
        found.content_of(kept),
        content_type=f"{kept.media_type}{encoding}",
        headers={
            "Content-Disposition": str(disposition),
            "Content-Security-Policy": _SANDBOX,
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store, private",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "SAMEORIGIN",
        },
    )
