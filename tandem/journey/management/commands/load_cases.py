"""`manage.py load_cases FILE`: bring in the households of a region that already works this way."""

from __future__ import annotations

import json
import re
import secrets
import sys
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, BinaryIO, Self

import ijson
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import now

from tandem.journey.services import case_file, cases
from tandem.journey.services.case_file import Broken
from tandem.network import services as network
from tandem.network.enums import OrganizationKind
from tandem.network.models import Municipality, Organization, Pilot, Region

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from tandem.network.models import Account

EVERY = 500
MINIMAL = (OrganizationKind.GI, OrganizationKind.VEILIG_THUIS, OrganizationKind.RVDK)


class Command(BaseCommand):
    """Load a case file (tandem-cases/1) through the same rules as the screens."""

    help = "Breng huishoudens in uit een bestand (tandem-cases/1)."

    def add_arguments(self, parser: CommandParser) -> None:
        """One file, and where the refused ones go."""
        parser.add_argument("file", type=Path, metavar="BESTAND")
        parser.add_argument(
            "--refused",
            type=Path,
            help="waar de geweigerde huishoudens komen (standaard naast het bestand of in de map"
            " waar u staat)",
        )

    def handle(self, *_args: Any, file: Path, refused: Path | None, **_options: Any) -> None:
        """Load the file household by household, tell how far, and report."""
        if not file.is_file():
            raise CommandError(f"Het bestand {file} bestaat niet.")
        try:
            with _numbers_of_any_length(), file.open("rb") as source:
                self._load(source, refused or _beside(file))
        except Broken as broken:
            raise CommandError(f"{broken.place}: {broken.what} Er is niets ingebracht.") from None
        except (ijson.JSONError, UnicodeDecodeError) as error:
            raise CommandError(
                f"{file.name} is geen leesbare JSON ({_where(file, error)}). Wat ervoor stond, is"
                " ingebracht; verbeter het bestand en laad het opnieuw."
            ) from None

    def _load(self, source: BinaryIO, refused_path: Path) -> None:
        at = now()
        by = network.account.operator(at=at)
        head = _read_head(source)
        with transaction.atomic():
            known = _network(head, by=by, at=at)
        report, begun = cases.Report(), monotonic()
        with _RefusedFile(refused_path, head) as refused_file:
            for index, value in enumerate(_households(source)):
                if not cases.load_one(value, f"households[{index}]", known, report, by=by, at=at):
                    refused_file.add(value)
                if (index + 1) % EVERY == 0:
                    self.stderr.write(f"  {index + 1} huishoudens, {monotonic() - begun:.0f} s")
        for one in report.refused:
            rule = f" {one.rule}" if one.rule else ""
            self.stdout.write(f"geweigerd: {one.ref} op {one.place}:{rule} {one.sentence}")
        self.stdout.write(
            f"{report.loaded} loaded, {report.unchanged} unchanged, {len(report.refused)} refused"
            " (ingebracht, ongewijzigd, geweigerd)"
        )
        if report.refused:
            self.stdout.write(f"De geweigerde staan in {refused_path}; verbeter en laad opnieuw.")


@contextmanager
def _numbers_of_any_length() -> Iterator[None]:
    """Let the reader of JSON read a number of any length; the rules refuse what is too big.

    With Python's own limit it would end the whole process on such a number.
    """
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(limit)


_MARK = b"\xef\xbb\xbf"


def _rewind(source: BinaryIO) -> BinaryIO:
    """Go back to the beginning, past the byte order mark that some editors write."""
    source.seek(0)
    if source.read(len(_MARK)) != _MARK:
        source.seek(0)
    return source


def _beside(file: Path) -> Path:
    name = f"{file.stem}.geweigerd.json"
    try:
        probe = file.with_name(f".{name}.probe")
        probe.touch()
        probe.unlink()
    except OSError:
        return Path.cwd() / name
    return file.with_name(name)


def _where(file: Path, error: Exception) -> str:
    """Line and column for a person; only asked after a fault, so reading it whole is fine."""
    try:
        json.loads(file.read_bytes().removeprefix(_MARK))
    except json.JSONDecodeError as fault:
        return f"regel {fault.lineno}, teken {fault.colno}"
    except UnicodeDecodeError as fault:
        return f"teken {fault.start} is geen UTF-8"
    return str(error)[:80]


_LONGEST_REGION = 60
_KNOWN = ("format", "region", "pilots", "organizations", "households")


def _read_head(source: BinaryIO) -> dict[str, Any]:
    """Read everything but the households; that is small."""
    _check_names(source)
    head = {}
    for name in _KNOWN[:-1]:
        head[name] = next(ijson.items(_rewind(source), name), None)
    if head["format"] != case_file.FORMAT:
        raise Broken("$.format", f"Tandem leest {case_file.FORMAT}.")
    if not isinstance(head["region"], str) or not slugify(head["region"]):
        raise Broken("$.region", "hier hoort de naam van een regio te staan.")
    if len(head["region"]) > _LONGEST_REGION:
        raise Broken("$.region", f"deze naam is langer dan {_LONGEST_REGION} tekens.")
    for name in ("pilots", "organizations"):
        if not isinstance(head[name], list):
            raise Broken(f"$.{name}", "hier hoort een lijst te staan.")
    return head


def _check_names(source: BinaryIO) -> None:
    """Look at the names of the outermost object: each one once, and no other."""
    seen: list[str] = []
    for prefix, event, value in ijson.parse(_rewind(source)):
        if prefix == "" and event == "map_key":
            _check_name(value, seen)
            seen.append(value)
        elif prefix == "" and event not in {"start_map", "end_map"}:
            raise Broken("$", "hier hoort een object te staan.")
        elif prefix == "households" and event not in {"start_array", "end_array"}:
            raise Broken("$.households", "hier hoort een lijst te staan.")
    for name in _KNOWN:
        if name not in seen:
            raise Broken(f"$.{name}", "dit veld ontbreekt.")


def _check_name(name: str, seen: list[str]) -> None:
    if name not in _KNOWN:
        raise Broken(f"$.{name}", "dit veld kent Tandem niet.")
    if name in seen:
        raise Broken(f"$.{name}", "dit veld staat er twee keer.")


def _households(source: BinaryIO) -> Iterator[Any]:
    yield from ijson.items(_rewind(source), "households.item")


def _network(head: dict[str, Any], *, by: Account, at: datetime) -> cases.Network:
    """Find the region, pilots and organizations of the file; make what is absent."""
    pilots = [
        case_file.read_pilot(value, f"pilots[{index}]")
        for index, value in enumerate(head["pilots"])
    ]
    named = [
        case_file.read_organization(value, f"organizations[{index}]")
        for index, value in enumerate(head["organizations"])
    ]
    _each_once("pilots", [one.ref for one in pilots])
    _each_once("organizations", [one.ref for one in named])
    if not Municipality.objects.exists():
        network.municipality.load(by=by, at=at)
    region = Region.objects.filter(name=head["region"]).order_by("id").first()
    if region is None:
        region = network.region.create(slugify(head["region"]), name=head["region"], by=by, at=at)
    network.region.open_for_cases(region, by=by, at=at)
    organizations = {o.ref: _organization(o, region, by=by, at=at) for o in named}
    return cases.Network(
        pilots={
            p.ref: _pilot(p, i, region, organizations, by=by, at=at) for i, p in enumerate(pilots)
        },
        organizations=organizations,
        experts=next(
            (o for o in organizations.values() if o.kind == OrganizationKind.EXPERIENCE_EXPERTS),
            None,
        ),
    )


def _each_once(name: str, refs: list[str]) -> None:
    for index, ref in enumerate(refs):
        if ref in refs[:index]:
            raise Broken(f"{name}[{index}].ref", f"'{ref}' staat er twee keer.")


def _organization(
    one: case_file.CaseOrganization, region: Region, *, by: Account, at: datetime
) -> Organization:
    found = Organization.objects.filter(region=region, slug=one.ref).order_by("id").first()
    if found is None:
        return network.organization.create(
            one.ref, name=one.name, kind=one.kind, region=region, by=by, at=at
        )
    if found.kind != one.kind:
        raise Broken(
            f"organizations.{one.ref}", f"'{one.ref}' is in Tandem een ander soort organisatie."
        )
    return found


def _pilot(
    one: case_file.CasePilot,
    index: int,
    region: Region,
    organizations: dict[str, Organization],
    *,
    by: Account,
    at: datetime,
) -> Pilot:
    found = Pilot.objects.filter(region=region, slug=one.ref).order_by("id").first()
    if found is not None:
        return found
    municipality = Municipality.objects.filter(code=one.municipality).first()
    if municipality is None:
        raise Broken(
            f"pilots[{index}].municipality", f"gemeente '{one.municipality}' bestaat niet."
        )
    teams = [o for o in organizations.values() if o.kind == OrganizationKind.LOCAL_TEAM]
    named = [o for o in teams if o.slug.endswith(one.ref)]
    # The shortest: `lt-meren` is the team of `meren`, `lt-gooise-meren` is not.
    team = min(named, key=lambda o: len(o.slug), default=None)
    if team is None:
        raise Broken(f"pilots[{index}]", f"bij '{one.ref}' staat geen lokaal team in het bestand.")
    partners = [o for o in organizations.values() if o.kind in MINIMAL]
    return network.pilot.create(
        network.pilot.Place(one.ref, one.name, municipality, team),
        partners=partners,
        settings=network.pilot.Settings(incomplete_reason="Ingebracht uit een bestand."),
        by=by,
        at=at,
    )


def _as_sent(value: object) -> str:
    """Write JSON with every number exactly as it came, also one that no float can hold."""
    token = secrets.token_hex(16)
    text = json.dumps(value, ensure_ascii=False, default=lambda number: f"{token}{number}")
    return re.sub(f'"{token}([^"]*)"', r"\1", text)


class _RefusedFile:
    """The refused households in a file of the same format; made only when there is one."""

    def __init__(self, path: Path, head: dict[str, Any]) -> None:
        self._path = path
        self._head = head
        self._file: Any = None

    def __enter__(self) -> Self:
        return self

    def add(self, value: object) -> None:
        """Write one household."""
        text = _as_sent(value)
        if self._file is None:
            self._file = self._path.open("w", encoding="utf-8")
            head = {
                name: self._head[name] for name in ("format", "region", "pilots", "organizations")
            }
            opening = json.dumps(head, ensure_ascii=False)[:-1]
            self._file.write(f'{opening}, "households": [\n{text}')
        else:
            self._file.write(f",\n{text}")

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.write("\n]}\n")
            self._file.close()
