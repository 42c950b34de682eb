"""Adding a document to the dossier, and replacing it by a better version."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.files import Found, names, sealed
from tandem.core.periods import day_of
from tandem.core.verdict import Verdict, first_no
from tandem.dossier import door, rules
from tandem.dossier.enums import Provenance, Status
from tandem.dossier.models import Document, DocumentBytes
from tandem.dossier.selectors import documents

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Entry, Household, Person
    from tandem.network.models import Account


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What somebody says of a document (DOS-12, DOS-15)."""

    title: str
    kind: str
    received_on: date
    provenance: str
    source: str = ""
    legal_ground: str = ""
    about: Sequence[Person] = field(default_factory=tuple)
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it came in; of one that is too large only the size is known."""

    name: str
    size: int
    content: bytes


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it is kept."""

    name: str
    sha256: str
    found: Found


@transaction.atomic
def add(
    household: Household, new: NewDocument, sent: Sent, *, by: Account, at: datetime
) -> Document:
    """Add a document, after looking through all of its file (DOS-25)."""
    door.require(by, Permission.JOURNAL_WRITE, household, at=at)
    first_no(*_judge(household, new, at=at)).or_refuse()
    file = _looked_at(sent)
    home = door.hold(household)
    first_no(*_judge(home, new, at=at), _is_new(home, file.sha256, None)).or_refuse()
    document = _keep(home, new, file, None, by=by, at=at)
    audit.record(
        "document_added", by=by, at=at, household=home.ref, subject=f"document:{document.pk}"
    )
    return document


@transaction.atomic
def replace(
    document: Document, new: NewDocument, sent: Sent | None, *, by: Account, at: datetime
) -> Document:
    """Replace a document by a better version; without a file, the words about it are better."""
    household = document.household
    door.require(by, Permission.JOURNAL_WRITE, household, at=at)
    judge_replacing(document, by=by, at=at).or_refuse()
    first_no(*_judge(household, new, at=at)).or_refuse()
    file = _as_it_was(document) if sent is None else _looked_at(sent)
    home = door.hold(household)
    first_no(
        judge_replacing(document, by=by, at=at),
        *_judge(home, new, at=at),
        rules.is_unchanged(
            seen=0, current=int(Document.objects.filter(replaces_id=document.pk).exists())
        ),
        _is_new(home, file.sha256, document),
    ).or_refuse()
    better = _keep(home, new, file, document, by=by, at=at)
    audit.record(
        "document_replaced", by=by, at=at, household=home.ref, subject=f"document:{document.pk}"
    )
    return better


def judge_replacing(document: Document, *, by: Account, at: datetime) -> Verdict:
    """Judge whether somebody may replace a document; greys the button, stops the service."""
    home = document.household
    return rules.may_replace(
        is_adder=document.added_by_id == by.pk,
        is_local_team=bool(door.may_now(by, Permission.HOUSEHOLD_EDIT, home, at=at)),
    )


def _judge(household: Household, new: NewDocument, *, at: datetime) -> tuple[Verdict, ...]:
    """Judge what is said of a document; what it belongs to and is about, is of this household."""
    others = {one.household_id for one in new.about} - {household.pk}
    if others or (new.entry is not None and new.entry.household_id != household.pk):
        raise door.NotFound
    return (
        rules.is_open(is_ended=household.status == Status.ENDED),
        rules.not_in_the_future(new.received_on, today=day_of(at)),
        rules.ground_is_named(
            without_consent=new.provenance == Provenance.LEGAL_GROUND,
            legal_ground=new.legal_ground,
        ),
    )


def _looked_at(sent: Sent) -> _File:
    """Look through a file, in a process of its own, before anything waits for the household."""
    rules.is_small_enough(sent.size).or_refuse()
    found = sealed.inspect(sent.content)
    rules.may_keep(found.flaw).or_refuse()
    name = names.cleaned(sent.name, found.media_type)
    return _File(name, sha256(sent.content).hexdigest(), found)


def _as_it_was(document: Document) -> _File:
    content = documents.content_of(document)
    found = Found(document.media_type, content, shows=document.is_shown)
    return _File(document.file_name, document.sha256, found)


def _is_new(home: Household, digest: str, replaced: Document | None) -> Verdict:
    """Judge whether the file is not there yet; who replaces, may go back to an older one."""
    there = documents.of_home(home).filter(sha256=digest)
    if replaced is not None:
        there = there.filter(replaced_by=None).exclude(pk=replaced.pk)
    return rules.is_new(there.order_by("-id").values_list("title", flat=True).first())


def _keep(
    home: Household,
    new: NewDocument,
    file: _File,
    replaces: Document | None,
    *,
    by: Account,
    at: datetime,
) -> Document:
    document = Document.objects.create(
        household=home,
        title=new.title,
        kind=new.kind,
        received_on=new.received_on,
        source=new.source,
        provenance=new.provenance,
        legal_ground=new.legal_ground,
        entry=new.entry,
        file_name=file.name,
        media_type=file.found.media_type,
        size=len(file.found.content),
        sha256=file.sha256,
        is_shown=file.found.shows,
        replaces=replaces,
        added_at=at,
        added_by=by,
    )
    document.about.set(new.about)
    DocumentBytes.objects.create(document=document, content=file.found.content)
    return document
