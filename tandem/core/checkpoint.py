"""A signed statement of how large a tree was and what its root was, that anybody can check.

The form is that of C2SP (tlog-checkpoint, signed-note): origin, size, root, a line with the time,
an empty line, and the signature. Witnesses elsewhere know that form.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

if TYPE_CHECKING:
    from pathlib import Path

ED25519 = b"\x01"
PARTS = 4


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What is signed."""

    origin: str
    size: int
    root: bytes
    at: datetime

    def text(self) -> str:
        """The lines that are signed."""
        root = base64.b64encode(self.root).decode()
        moment = self.at.astimezone(UTC).isoformat(timespec="milliseconds")
        return f"{self.origin}\n{self.size}\n{root}\ntime {moment}\n"


def read(text: str) -> Checkpoint:
    """Read the lines of a checkpoint; the signature is not looked at."""
    origin, size, root, time = text.split("\n")[:PARTS]
    moment = datetime.fromisoformat(time.removeprefix("time "))
    return Checkpoint(origin, int(size), base64.b64decode(root, validate=True), moment)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: a name, and a key that lies outside the database."""

    origin: str
    key: Ed25519PrivateKey

    def sign(self, size: int, root: bytes, at: datetime) -> str:
        """Sign how the tree is now."""
        text = Checkpoint(self.origin, size, root, at).text()
        signature = base64.b64encode(self._key_id() + self.key.sign(text.encode())).decode()
        return f"{text}\n\u2014 {self.origin} {signature}\n"

    def public(self) -> str:
        """The public key, in the form in which a verifier takes it: name, hash and key."""
        known = base64.b64encode(ED25519 + self._public()).decode()
        return f"{self.origin}+{self._key_id().hex()}+{known}"

    def _public(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def _key_id(self) -> bytes:
        return sha256(self.origin.encode() + b"\n" + ED25519 + self._public()).digest()[:4]


def kept_signer(file: Path, origin: str) -> Signer:
    """Return who signs with the key kept in a file; make it first when there is none."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_name(f"{file.name}.new")
        new.touch(mode=0o600)
        new.write_bytes(Ed25519PrivateKey.generate().private_bytes_raw().hex().encode())
        try:
            file.hardlink_to(new)  # who comes first wins; the other reads that one
        except FileExistsError:
            pass
        finally:
            new.unlink()
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(file.read_text().strip()))
    signer = Signer(origin, key)
    file.with_suffix(".pub").write_text(signer.public() + "\n")
    return signer
