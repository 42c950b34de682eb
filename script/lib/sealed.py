"""What the verifier counts with: statements that were signed, and trees of imprints (RFC 9162).

Its own arithmetic, apart from that of Tandem, so that a mistake there does not excuse itself here.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

# What is signed, line by line; then an empty line, and who signed.
NOTE = re.compile(
    r"(?P<text>(?P<origin>[^\n]+)\n(?P<size>\d+)\n(?P<root>[^\n]+)\ntime (?P<time>[^\n]+)\n)"
    r"\n\u2014 (?P<name>\S+) (?P<signature>\S+)\n"
)


@dataclass(frozen=True, slots=True)
class Signed:
    """A statement with a good signature."""

    origin: str
    size: int
    root: bytes
    at: datetime


def public_key(text: str) -> tuple[str, bytes, Ed25519PublicKey]:
    """Read a key as it was handed over: name, hash and key."""
    origin, number, content = text.strip().split("+", 2)
    key = base64.b64decode(content)[1:]
    return origin, bytes.fromhex(number), Ed25519PublicKey.from_public_bytes(key)


def opened(note: str, keys: list[tuple[str, bytes, Ed25519PublicKey]]) -> Signed | None:
    """The statement in a note, or None when nobody we know signed it."""
    found = NOTE.fullmatch(note)
    if found is None:
        return None
    try:
        signature = base64.b64decode(found["signature"], validate=True)
        said = Signed(
            found["origin"],
            int(found["size"]),
            base64.b64decode(found["root"], validate=True),
            datetime.fromisoformat(found["time"]),
        )
    except (binascii.Error, ValueError):
        return None
    for origin, number, key in keys:
        if (origin, number) != (found["name"], signature[:4]) or origin != said.origin:
            continue
        try:
            key.verify(signature[4:], found["text"].encode())
        except InvalidSignature:
            continue
        return said
    return None


class Tree:
    """The roots of the whole halves of a tree that grows at the right (RFC 9162)."""

    def __init__(self) -> None:
        self.halves: list[bytes] = []
        self.size = 0

    def add(self, content: bytes) -> None:
        """Add one leaf."""
        node, size = sha256(b"\x00" + content).digest(), self.size
        while size & 1:
            node = sha256(b"\x01" + self.halves.pop() + node).digest()
            size >>= 1
        self.halves.append(node)
        self.size += 1

    def root(self) -> bytes:
        """The root of all leaves so far."""
        if not self.halves:
            return sha256().digest()
        found = self.halves[-1]
        for half in self.halves[-2::-1]:
            found = sha256(b"\x01" + half + found).digest()
        return found
