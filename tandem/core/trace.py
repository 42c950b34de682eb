"""What belongs to the request at hand, for the audit trail: who acts as what, and from where.

The edge of the house (the middleware, a command) sets it; whoever writes a row reads it. It says
nothing about what somebody may do: nobody may decide anything on it.
"""

from __future__ import annotations

import ipaddress
import secrets
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextvars import Token

LONGEST_ROLE = 60


@dataclass(frozen=True, slots=True)
class Door:
    """With which key somebody works in a household: its scope and ground, and instead of whom."""

    account_id: int = 0
    household: str = ""
    scope: str = ""
    ground: str = ""
    on_behalf_of: int = 0


@dataclass(frozen=True, slots=True)
class Trace:
    """One request or command: its W3C trace id, and who acts from where."""

    trace_id: str = ""
    source: str = ""
    network: str = ""
    role: str = ""
    organization_id: int = 0
    door: Door = Door()


_NOTHING = Trace()
_current: ContextVar[Trace] = ContextVar("trace", default=_NOTHING)


def current() -> Trace:
    """The request or command that runs now."""
    return _current.get()


def begin(source: str, *, network: str = "") -> Token[Trace]:
    """Begin a request or command, with a trace id of its own."""
    return _current.set(Trace(secrets.token_hex(16), source[:40], network))


def act_as(roles: Iterable[str], organization_id: int) -> None:
    """Say in which roles and for which organization somebody acts from here on."""
    role = ",".join(roles)[:LONGEST_ROLE]
    _current.set(replace(current(), role=role, organization_id=organization_id))


def went_in(door: Door) -> None:
    """Say with which key somebody works in a household from here on."""
    _current.set(replace(current(), door=door))


def end(token: Token[Trace]) -> None:
    """End what `begin` began."""
    _current.reset(token)


def coarse(address: str) -> str:
    """The network of an address and not the machine: an exact address can betray where somebody is.

    A network says whether somebody was at work; that is what the trail needs (`192.0.2.0/24`).
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    width = 24 if found.version == 4 else 48  # noqa: PLR2004 - IP version
    return str(ipaddress.ip_network(f"{found}/{width}", strict=False))
