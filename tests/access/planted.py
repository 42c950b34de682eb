"""Rows that no service writes: ahead of time, about another, after an end.

They are planted straight in their tables, because what somebody of a family may find must not lean
on what services happen to write. They come in pairs that differ in one thing; `rows.py` reads them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from tandem.dossier.enums import AddressKind, ViewLevel
from tandem.dossier.models import (
    Address,
    ContactPerson,
    Involvement,
    Report,
    Shield,
)
from tandem.dossier.services import family
from tandem.legal.models import (
    CareConsent,
    Consent,
    CoreDecision,
    Exchange,
    FamilyInformed,
    Measure,
    SharingConsent,
    ToldTo,
    Withdrawal,
    WithdrawalDenial,
)
from tests.access.planted_traces import DAY, Traces
from tests.access.relatives import LONG_AGO
from tests.dossier import oracle as law

if TYPE_CHECKING:
    from datetime import date

    from tandem.dossier.models import Household, Person
    from tandem.network.models import Organization
    from tests.access.histories import Step


class Planted(Traces):
    """The part of a history that no service writes."""

    def _lower(self, step: Step) -> None:
        """The page shows little from now on."""
        family.set_level(self._access(step), ViewLevel.LITTLE, by=self._team(step.who), at=self.at)
        self.facts.low.add(self.persons[step.who].pk)

    def _raise(self, step: Step) -> None:
        """The page shows everything again."""
        family.set_level(self._access(step), ViewLevel.FULL, by=self._team(step.who), at=self.at)
        self.facts.low.discard(self.persons[step.who].pk)

    # What was decided, and who heard of it --------------------------------------------------------

    def _laws(self, step: Step) -> None:
        """Decisions, measures and exchanges, each with one thing that may hide it."""
        decided = self._decisions(step.who)
        self._measures(step.who, decided)
        self._exchanges(step.who)
        self._taking_part(step.who)

    def _told(self, who: str | None, on: date | None, home: Household, **of: object) -> None:
        """Write that somebody heard of it; or else why not."""
        if who is None:
            return
        ToldTo.objects.create(
            household=home,
            person=self.persons[who],
            told_on=on,
            why_not="" if on else "Het is niet veilig.",
            recorded_at=self.at,
            recorded_by=self.people["mila"],
            **of,
        )

    def _taking_part(self, who: str) -> None:
        """They heard that a partner comes: that is told, and stands on no page of theirs."""
        day, home = localdate(self.at), self.homes[self._home(who)]
        made = FamilyInformed.objects.create(
            household=home,
            organization=self.world.gi,
            informed_on=day,
            recorded_at=self.at,
            recorded_by=self.people["mila"],
        )
        self._told(who, day, home, informed=made)

    def _decisions(self, who: str) -> dict[str, CoreDecision]:
        day = localdate(self.at)
        here, gi, vt = self._home(who), self.world.gi, self.world.veilig_thuis
        other = self._others(who)[0].first_name.lower()
        return {
            name: self._decision(home, organization, informed, heard, on)
            for name, home, organization, informed, heard, on in (
                ("told", here, gi, day, who, day),
                ("elsewhere", "wilg", gi, day, who, day),
                ("nobody informed", here, gi, None, who, day),
                ("informed tomorrow", here, gi, day + DAY, who, day),
                ("told to nobody", here, gi, day, None, None),
                ("told to another", here, gi, day, other, day),
                ("told tomorrow", here, gi, day, who, day + DAY),
                ("not told", here, gi, day, who, None),
                ("hidden", here, vt, day, who, day),
            )
        }

    def _decision(
        self,
        home: str,
        organization: Organization,
        informed: date | None,
        who: str | None,
        on: date | None,
    ) -> CoreDecision:
        day = localdate(self.at)
        made = CoreDecision.objects.create(
            household=self.homes[home],
            regime="with_measure",
            organization=organization,
            ground="melding",
            ground_on=day,
            decided_on=day,
            family_informed_on=informed,
            recorded_at=self.at,
            recorded_by=self.people["mila"],
        )
        self._told(who, on, made.household, decision=made)
        return made

    def _measures(self, who: str, decided: dict[str, CoreDecision]) -> None:
        day, here = localdate(self.at), self._home(who)
        gi, vt = self.world.gi, self.world.veilig_thuis
        ran: tuple[tuple[str, Organization | None, date], ...] = (
            (here, gi, day),
            ("wilg", gi, day),
            (here, gi, day + DAY),
            (here, None, day),
            (here, vt, day),
        )
        for home, organization, on in ran:
            self._order(home, organization, on, running_at_intake=True)
        for one in (None, *decided.values()):
            self._order(here, gi, day, core_decision=one)
        other = self._others(who)[0].first_name.lower()
        for organization, decision, heard, told in (
            (gi, None, who, day),
            (gi, None, who, day + DAY),
            (gi, None, other, day),
            (vt, None, who, day),
            (gi, decided["told to nobody"], who, day),
        ):
            made = self._order(here, organization, day, core_decision=decision)
            self._told(heard, told, made.household, measure=made)

    def _order(
        self, home: str, organization: Organization | None, on: date, **more: object
    ) -> Measure:
        return Measure.objects.create(
            household=self.homes[home],
            kind="ots",
            decided_on=on,
            until=on + 365 * DAY,
            threats="slaag",
            executed_by=organization,
            recorded_at=self.at,
            recorded_by=self.people["mila"],
            **more,
        )

    def _exchanges(self, who: str) -> None:
        day, here = localdate(self.at), self._home(who)
        gi, vt = self.world.gi, self.world.veilig_thuis
        other = self._others(who)[0].first_name.lower()
        somebody, hidden = f"iemand van {gi.name}", f"iemand van {vt.name.upper()}"
        for home, organization, words, told, heard, on in (
            (here, gi, somebody, day, who, day),
            ("wilg", gi, somebody, day, who, day),
            (here, gi, somebody, day + DAY, who, day),
            (here, gi, somebody, None, who, day),
            (here, gi, somebody, day, None, None),
            (here, gi, somebody, day, other, day),
            (here, gi, somebody, day, who, day + DAY),
            (here, None, somebody, day, who, day),
            (here, vt, somebody, day, who, day),
            (here, None, hidden, day, who, day),
        ):
            made = Exchange.objects.create(
                household=self.homes[home],
                sender=self.world.local_team,
                without_consent="refused",
                recipient_kind="index",
                organization=organization,
                recipient=words,
                situation="young_at_risk",
                ground="index_signal",
                article="Jeugdwet 7.1.4.1",
                is_unsafe=True,
                facts="De school zag letsel.",
                categories=["identity"],
                data="Wie het zijn.",
                necessity="Anders weet niemand het.",
                shared_at=self.at,
                shared_by=self.people["mila"],
                told_on=told,
                tell_by=day + DAY,
                not_yet_reason="Eerst met Pim alleen.",
                recorded_at=self.at,
                recorded_by=self.people["mila"],
            )
            self._told(heard, on, made.household, exchange=made)
            for event in ("data_shared", "sharing_refused"):
                self._line(who, "mila", kind="change", event=event, subject_id=made.pk)

    # What was said --------------------------------------------------------------------------------

    def _withdrawn(self, step: Step) -> None:
        """Consent is taken back, and somebody says that it was not they."""
        me, home = self.persons[step.who], self.homes[self._home(step.who)]
        given = [
            Consent.objects.filter(person=one, household=home).order_by("id")[0]
            for one in (me, self._others(step.who)[0])
        ]
        elsewhere = Consent.objects.get(pk=given[0].pk)
        elsewhere.pk, elsewhere.household = None, self.homes["wilg"]
        elsewhere.save()
        for consent in (*given, elsewhere):
            taken = Withdrawal.objects.create(
                consent=consent, received_at=self.at, received_by=self.people["mila"], via="oral"
            )
            WithdrawalDenial.objects.create(
                household=consent.household,
                withdrawal=taken,
                denied_at=self.at,
                denied_by=self.people["mila"],
            )

    def _answers(self, step: Step) -> None:
        """Yes to help and to sharing: for every child, in every case, by and about others too."""
        me, here = self.persons[step.who], self.homes[self._home(step.who)]
        others = self._others(step.who)
        normal, mine = "normal", (here, me, me)
        for about in others[1:]:
            for case in (normal, "incapable", "serious_harm"):
                self._said(here, about, me, case)
        gi, vt = self.world.gi, self.world.veilig_thuis
        for home, about, by in (
            mine,
            (here, me, others[0]),  # about me, by another
            (here, others[0], me),  # about who is no child of mine
            (here, others[0], others[0]),
            (here, others[1], others[0]),  # about my child, by another
            (self.homes["wilg"], me, me),
        ):
            self._said(home, about, by, normal)
        self._helped(*mine, normal, words=f"samen met {vt.name.upper()}")
        for organization, words in ((gi, ""), (vt, ""), (None, f"een brief van {vt.name}")):
            self._shared(*mine, normal, organization=organization, words=words)

    def _said(self, home: Household, about: Person, by: Person, case: str) -> None:
        self._helped(home, about, by, case, words=f"gesprekken met {self.world.gi.name}")
        self._shared(home, about, by, case, words=f"de school, en {self.world.gi.name}")

    def _helped(self, home: Household, about: Person, by: Person, case: str, *, words: str) -> None:
        again = localdate(self.at) + DAY if case == "serious_harm" else None
        fields = self._fields(home, about, by, case)
        CareConsent.objects.create(**fields, help=words, review_on=again)

    def _shared(
        self,
        home: Household,
        about: Person,
        by: Person,
        case: str,
        *,
        words: str,
        organization: Organization | None = None,
    ) -> None:
        SharingConsent.objects.create(
            **self._fields(home, about, by, case),
            direction="ask",
            organization=organization,
            source=words,
            what="hoe het gaat",
            purpose="het plan",
            until=localdate(self.at) + 30 * DAY,
        )

    def _fields(self, home: Household, about: Person, by: Person, case: str) -> dict[str, Any]:
        return {
            "household": home,
            "person": about,
            "given_by": by,
            "answer": "yes",
            "circumstance": case,
            "circumstance_reason": "Het kan niet anders.",
            "given_on": localdate(self.at),
            "via": "oral",
            "recorded_at": self.at,
            "recorded_by": self.people["mila"],
        }

    # Who and where --------------------------------------------------------------------------------

    def _faces(self, step: Step) -> None:
        """More contact people, of whom one is hidden."""
        for who in ("guus", "vera"):
            ContactPerson.objects.create(
                household=self.homes[self._home(step.who)],
                account=self.people[who],
                reach="alleen 's ochtends",
                frequency="weekly",
                since=localdate(self.at) - DAY,
                until=localdate(self.at),
                extra_agreed_with_family="Dat wilde Lotte.",
            )

    def _place_elsewhere(self, step: Step) -> None:
        """A place of somebody that stands in another household."""
        Address.objects.create(
            household=self.homes["wilg"],
            person=self.persons[step.who],
            kind=AddressKind.HOME,
            lines="Elders 9",
            place="elders 9",
            since=LONG_AGO,
            recorded_at=self.at,
            recorded_by=self.people["mila"],
        )

    def _shield_elsewhere(self, step: Step) -> None:
        """A shield of another household names somebody of this one."""
        home = self.homes["wilg"]
        shield = Shield.objects.create(
            household=home,
            kind="organization",
            organization=self.world.gi,
            reason="Gevaar.",
            set_at=self.at,
            set_by=self.people["mila"],
        )
        shield.closed_to.create(household=home, person=self.persons[step.who])

    def _partners(self, step: Step) -> None:
        """Partners rode along and wrote a report, elsewhere too; one report is closed by itself."""
        home, by, day = self.homes[self._home(step.who)], self.people["mila"], localdate(self.at)
        gi, vt = self.world.gi, self.world.veilig_thuis
        for place, organization in ((self.homes["wilg"], vt), (home, vt), (home, gi), (home, gi)):
            Involvement.objects.create(
                household=place,
                organization=organization,
                form="advice",
                since=day - DAY,
                until=day,
                recorded_at=self.at,
                recorded_by=by,
            )
            report = Report.objects.create(
                household=place,
                organization=organization,
                author=by,
                contact_on=day,
                contact_with="Lotte",
                due_on=day + DAY,
                created_at=self.at,
            )
        shield = Shield.objects.create(
            household=home,
            kind="report",
            report=report,
            reason="Gevaar.",
            set_at=self.at,
            set_by=by,
        )
        person = self.persons[step.who]
        shield.closed_to.create(household=home, person=person)
        closed = frozenset({person.pk})
        self.facts.family.shields.append(
            law.Shield("report", closed, report.pk, self.at, id=shield.pk)
        )
