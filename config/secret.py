"""The secret key of a machine that was given none: made once, kept with the data."""

import secrets
from pathlib import Path


def kept_key(var: Path) -> str:
    """Return the key kept in `var`, and make it first when there is none."""
    file = var / "secret-key"
    if not file.exists():
        var.mkdir(parents=True, exist_ok=True)
        new = var / f"secret-key.{secrets.token_hex(4)}"
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(50))
        try:
            file.hardlink_to(new)  # who comes first wins; the other reads that one
        except FileExistsError:
            pass
        finally:
            new.unlink()
    return file.read_text()
