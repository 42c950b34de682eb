"""What was put before a family in a history: by the services, and rows that no service writes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from tandem.core.periods import day_of
from tandem.dossier.models import Entry
from tandem.plan.enums import Answer, PieceKind, PieceStatus, Topic
from tandem.plan.models import (
    Agreement,
    Factor,
    Goal,
    Hearing,
    Help,
    Passage,
    Piece,
    Situation,
)
from tandem.plan.services import hearings, pieces
from tests.access.oracle_pages import Read
from tests.access.planted_traces import Traces
from tests.dossier import oracle as law

if TYPE_CHECKING:
    from datetime import date

    from tandem.dossier.models import Household, Person
    from tests.access.histories import Step

DAY = timedelta(days=1)
ANSWERS = (Answer.AGREE, Answer.PARTLY, Answer.DISAGREE, Answer.NOT_PUT)
TEXTS: dict[str, str] = {
    Topic.SHARED_STORY: "Er is te weinig geld.",
    Topic.FOR_CHILDREN: "Kom naar Els.",
}
NO_PLAN: dict[str, str] = {Topic.NO_AGREEMENTS: "Zij is weg.", Topic.FOR_CHILDREN: "Kom naar Els."}


class Plans(Traces):
    """The part of a history in which people read what was written, and answer."""

    # By the services ------------------------------------------------------------------------------

    def _begin_piece(self, step: Step) -> None:
        """A new analysis or safety plan begins, with what it says; the old draft is over."""
        home = self.homes[self._home(step.who)]
        kind = (PieceKind.ANALYSIS, PieceKind.SAFETY)[step.thing % 2]
        by, made = self._team(step.who), pieces.Made(day_of(self.at), how_made="Aan tafel.")
        piece = pieces.begin(home, kind, made, by=by, at=self.at)
        texts = TEXTS if kind == PieceKind.ANALYSIS else NO_PLAN
        pieces.write(piece, texts, seen=piece.version, by=by, at=self.at)

    def _put_piece(self, step: Step) -> None:
        """The version in the making is put before somebody, or it is said why not."""
        drafts = Piece.objects.select_related("household").filter(
            household=self.homes[self._home(step.who)], status=PieceStatus.DRAFT
        )
        piece = drafts.order_by("-id")[0]
        new = self._answer(step)
        hearings.put_piece(piece, new, by=self._team(step.who), at=self.at)

    def _put_entry(self, step: Step) -> None:
        """What somebody said last, or what nobody said, is put before another."""
        home = self._home(step.who)
        found = Entry.objects.select_related("household").filter(household=self.homes[home])
        entry = found.order_by("-id")[step.thing % 3]
        new = self._answer(step)
        hearings.put_entry(entry, new, by=self._team(step.who), at=self.at)
        if new.answer != Answer.NOT_PUT:
            self._read(new.person, home, entry, new.put_on)

    def _answer(self, step: Step) -> hearings.NewHearing:
        answer = ANSWERS[step.thing % 4]
        words, why = ("", "Is op kamp.") if answer == Answer.NOT_PUT else ("Ja en nee.", "")
        person, day = self.persons[step.who], day_of(self.at)
        return hearings.NewHearing(person, day, answer, words=words, why_not=why)

    def _read(self, person: Person, home: str, entry: Entry, on: date) -> None:
        self.facts.reads.append(
            Read(person.pk, home, entry.pk, entry.told_by_id, on, f"{entry.text} {entry.source}")
        )

    # In pairs that differ in one thing ------------------------------------------------------------

    def _put_rows(self, step: Step) -> None:
        """Versions and entries, each with one thing that may hide it."""
        me, other = self.persons[step.who], self._others(step.who)[0]
        self.lived(me, "Eigenweg 7", by=self._team(step.who))
        for lines in ("Hof\n1234 AB Ergens", "Ho"):
            self.lived(self._others(step.who)[-1], lines, by=self._team(step.who))
        self._versions(step.who, me, other)
        self._entries_put(step.who, me, other)

    def _versions(self, who: str, me: Person, other: Person) -> None:
        here, day = self.homes[self._home(who)], localdate(self.at)
        away, over = self.homes["wilg"], PieceStatus.REPLACED
        vt, again = self.world.veilig_thuis.name, 100 * (me.pk + day.toordinal() % 1000)
        here.pieces.exclude(status=over).update(status=over)
        for home, kind, number, status, how, hearing in (
            (here, PieceKind.ANALYSIS, 11, over, "", (here, me, day)),
            (here, PieceKind.ANALYSIS, 12, over, "", (here, me, day)),
            (here, PieceKind.ANALYSIS, 13, over, "", (here, other, day)),
            (here, PieceKind.ANALYSIS, 14, over, "", (here, me, day + DAY)),
            (here, PieceKind.ANALYSIS, 15, over, "", (here, me, None)),
            (here, PieceKind.ANALYSIS, 16, over, f"Bij {vt.upper()}.", (here, me, day)),
            (here, PieceKind.ANALYSIS, 17, over, "", (away, me, day)),
            (away, PieceKind.ANALYSIS, 18, over, "", (here, me, day)),
            (here, PieceKind.SAFETY, 4, PieceStatus.SETTLED, "", (here, me, day)),
            (here, PieceKind.SAFETY, 5, over, "", (here, me, day)),
            (here, PieceKind.SAFETY, 6, PieceStatus.DRAFT, "", (here, me, day)),
            (here, PieceKind.FAMILY, 2, PieceStatus.SETTLED, "", (here, other, day)),
        ):
            settled = status == PieceStatus.SETTLED
            piece = Piece.objects.create(
                household=home,
                kind=kind,
                number=number + again,
                status=PieceStatus.DRAFT,
                made_on=day,
                next_on=day + DAY,
                how_made=how,
                began_at=self.at,
                began_by=self.people["mila"],
            )
            self._lines_of(piece, me, other)
            put_in, person, on = hearing
            self._hearing(put_in, person, on, piece=piece)
            Piece.objects.filter(pk=piece.pk).update(
                status=status,
                settled_at=self.at if settled else None,
                settled_by=self.people["mila"] if settled else None,
            )

    def _hearing(self, home: Household, person: Person, on: date | None, **of: object) -> None:
        """Write that it was put before somebody; without a day that it was not."""
        Hearing.objects.create(
            household=home,
            person=person,
            put_on=on or localdate(self.at),
            answer=Answer.AGREE if on else Answer.NOT_PUT,
            why_not="" if on else "Is op kamp.",
            recorded_at=self.at,
            recorded_by=self.people["mila"],
            **of,
        )

    def _says(self) -> tuple[str, ...]:
        """Words that are for everybody, that name what may be closed, and that almost do."""
        vt, gi = self.world.veilig_thuis.name, self.world.gi.name
        return (
            "Rust.",
            f"Samen met {vt.upper()}.",
            f"Samen met {gi}.",
            "Zij is in SCHUILPLAATS  2.",
            "Hij is op de Eigenweg 7.",
            "Naar het Hof.",
            "Hoi allemaal.",
        )

    def _lines_of(self, piece: Piece, me: Person, other: Person) -> None:
        """Of each sort a line, with each of the words."""
        topics = (
            *(Topic.FOR_CHILDREN, Topic.CALM, Topic.CAUSES, Topic.PATTERNS, Topic.FUNCTION),
            *(Topic.SCREENING, Topic.DIRECTIONS),
        )
        for place, (topic, text) in enumerate(zip(topics, self._says(), strict=True), 1):
            line: dict[str, Any] = {"piece": piece, "place": place}
            Passage.objects.create(piece=piece, topic=topic, text=text)
            Situation.objects.create(**line, text=text)
            Goal.objects.create(**line, kind="reduce", text=text)
            factor = {"weighs": "hinders", "domain": "money", "part": "beside", "text": text}
            Factor.objects.create(**line, **factor)
            Help.objects.create(**line, person=me, need="rust", domain="care", service=text)
            self._agreed(piece, person=me, what=text)
        Passage.objects.create(piece=piece, topic=Topic.BOTH_SIDES, text="Rust.")
        for who in (
            {"person": other},
            {"account": self.people["vera"]},
            {"account": self.people["guus"]},
            {"other": "buurvrouw Els"},
        ):
            self._agreed(piece, what="loopt om", **who)

    def _agreed(self, piece: Piece, **more: Any) -> None:
        Agreement.objects.create(piece=piece, place=1, when_words="elke dag", **more)

    def _entries_put(self, who: str, me: Person, other: Person) -> None:
        here, day = self._home(who), localdate(self.at)
        for place, teller, text, home, person, on in (
            *((here, other if n == 0 else None, t, here, me, day) for n, t in self._every()),
            (here, None, "Rust.", here, other, day),
            (here, None, "Rust.", here, me, day + DAY),
            (here, None, "Rust.", here, me, None),
            (here, None, "Rust.", "wilg", me, day),
            ("wilg", None, "Rust.", here, me, day),
            (here, me, "Rust.", here, me, day),
        ):
            entry = self._entry_put(place, teller, text)
            self._hearing(self.homes[home], person, on, entry=entry)
            if on is not None and place == home:
                self._read(person, home, entry, on)
        shut = self._entry_put(here, None, "Rust.")
        self._hearing(self.homes[here], me, day, entry=shut)
        self._read(me, here, shut, day)
        self._close_entry(me, shut)

    def _every(self) -> list[tuple[int, str]]:
        """The first is told by another; nobody said the rest."""
        return [(0, "Rust."), *enumerate(self._says(), 1)]

    def _entry_put(self, home: str, teller: Person | None, text: str) -> Entry:
        made = Entry.objects.create(
            household=self.homes[home],
            kind="fact",
            happened_on=localdate(self.at),
            text=text,
            provenance="family",
            told_by=teller,
            written_at=self.at,
            written_by=self.people["mila"],
        )
        told_by = None if teller is None else teller.pk
        self.facts.family.entries.append(law.Entry(made.pk, told_by, None, self.at))
        self.facts.of_home[made.pk] = home
        return made
