"""Which database: the embedded one in the data folder, or the server that DATABASE_URL names."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.postgres import roles

OWN: dict[str, Any] = {"NAME": "tandem", "USER": "tandem"}
SCHEMES = ("postgres", "postgresql")
EXAMPLE = "postgres://gebruiker:wachtwoord@host:5432/naam"
# A page that waits longer than this is broken for the person behind it. Each connection says so
# itself, and that it writes: a role may always change its own settings, and these go before those.
WEB_LIMITS = " ".join(
    f"-c {name}={value}"
    for name, value in {
        "statement_timeout": "20s",
        "lock_timeout": "5s",
        "idle_in_transaction_session_timeout": "60s",
        "default_transaction_read_only": "off",
        "default_transaction_isolation": "read\\ committed",
        "row_security": "on",
        "search_path": "public",
    }.items()
)
# Of every connection: pages tell days in Dutch time by themselves.
ALWAYS = "-c timezone=UTC"


def database(environ: Mapping[str, str], *, home: Path, durable: bool = True) -> dict[str, Any]:
    """Return the DATABASES entry for this environment; the embedded cluster lives in `home`."""
    url = environ.get("DATABASE_URL", "").strip()
    place = server(url) if url else OWN | {"OPTIONS": {}}
    place["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 2}
    role = environ.get("TANDEM_ROLE", roles.OWNER)
    limits = [WEB_LIMITS] if role == roles.WEB else []
    # PostgreSQL keeps the last word: what the address asks beats our limits, and ALWAYS beats both.
    given = place["OPTIONS"].get("options")
    place["OPTIONS"]["options"] = " ".join([*limits, *([given] if given else []), ALWAYS])
    return place | {
        "ENGINE": "config.postgres",
        # One connection per thread that stays open; asking whether it still lives costs no
        # round trip (see base.py).
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "EMBEDDED": None if url else {"home": home, "durable": durable},
        # Who signs in: the owner of the tables, or a role that owns nothing (roles.py).
        "ROLE": role,
    }


def server(url: str) -> dict[str, Any]:
    """Read a `postgres://` address, or say in Dutch what is wrong with it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _wrong("de poort of het adres is niet te lezen") from None
    if parts.scheme not in SCHEMES:
        raise _wrong("het adres begint niet met postgres://")
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise _wrong("de naam van de database ontbreekt")
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }


def _wrong(why: str) -> ImproperlyConfigured:
    # The address itself is not repeated: it may hold a password.
    return ImproperlyConfigured(
        f"DATABASE_URL klopt niet: {why}. Geef een adres als {EXAMPLE}, "
        "of laat DATABASE_URL weg: dan gebruikt Tandem zijn eigen database."
    )
