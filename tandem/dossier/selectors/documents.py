"""Documents of a household: which there are, without ever loading what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Prefetch, Q

from tandem.dossier.models import Document, DocumentBytes, Entry, Person

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from tandem.dossier.models import Household

PAGE = 25
# The entries of which somebody would still have the letter on their desk.
RECENT = 25
_BY_AGE = Person.objects.order_by("born_on", "id")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of documents; `next_key` says where the next one begins."""

    documents: tuple[Document, ...]
    next_key: str = ""
    previous_key: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """A document that belongs to an entry, as the story names it."""

    document_id: int
    title: str


def standing(home: Household) -> QuerySet[Document]:
    """Every document that no other one replaces, the latest first."""
    return (
        Document.objects.filter(household=home, replaced_by=None)
        .select_related("added_by")
        .order_by("-received_on", "-id")
    )


def page_of(home: Household, before: tuple[date, int] | None = None) -> Page:
    """One page of the documents; `before` is the last one of the page before this."""
    found = standing(home)
    if before is not None:
        day, number = before
        found = found.filter(Q(received_on__lt=day) | Q(received_on=day, pk__lt=number))
    rows = list(found.prefetch_related(Prefetch("about", _BY_AGE))[: PAGE + 1])
    shown = rows[:PAGE]
    last = shown[-1] if len(rows) > PAGE else None
    return Page(tuple(shown), f"{last.received_on}_{last.pk}" if last is not None else "")


def of_home(home: Household) -> QuerySet[Document]:
    """Every document of a household, also what was replaced."""
    return Document.objects.filter(household=home).select_related(
        "added_by", "entry", "household", "replaces", "replaced_by"
    )


def content_of(document: Document) -> bytes:
    """What is in a document; the only place that reads it."""
    found = DocumentBytes.objects.filter(document=document).values_list("content", flat=True)
    return bytes(found.get())


def recent_entries(home: Household, also: int | None = None) -> QuerySet[Entry]:
    """The entries to which a new document may belong: the newest, and the one that is named."""
    newest = (
        home.entries.filter(replaced_by=None)
        .order_by("-happened_on", "-id")
        .values_list("pk", flat=True)[:RECENT]
    )
    wanted = [*newest, *([] if also is None else [also])]
    return Entry.objects.filter(household=home, pk__in=wanted).order_by("-happened_on", "-id")


# An entry that was corrected goes on in the one that replaced it, and so does what belongs to it.
_ATTACHED = """
WITH RECURSIVE line(shown, entry) AS (
  SELECT e.id, e.id FROM dossier_entry e WHERE e.id = ANY(%(ids)s) AND e.household_id = %(home)s
  UNION SELECT l.shown, e.replaces_id FROM line l JOIN dossier_entry e ON e.id = l.entry
  WHERE e.replaces_id IS NOT NULL)
SELECT l.shown, d.id, d.title FROM line l JOIN dossier_document d ON d.entry_id = l.entry
WHERE d.household_id = %(home)s
  AND NOT EXISTS (SELECT FROM dossier_document n WHERE n.replaces_id = d.id)
ORDER BY d.received_on, d.id
"""


def of_entries(home: Household, ids: Iterable[int]) -> dict[int, tuple[Attached, ...]]:
    """What belongs to these entries, by entry; one statement for a whole page."""
    found: dict[int, tuple[Attached, ...]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_ATTACHED, {"ids": list(ids), "home": home.pk})
        for entry, number, title in cursor.fetchall():
            found[entry] = (*found.get(entry, ()), Attached(number, title))
    return found
